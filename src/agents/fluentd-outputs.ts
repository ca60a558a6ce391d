import { DESTINATION_SECRETS } from './destination-secrets';
import { environmentVariable, FluentdDirective, literal, withVariable } from './fluentd-syntax';
import { HttpDestination } from './http-destination';
import { LogCollection } from './i-log-collector';
import { KafkaLogin } from './kafka-connection';
import { KafkaDestination } from './kafka-destination';
import { WhenBufferFull } from './log-collection-options';
import { LogDestinationKind } from './log-destination';
import { S3Destination } from './s3-destination';
import { SearchDestination } from './search-destination';

/** Where the certificate authority that is trusted is in the container. */
export const FLUENTD_CERTIFICATE_AUTHORITY = '/fluentd/certificates/ca.crt';

const EVERYTHING = '**';

/** How a mechanism of SASL is called by the plugin; plain is what it does without one. */
const SCRAM: { readonly [login in KafkaLogin]: string | undefined } = {
  [KafkaLogin.PLAIN]: undefined,
  [KafkaLogin.SCRAM_SHA_256]: 'sha256',
  [KafkaLogin.SCRAM_SHA_512]: 'sha512',
};

/** The one output, which takes whatever comes. */
export function fluentdOutput(collection: LogCollection): FluentdDirective {
  const { search, topic, bucket, webServer, kind } = collection.destination;
  if (search) { return searchOutput(collection, kind, search); }
  if (topic) { return kafkaOutput(collection, topic); }
  if (bucket) { return s3Output(collection, bucket); }
  return webServer ? httpOutput(collection, webServer) : standardOutput();
}

function standardOutput(): FluentdDirective {
  return { name: 'match', argument: EVERYTHING, parameters: { '@type': 'stdout', '@id': 'standard_output' }, directives: [json()] };
}

function searchOutput(collection: LogCollection, kind: LogDestinationKind, search: SearchDestination): FluentdDirective {
  const elasticsearch = kind === LogDestinationKind.ELASTICSEARCH;
  return {
    name: 'match',
    argument: EVERYTHING,
    parameters: {
      '@type': kind,
      '@id': kind,
      'host': literal(search.host),
      'port': search.port,
      'scheme': search.tls ? 'https' : 'http',
      'ssl_verify': search.tls ? search.verifyCertificate : undefined,
      'ca_file': search.certificateAuthority ? FLUENTD_CERTIFICATE_AUTHORITY : undefined,
      ...credentials(search, 'user'),
      ...(search.daily ? { logstash_format: true, logstash_prefix: literal(search.index) } : { index_name: literal(search.index), include_timestamp: true }),
      'request_timeout': '30s',
      'reload_connections': false,
      'reload_on_failure': false,
      'reconnect_on_error': true,
      [elasticsearch ? 'log_es_400_reason' : 'log_os_400_reason']: true,
      [elasticsearch ? 'verify_es_version_at_startup' : 'verify_os_version_at_startup']: false,
      ...(elasticsearch ? { default_elasticsearch_version: 8 } : {}),
    },
    directives: [buffer(collection)],
  };
}

/** A chunk is of one topic: the plugin sends it whole. */
function kafkaOutput(collection: LogCollection, kafka: KafkaDestination): FluentdDirective {
  return {
    name: 'match',
    argument: EVERYTHING,
    parameters: {
      '@type': 'kafka2',
      '@id': 'kafka',
      'brokers': literal(kafka.brokers.join(',')),
      'default_topic': literal(kafka.topic),
      'required_acks': -1, // of all replicas, so that nothing is lost with one of them
      'compression_codec': 'gzip',
      'ssl_ca_cert': kafka.certificateAuthority ? FLUENTD_CERTIFICATE_AUTHORITY : undefined,
      'ssl_ca_certs_from_system': kafka.tls && !kafka.certificateAuthority ? true : undefined,
      ...credentials(kafka, 'username'),
      'scram_mechanism': kafka.password ? SCRAM[kafka.login] : undefined,
      'sasl_over_ssl': kafka.password ? kafka.tls : undefined,
    },
    directives: [json(), buffer(collection, 'topic')],
  };
}

