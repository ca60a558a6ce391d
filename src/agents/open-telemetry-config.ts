import { stringify } from 'yaml';
import { ConfigMap, configMapOf, isConfigMap, merged } from './config-map';
import {
  OPEN_TELEMETRY_STORAGE, OpenTelemetryBuffer, OpenTelemetryDestination, openTelemetryExporter, openTelemetryLogin, OpenTelemetrySignal,
} from './open-telemetry-exporter';
import { OpenTelemetryLogLevel, OpenTelemetryOptions } from './open-telemetry-options';

/** The ports on which the Collector tells how it does, and whether it lives. */
export const OPEN_TELEMETRY_METRICS_PORT = 8888;
export const OPEN_TELEMETRY_HEALTH_PORT = 13133;

const HEALTH = 'health_check';

/** What components were called before; the Collector takes the old names, too, with a warning (open-telemetry/opentelemetry-collector#14396). */
const OLD_NAMES: { readonly [section: string]: { readonly [old: string]: string } } = {
  receivers: { filelog: 'file_log', hostmetrics: 'host_metrics' },
  processors: { k8sattributes: 'k8s_attributes' },
  exporters: { otlphttp: 'otlp_http' },
};
const SIGNALS: readonly OpenTelemetrySignal[] = ['logs', 'metrics', 'traces'];

/** What a Collector on a node is asked to do. */
export interface OpenTelemetryTask extends OpenTelemetryBuffer, OpenTelemetryOptions {
  /** The receivers of each pipeline, by name. One that is in several of them is the same one. */
  readonly receivers: { readonly [signal in OpenTelemetrySignal]?: ConfigMap };
  readonly destination: OpenTelemetryDestination;

  /** A directory of the node for read positions and for what could not be sent yet; undefined where there is neither. */
  readonly statePath?: string;

  /** Whether all gets what the API server knows of its pod. */
  readonly podMetadata: boolean;

  /** Whether pods send something themselves, and may be known by the address that they send from. */
  readonly fromPods?: boolean;
  readonly metricsPort?: number;
  readonly healthPort?: number;
}

/** The whole configuration, as YAML. @throws where that which is laid over it is none */
export function openTelemetryConfig(task: OpenTelemetryTask): string {
  const { podMetadata, destination, receivers, extraConfig } = task;
  const [exporter, exporterConfig] = openTelemetryExporter(destination, task);
  const extensions = {
    ...(task.statePath === undefined ? {} : { [OPEN_TELEMETRY_STORAGE]: { directory: `${task.statePath}/storage`, create_directory: true, fsync: true } }),
    [HEALTH]: { endpoint: `0.0.0.0:${task.healthPort ?? OPEN_TELEMETRY_HEALTH_PORT}` },
    ...openTelemetryLogin(destination),
  };
  const processors = {
    memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 },
    ...(podMetadata ? { k8s_attributes: labels(task) } : {}),
    resource: { attributes: [{ key: 'k8s.node.name', value: '${env:K8S_NODE_NAME}', action: 'upsert' }] },
  };
  const config: ConfigMap = {
    extensions,
    receivers: Object.assign({}, ...SIGNALS.map(signal => receivers[signal] ?? {})),
    processors,
    exporters: { [exporter]: exporterConfig },
    service: {
      extensions: Object.keys(extensions),
      pipelines: Object.fromEntries(SIGNALS.flatMap(signal => receivers[signal] === undefined ? [] : [
        [signal, { receivers: Object.keys(receivers[signal]), processors: Object.keys(processors), exporters: [exporter] }],
      ])),
      telemetry: telemetry(task),
    },
  };
  const whole = extraConfig === undefined ? config : merged(config, checkedExtra(configMapOf('extraConfig', extraConfig, 'sections such as processors and service')));
  return stringify(whole, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** @throws where a component has its old name: it would be another one beside that which is meant, and in no pipeline */
function checkedExtra(extra: ConfigMap): ConfigMap {
  for (const [section, names] of Object.entries(OLD_NAMES)) {
    const components = extra[section];
    const old = isConfigMap(components) ? Object.keys(names).find(name => components[name] !== undefined) : undefined;
    if (old !== undefined) { throw new Error(`extraConfig: ${section}: "${old}" is the old name of ${names[old]}, and would be laid over nothing; write ${names[old]}`); }
  }
  return extra;
}

function telemetry({ logLevel, metricsPort }: OpenTelemetryTask): ConfigMap {
  return {
    logs: { level: logLevel ?? OpenTelemetryLogLevel.INFO },
    metrics: { readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: metricsPort ?? OPEN_TELEMETRY_METRICS_PORT } } } }] },
  };
}

/** It watches the pods of its own node only. */
function labels({ fromPods }: OpenTelemetryTask): ConfigMap {
  return {
    auth_type: 'serviceAccount',
    filter: { node_from_env_var: 'K8S_NODE_NAME' },
    extract: { metadata: ['k8s.namespace.name', 'k8s.pod.name', 'k8s.pod.uid', 'k8s.container.name'], labels: [{ tag_name: '$$1', key_regex: '(.*)', from: 'pod' }] },
    pod_association: [
      { sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] },
      ...(fromPods ? [{ sources: [{ from: 'resource_attribute', name: 'k8s.pod.ip' }] }, { sources: [{ from: 'connection' }] }] : []),
    ],
  };
}
