import { ContainerLogsOptions } from './container-logs-options';
import { HostMetricsOptions } from './host-metrics-options';
import { KubeletStatsOptions } from './kubelet-stats-options';
import { MetricsMonitor } from './metrics-monitor';
import { MetricsService } from './metrics-service';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { OpenTelemetryLogLevel } from './open-telemetry-options';
import { OtlpReceiverOptions } from './otlp-receiver-options';
import { TelemetryDestination } from './telemetry-destination';

/** Choices for one agent that collects metrics of the node, metrics of the kubelet, and logs. */
export interface OpenTelemetryNodeDaemonSetProps extends NodeAgentDaemonSetOptions {
  /**
   * Where everything goes.
   *
   * @default TelemetryDestination.standardOutput()
   */
  readonly destination?: TelemetryDestination;

  /**
   * Metrics of the node itself.
   *
   * @default - they are collected
   */
  readonly hostMetrics?: HostMetricsOptions;

  /**
   * Metrics that the kubelet has of its node, its pods and their containers.
   *
   * @default - they are collected, and the certificate of the kubelet is not verified
   */
  readonly kubeletStats?: KubeletStatsOptions;

  /**
   * Logs of containers.
   *
   * @default - they are read
   */
  readonly logs?: ContainerLogsOptions;

  /**
   * What pods send by OpenTelemetry's protocol to the agent of their node.
   *
   * @default - nothing: there is no such port
   */
  readonly otlpReceiver?: OtlpReceiverOptions;

  /**
   * Whether what belongs to a pod gets the labels of that pod. The agent then may read pods and namespaces.
   *
   * @default - true, where anything that is collected belongs to a pod
   */
  readonly podMetadata?: boolean;

  /**
   * The directory of the node where read positions and what could not be sent yet are kept. Another directory begins anew: what is still
   * on the node is then sent once more. That of a variant has `-` and the variant's name behind it.
   *
   * @default - `/var/lib/everynode/<namespace>/<name of the DaemonSet>`, with `default` where the chart has no namespace
   */
  readonly statePath?: string;

  /**
   * How much of logs, of metrics and of traces each may wait in that directory while the destination is away. When there is no room,
   * reading and measuring wait, too.
   *
   * @default '512Mi'
   */
  readonly bufferLimit?: string;

  /**
   * Whether it shares the network of the node. Without it there are no metrics of the network of the node itself; with it, each of its
   * ports is one of the node.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * The port on which the agent tells how it does.
   *
   * @default 8888
   */
  readonly metricsPort?: number;

  /**
   * The port on which the agent tells whether it lives.
   *
   * @default 13133
   */
  readonly healthPort?: number;

  /**
   * The Service in front of the metrics of the agents themselves.
   *
   * @default MetricsService.HEADLESS
   */
  readonly service?: MetricsService;

  /**
   * How Prometheus is told of the metrics of the agents themselves.
   *
   * @default - it is not told
   */
  readonly monitor?: MetricsMonitor;

  /**
   * How much the agent says of itself.
   *
   * @default OpenTelemetryLogLevel.INFO
   */
  readonly logLevel?: OpenTelemetryLogLevel;

  /**
   * The way out: configuration in the Collector's own words, as YAML, laid over the generated one. Maps are merged, everything else takes
   * the place of what was there.
   *
   * @default - none
   * @see https://opentelemetry.io/docs/collector/configuration/
   */
  readonly extraConfig?: string;
}
