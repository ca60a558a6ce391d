import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { AgentPort } from './agent-port';
import { checkOnePodAtATime, collectorStatePath } from './collector-state';
import { DaemonSetName, daemonSetName, variantNames } from './daemon-set-name';
import { destinationSecrets } from './destination-secrets';
import { HOST_ROOT } from './host-metrics-receiver';
import { HostPath, HostPathType, MountPropagation } from './host-path';
import { NODE_IP } from './kubelet-stats-receiver';
import { ContainerLogFormat, WhenBufferFull } from './log-collection-options';
import { logMounts, stateMount } from './log-mounts';
import { MetricsEndpoint } from './metrics-endpoint';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { openTelemetryConfig } from './open-telemetry-config';
import { openTelemetryContainer } from './open-telemetry-container';
import { OPEN_TELEMETRY_CERTIFICATE_AUTHORITY } from './open-telemetry-exporter';
import { OpenTelemetryNodeDaemonSetProps } from './open-telemetry-node-daemon-set-props';
import {
  OPEN_TELEMETRY_NODE, openTelemetryNodePermissions, OpenTelemetryNodePorts, OpenTelemetryNodeSettings, openTelemetryNodeSettings,
} from './open-telemetry-node-settings';
import { checkOtlpService, createOtlpService, OTLP_GRPC, OTLP_HTTP } from './otlp-service';
import { PrivilegeReasons } from './privilege-reasons';
import { toldAt } from './told-at';

const DEFAULT_TERMINATION_GRACE_PERIOD = Duration.seconds(60);

/**
 * The OpenTelemetry Collector on every node, as one agent for three jobs: metrics of the node itself, metrics that the kubelet has of pods
 * and containers, and logs of all containers. Where it is asked to, it also takes what pods send by OpenTelemetry's protocol.
 *
 * While it reads logs its role is `log-collector`, so that the check finds another log collector on its nodes, which would send every line
 * once more; with `logs: { enabled: false }` it is `node-telemetry`.
 *
 * @see https://opentelemetry.io/docs/platforms/kubernetes/collector/components/
 */
export class OpenTelemetryNodeDaemonSet extends NodeAgentDaemonSet {
  /** The port of the pods on which the agent tells how it does. */
  public readonly metricsPort: number;

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: OpenTelemetryNodeDaemonSetProps = {}) {
    const place = `${scope.node.path}/${id}`;
    const name = daemonSetName(scope, id, props.metadata);
    const variants = variantNames(place, name, props.variants);
    checkOnePodAtATime(place, props.updateStrategy);
    const settings = openTelemetryNodeSettings(place, props, [name, ...variants.values()]);
    const { ports } = settings;
    if (ports.otlp) { checkOtlpService(place, name.name); }
    const endpoint = new MetricsEndpoint({ portName: 'metrics', port: ports.metrics, service: props.service, monitor: props.monitor });
    super(scope, id, { ...agentProps(place, props, settings, name, variants), podAnnotations: { ...endpoint.podAnnotations, ...props.podAnnotations } });
    this.metricsPort = ports.metrics;
    endpoint.createFor(this);
    if (ports.otlp) { createOtlpService(this, ports.otlp); }
  }
}

function agentProps(
  place: string, props: OpenTelemetryNodeDaemonSetProps, settings: OpenTelemetryNodeSettings, name: DaemonSetName, variants: ReadonlyMap<string, DaemonSetName>,
): NodeAgentDaemonSetProps {
  const containerOf = (member: DaemonSetName, variant?: string) => collector(place, props, settings, {
    statePath: settings.hasState ? collectorStatePath(name, member, props.statePath, variant) : undefined,
    memoryLimit: (variant === undefined ? undefined : props.variants?.[variant]?.limits?.memory) ?? props.limits?.memory,
  });
  return {
    ...props,
    role: props.role ?? (settings.logs ? 'log-collector' : 'node-telemetry'),
    terminationGracePeriod: props.terminationGracePeriod ?? DEFAULT_TERMINATION_GRACE_PERIOD,
    permissions: openTelemetryNodePermissions(settings),
    privilegeReasons: reasons(settings, props.hostNetwork ?? false),
    container: containerOf(name),
    variantContainers: Object.fromEntries([...variants].map(([variant, member]) => [variant, containerOf(member, variant)])),
  };
}

