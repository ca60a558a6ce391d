import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { checkPort } from './agent-port';
import { AgentProbe } from './agent-probe';
import { HostPath, HostPathType, MountPropagation } from './host-path';
import { MetricsEndpoint } from './metrics-endpoint';
import { MetricsMonitor } from './metrics-monitor';
import { MetricsService } from './metrics-service';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { Architecture } from '../model/platform';

/** Choices for the metrics of the nodes. */
export interface NodeExporterDaemonSetProps extends NodeAgentDaemonSetOptions {
  /**
   * The port on which each node serves its metrics. It is taken on the node, and some platforms run an exporter of their own
   * on 9100: then choose another.
   *
   * @default 9100
   */
  readonly port?: number;

  /**
   * Whether file systems that the node mounts later are seen. With `NONE` only those that are mounted when the pod starts are:
   * for nodes whose `/` is not a shared mount, where the container would not start otherwise.
   *
   * @default MountPropagation.HOST_TO_CONTAINER
   */
  readonly rootMountPropagation?: MountPropagation;

  /**
   * The Service in front of the exporters.
   *
   * @default MetricsService.HEADLESS
   */
  readonly service?: MetricsService;

  /**
   * How Prometheus is told of the exporters.
   *
   * @default - it is not told
   */
  readonly monitor?: MetricsMonitor;
}

const IMAGE = 'quay.io/prometheus/node-exporter:v1.12.1';

/** Those of v1.12.1, by DOCKER_ARCHS of its Makefile. */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM, Architecture.ARM64, Architecture.PPC64LE, Architecture.RISCV64, Architecture.S390X];

const PORT = 9100;
const PORT_NAME = 'metrics';
const NOBODY = 65534;
const ROOT = '/host/root';

/** File systems that belong to pods and containers, not to the node. */
const MOUNT_POINTS_EXCLUDED = '^/(dev|proc|sys|run/containerd/.+|run/k3s/.+|var/lib/docker/.+|var/lib/containers/storage/.+|var/lib/kubelet/pods/.+)($|/)';

/** The node's ends of the network cables of pods. */
const DEVICES_EXCLUDED = '^(veth.*|cali.*|lxc.*|[a-f0-9]{15})$';

/**
 * Prometheus' node exporter on every node: metrics of the node itself, of its processors, memory, file systems and network.
 * It shares network and process namespace of the node, because its counters would otherwise be those of its own pod, and runs
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
    const port = props.port ?? PORT;
    checkPort(`${scope.node.path}/${id}: port`, port);
    const endpoint = new MetricsEndpoint({ portName: PORT_NAME, port, service: props.service, monitor: props.monitor });
    super(scope, id, {
      ...props,
      role: props.role ?? 'node-metrics',
      podAnnotations: { ...endpoint.podAnnotations, ...props.podAnnotations },
      hostNetwork: true,
      hostPid: true,
      privilegeReasons: {
        hostNetwork: 'the counters of the network are those of its own pod otherwise',
        hostPid: 'the counters of processes are those of its own pod otherwise',
        hostPorts: 'on the network of its node each port is one of the node',
        hostPaths: 'it reads the sizes of all file systems of its node, and its devices',
      },
      container: nodeExporter(port, props.rootMountPropagation ?? MountPropagation.HOST_TO_CONTAINER),
    });
    this.port = port;
    endpoint.createFor(this);
  }
}

function nodeExporter(port: number, propagation: MountPropagation): AgentContainer {
  const probe = AgentProbe.httpGet('/', port);
  return {
    name: 'node-exporter',
    image: IMAGE,
    architectures: ARCHITECTURES,
    args: [
      '--path.procfs=/host/proc',
      '--path.sysfs=/host/sys',
      `--path.rootfs=${ROOT}`,
      `--path.udev.data=${ROOT}/run/udev/data`,
      `--web.listen-address=:${port}`,
      `--collector.filesystem.mount-points-exclude=${MOUNT_POINTS_EXCLUDED}`,
      `--collector.netclass.ignored-devices=${DEVICES_EXCLUDED}`,
      `--collector.netdev.device-exclude=${DEVICES_EXCLUDED}`,
    ],
    ports: [{ name: PORT_NAME, number: port }],
    requests: { cpu: '20m', memory: '48Mi' },
    limits: { memory: '128Mi' },
    mounts: [
      HostPath.readOnly('/proc', { mountPath: '/host/proc' }),
      HostPath.readOnly('/sys', { mountPath: '/host/sys' }),
      HostPath.readOnly('/', { mountPath: ROOT, type: HostPathType.DIRECTORY, propagation }),
    ],
    liveness: probe,
    readiness: probe,
    user: NOBODY,
    group: NOBODY,
  };
}
