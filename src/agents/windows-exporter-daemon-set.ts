import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { checkPort } from './agent-port';
import { AgentProbe } from './agent-probe';
import { checkSwitches, sortedNames } from './collector-switches';
import { MetricsEndpoint } from './metrics-endpoint';
import { MetricsOptions } from './metrics-options';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { NodeOperatingSystem } from './node-operating-system';
import { WindowsExporterCollector } from './windows-exporter-collector';
import { Architecture } from '../model/platform';

/** Choices for the metrics of Windows nodes. */
export interface WindowsExporterDaemonSetProps extends NodeAgentDaemonSetOptions, MetricsOptions {
  /**
   * The port on which each node serves its metrics. It is taken on the node.
   *
   * @default 9182
   */
  readonly port?: number;

  /**
   * Collectors that are on besides those that are on by default.
   *
   * @default - those that the exporter has on by default
   * @see https://github.com/prometheus-community/windows_exporter#collectors
   */
  readonly enabledCollectors?: WindowsExporterCollector[];

  /**
   * Collectors that are off.
   *
   * @default - those that the exporter has off by default
   */
  readonly disabledCollectors?: WindowsExporterCollector[];

  /**
   * A directory of the node whose files (`*.prom`) hold metrics that others wrote, such as `C:\metrics`.
   *
   * @default - none is read
   */
  readonly textfileDirectory?: string;

  /**
   * Whether the firewall of the node lets the port through: a rule of its name is made when a pod starts, unless it is there.
   *
   * @default true
   */
  readonly openFirewall?: boolean;
}

const IMAGE = 'ghcr.io/prometheus-community/windows-exporter:0.31.8';

/** The image is for no other yet (prometheus-community/windows_exporter pull request 1736, read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64];
const PORT = 9182;
const PORT_NAME = 'metrics';

/**
 * The Windows exporter on every Windows node: metrics of the node itself. It is a process of the node (HostProcess), because a Windows
 * container sees nothing of its node.
 *
 * It has the role of `NodeExporterDaemonSet`, so that a cluster of Linux and Windows nodes is covered by both, each node by one of them.
 *
 * @see https://github.com/prometheus-community/windows_exporter
 */
export class WindowsExporterDaemonSet extends NodeAgentDaemonSet {
  /** The port on which each node serves its metrics. */
  public readonly port: number;

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: WindowsExporterDaemonSetProps = {}) {
    const place = `${scope.node.path}/${id}`;
    const port = props.port ?? PORT;
    checkPort(`${place}: port`, port);
    checkCollectors(place, props);
    const endpoint = new MetricsEndpoint({ portName: PORT_NAME, port, service: props.service, monitor: props.monitor });
    super(scope, id, {
      ...props,
      role: props.role ?? 'node-metrics',
      podAnnotations: { ...endpoint.podAnnotations, ...props.podAnnotations },
      operatingSystem: NodeOperatingSystem.WINDOWS,
      hostNetwork: true,
      hostProcess: true,
      container: windowsExporter(port, props),
      initContainers: props.openFirewall ?? true ? [firewall(port, props.image ?? IMAGE)] : [],
    });
    this.port = port;
    endpoint.createFor(this);
  }
}

function windowsExporter(port: number, props: WindowsExporterDaemonSetProps): AgentContainer {
  const probe = AgentProbe.httpGet('/health', port);
  return {
    name: 'windows-exporter',
    image: IMAGE,
    architectures: ARCHITECTURES,
    args: [`--web.listen-address=:${port}`, ...collectorArguments(props)],
    ports: [{ name: PORT_NAME, number: port }],
    requests: { cpu: '50m', memory: '128Mi' },
    limits: { memory: '300Mi' },
    liveness: probe,
    readiness: probe,
  };
}

function collectorArguments({ enabledCollectors, disabledCollectors, textfileDirectory }: WindowsExporterDaemonSetProps): string[] {
  const enabled = sortedNames([...enabledCollectors ?? [], ...textfileDirectory === undefined ? [] : [WindowsExporterCollector.TEXTFILE]]);
  const disabled = sortedNames(disabledCollectors ?? []);
  return [
    ...enabled.length > 0 ? [`--collectors.enabled=[defaults],${enabled.join(',')}`] : [],
    ...disabled.length > 0 ? [`--collectors.disabled=${disabled.join(',')}`] : [],
    ...textfileDirectory === undefined ? [] : [`--collector.textfile.directories=${textfileDirectory}`],
  ];
}

/** The image of the exporter has no program but its own; PowerShell is that of the node. */
function firewall(port: number, image: string): AgentContainer {
  const rule = `everynode-windows-exporter-${port}`;
  return {
    name: 'open-firewall',
    image,
    command: ['powershell.exe'],
    args: [
      '-NoProfile', '-Command',
      `if (-not (Get-NetFirewallRule -Name '${rule}' -ErrorAction SilentlyContinue)) { New-NetFirewallRule -Name '${rule}' -DisplayName '${rule}' -Direction Inbound -Profile Any -Action Allow -Protocol TCP -LocalPort ${port} -ErrorAction Stop }`,
    ],
    requests: { cpu: '50m', memory: '128Mi' },
    limits: { memory: '300Mi' },
  };
}

function checkCollectors(place: string, { enabledCollectors, disabledCollectors, textfileDirectory }: WindowsExporterDaemonSetProps): void {
  checkSwitches(place, { enabled: enabledCollectors ?? [], disabled: disabledCollectors ?? [], textfileDirectory });
  if (textfileDirectory !== undefined && !/^[A-Za-z]:[\\/][^,]*$/.test(textfileDirectory)) {
    throw new Error(`${place}: textfileDirectory: must be one absolute path of a Windows node such as "C:\\metrics", got "${textfileDirectory}"`);
  }
}
