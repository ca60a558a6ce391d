import { ParsedDirective, textOf } from './fluentd-parser';

/** The types of Fluentd's parameters. */
type ParameterType = 'string' | 'text' | 'signed' | 'codes' | 'bool' | 'integer' | 'float' | 'size' | 'time' | 'array' | 'hash' | 'regexp' | readonly string[];

/** What is documented of a section: its parameters with their types, and the sections within it. */
interface DocumentedSection {
  readonly source: string;
  readonly parameters: { readonly [name: string]: ParameterType };
  readonly required?: readonly string[];
  readonly sections?: { readonly [name: string]: DocumentedSection | readonly { readonly type: string; readonly section: DocumentedSection }[] };

  /** Names of parameters are the author's own. */
  readonly open?: boolean;
}

/** When the documents were read. The versions are those in the image v1.19.3-debian-*-1.1 (Gemfile.lock beside its Dockerfile). */
export const READ_ON = '2026-11-27';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'];

/** https://docs.fluentd.org/configuration/plugin-common-parameters */
const COMMON: DocumentedSection['parameters'] = { '@type': 'string', '@id': 'string', '@log_level': LOG_LEVELS, '@label': 'string' };

const SYSTEM: DocumentedSection = {
  source: 'https://docs.fluentd.org/deployment/system-config',
  parameters: {
    workers: 'integer',
    root_dir: 'string',
    log_level: LOG_LEVELS,
    suppress_repeated_stacktrace: 'bool',
    emit_error_log_interval: 'time',
    ignore_repeated_log_interval: 'time',
    ignore_same_log_interval: 'time',
    suppress_config_dump: 'bool',
    log_event_verbose: 'bool',
    without_source: 'bool',
    rpc_endpoint: 'string',
    enable_get_dump: 'bool',
    process_name: 'string',
    enable_msgpack_time_support: 'bool',
    file_permission: 'string',
    dir_permission: 'string',
    strict_config_value: 'bool',
    disable_shared_socket: 'bool',
  },
};

const PARSE_CRI: DocumentedSection = {
  source: 'https://github.com/fluent/fluent-plugin-parser-cri (0.1.1)',
  parameters: { '@type': ['cri'], 'merge_cri_fields': 'bool' },
};

const PARSE_JSON: DocumentedSection = {
  source: 'https://docs.fluentd.org/parser/json and https://docs.fluentd.org/configuration/parse-section (1.19)',
  parameters: {
    '@type': ['json'],
    'types': 'string',
    'time_key': 'string',
    'null_value_pattern': 'string',
    'null_empty_string': 'bool',
    'estimate_current_event': 'bool',
    'keep_time_key': 'bool',
    'timeout': 'time',
    'time_type': ['float', 'unixtime', 'string', 'mixed'],
    'time_format': 'string',
    'localtime': 'bool',
    'utc': 'bool',
    'timezone': 'string',
    'json_parser': ['oj', 'yajl', 'json'],
  },
};

const TAIL: DocumentedSection = {
  source: 'https://docs.fluentd.org/input/tail (1.19)',
  required: ['tag', 'path'],
  parameters: {
    ...COMMON,
    tag: 'string',
    path: 'string',
    path_timezone: 'string',
    path_delimiter: 'string',
    glob_policy: ['backward_compatible', 'extended', 'always'],
    exclude_path: 'array',
    follow_inodes: 'bool',
    refresh_interval: 'time',
    limit_recently_modified: 'time',
    skip_refresh_on_startup: 'bool',
    read_from_head: 'bool',
    encoding: 'string',
    from_encoding: 'string',
    read_lines_limit: 'integer',
    read_bytes_limit_per_second: 'size',
    max_line_size: 'size',
    multiline_flush_interval: 'time',
    pos_file: 'string',
    pos_file_compaction_interval: 'time',
    path_key: 'string',
    rotate_wait: 'time',
    enable_watch_timer: 'bool',
    enable_stat_watcher: 'bool',
    open_on_every_update: 'bool',
    emit_unmatched_lines: 'bool',
    ignore_repeated_permission_error: 'bool',
  },
  sections: { parse: [{ type: 'cri', section: PARSE_CRI }, { type: 'json', section: PARSE_JSON }] },
};

