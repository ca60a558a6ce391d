import { ConfigMap } from './config-map';
import { DESTINATION_SECRETS } from './destination-secrets';
import { literalText } from './fluent-bit-text';
import { HttpDestination } from './http-destination';
import { LogCollection } from './i-log-collector';
import { WhenBufferFull } from './log-collection-options';
import { LogDestinationKind } from './log-destination';
import { SearchDestination } from './search-destination';

/** Where the certificate authority that is trusted is in the container. */
export const FLUENT_BIT_CERTIFICATE_AUTHORITY = '/fluent-bit/certificates/ca.crt';

/** What of a record makes a stream of Loki; all of it is in the line, too. */
const LOKI_LABELS = [
  'job=fluent-bit', 'node=${K8S_NODE_NAME}', 'namespace=$kubernetes[\'namespace_name\']', 'pod=$kubernetes[\'pod_name\']',
  'container=$kubernetes[\'container_name\']', 'stream=$stream',
];

/** The one output, which takes whatever comes and tries for ever. */
export function fluentBitOutput(collection: LogCollection): ConfigMap {
  const { destination, whenFull, bufferBytes } = collection;
  return {
    ...output(collection),
    match: '*',
    retry_limit: 'no_limits',
    ...(whenFull === WhenBufferFull.DROP_OLDEST ? { 'storage.total_limit_size': bufferBytes } : {}),
    ...tls(destination.search ?? destination.webServer),
  };
}

function output({ destination: { search, webServer, kind } }: LogCollection): ConfigMap {
  if (search) { return searchOutput(kind, search); }
  if (!webServer) { return { name: 'stdout', format: 'json_lines', json_date_key: 'date', json_date_format: 'iso8601' }; }
  switch (kind) {
    case LogDestinationKind.LOKI: return { name: 'loki', ...server(webServer, { uri: '/loki/api/v1/push' }), labels: LOKI_LABELS.join(', '), line_format: 'json' };
    case LogDestinationKind.OTLP: return {
      name: 'opentelemetry', ...server(webServer, { logs_uri: '/v1/logs' }), logs_body_key: '$log', logs_body_key_attributes: true, compress: 'gzip',
    };
    default: return { name: 'http', ...server(webServer, { uri: '' }), format: 'json', json_date_key: 'date', json_date_format: 'iso8601' };
  }
}

/** What was taken already is refused when it comes again, because its id is made of the record. */
function searchOutput(kind: LogDestinationKind, search: SearchDestination): ConfigMap {
  return {
    name: kind === LogDestinationKind.ELASTICSEARCH ? 'es' : 'opensearch',
    host: search.host,
    port: search.port,
    ...credentials(search),
    ...(search.daily ? { logstash_format: true, logstash_prefix: search.index } : { index: search.index }),
    generate_id: true,
    suppress_type_name: true,
    time_key_nanos: true,
    replace_dots: true,
    buffer_size: '16M', // the answer names each record
    trace_error: true,
  };
}

/** A web server, with a path below that of its URL. */
function server(webServer: HttpDestination, below: { readonly [option: string]: string }): ConfigMap {
  const url = new URL(webServer.url);
  const [[option, path]] = Object.entries(below) as [[string, string]];
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isEncrypted(webServer) ? 443 : 80) : Number(url.port),
    [option]: `${path === '' ? url.pathname : url.pathname.replace(/\/$/, '')}${path}${url.search}`,
    ...credentials(webServer),
  };
}

/** By default any name that an authority has signed for is taken. */
function tls(other: SearchDestination | HttpDestination | undefined): ConfigMap {
  if (!other || !isEncrypted(other)) { return {}; }
  return {
    'tls': true,
    'tls.verify': other.verifyCertificate,
    'tls.verify_hostname': other.verifyCertificate,
    ...(other.certificateAuthority ? { 'tls.ca_file': FLUENT_BIT_CERTIFICATE_AUTHORITY } : {}),
  };
}

function isEncrypted(other: SearchDestination | HttpDestination): boolean {
  return 'url' in other ? other.url.startsWith('https:') : other.tls;
}

function credentials({ user, userName, password }: { readonly user?: unknown; readonly userName?: string; readonly password?: unknown }): ConfigMap {
  if (!password) { return {}; }
  return {
    http_user: user ? `\${${DESTINATION_SECRETS.user}}` : literalText('destination: userName', userName ?? ''),
    http_passwd: `\${${DESTINATION_SECRETS.password}}`,
  };
}
