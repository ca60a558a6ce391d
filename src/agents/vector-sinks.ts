import { SecretKey } from './agent-container';
import { ConfigMap } from './config-map';
import { HttpDestination } from './http-destination';
import { LogCollection } from './i-log-collector';
import { KafkaDestination } from './kafka-destination';
import { LogDestination, LogDestinationKind } from './log-destination';
import { S3Destination } from './s3-destination';
import { SearchDestination } from './search-destination';
import { otlpProgram, searchProgram } from './vector-programs';
import { vectorText } from './vector-text';

/** Where the certificate authority that is trusted is in the container. */
const VECTOR_CERTIFICATE_AUTHORITY = '/etc/vector/certificates/ca.crt';

/**
 * Vector's buffer on disk is no smaller: two files of 128 MiB, and 32 bytes that tell what is in them.
 *
 * @see https://github.com/vectordotdev/vector/blob/4745a2f4d52ed286a021b28e1306ed67ca853cbc/lib/vector-buffers/src/variants/disk_v2/common.rs
 */
const SMALLEST_BUFFER = 268435488;

/** By default, a message of more than 1 MB is dropped before Kafka has seen it. A long line is one, and compressed it may be small enough for its topic. */
const LARGEST_MESSAGE_FOR_KAFKA = 10_000_000;

/** What of a record makes a stream of Loki; all of it is in the line, too. What a record lacks is no label. */
const LOKI_LABELS = {
  job: 'vector',
  node: '{{ node }}',
  namespace: '{{ kubernetes.pod_namespace }}',
  pod: '{{ kubernetes.pod_name }}',
  container: '{{ kubernetes.container_name }}',
  stream: '{{ stream }}',
  unit: '{{ systemd_unit }}',
};

/** What a destination makes of a record before it is kept for it; undefined where it takes it as it is. */
export function shapeFor({ kind }: LogDestination): string | undefined {
  switch (kind) {
    case LogDestinationKind.ELASTICSEARCH:
    case LogDestinationKind.OPENSEARCH: return searchProgram();
    case LogDestinationKind.OTLP: return otlpProgram();
    default: return undefined;
  }
}

/** The one sink for what is collected. What it cannot send yet is on the node; when no more may be, reading waits. */
export function vectorSink(collection: LogCollection, input: string): ConfigMap {
  return { ...sink(collection.destination), inputs: [input], buffer: { type: 'disk', max_size: bufferSize(collection), when_full: 'block' } };
}

function bufferSize({ bufferBytes }: LogCollection): number {
  if (bufferBytes < SMALLEST_BUFFER) {
    throw new Error(`bufferLimit: Vector's buffer has at least ${SMALLEST_BUFFER} bytes, a few more than 256Mi, got ${bufferBytes}; say 512Mi, or more`);
  }
  return bufferBytes;
}

function sink({ kind, search, topic, bucket, webServer }: LogDestination): ConfigMap {
  if (search) { return searchSink(kind, search); }
  if (topic) { return kafkaSink(topic); }
  if (bucket) { return s3Sink(bucket); }
  if (!webServer) { return { type: 'console', target: 'stdout', encoding: { codec: 'json' } }; }
  switch (kind) {
    case LogDestinationKind.LOKI: return lokiSink(webServer);
    case LogDestinationKind.OTLP: return otlpSink(webServer);
    default: return { type: 'http', uri: uri(webServer.url), method: 'post', encoding: { codec: 'json' }, ...access(webServer) };
  }
}

/** What was taken already is refused when it comes again, because it has an id. */
function searchSink(kind: LogDestinationKind, search: SearchDestination): ConfigMap {
  const host = search.host.includes(':') ? `[${search.host}]` : search.host;
  return {
    type: 'elasticsearch',
    endpoints: [`${search.tls ? 'https' : 'http'}://${host}:${search.port}`],
    api_version: kind === LogDestinationKind.ELASTICSEARCH ? 'v8' : 'v7',
    mode: 'bulk',
    bulk: { action: 'create', index: search.daily ? `${search.index}-%Y.%m.%d` : search.index },
    id_key: 'id',
    request_retry_partial: true,
    compression: 'gzip',
    encoding: { except_fields: ['timestamp'] },
    ...login(search),
    ...(search.tls ? { tls: trust(search) } : {}),
  };
}

/** It tries for ever: what it gave up after a time would be lost. */
function kafkaSink(kafka: KafkaDestination): ConfigMap {
  return {
    type: 'kafka',
    bootstrap_servers: kafka.brokers.join(','),
    topic: kafka.topic,
    compression: 'gzip',
    encoding: { codec: 'json' },
    message_timeout_ms: 0,
    librdkafka_options: { 'message.max.bytes': `${LARGEST_MESSAGE_FOR_KAFKA}` },
    ...(kafka.password ? { sasl: { enabled: true, mechanism: kafka.login, username: userOf(kafka), password: secretIn('password') } } : {}),
    ...(kafka.tls ? { tls: { enabled: true, ...(kafka.certificateAuthority ? { ca_file: VECTOR_CERTIFICATE_AUTHORITY } : {}) } } : {}),
  };
}