const SYSTEMD: DocumentedSection = {
  source: 'https://github.com/fluent-plugins-nursery/fluent-plugin-systemd#input-plugin (1.1.1)',
  required: ['tag'],
  parameters: { ...COMMON, path: 'string', filters: 'array', matches: 'array', read_from_head: 'bool', tag: 'string' },
  sections: {
    storage: [{ type: 'local', section: { source: 'https://docs.fluentd.org/storage/local', parameters: { '@type': ['local'], 'persistent': 'bool', 'path': 'string', 'mode': 'string', 'dir_mode': 'string', 'pretty_print': 'bool' } } }],
    entry: {
      source: 'https://github.com/fluent-plugins-nursery/fluent-plugin-systemd#input-plugin (1.1.1)',
      parameters: { field_map: 'hash', field_map_strict: 'bool', fields_strip_underscores: 'bool', fields_lowercase: 'bool' },
    },
  },
};

const CONCAT: DocumentedSection = {
  source: 'https://github.com/fluent-plugins-nursery/fluent-plugin-concat#configuration (2.6)',
  required: ['key'],
  parameters: {
    ...COMMON,
    key: 'string',
    separator: 'text',
    n_lines: 'integer',
    multiline_start_regexp: 'string',
    multiline_end_regexp: 'string',
    continuous_line_regexp: 'string',
    stream_identity_key: 'string',
    flush_interval: 'time',
    timeout_label: 'string',
    use_first_timestamp: 'bool',
    partial_key: 'string',
    partial_value: 'string',
    keep_partial_key: 'bool',
    use_partial_metadata: 'bool',
    keep_partial_metadata: 'bool',
    use_partial_cri_logtag: 'bool',
    partial_cri_logtag_key: 'string',
    partial_cri_stream_key: 'string',
  },
};

const PROMETHEUS: DocumentedSection = {
  source: 'https://github.com/fluent/fluent-plugin-prometheus#prometheus-input-plugin (2.2.2)',
  parameters: {
    ...COMMON, bind: 'string', port: 'integer', metrics_path: 'string', aggregated_metrics_path: 'string', content_encoding: ['identity', 'gzip'], ignore_error_log_interval: 'time',
  },
};

const PROMETHEUS_OUTPUT_MONITOR: DocumentedSection = {
  source: 'https://github.com/fluent/fluent-plugin-prometheus#prometheus_output_monitor-input-plugin (2.2.2)',
  parameters: { ...COMMON, interval: 'time', gauge_all: 'bool' },
};

const KUBERNETES_METADATA: DocumentedSection = {
  source: 'https://github.com/fabric8io/fluent-plugin-kubernetes_metadata_filter#configuration (3.8.0)',
  parameters: {
    ...COMMON,
    kubernetes_url: 'string',
    apiVersion: 'string',
    ca_file: 'string',
    verify_ssl: 'bool',
    client_cert: 'string',
    client_key: 'string',
    bearer_token_file: 'string',
    secret_dir: 'string',
    tag_to_kubernetes_name_regexp: 'string',
    cache_size: 'integer',
    cache_ttl: 'integer',
    watch: 'bool',
    annotation_match: 'array',
    stats_interval: 'integer',
    allow_orphans: 'bool',
    orphaned_namespace_name: 'string',
    orphaned_namespace_id: 'string',
    lookup_from_k8s_field: 'bool',
    ssl_partial_chain: 'bool',
    skip_labels: 'bool',
    skip_pod_labels: 'bool',
    skip_namespace_labels: 'bool',
    skip_container_metadata: 'bool',
    skip_master_url: 'bool',
    skip_namespace_metadata: 'bool',
    include_ownerrefs_metadata: 'bool',
    watch_retry_interval: 'integer',
    open_timeout: 'integer',
    read_timeout: 'integer',
  },
};

const GREP_CONDITION: DocumentedSection = {
  source: 'https://docs.fluentd.org/filter/grep',
  required: ['key', 'pattern'],
  parameters: { key: 'string', pattern: 'regexp' },
};

