import { checkPort } from './agent-port';
import { ClusterPermission } from './cluster-permission';
import { bufferBytes, checkDirectory, excludedLogs } from './collection-checks';
import { ConfigMap } from './config-map';
import { ContainerLogsOptions } from './container-logs-options';
import { DaemonSetName } from './daemon-set-name';
import { HostMetricsOptions } from './host-metrics-options';
import { hostMetricsReceiver } from './host-metrics-receiver';
import { KubeletStatsOptions } from './kubelet-stats-options';
import { kubeletStatsReceiver } from './kubelet-stats-receiver';
import { ContainerLogFormat } from './log-collection-options';
import { OPEN_TELEMETRY_HEALTH_PORT, OPEN_TELEMETRY_METRICS_PORT } from './open-telemetry-config';
import { OpenTelemetryDestination, OpenTelemetrySignal } from './open-telemetry-exporter';
import { openTelemetryLogs } from './open-telemetry-logs';
import { OpenTelemetryNodeDaemonSetProps } from './open-telemetry-node-daemon-set-props';
import { ownLogs } from './own-logs';
import { TelemetryDestination } from './telemetry-destination';
import { toldAt } from './told-at';

/** The name of the agent's container. */
export const OPEN_TELEMETRY_NODE = 'opentelemetry-collector';

/** The ports of the agent. */
export interface OpenTelemetryNodePorts {
  readonly metrics: number;
  readonly health: number;

  /** Where pods send to; undefined where they do not. */
  readonly otlp?: { readonly grpc: number; readonly http: number; readonly onNode: boolean };
}

/** What an agent of telemetry collects, every question answered and every answer checked. A source that is off is undefined. */
export interface OpenTelemetryNodeSettings {
  readonly hostMetrics?: HostMetricsOptions;
  readonly kubeletStats?: KubeletStatsOptions;
  readonly logs?: ContainerLogsOptions;
  readonly ports: OpenTelemetryNodePorts;
  readonly receivers: { readonly [signal in OpenTelemetrySignal]?: ConfigMap };
  readonly destination: OpenTelemetryDestination;
  readonly bufferBytes: number;
  readonly podMetadata: boolean;

  /** Whether anything of it must outlast its pod. */
  readonly hasState: boolean;
}

const GRPC_PORT = 4317;
const HTTP_PORT = 4318;
const DEFAULT_BUFFER_LIMIT = '512Mi';

/** @param members the agent's DaemonSets, none of which may read what another one writes */
export function openTelemetryNodeSettings(place: string, props: OpenTelemetryNodeDaemonSetProps, members: readonly DaemonSetName[]): OpenTelemetryNodeSettings {
  const [hostMetrics, kubeletStats, logs] = [switched(props.hostMetrics), switched(props.kubeletStats), switched(props.logs)];
  if (!hostMetrics && !kubeletStats && !logs && !props.otlpReceiver) {
    throw new Error(`${place}: nothing is collected; leave one of hostMetrics, kubeletStats and logs on, or state otlpReceiver`);
  }
  const ofPods = kubeletStats !== undefined || logs !== undefined || props.otlpReceiver !== undefined;
  if (props.podMetadata && !ofPods) { throw new Error(`${place}: podMetadata: nothing that is collected belongs to a pod; leave it out`); }
  const ports = portsOf(place, props);
  const destination = (props.destination ?? TelemetryDestination.standardOutput())._openTelemetry;
  const hasState = logs !== undefined || destination.kafka !== undefined || destination.server !== undefined;
  checkStatePath(`${place}: statePath`, props.statePath, hasState);
  const otlp = ports.otlp && { protocols: { grpc: { endpoint: `0.0.0.0:${ports.otlp.grpc}` }, http: { endpoint: `0.0.0.0:${ports.otlp.http}` } } };
  return {
    hostMetrics,
    kubeletStats,
    logs,
    ports,
    receivers: {
      logs: stated({ file_log: logs && logsReceiver(`${place}: logs`, logs, props, members), otlp }),
      metrics: stated({
        host_metrics: hostMetrics && hostMetricsReceiver(`${place}: hostMetrics`, hostMetrics, props.hostNetwork ?? false),
        kubeletstats: kubeletStats && kubeletStatsReceiver(`${place}: kubeletStats`, kubeletStats),
        otlp,
      }),
      traces: stated({ otlp }),
    },
    destination,
    bufferBytes: bufferBytes(`${place}: bufferLimit`, props.bufferLimit ?? DEFAULT_BUFFER_LIMIT),
    podMetadata: ofPods && (props.podMetadata ?? true),
    hasState,
  };
}