function s3Sink(bucket: S3Destination): ConfigMap {
  return {
    type: 'aws_s3',
    bucket: bucket.bucket,
    region: bucket.region,
    ...(bucket.endpoint === undefined ? {} : { endpoint: bucket.endpoint }),
    key_prefix: `${bucket.prefix}/{{ node }}/%Y/%m/%d/`,
    compression: 'gzip',
    encoding: { codec: 'json' },
    framing: { method: 'newline_delimited' },
    ...(bucket.accessKeyId ? { auth: { access_key_id: secretIn('access_key_id'), secret_access_key: secretIn('secret_access_key') } } : {}),
  };
}

function lokiSink(server: HttpDestination): ConfigMap {
  const { origin, pathname, search } = new URL(server.url);
  if (search !== '') { throw new Error(`destination: url: Vector sends to Loki without a query, got "${server.url}"`); }
  return {
    type: 'loki',
    endpoint: origin,
    path: `${pathname.replace(/\/$/, '')}/loki/api/v1/push`,
    labels: LOKI_LABELS,
    out_of_order_action: 'accept',
    encoding: { codec: 'json' },
    ...access(server),
  };
}

/** Messages of protocol buffers that stand behind each other are one message with the records of all. */
function otlpSink(server: HttpDestination): ConfigMap {
  const { origin, pathname, search } = new URL(server.url);
  return {
    type: 'opentelemetry',
    protocol: {
      type: 'http',
      uri: uri(`${origin}${pathname.replace(/\/$/, '')}/v1/logs${search}`),
      method: 'post',
      encoding: { codec: 'otlp' },
      framing: { method: 'bytes' },
      compression: 'gzip',
      request: { headers: { 'content-type': 'application/x-protobuf' } },
      ...access(server),
    },
  };
}

/** A URL that stands for itself. @throws where Vector would put parts of a time into it, or not start */
function uri(url: string): string {
  if (url.includes('%')) { throw new Error(`destination: url: must be without "%", behind which Vector looks for a part of a time, got "${url}"`); }
  return url;
}

function access(server: HttpDestination): ConfigMap {
  return { ...login(server), ...(server.url.startsWith('https:') ? { tls: trust(server) } : {}) };
}

function trust({ verifyCertificate, certificateAuthority }: { readonly verifyCertificate: boolean; readonly certificateAuthority?: unknown }): ConfigMap {
  return {
    verify_certificate: verifyCertificate,
    verify_hostname: verifyCertificate,
    ...(certificateAuthority ? { ca_file: VECTOR_CERTIFICATE_AUTHORITY } : {}),
  };
}

function login(other: SearchDestination | HttpDestination): ConfigMap {
  return other.password ? { auth: { strategy: 'basic', user: userOf(other), password: secretIn('password') } } : {};
}

function userOf({ user, userName }: { readonly user?: unknown; readonly userName?: string }): string {
  return user ? secretIn('user') : vectorText('destination: userName', userName ?? '');
}

/** The backends of secrets, by their names: each is a directory with one file, because a Secret of its own may be in each. */
const BACKENDS = ['user', 'password', 'access_key_id', 'secret_access_key'] as const;
type Backend = typeof BACKENDS[number];
const SECRET_FILE = 'value';

function secretIn(backend: Backend): string {
  return `SECRET[${backend}.${SECRET_FILE}]`;
}

function directoryOf(backend: Backend): string {
  return `/etc/vector/secrets/${backend}`;
}

function secretsOf({ search, topic, bucket, webServer }: LogDestination): [Backend, SecretKey][] {
  const server = search ?? topic ?? webServer;
  const secrets = { user: server?.user, password: server?.password, access_key_id: bucket?.accessKeyId, secret_access_key: bucket?.secretAccessKey };
  return BACKENDS.flatMap((backend): [Backend, SecretKey][] => secrets[backend] === undefined ? [] : [[backend, secrets[backend]!]]);
}

/** Where Vector finds the secrets of a destination; nothing where it has none. */
export function secretBackends(destination: LogDestination): ConfigMap {
  const secrets = secretsOf(destination);
  return secrets.length === 0 ? {} : { secret: Object.fromEntries(secrets.map(([backend]) => [backend, { type: 'directory', path: directoryOf(backend) }])) };
}

/** The secrets of a destination, and the certificate authority that is trusted, as files of a container. */
export function secretFiles(destination: LogDestination): { [path: string]: SecretKey } {
  const { certificateAuthority } = destination.search ?? destination.topic ?? destination.webServer ?? {};
  return {
    ...Object.fromEntries(secretsOf(destination).map(([backend, secret]) => [`${directoryOf(backend)}/${SECRET_FILE}`, secret])),
    ...(certificateAuthority ? { [VECTOR_CERTIFICATE_AUTHORITY]: certificateAuthority } : {}),
  };
}
