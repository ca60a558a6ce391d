import { stringify } from 'yaml';
import { ConfigMap } from './config-map';
import { overlaid } from './config-overlay';
import { DESTINATION_SECRETS } from './destination-secrets';
import { HttpDestination } from './http-destination';
import { LogCollection } from './i-log-collector';
import { KafkaDestination } from './kafka-destination';
import { WhenBufferFull } from './log-collection-options';
import { LogDestinationKind } from './log-destination';
import { openTelemetryOperators, openTelemetryText } from './open-telemetry-operators';
import { OpenTelemetryLogLevel, OpenTelemetryOptions } from './open-telemetry-options';
import { inPodLogs } from './pod-logs';

/** The ports on which the Collector tells how it does, and whether it lives. */
export const OPEN_TELEMETRY_METRICS_PORT = 8888;
export const OPEN_TELEMETRY_HEALTH_PORT = 13133;

/** Where the certificate authority that is trusted is in the container. */
export const OPEN_TELEMETRY_CERTIFICATE_AUTHORITY = '/etc/otelcol/certificates/ca.crt';

const STORAGE = 'file_storage';
const LOGIN = 'basicauth';
const HEALTH = 'health_check';

/** The whole configuration, as YAML. */
export function openTelemetryConfig(collection: LogCollection, { logLevel, extraConfig }: OpenTelemetryOptions): string {
  const { podMetadata, destination, metricsPort } = collection;
  const [exporter, exporterConfig] = output(collection);
  const login = destination.webServer?.password !== undefined;
  const config: ConfigMap = {
    extensions: {
      [STORAGE]: { directory: `${collection.statePath}/storage`, create_directory: true, fsync: true },
      [HEALTH]: { endpoint: `0.0.0.0:${OPEN_TELEMETRY_HEALTH_PORT}` },
      ...(login ? { [LOGIN]: { client_auth: credentials(destination.webServer!) } } : {}),
    },
    receivers: { filelog: containerLogs(collection) },
    processors: {
      memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 },
      ...(podMetadata ? { k8sattributes: labels() } : {}),
      resource: { attributes: [{ key: 'k8s.node.name', value: '${env:K8S_NODE_NAME}', action: 'upsert' }] },
    },
    exporters: { [exporter]: exporterConfig },
    service: {
      extensions: [STORAGE, HEALTH, ...(login ? [LOGIN] : [])],
      pipelines: { logs: { receivers: ['filelog'], processors: ['memory_limiter', ...(podMetadata ? ['k8sattributes'] : []), 'resource'], exporters: [exporter] } },
      telemetry: {
        logs: { level: logLevel ?? OpenTelemetryLogLevel.INFO },
        metrics: { readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: metricsPort ?? OPEN_TELEMETRY_METRICS_PORT } } } }] },
      },
    },
  };
  const whole = extraConfig === undefined ? config : overlaid('extraConfig', config, extraConfig, 'sections such as processors and service');
  return stringify(whole, { lineWidth: 0, aliasDuplicateObjects: false });
}

function containerLogs({ ownLogs, excludedLogs, format, multiline }: LogCollection): ConfigMap {
  return {
    include: ['/var/log/pods/*/*/*.log'],
    exclude: [...ownLogs, ...excludedLogs].map(pattern => inPodLogs(pattern, '*.log')),
    start_at: 'beginning',
    include_file_name: false,
    include_file_path: true,
    preserve_leading_whitespaces: true,
    preserve_trailing_whitespaces: true,
    storage: STORAGE,
    retry_on_failure: { enabled: true, max_elapsed_time: '0s' }, // reading waits while nothing more can be taken
    operators: openTelemetryOperators(format, multiline),
  };
}

/** It watches the pods of its own node only. */
function labels(): ConfigMap {
  return {
    auth_type: 'serviceAccount',
    filter: { node_from_env_var: 'K8S_NODE_NAME' },
    extract: { metadata: ['k8s.namespace.name', 'k8s.pod.name', 'k8s.pod.uid', 'k8s.container.name'], labels: [{ tag_name: '$$1', key_regex: '(.*)', from: 'pod' }] },
    pod_association: [{ sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] }],
  };
}

function output(collection: LogCollection): [string, ConfigMap] {
  const { topic, webServer, kind } = collection.destination;
  if (topic) { return ['kafka', kafkaOutput(collection, topic)]; }
  if (webServer) { return ['otlphttp', httpOutput(collection, webServer, kind === LogDestinationKind.LOKI ? `${webServer.url.replace(/\/$/, '')}/otlp` : webServer.url)]; }
  return ['debug', { verbosity: 'detailed', use_internal_logger: false }];
}

function kafkaOutput(collection: LogCollection, kafka: KafkaDestination): ConfigMap {
  return {
    brokers: kafka.brokers,
    logs: { topic: kafka.topic, encoding: 'otlp_json' },
    producer: { required_acks: -1, compression: 'gzip' },
    ...(kafka.password ? { auth: { sasl: { ...credentials(kafka), mechanism: kafka.login } } } : {}),
    ...(kafka.tls ? { tls: trust(kafka) } : {}),
    ...waiting(collection),
  };
}

function httpOutput(collection: LogCollection, server: HttpDestination, endpoint: string): ConfigMap {
  return {
    endpoint,
    compression: 'gzip',
    ...(endpoint.startsWith('https:') ? { tls: { ...trust(server), ...(server.verifyCertificate ? {} : { insecure_skip_verify: true }) } } : {}),
    ...(server.password ? { auth: { authenticator: LOGIN } } : {}),
    ...waiting(collection),
  };
}

function trust({ certificateAuthority }: { readonly certificateAuthority?: unknown }): ConfigMap {
  return certificateAuthority ? { ca_file: OPEN_TELEMETRY_CERTIFICATE_AUTHORITY } : { insecure: false };
}

function credentials({ user, userName }: { readonly user?: unknown; readonly userName?: string }): ConfigMap {
  return {
    username: user ? `\${env:${DESTINATION_SECRETS.user}}` : openTelemetryText(userName ?? ''),
    password: `\${env:${DESTINATION_SECRETS.password}}`,
  };
}

/** On the node, so that nothing is lost or sent twice when the pod is replaced. */
function waiting({ bufferBytes, whenFull }: LogCollection): ConfigMap {
  return {
    sending_queue: {
      enabled: true, storage: STORAGE, sizer: 'bytes', queue_size: bufferBytes, num_consumers: 2, block_on_overflow: whenFull === WhenBufferFull.WAIT,
    },
    retry_on_failure: { enabled: true, max_interval: '30s', max_elapsed_time: '0s' },
  };
}