/** What is different in each DaemonSet of the agent. */
interface MemberChoice {
  readonly statePath?: string;
  readonly memoryLimit?: string;
}

function collector(
  place: string, props: OpenTelemetryNodeDaemonSetProps, settings: OpenTelemetryNodeSettings, { statePath, memoryLimit }: MemberChoice,
): AgentContainer {
  const { ports, destination, kubeletStats } = settings;
  const base = toldAt(place, () => openTelemetryContainer({
    config: openTelemetryConfig({
      ...settings,
      statePath,
      whenFull: WhenBufferFull.WAIT,
      fromPods: ports.otlp !== undefined,
      metricsPort: ports.metrics,
      healthPort: ports.health,
      logLevel: props.logLevel,
      extraConfig: props.extraConfig,
    }),
    metricsPort: ports.metrics,
    healthPort: ports.health,
    memoryLimit,
  }));
  const secrets = destinationSecrets({ topic: destination.kafka?.connection, webServer: destination.server }, OPEN_TELEMETRY_CERTIFICATE_AUTHORITY);
  const kubelet = kubeletStats?.certificateAuthority?._container ?? {};
  return {
    ...base,
    name: OPEN_TELEMETRY_NODE,
    ports: [...base.ports!, ...otlpPorts(ports)],
    fieldEnv: { ...base.fieldEnv, ...(kubeletStats ? { [NODE_IP]: 'status.hostIP' } : {}) },
    secretEnv: secrets.secretEnv,
    secretFiles: { ...secrets.secretFiles, ...kubelet.secretFiles },
    mounts: [...mounts(settings, statePath), ...kubelet.mounts ?? []],
  };
}

function mounts({ hostMetrics, logs }: OpenTelemetryNodeSettings, statePath: string | undefined): HostPath[] {
  const propagation = hostMetrics?.rootMountPropagation ?? MountPropagation.HOST_TO_CONTAINER;
  return [
    ...(hostMetrics ? [HostPath.readOnly('/', { mountPath: HOST_ROOT, type: HostPathType.DIRECTORY, propagation })] : []),
    ...(logs ? logMounts({ format: logs.format ?? ContainerLogFormat.CRI, statePath: statePath! }) : statePath === undefined ? [] : [stateMount(statePath)]),
  ];
}

function otlpPorts({ otlp }: OpenTelemetryNodePorts): AgentPort[] {
  if (!otlp) { return []; }
  const onNode = (number: number) => otlp.onNode ? { hostPort: number } : {};
  return [{ name: OTLP_GRPC, number: otlp.grpc, ...onNode(otlp.grpc) }, { name: OTLP_HTTP, number: otlp.http, ...onNode(otlp.http) }];
}

function reasons({ hostMetrics, logs, ports, podMetadata, kubeletStats, hasState }: OpenTelemetryNodeSettings, hostNetwork: boolean): PrivilegeReasons {
  const paths = [
    ...hostMetrics ? ['it reads how full the file systems of its node are'] : [],
    ...logs ? ['it reads the logs of all containers'] : [],
    ...hasState ? ['it keeps on the node what must outlast its pod'] : [],
  ];
  return {
    ...hostNetwork ? { hostNetwork: 'the counters of the network are those of its own pod otherwise', hostPorts: 'on the network of its node each port is one of the node' } : {},
    ...ports.otlp?.onNode && !hostNetwork ? { hostPorts: 'pods send to the address of their node' } : {},
    root: 'directories and files that it reads or writes on its node are root\'s',
    ...paths.length > 0 ? { hostPaths: paths.join(', and ') } : {},
    ...podMetadata || kubeletStats ? { permissions: 'it asks the API server about pods, or the kubelet for its statistics' } : {},
  };
}