const GREP: DocumentedSection = {
  source: 'https://docs.fluentd.org/filter/grep',
  parameters: COMMON,
  sections: {
    regexp: GREP_CONDITION,
    exclude: GREP_CONDITION,
    and: { source: 'https://docs.fluentd.org/filter/grep', parameters: {}, sections: { regexp: GREP_CONDITION, exclude: GREP_CONDITION } },
    or: { source: 'https://docs.fluentd.org/filter/grep', parameters: {}, sections: { regexp: GREP_CONDITION, exclude: GREP_CONDITION } },
  },
};

const RECORD_TRANSFORMER: DocumentedSection = {
  source: 'https://docs.fluentd.org/filter/record_transformer',
  parameters: { ...COMMON, enable_ruby: 'bool', auto_typecast: 'bool', renew_record: 'bool', renew_time_key: 'string', keep_keys: 'array', remove_keys: 'array' },
  sections: { record: { source: 'https://docs.fluentd.org/filter/record_transformer', parameters: {}, open: true } },
};

const RELABEL: DocumentedSection = { source: 'https://docs.fluentd.org/output/relabel', required: ['@label'], parameters: COMMON };

const NULL: DocumentedSection = { source: 'https://docs.fluentd.org/output/null', parameters: COMMON };

const FORMAT: NonNullable<DocumentedSection['sections']>[string] = [{
  type: 'json', section: { source: 'https://docs.fluentd.org/formatter/json', parameters: { '@type': ['json'], 'json_parser': 'string', 'add_newline': 'bool' } },
}];

const STDOUT: DocumentedSection = { source: 'https://docs.fluentd.org/output/stdout', parameters: COMMON, sections: { format: FORMAT } };

const FILE_BUFFER: DocumentedSection = {
  source: 'https://docs.fluentd.org/buffer/file and https://docs.fluentd.org/configuration/buffer-section',
  required: ['path'],
  parameters: {
    '@type': ['file'],
    'path': 'string',
    'path_suffix': 'string',
    'chunk_limit_size': 'size',
    'chunk_limit_records': 'integer',
    'total_limit_size': 'size',
    'chunk_full_threshold': 'float',
    'queued_chunks_limit_size': 'integer',
    'compress': ['text', 'gzip', 'zstd'],
    'flush_at_shutdown': 'bool',
    'flush_mode': ['default', 'lazy', 'interval', 'immediate'],
    'flush_interval': 'time',
    'flush_thread_count': 'integer',
    'flush_thread_interval': 'float',
    'flush_thread_burst_interval': 'float',
    'delayed_commit_timeout': 'time',
    'overflow_action': ['throw_exception', 'block', 'drop_oldest_chunk'],
    'retry_timeout': 'time',
    'retry_forever': 'bool',
    'retry_max_times': 'integer',
    'retry_secondary_threshold': 'float',
    'retry_type': ['exponential_backoff', 'periodic'],
    'retry_wait': 'time',
    'retry_exponential_backoff_base': 'float',
    'retry_max_interval': 'time',
    'retry_randomize': 'bool',
    'disable_chunk_backup': 'bool',
    'timekey': 'time',
    'timekey_wait': 'time',
    'timekey_use_utc': 'bool',
    'timekey_zone': 'string',
  },
};

/** What the outputs for Elasticsearch and OpenSearch have in common: one was made from the other. */
const SEARCH: DocumentedSection['parameters'] = {
  ...COMMON,
  host: 'string',
  port: 'integer',
  hosts: 'string',
  user: 'string',
  password: 'string',
  path: 'string',
  scheme: ['http', 'https'],
  ssl_verify: 'bool',
  ca_file: 'string',
  client_cert: 'string',
  client_key: 'string',
  client_key_pass: 'string',
  ssl_version: 'string',
  ssl_max_version: 'string',
  ssl_min_version: 'string',
  index_name: 'string',
  logstash_format: 'bool',
  logstash_prefix: 'string',
  logstash_prefix_separator: 'string',
  logstash_dateformat: 'string',
  include_timestamp: 'bool',
  time_key: 'string',
  time_key_format: 'string',
  time_precision: 'integer',
  utc_index: 'bool',
  pipeline: 'string',
  request_timeout: 'time',
  reload_connections: 'bool',
  reload_on_failure: 'bool',
  reconnect_on_error: 'bool',
  resurrect_after: 'time',
  include_tag_key: 'bool',
  tag_key: 'string',
  id_key: 'string',
  write_operation: ['index', 'create', 'update', 'upsert'],
  retry_tag: 'string',
  sniffer_class_name: 'string',
  http_backend: ['excon', 'typhoeus'],
  compression_level: ['no_compression', 'best_speed', 'best_compression', 'default_compression'],
  suppress_type_name: 'bool',
  custom_headers: 'hash',
  bulk_message_request_threshold: 'size',
  flatten_hashes: 'bool',
  flatten_hashes_separator: 'string',
};

