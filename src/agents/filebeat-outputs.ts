import { isIPv6 } from 'net';
import { ConfigMap } from './config-map';
import { DESTINATION_SECRETS } from './destination-secrets';
import { filebeatText, filebeatVariable } from './filebeat-text';
import { KafkaDestination } from './kafka-destination';
import { LogDestination } from './log-destination';
import { SearchDestination } from './search-destination';

/** Where the certificate authority that is trusted is in the container. */
export const FILEBEAT_CERTIFICATE_AUTHORITY = '/etc/filebeat/certificates/ca.crt';

/** The one output, which tries for ever. */
export function filebeatOutput({ search, topic }: LogDestination): ConfigMap {
  if (search) { return { elasticsearch: searchOutput(search) }; }
  return topic ? { kafka: kafkaOutput(topic) } : { console: { codec: { json: { pretty: false } } } };
}

function searchOutput(search: SearchDestination): ConfigMap {
  const host = isIPv6(search.host) ? `[${search.host}]` : search.host;
  return {
    hosts: [`${search.tls ? 'https' : 'http'}://${host}:${search.port}`],
    index: search.daily ? `${search.index}-%{+yyyy.MM.dd}` : search.index,
    ...credentials(search),
    ...(search.tls ? { ssl: { verification_mode: search.verifyCertificate ? 'full' : 'none', ...trust(search) } } : {}),
  };
}

function kafkaOutput(kafka: KafkaDestination): ConfigMap {
  return {
    hosts: kafka.brokers,
    topic: kafka.topic,
    required_acks: -1, // so that nothing is lost with one replica
    compression: 'gzip',
    ...credentials(kafka),
    ...(kafka.password ? { sasl: { mechanism: kafka.login } } : {}),
    ...(kafka.tls ? { ssl: { enabled: true, ...trust(kafka) } } : {}),
  };
}

function trust({ certificateAuthority }: { readonly certificateAuthority?: unknown }): ConfigMap {
  return certificateAuthority ? { certificate_authorities: [FILEBEAT_CERTIFICATE_AUTHORITY] } : {};
}

function credentials({ user, userName, password }: { readonly user?: unknown; readonly userName?: string; readonly password?: unknown }): ConfigMap {
  if (!password) { return {}; }
  return {
    username: user ? filebeatVariable(DESTINATION_SECRETS.user) : filebeatText(userName ?? ''),
    password: filebeatVariable(DESTINATION_SECRETS.password),
  };
}