/** What such an agent asks of the API server and of the kubelet. */
export function openTelemetryNodePermissions({ podMetadata, kubeletStats }: OpenTelemetryNodeSettings): ClusterPermission[] {
  return [
    ...(podMetadata ? [{ resources: ['pods', 'namespaces'], verbs: ['get', 'list', 'watch'] }] : []),
    ...(kubeletStats ? [{ resources: ['nodes/stats'], verbs: ['get'] }] : []),
  ];
}

/** A source that is on unless it is switched off. */
function switched<T extends { readonly enabled?: boolean }>(options: T | undefined): T | undefined {
  return options?.enabled === false ? undefined : options ?? {} as T;
}

function logsReceiver(place: string, logs: ContainerLogsOptions, { sidecars }: OpenTelemetryNodeDaemonSetProps, members: readonly DaemonSetName[]): ConfigMap {
  const { format = ContainerLogFormat.CRI, multiline } = logs;
  const excluded = excludedLogs(place, logs);
  return toldAt(place, () => openTelemetryLogs({ ownLogs: ownLogs(members, OPEN_TELEMETRY_NODE, sidecars), excludedLogs: excluded, format, multiline }));
}

function checkStatePath(place: string, statePath: string | undefined, hasState: boolean): void {
  if (statePath === undefined) { return; }
  checkDirectory(place, statePath);
  if (!hasState) { throw new Error(`${place}: without logs and with standard output nothing is kept there; leave it out`); }
}

function portsOf(place: string, { metricsPort, healthPort, otlpReceiver, hostNetwork }: OpenTelemetryNodeDaemonSetProps): OpenTelemetryNodePorts {
  const ports = {
    metrics: metricsPort ?? OPEN_TELEMETRY_METRICS_PORT,
    health: healthPort ?? OPEN_TELEMETRY_HEALTH_PORT,
    otlp: otlpReceiver && { grpc: otlpReceiver.grpcPort ?? GRPC_PORT, http: otlpReceiver.httpPort ?? HTTP_PORT, onNode: otlpReceiver.hostPorts ?? false },
  };
  if (hostNetwork && otlpReceiver?.hostPorts === false) {
    throw new Error(`${place}: otlpReceiver: hostPorts: with hostNetwork each port is one of the node; leave it out`);
  }
  const named: [string, number][] = [
    ['metricsPort', ports.metrics], ['healthPort', ports.health],
    ...(ports.otlp ? [['otlpReceiver: grpcPort', ports.otlp.grpc], ['otlpReceiver: httpPort', ports.otlp.http]] as [string, number][] : []),
  ];
  named.forEach(([prop, port]) => checkPort(`${place}: ${prop}`, port));
  const [prop, port] = named.find(([, one], index) => named.findIndex(([, other]) => other === one) !== index) ?? [];
  if (prop !== undefined) { throw new Error(`${place}: ${prop}: ${port} is the port of something else of this agent; choose another`); }
  return ports;
}

/** The receivers that there are; undefined for none. */
function stated(receivers: { readonly [name: string]: ConfigMap | undefined }): ConfigMap | undefined {
  const there = Object.entries(receivers).filter(([, receiver]) => receiver !== undefined);
  return there.length > 0 ? Object.fromEntries(there) : undefined;
}
