import { AlloyBlock, AlloyExpression, AlloyMap, environmentVariable, exported } from './alloy-syntax';
import { DESTINATION_SECRETS } from './destination-secrets';
import { HttpDestination } from './http-destination';
import { KafkaDestination } from './kafka-destination';
import { LogDestination, LogDestinationKind } from './log-destination';

/** Where the certificate authority that is trusted is in the container. */
export const ALLOY_CERTIFICATE_AUTHORITY = '/etc/alloy/certificates/ca.crt';

const LABEL = 'destination';

/** How many bytes OpenTelemetry's exporters hold in memory; then they wait. */
const QUEUE_BYTES = 16 * 1024 * 1024;

/** With the names of its fields around it, a batch of this size is a message that Kafka takes, unless nearly all of it has to be escaped. */
const BATCH_BYTES = 256 * 1024;

/** Components that send, and where the first of them takes logs. */
export interface AlloyOutput {
  readonly receiver: AlloyExpression;
  readonly blocks: readonly AlloyBlock[];
}

/** The one output, which tries for ever; what waits for it is not read. */
export function alloyOutput({ kind, topic, webServer }: LogDestination): AlloyOutput {
  if (topic) { return throughOpenTelemetry('otelcol.exporter.kafka', kafka(topic)); }
  if (!webServer) { return { receiver: exported(`loki.echo.${LABEL}.receiver`), blocks: [{ name: 'loki.echo', label: LABEL }] }; }
  return kind === LogDestinationKind.LOKI ? loki(webServer) : throughOpenTelemetry('otelcol.exporter.otlphttp', ...otlp(webServer));
}

function loki(server: HttpDestination): AlloyOutput {
  return {
    receiver: exported(`loki.write.${LABEL}.receiver`),
    blocks: [{
      name: 'loki.write',
      label: LABEL,
      blocks: [{
        name: 'endpoint',
        arguments: {
          url: pushUrl(server.url),
          remote_timeout: '30s',
          max_backoff_period: '30s',
          max_backoff_retries: 0, // by default, what was tried ten times is dropped
        },
        blocks: [
          ...(server.password ? [{ name: 'basic_auth', arguments: credentials(server) }] : []),
          ...tls('tls_config', server, isEncrypted(server)),
        ],
      }],
    }],
  };
}

/** Loki's own path behind that of the URL. */
function pushUrl(text: string): string {
  const url = new URL(text);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/loki/api/v1/push`;
  return url.href;
}

function throughOpenTelemetry(exporter: string, config: Omit<AlloyBlock, 'name' | 'label'>, before: readonly AlloyBlock[] = []): AlloyOutput {
  return {
    receiver: exported(`otelcol.receiver.loki.${LABEL}.receiver`),
    blocks: [
      { name: 'otelcol.receiver.loki', label: LABEL, blocks: [{ name: 'output', arguments: { logs: [exported(`${exporter}.${LABEL}.input`)] } }] },
      ...before,
      { name: exporter, label: LABEL, ...config },
    ],
  };
}

function otlp(server: HttpDestination): [Omit<AlloyBlock, 'name' | 'label'>, AlloyBlock[]] {
  const login = 'otelcol.auth.basic';
  const client: AlloyBlock = {
    name: 'client',
    arguments: { endpoint: server.url, auth: server.password ? exported(`${login}.${LABEL}.handler`) : undefined },
    blocks: tls('tls', server, isEncrypted(server)),
  };
  return [
    { blocks: [client, ...waiting(1024 * 1024)] },
    server.password ? [{ name: login, label: LABEL, arguments: credentials(server) }] : [], // with client_auth alone, v1.19.2 does not start: it wants what a server needs, too
  ];
}

function kafka(destination: KafkaDestination): Omit<AlloyBlock, 'name' | 'label'> {
  return {
    arguments: { protocol_version: '2.1.0', brokers: destination.brokers },
    blocks: [
      { name: 'logs', arguments: { topic: destination.topic, encoding: 'otlp_json' } },
      { name: 'producer', arguments: { required_acks: -1, compression: 'gzip' } },
      ...(destination.password ? [{
        name: 'authentication', blocks: [{ name: 'sasl', arguments: { ...credentials(destination), mechanism: destination.login } }],
      }] : []),
      ...tls('tls', destination, destination.tls),
      ...waiting(BATCH_BYTES),
    ],
  };
}

function isEncrypted({ url }: HttpDestination): boolean {
  return url.startsWith('https:');
}

/** With TLS, a block even where there is nothing to say in it: without one, Kafka is spoken to in the open. */
function tls(name: string, other: { readonly certificateAuthority?: unknown; readonly verifyCertificate?: boolean }, encrypted: boolean): AlloyBlock[] {
  if (!encrypted) { return []; }
  return [{
    name,
    arguments: {
      ca_file: other.certificateAuthority ? ALLOY_CERTIFICATE_AUTHORITY : undefined,
      insecure_skip_verify: other.verifyCertificate === false ? true : undefined,
    },
  }];
}

function credentials({ user, userName }: { readonly user?: unknown; readonly userName?: string }): AlloyMap {
  return {
    username: user ? environmentVariable(DESTINATION_SECRETS.user) : userName ?? '',
    password: environmentVariable(DESTINATION_SECRETS.password),
  };
}

/** In memory, for a while; then reading waits. One consumer keeps the order. */
function waiting(batchBytes: number): AlloyBlock[] {
  return [
    {
      name: 'sending_queue',
      arguments: { sizer: 'bytes', queue_size: QUEUE_BYTES, num_consumers: 1, block_on_overflow: true },
      blocks: [{ name: 'batch', arguments: { sizer: 'bytes', flush_timeout: '1s', min_size: batchBytes / 2, max_size: batchBytes } }],
    },
    { name: 'retry_on_failure', arguments: { max_interval: '30s', max_elapsed_time: '0s' } },
  ];
}