const ELASTICSEARCH: DocumentedSection = {
  source: 'https://github.com/uken/fluent-plugin-elasticsearch#configuration (5.4)',
  parameters: {
    ...SEARCH,
    log_es_400_reason: 'bool',
    verify_es_version_at_startup: 'bool',
    default_elasticsearch_version: 'integer',
    max_retry_get_es_version: 'integer',
    fail_on_detecting_es_version_retry_exceed: 'bool',
    cloud_id: 'string',
    cloud_auth: 'string',
    api_key: 'string',
  },
  sections: { buffer: [{ type: 'file', section: FILE_BUFFER }] },
};

const OPENSEARCH: DocumentedSection = {
  source: 'https://github.com/fluent/fluent-plugin-opensearch#configuration (1.1)',
  parameters: {
    ...SEARCH,
    log_os_400_reason: 'bool',
    verify_os_version_at_startup: 'bool',
    default_opensearch_version: 'integer',
    max_retry_get_os_version: 'integer',
    fail_on_detecting_os_version_retry_exceed: 'bool',
  },
  sections: { buffer: [{ type: 'file', section: FILE_BUFFER }] },
};

const KAFKA: DocumentedSection = {
  source: 'https://github.com/fluent/fluent-plugin-kafka#output-plugin and #common-parameters (0.19.7)',
  parameters: {
    ...COMMON,
    brokers: 'string',
    topic_key: 'string',
    partition_key: 'string',
    message_key_key: 'string',
    default_topic: 'string',
    default_message_key: 'string',
    exclude_topic_key: 'bool',
    get_kafka_client_log: 'bool',
    use_event_time: 'bool',
    max_send_retries: 'integer',
    required_acks: 'signed',
    ack_timeout: 'time',
    compression_codec: ['gzip', 'snappy', 'lz4', 'zstd'],
    max_send_limit_bytes: 'size',
    ssl_ca_cert: 'string',
    ssl_ca_certs_from_system: 'bool',
    ssl_client_cert: 'string',
    ssl_client_cert_key: 'string',
    ssl_verify_hostname: 'bool',
    username: 'string',
    password: 'string',
    scram_mechanism: ['sha256', 'sha512'],
    sasl_over_ssl: 'bool',
  },
  sections: { format: FORMAT, buffer: [{ type: 'file', section: FILE_BUFFER }] },
};

const S3: DocumentedSection = {
  source: 'https://github.com/fluent/fluent-plugin-s3/blob/master/docs/output.md and credentials.md (1.8.3)',
  required: ['s3_bucket'],
  parameters: {
    ...COMMON,
    aws_key_id: 'string',
    aws_sec_key: 'string',
    s3_bucket: 'string',
    s3_region: 'string',
    s3_endpoint: 'string',
    force_path_style: 'bool',
    ssl_verify_peer: 'bool',
    path: 'string',
    s3_object_key_format: 'string',
    time_slice_format: 'string',
    store_as: ['gzip', 'json', 'text', 'lzo', 'lzma2', 'gzip_command', 'parquet'],
    auto_create_bucket: 'bool',
    check_bucket: 'bool',
    check_object: 'bool',
    check_apikey_on_start: 'bool',
    storage_class: 'string',
    acl: 'string',
    use_server_side_encryption: 'string',
  },
  sections: { format: FORMAT, buffer: [{ type: 'file', section: FILE_BUFFER }] },
};

