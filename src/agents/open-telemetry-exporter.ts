import { ConfigMap } from './config-map';
import { DESTINATION_SECRETS } from './destination-secrets';
import { HttpDestination } from './http-destination';
import { KafkaConnection } from './kafka-connection';
import { WhenBufferFull } from './log-collection-options';
import { openTelemetryText } from './open-telemetry-operators';

/** Where the certificate authority that is trusted is in the container. */
export const OPEN_TELEMETRY_CERTIFICATE_AUTHORITY = '/etc/otelcol/certificates/ca.crt';

/** The extensions that an exporter refers to. */
export const OPEN_TELEMETRY_STORAGE = 'file_storage';
const OPEN_TELEMETRY_LOGIN = 'basicauth';

/** What the Collector tells of: each kind has a pipeline of its own. */
export type OpenTelemetrySignal = 'logs' | 'metrics' | 'traces';

/** How Kafka is reached, and what goes where. */
export interface OpenTelemetryTopics {
  readonly connection: KafkaConnection;
  readonly topics: { readonly [signal in OpenTelemetrySignal]?: { readonly topic: string; readonly encoding: string } };
}

/** Where everything goes: to one of these, or to the standard output of the Collector. */
export interface OpenTelemetryDestination {
  readonly kafka?: OpenTelemetryTopics;
  readonly server?: HttpDestination;
}

/** How much may wait on the node, and what happens then. */
export interface OpenTelemetryBuffer {
  readonly bufferBytes: number;
  readonly whenFull: WhenBufferFull;
}

/** The name of the exporter, and its configuration. */
export function openTelemetryExporter({ kafka, server }: OpenTelemetryDestination, buffer: OpenTelemetryBuffer): [string, ConfigMap] {
  if (kafka) { return ['kafka', kafkaExporter(kafka, buffer)]; }
  if (server) { return ['otlp_http', httpExporter(server, buffer)]; }
  return ['debug', { verbosity: 'detailed', use_internal_logger: false }];
}

/** Who logs in at a web server, as an extension. */
export function openTelemetryLogin({ server }: OpenTelemetryDestination): ConfigMap {
  return server?.password === undefined ? {} : { [OPEN_TELEMETRY_LOGIN]: { client_auth: credentials(server) } };
}

function kafkaExporter({ connection, topics }: OpenTelemetryTopics, buffer: OpenTelemetryBuffer): ConfigMap {
  return {
    brokers: connection.brokers,
    ...topics,
    producer: { required_acks: -1, compression: 'gzip' },
    ...(connection.password ? { auth: { sasl: { ...credentials(connection), mechanism: connection.login } } } : {}),
    ...(connection.tls ? { tls: trust(connection) } : {}),
    ...waiting(buffer),
  };
}

function httpExporter(server: HttpDestination, buffer: OpenTelemetryBuffer): ConfigMap {
  return {
    endpoint: server.url,
    compression: 'gzip',
    ...(server.url.startsWith('https:') ? { tls: { ...trust(server), ...(server.verifyCertificate ? {} : { insecure_skip_verify: true }) } } : {}),
    ...(server.password ? { auth: { authenticator: OPEN_TELEMETRY_LOGIN } } : {}),
    ...waiting(buffer),
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
function waiting({ bufferBytes, whenFull }: OpenTelemetryBuffer): ConfigMap {
  return {
    sending_queue: {
      enabled: true, storage: OPEN_TELEMETRY_STORAGE, sizer: 'bytes', queue_size: bufferBytes, num_consumers: 2, block_on_overflow: whenFull === WhenBufferFull.WAIT,
    },
    retry_on_failure: { enabled: true, max_interval: '30s', max_elapsed_time: '0s' },
  };
}
