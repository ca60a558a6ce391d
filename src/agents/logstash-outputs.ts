import { isIPv6 } from 'net';
import { DESTINATION_SECRETS } from './destination-secrets';
import { HttpDestination } from './http-destination';
import { LogCollection } from './i-log-collector';
import { KafkaLogin } from './kafka-connection';
import { KafkaDestination } from './kafka-destination';
import { LogstashPlugin, logstashText, logstashVariable } from './logstash-syntax';
import { S3Destination } from './s3-destination';
import { SearchDestination } from './search-destination';

/** Where the certificate authority that is trusted is in the container. */
export const LOGSTASH_CERTIFICATE_AUTHORITY = '/etc/logstash/certificates/ca.crt';

const FIVE_MINUTES = 5;
const EIGHT_MEBIBYTES = 8 * 1024 * 1024;

/** The one output. */
export function logstashOutput(collection: LogCollection): LogstashPlugin {
  const { search, topic, bucket, webServer } = collection.destination;
  if (search) { return searchOutput(search); }
  if (topic) { return kafkaOutput(topic); }
  if (bucket) { return s3Output(collection, bucket); }
  return webServer ? httpOutput(webServer) : { plugin: 'stdout', options: { id: 'standard_output', codec: { plugin: 'json_lines', options: {} } } };
}

function searchOutput(search: SearchDestination): LogstashPlugin {
  const host = isIPv6(search.host) ? `[${search.host}]` : search.host;
  return {
    plugin: 'elasticsearch',
    options: {
      id: 'elasticsearch',
      hosts: [`${search.tls ? 'https' : 'http'}://${host}:${search.port}`],
      ssl_enabled: search.tls,
      ...trust(search.tls, search),
      ...credentials(search),
      index: search.daily ? `${search.index}-%{+YYYY.MM.dd}` : search.index,
      data_stream: 'false',
      manage_template: false,
      ilm_enabled: false,
    },
  };
}

function kafkaOutput(kafka: KafkaDestination): LogstashPlugin {
  const login = kafka.password !== undefined;
  return {
    plugin: 'kafka',
    options: {
      id: 'kafka',
      bootstrap_servers: kafka.brokers.join(','),
      topic_id: kafka.topic,
      codec: { plugin: 'json', options: {} },
      acks: 'all', // so that nothing is lost with one replica
      compression_type: 'gzip',
      security_protocol: `${login ? 'SASL_' : ''}${kafka.tls ? 'SSL' : 'PLAINTEXT'}`,
      sasl_mechanism: login ? kafka.login : undefined,
      sasl_jaas_config: login ? jaas(kafka) : undefined,
      ssl_truststore_type: kafka.certificateAuthority ? 'PEM' : undefined,
      ssl_truststore_location: kafka.certificateAuthority ? LOGSTASH_CERTIFICATE_AUTHORITY : undefined,
    },
  };
}

/** How Java is told who logs in. Neither name nor password may have a quote of its kind. */
function jaas(kafka: KafkaDestination): string {
  const module = kafka.login === KafkaLogin.PLAIN ? 'plain.PlainLoginModule' : 'scram.ScramLoginModule';
  const user = kafka.user ? logstashVariable(DESTINATION_SECRETS.user) : logstashText('destination: userName', kafka.userName ?? '');
  if (/['"\\]/.test(kafka.userName ?? '')) { throw new Error(`destination: userName: must be without quotes and "\\" for Logstash and Kafka, got ${JSON.stringify(kafka.userName)}`); }
  return `org.apache.kafka.common.security.${module} required username='${user}' password='${logstashVariable(DESTINATION_SECRETS.password)}';`;
}

function s3Output({ statePath }: LogCollection, s3: S3Destination): LogstashPlugin {
  return {
    plugin: 's3',
    options: {
      id: 's3',
      bucket: s3.bucket,
      region: s3.region,
      access_key_id: s3.accessKeyId ? logstashVariable(DESTINATION_SECRETS.accessKeyId) : undefined,
      secret_access_key: s3.secretAccessKey ? logstashVariable(DESTINATION_SECRETS.secretAccessKey) : undefined,
      prefix: `${s3.prefix}/${logstashVariable('K8S_NODE_NAME')}/`,
      codec: { plugin: 'json_lines', options: {} },
      encoding: 'gzip',
      time_file: FIVE_MINUTES,
      size_file: EIGHT_MEBIBYTES,
      temporary_directory: `${statePath}/s3`, // what was not sent when it stopped is sent when it starts
      restore: true,
      validate_credentials_on_root_bucket: false,
    },
  };
}

function httpOutput(http: HttpDestination): LogstashPlugin {
  return {
    plugin: 'http',
    options: {
      id: 'http',
      url: http.url,
      http_method: 'post',
      format: 'json_batch',
      retry_non_idempotent: true,
      ...trust(http.url.startsWith('https:'), http),
      ...credentials(http),
    },
  };
}

function trust(
  tls: boolean, { verifyCertificate, certificateAuthority }: { readonly verifyCertificate: boolean; readonly certificateAuthority?: unknown },
): LogstashPlugin['options'] {
  if (!tls) { return {}; }
  return {
    ssl_verification_mode: verifyCertificate ? 'full' : 'none',
    ssl_certificate_authorities: certificateAuthority ? [LOGSTASH_CERTIFICATE_AUTHORITY] : undefined,
  };
}

function credentials({ user, userName, password }: { readonly user?: unknown; readonly userName?: string; readonly password?: unknown }): LogstashPlugin['options'] {
  return {
    user: user ? logstashVariable(DESTINATION_SECRETS.user) : userName === undefined ? undefined : logstashText('destination: userName', userName),
    password: password ? logstashVariable(DESTINATION_SECRETS.password) : undefined,
  };
}
