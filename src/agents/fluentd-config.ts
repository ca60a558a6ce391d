import { FluentdLogLevel } from './fluentd-options';
import { environmentVariable, exactly, FluentdDirective, fluentdText, list, literal } from './fluentd-syntax';
import { LogCollection } from './i-log-collector';
import { LogDestinationKind, SearchDestination } from './log-destination';

/** The environment variables and files through which secrets reach Fluentd: its configuration is in a ConfigMap. */
export const FLUENTD_SECRETS = {
  user: 'DESTINATION_USER',
  password: 'DESTINATION_PASSWORD',
  certificateAuthority: '/fluentd/certificates/ca.crt',
} as const;

/** The port of Fluentd's own metrics. */
export const FLUENTD_METRICS_PORT = 24231;

const LOGS = 'kubernetes.**';

/**
 * Labels with dots would be objects within objects to a search engine, and `app` beside `app.kubernetes.io/name` a conflict
 * by which it refuses the line.
 */
const WITHOUT_DOTS = '${record["kubernetes"].to_h.to_h { |key, value| '
  + '[key, key.end_with?("labels") && value.is_a?(Hash) ? value.transform_keys { |label| label.to_s.tr(".", "_") } : value] }}';

/** The whole configuration of a Fluentd that does this: no file of the image is used. */
export function fluentdConfig(collection: LogCollection, logLevel: FluentdLogLevel): string {
  const { search, kind } = collection.destination;
  return fluentdText([
    { name: 'system', parameters: { log_level: logLevel, suppress_config_dump: true } },
    ...metrics(),
    containerLogs(collection),
    ...ownEvents(),
    { name: 'filter', argument: LOGS, parameters: { '@type': 'kubernetes_metadata', '@id': 'kubernetes_metadata' } },
    ...withoutOwnLogs(collection),
    ...(search ? [withoutDots(), searchOutput(collection, kind, search)] : [standardOutput()]),
  ]);
}

/** They come first, so that probes are answered while a long backlog is read. */
function metrics(): FluentdDirective[] {
  return [
    { name: 'source', parameters: { '@type': 'prometheus', '@id': 'metrics', 'bind': '0.0.0.0', 'port': FLUENTD_METRICS_PORT, 'metrics_path': '/metrics' } },
    { name: 'source', parameters: { '@type': 'prometheus_output_monitor', '@id': 'output_metrics' } },
  ];
}

function containerLogs({ statePath, ownLogs, excludedNamespaces }: LogCollection): FluentdDirective {
  const namespaces = excludedNamespaces.map(namespace => `/var/log/containers/*_${namespace}_*.log`);
  return {
    name: 'source',
    parameters: {
      '@type': 'tail',
      '@id': 'container_logs',
      'path': '/var/log/containers/*.log',
      'exclude_path': list([...ownLogs, ...namespaces]),
      'pos_file': literal(`${statePath}/containers.pos`),
      'pos_file_compaction_interval': '1h', // pods come and go
      'tag': 'kubernetes.*',
      'read_from_head': true,
      'refresh_interval': 10,
      'skip_refresh_on_startup': true,
    },
    directives: [{ name: 'parse', parameters: { '@type': 'cri' } }],
  };
}

/** What Fluentd says of itself goes to its own standard output only. */
function ownEvents(): FluentdDirective[] {
  return [{ name: 'label', argument: '@FLUENT_LOG', directives: [{ name: 'match', argument: '**', parameters: { '@type': 'null', '@id': 'own_events' } }] }];
}

/**
 * Left out are the lines of pods in its own namespace that carry all of its own labels: no neighbour has those. A label without
 * a value tells nothing: to Fluentd it is the same as a label that is missing.
 */
function withoutOwnLogs({ ownLabels, ownNamespace }: LogCollection): FluentdDirective[] {
  const namespace = ownNamespace === undefined ? [] : [condition('$.kubernetes.namespace_name', ownNamespace)];
  const labels = Object.entries(ownLabels).filter(([, value]) => value !== '').map(([label, value]) => condition(`$['kubernetes']['labels']['${label}']`, value));
  if (labels.length === 0) { return []; }
  return [{
    name: 'filter',
    argument: LOGS,
    parameters: { '@type': 'grep', '@id': 'without_own_logs' },
    directives: [{ name: 'and', directives: [...namespace, ...labels] }],
  }];
}

function condition(key: string, value: string): FluentdDirective {
  return { name: 'exclude', parameters: { key, pattern: exactly(value) } };
}

function withoutDots(): FluentdDirective {
  return {
    name: 'filter',
    argument: LOGS,
    parameters: { '@type': 'record_transformer', '@id': 'labels_without_dots', 'enable_ruby': true },
    directives: [{ name: 'record', parameters: { kubernetes: WITHOUT_DOTS } }],
  };
}

function standardOutput(): FluentdDirective {
  return {
    name: 'match',
    argument: LOGS,
    parameters: { '@type': 'stdout', '@id': 'standard_output' },
    directives: [{ name: 'format', parameters: { '@type': 'json' } }],
  };
}

function searchOutput(collection: LogCollection, kind: LogDestinationKind, search: SearchDestination): FluentdDirective {
  const elasticsearch = kind === LogDestinationKind.ELASTICSEARCH;
  const user = search.user ? environmentVariable(FLUENTD_SECRETS.user) : search.userName === undefined ? undefined : literal(search.userName);
  return {
    name: 'match',
    argument: LOGS,
    parameters: {
      '@type': kind,
      '@id': kind,
      'host': literal(search.host),
      'port': search.port,
      'scheme': search.tls ? 'https' : 'http',
      'ssl_verify': search.tls ? search.verifyCertificate : undefined,
      'ca_file': search.certificateAuthority ? FLUENTD_SECRETS.certificateAuthority : undefined,
      user,
      'password': search.password ? environmentVariable(FLUENTD_SECRETS.password) : undefined,
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

/** On the node, so that nothing is lost or sent twice when the pod is replaced; when it is full, reading waits. */
function buffer({ statePath, bufferBytes }: LogCollection): FluentdDirective {
  return {
    name: 'buffer',
    parameters: {
      '@type': 'file',
      'path': literal(`${statePath}/buffer`),
      'chunk_limit_size': '8m',
      'total_limit_size': bufferBytes,
      'flush_interval': '5s',
      'flush_thread_count': 2,
      'flush_at_shutdown': true,
      'overflow_action': 'block',
      'retry_forever': true,
      'retry_max_interval': '30s',
    },
  };
}
