import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { checkPort } from './agent-port';
import { AgentProbe } from './agent-probe';
import { GpuMetric, gpuMetricsFile } from './gpu-metric';
import { HostPath } from './host-path';
import { MetricsEndpoint } from './metrics-endpoint';
import { MetricsOptions } from './metrics-options';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { NodeSelection } from '../model/node-selection';
import { Architecture } from '../model/platform';

/**
 * Choices for the metrics of GPUs. Without `nodes` it runs where `nvidia.com/gpu.present` is `true`, and a cluster without such a node is
 * fine. NVIDIA's GPU operator gives that label, with a DCGM exporter of its own; elsewhere the one who makes the nodes gives it.
 *
 * @see https://github.com/NVIDIA/gpu-operator/blob/main/controllers/state_manager.go
 */
export interface GpuMetricsDaemonSetProps extends NodeAgentDaemonSetOptions, MetricsOptions {
  /**
   * The port of the pod on which metrics are served.
   *
   * @default 9400
   */
  readonly port?: number;

  /**
   * What is served.
   *
   * @default - what the image has in /etc/dcgm-exporter/default-counters.csv
   */
  readonly metrics?: GpuMetric[];

  /**
   * How often the GPUs are asked.
   *
   * @default Duration.seconds(30)
   */
  readonly collectInterval?: Duration;

  /**
   * The directory in which the kubelet says which pod has which GPU.
   *
   * @default /var/lib/kubelet/pod-resources
   */
  readonly podResourcesPath?: string;

  /**
   * The RuntimeClass of the pods, where GPUs are not handed to every container: often `nvidia`.
   *
   * @default - that of the node
   * @see https://kubernetes.io/docs/concepts/containers/runtime-class/
   */
  readonly runtimeClassName?: string;
}

const IMAGE = 'nvcr.io/nvidia/k8s/dcgm-exporter:4.5.3-4.8.2-distroless';

/** The image has been built for both since NVIDIA/dcgm-exporter pull request 41 (read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64];
const PORT = 9400;
const PORT_NAME = 'metrics';
const POD_RESOURCES = '/var/lib/kubelet/pod-resources';
const METRICS_FILE = '/etc/everynode/metrics.csv';
const ROOT = 0;
const START = Duration.seconds(45);

/**
 * NVIDIA's DCGM exporter on every node with a GPU, whatever its taints: how busy, warm and full the GPUs are, and which pods have them.
 * It is root with the capability SYS_ADMIN, which DCGM needs to count what GPUs do, and nothing else.
 *
 * @see https://github.com/NVIDIA/dcgm-exporter
 */
export class GpuMetricsDaemonSet extends NodeAgentDaemonSet {
  /** The port of the pods on which metrics are served. */
  public readonly port: number;

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: GpuMetricsDaemonSetProps = {}) {
    const place = `${scope.node.path}/${id}`;
    const port = props.port ?? PORT;
    checkPort(`${place}: port`, port);
    const endpoint = new MetricsEndpoint({ portName: PORT_NAME, port, service: props.service, monitor: props.monitor });
    super(scope, id, {
      ...props,
      nodes: props.nodes ?? NodeSelection.labeled({ 'nvidia.com/gpu.present': 'true' }).orNone(),
      role: props.role ?? 'gpu-metrics',
      podAnnotations: { ...endpoint.podAnnotations, ...props.podAnnotations },
      privilegeReasons: {
        root: 'the library that counts what GPUs do asks for it',
        hostPaths: 'the kubelet tells there which pod has which GPU',
      },
      container: dcgmExporter(place, port, props),
    });
    this.port = port;
    endpoint.createFor(this);
  }
}

function dcgmExporter(place: string, port: number, { metrics, collectInterval, podResourcesPath }: GpuMetricsDaemonSetProps): AgentContainer {
  return {
    name: 'dcgm-exporter',
    image: IMAGE,
    architectures: ARCHITECTURES,
    env: {
      DCGM_EXPORTER_LISTEN: `:${port}`,
      DCGM_EXPORTER_KUBERNETES: 'true',
      ...metrics ? { DCGM_EXPORTER_COLLECTORS: METRICS_FILE } : {},
      ...collectInterval ? { DCGM_EXPORTER_INTERVAL: `${milliseconds(`${place}: collectInterval`, collectInterval)}` } : {},
    },
    fieldEnv: { NODE_NAME: 'spec.nodeName' },
    ports: [{ name: PORT_NAME, number: port }],
    requests: { cpu: '100m', memory: '512Mi' },
    limits: { memory: '1Gi' },
    mounts: [HostPath.readOnly(podResourcesPath ?? POD_RESOURCES, { mountPath: POD_RESOURCES })],
    configFiles: metrics ? { [METRICS_FILE]: gpuMetricsFile(`${place}: metrics`, metrics) } : undefined,
    liveness: AgentProbe.httpGet('/health', port, { initialDelay: START }),
    readiness: AgentProbe.httpGet('/health', port, { initialDelay: START }),
    user: ROOT,
    capabilities: ['SYS_ADMIN'],
    readOnlyRootFilesystem: false,
  };
}

function milliseconds(place: string, interval: Duration): number {
  const amount = interval.toMilliseconds();
  if (amount < 1) { throw new Error(`${place}: must be at least one millisecond, got ${amount}`); }
  return amount;
}