/** Each object has a name of its own: nothing is asked before it is written, and nothing overwritten. */
function s3Output(collection: LogCollection, s3: S3Destination): FluentdDirective {
  return {
    name: 'match',
    argument: EVERYTHING,
    parameters: {
      '@type': 's3',
      '@id': 's3',
      's3_bucket': literal(s3.bucket),
      's3_region': literal(s3.region),
      's3_endpoint': s3.endpoint === undefined ? undefined : literal(s3.endpoint),
      'force_path_style': s3.endpoint === undefined ? undefined : true,
      'aws_key_id': s3.accessKeyId ? environmentVariable(DESTINATION_SECRETS.accessKeyId) : undefined,
      'aws_sec_key': s3.secretAccessKey ? environmentVariable(DESTINATION_SECRETS.secretAccessKey) : undefined,
      'path': withVariable(`${s3.prefix}/`, 'K8S_NODE_NAME', '/'),
      's3_object_key_format': literal('%{path}%{time_slice}/%{uuid_flush}.%{file_extension}'),
      'time_slice_format': literal('%Y/%m/%d/%H'),
      'store_as': 'gzip',
      'auto_create_bucket': false,
      'check_bucket': false,
      'check_object': false,
      'check_apikey_on_start': false,
    },
    directives: [json(), buffer(collection, 'time', { timekey: '5m', timekey_wait: '10s', timekey_use_utc: true })],
  };
}

function httpOutput(collection: LogCollection, http: HttpDestination): FluentdDirective {
  const user = http.user ? environmentVariable(DESTINATION_SECRETS.user) : http.userName === undefined ? undefined : literal(http.userName);
  const login: FluentdDirective = { name: 'auth', parameters: { method: 'basic', username: user, password: environmentVariable(DESTINATION_SECRETS.password) } };
  return {
    name: 'match',
    argument: EVERYTHING,
    parameters: {
      '@type': 'http',
      '@id': 'http',
      'endpoint': literal(http.url),
      'http_method': 'post',
      'json_array': true,
      'open_timeout': 10,
      'read_timeout': 30,
      'tls_verify_mode': http.url.startsWith('https:') ? (http.verifyCertificate ? 'peer' : 'none') : undefined,
      'tls_ca_cert_path': http.certificateAuthority ? FLUENTD_CERTIFICATE_AUTHORITY : undefined,
      'retryable_response_codes': '429,500,502,503,504',
    },
    directives: [json(), ...(http.password ? [login] : []), buffer(collection)],
  };
}

function credentials(
  { user, userName, password }: { readonly user?: unknown; readonly userName?: string; readonly password?: unknown }, nameOfUser: string,
): { readonly [parameter: string]: string | undefined } {
  return {
    [nameOfUser]: user ? environmentVariable(DESTINATION_SECRETS.user) : userName === undefined ? undefined : literal(userName),
    password: password ? environmentVariable(DESTINATION_SECRETS.password) : undefined,
  };
}

function json(): FluentdDirective {
  return { name: 'format', parameters: { '@type': 'json' } };
}

/** On the node, so that nothing is lost or sent twice when the pod is replaced. */
function buffer({ statePath, bufferBytes, whenFull }: LogCollection, argument?: string, more: FluentdDirective['parameters'] = {}): FluentdDirective {
  return {
    name: 'buffer',
    argument,
    parameters: {
      '@type': 'file',
      'path': literal(`${statePath}/buffer`),
      ...more,
      'chunk_limit_size': '8m',
      'total_limit_size': bufferBytes,
      'flush_interval': more.timekey === undefined ? '5s' : undefined,
      'flush_thread_count': 2,
      'flush_at_shutdown': true,
      'overflow_action': whenFull === WhenBufferFull.WAIT ? 'block' : 'drop_oldest_chunk',
      'retry_forever': true,
      'retry_max_interval': '30s',
    },
  };
}