const HTTP: DocumentedSection = {
  source: 'https://docs.fluentd.org/output/http (1.19)',
  required: ['endpoint'],
  parameters: {
    ...COMMON,
    endpoint: 'string',
    http_method: ['post', 'put'],
    proxy: 'string',
    content_type: 'string',
    json_array: 'bool',
    headers: 'hash',
    open_timeout: 'integer',
    read_timeout: 'integer',
    ssl_timeout: 'integer',
    tls_version: 'string',
    tls_ca_cert_path: 'string',
    tls_client_cert_path: 'string',
    tls_private_key_path: 'string',
    tls_verify_mode: ['peer', 'none'],
    error_response_as_unrecoverable: 'bool',
    retryable_response_codes: 'codes',
    reuse_connections: 'bool',
    compress: ['text', 'gzip'],
  },
  sections: {
    format: FORMAT,
    buffer: [{ type: 'file', section: FILE_BUFFER }],
    auth: { source: 'https://docs.fluentd.org/output/http (1.19)', parameters: { method: ['basic', 'aws_sigv4'], username: 'string', password: 'string' } },
  },
};

const PLUGINS: { readonly [kind: string]: { readonly [type: string]: DocumentedSection } } = {
  source: { tail: TAIL, systemd: SYSTEMD, prometheus: PROMETHEUS, prometheus_output_monitor: PROMETHEUS_OUTPUT_MONITOR },
  filter: { concat: CONCAT, kubernetes_metadata: KUBERNETES_METADATA, grep: GREP, record_transformer: RECORD_TRANSFORMER },
  match: { null: NULL, relabel: RELABEL, stdout: STDOUT, elasticsearch: ELASTICSEARCH, opensearch: OPENSEARCH, kafka2: KAFKA, s3: S3, http: HTTP },
};

/** Everything of a configuration that no document knows: directives, plugins, parameters, and values of another type. */
export function undocumented(directives: readonly ParsedDirective[]): string[] {
  return directives.flatMap(directive => {
    if (directive.name === 'system') { return sectionProblems('system', directive, SYSTEM); }
    if (directive.name === 'label') { return undocumented(directive.directives); }
    const type = directive.parameters.get('@type') ?? '';
    const section = PLUGINS[directive.name]?.[type];
    return section ? sectionProblems(`${directive.name} ${type}`, directive, section) : [`${directive.name} ${type}: no such plugin`];
  });
}

function sectionProblems(place: string, directive: ParsedDirective, documented: DocumentedSection): string[] {
  const missing = (documented.required ?? []).filter(name => !directive.parameters.has(name)).map(name => `${place}: ${name} is missing`);
  const parameters = documented.open ? [] : [...directive.parameters].flatMap(([name, value]) => {
    const type = documented.parameters[name];
    if (type === undefined) { return [`${place}: ${name} is not in ${documented.source}`]; }
    return isOf(type, value) ? [] : [`${place}: ${name} is no ${type}: ${value}`];
  });
  return [...missing, ...parameters, ...directive.directives.flatMap(child => childProblems(place, child, documented))];
}

function childProblems(place: string, child: ParsedDirective, documented: DocumentedSection): string[] {
  const known = documented.sections?.[child.name];
  const section = Array.isArray(known) ? known.find(({ type }) => type === child.parameters.get('@type'))?.section : known as DocumentedSection | undefined;
  return section ? sectionProblems(`${place} > ${child.name}`, child, section) : [`${place}: a section ${child.name} is not in ${documented.source}`];
}

function isOf(type: ParameterType, value: string): boolean {
  if (typeof type !== 'string') { return type.includes(value); }
  switch (type) {
    case 'string': return value.includes('#{') ? /^"[-\w./]*#\{ENV\['[A-Z0-9_]+'\]\}[-\w./]*"$/.test(value) : textOf(value) !== '';
    case 'text': return /^"[^"]*"$/.test(value) || isOf('string', value);
    case 'signed': return /^-?\d+$/.test(value);
    case 'codes': return /^\d{3}(,\d{3})*$/.test(value);
    case 'bool': return value === 'true' || value === 'false';
    case 'integer': return /^\d+$/.test(value);
    case 'float': return /^\d+(\.\d+)?$/.test(value);
    case 'size': return /^\d+[kKmMgGtT]?$/.test(value);
    case 'time': return /^\d+[smhd]?$/.test(value);
    case 'array': return Array.isArray(JSON.parse(value));
    case 'hash': return value.startsWith('{') && typeof JSON.parse(value) === 'object';
    case 'regexp': return /^\/.+\/$/.test(value) && new RegExp(value.slice(1, -1)).source.length > 0;
  }
}
