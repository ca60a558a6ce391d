import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { checkPort } from './agent-port';
import { HostPath, HostPathType, MountPropagation } from './host-path';
import { MetricsEndpoint } from './metrics-endpoint';
import { MetricsOptions } from './metrics-options';
import { MetricsProtection } from './metrics-protection';
import { MetricsServer, metricsServer } from './metrics-server';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { NodeExporterCollector } from './node-exporter-collector';
import { checkCollectors, collectorArguments, CollectorChoice, collectorNeeds } from './node-exporter-needs';
import { INTERFACES_OF_PODS, MOUNT_POINTS_OF_PODS } from './pods-own';
import { Architecture } from '../model/platform';

/** Choices for the metrics of the nodes. */
export interface NodeExporterDaemonSetProps extends NodeAgentDaemonSetOptions, MetricsOptions {
  /**
   * The port on which each node serves its metrics. It is taken on the node, and some platforms run an exporter of their own
   * on 9100: then choose another.
   *
   * @default 9100
   */
  readonly port?: number;

  /**
   * Collectors that are on besides those that are on by default. What one of them needs of the node (a mount, the system bus, root) comes with it.
   *
   * @default - those that the exporter has on by default
   * @see https://github.com/prometheus/node_exporter#collectors
   */
  readonly enabledCollectors?: NodeExporterCollector[];

  /**
   * Collectors that are off.
   *
   * @default - those that the exporter has off by default; without `hostNetwork` also those that would tell of the network of the pod
   */
  readonly disabledCollectors?: NodeExporterCollector[];

  /**
   * A directory of the node whose files (`*.prom`) hold metrics that others wrote.
   *
   * @default - none is read
   * @see https://github.com/prometheus/node_exporter#textfile-collector
   */
  readonly textfileDirectory?: string;

  /**
   * Whether it shares the network of the node. Without it there are no metrics of the network, and its port is not taken on the node.
   *
   * @default true
   */
  readonly hostNetwork?: boolean;

  /**
   * Whether it sees the processes of the node as the node does. Without it, the collector `processes` cannot be on; the others say the same.
   *
   * @default true
   */
  readonly hostPid?: boolean;

  /**
   * How the metrics are kept from those who have no business with them.
   *
   * @default - everybody who reaches the port reads them
   */
  readonly protection?: MetricsProtection;

  /**
   * Whether file systems that the node mounts later are seen. With `NONE` only those that are mounted when the pod starts are:
   * for nodes whose `/` is not a shared mount, where the container would not start otherwise.
   *
   * @default MountPropagation.HOST_TO_CONTAINER
   */
  readonly rootMountPropagation?: MountPropagation;
}

const IMAGE = 'quay.io/prometheus/node-exporter:v1.12.1';

/** Those of v1.12.1, by DOCKER_ARCHS of its Makefile. */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM, Architecture.ARM64, Architecture.PPC64LE, Architecture.RISCV64, Architecture.S390X];

const PORT = 9100;
const PORT_NAME = 'metrics';
const NOBODY = 65534;
const ROOT = '/host/root';

/**
 * Prometheus' node exporter on every node: metrics of the node itself, of its processors, memory, file systems and network.
 * It shares network and process namespace of the node, because some counters would otherwise be those of its own pod, and runs
 * as nobody, without any capability.
 *
 * It has no PriorityClass unless `priorityClassName` says one: `system-cluster-critical`, which others give it, is refused by
 * GKE outside of `kube-system`.
 *
 * @see https://github.com/prometheus/node_exporter
 */
export class NodeExporterDaemonSet extends NodeAgentDaemonSet {
  /** The port on which each node serves its metrics. */
  public readonly port: number;

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: NodeExporterDaemonSetProps = {}) {
    const place = `${scope.node.path}/${id}`;
    const port = props.port ?? PORT;
    checkPort(`${place}: port`, port);
    const choice = collectorChoice(props);
    checkCollectors(place, choice);
    const { service, monitor, protection } = props;
    const endpoint = new MetricsEndpoint({ portName: PORT_NAME, port, service, monitor, protection });
    const server = metricsServer({ place, portName: PORT_NAME, port, hostNetwork: choice.hostNetwork, probePath: '/' }, protection);
    super(scope, id, {
      ...props,
      role: props.role ?? 'node-metrics',
      podAnnotations: { ...endpoint.podAnnotations, ...props.podAnnotations },
      hostNetwork: choice.hostNetwork,
      hostPid: choice.hostPid,
      privilegeReasons: {
        ...choice.hostNetwork ? { hostNetwork: 'the counters of the network are those of its own pod otherwise', hostPorts: 'on the network of its node each port is one of the node' } : {},
        ...choice.hostPid ? { hostPid: 'the counters of processes are those of its own pod otherwise' } : {},
        root: 'what the kernel tells of its caches is for root alone',
        permissions: 'the proxy in front of it asks the API server who may read its metrics',
        hostPaths: 'it reads the sizes of all file systems of its node, and its devices',
      },
      sidecars: [...server.sidecars, ...props.sidecars ?? []],
      permissions: server.permissions,
      container: nodeExporter(choice, server, props.rootMountPropagation ?? MountPropagation.HOST_TO_CONTAINER),
    });
    this.port = port;
    endpoint.createFor(this);
  }
}

function collectorChoice({ enabledCollectors, disabledCollectors, textfileDirectory, hostNetwork, hostPid }: NodeExporterDaemonSetProps): CollectorChoice {
  const shared = { hostNetwork: hostNetwork ?? true, hostPid: hostPid ?? true };
  return { ...shared, enabled: enabledCollectors ?? [], disabled: disabledCollectors ?? [], textfileDirectory };
}

function nodeExporter(choice: CollectorChoice, { container }: MetricsServer, propagation: MountPropagation): AgentContainer {
  const needs = collectorNeeds(choice);
  return {
    name: 'node-exporter',
    image: IMAGE,
    architectures: ARCHITECTURES,
    requests: { cpu: '20m', memory: '48Mi' },
    limits: { memory: '128Mi' },
    user: NOBODY,
    group: NOBODY,
    ...container,
    ...needs,
    args: [
      '--path.procfs=/host/proc',
      '--path.sysfs=/host/sys',
      `--path.rootfs=${ROOT}`,
      `--path.udev.data=${ROOT}/run/udev/data`,
      ...container.args ?? [],
      `--collector.filesystem.mount-points-exclude=${MOUNT_POINTS_OF_PODS}`,
      `--collector.netclass.ignored-devices=${INTERFACES_OF_PODS}`,
      `--collector.netdev.device-exclude=${INTERFACES_OF_PODS}`,
      ...collectorArguments(choice),
    ],
    mounts: [
      HostPath.readOnly('/proc', { mountPath: '/host/proc' }),
      HostPath.readOnly('/sys', { mountPath: '/host/sys' }),
      HostPath.readOnly('/', { mountPath: ROOT, type: HostPathType.DIRECTORY, propagation }),
      ...needs.mounts ?? [],
    ],
  };
}
