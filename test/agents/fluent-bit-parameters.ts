/** The types of Fluent Bit's options. */
type OptionType = 'text' | 'boolean' | 'integer' | 'size' | 'seconds' | 'retries' | 'texts' | 'list' | 'rules' | readonly string[];

interface DocumentedOptions {
  readonly source: string;
  readonly options: { readonly [name: string]: OptionType };
  readonly required?: readonly string[];
}

/** A configuration of Fluent Bit that was read from YAML. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Section = { readonly [key: string]: any };

/** When the documents were read; they are of the versions 5.0 and later. */
export const READ_ON = '2026-11-27';

const MANUAL = 'https://docs.fluentbit.io/manual';
const LOG_LEVELS = ['off', 'error', 'warn', 'info', 'debug', 'trace'];
const DATES = ['double', 'epoch', 'epoch_ms', 'iso8601', 'java_sql_timestamp'];

/** https://docs.fluentbit.io/manual/administration/buffering-and-storage and /administration/backpressure */
const OF_INPUTS: DocumentedOptions['options'] = {
  'name': 'text', 'alias': 'text', 'tag': 'text', 'storage.type': ['memory', 'filesystem'], 'storage.pause_on_chunks_overlimit': 'boolean', 'mem_buf_limit': 'size',
};
const OF_FILTERS: DocumentedOptions['options'] = { name: 'text', alias: 'text', match: 'text' };

/** https://docs.fluentbit.io/manual/administration/scheduling-and-retries, /administration/buffering-and-storage, /administration/transport-security */
const OF_OUTPUTS: DocumentedOptions['options'] = { 'name': 'text', 'alias': 'text', 'match': 'text', 'retry_limit': 'retries', 'storage.total_limit_size': 'size' };
const OF_SERVERS: DocumentedOptions['options'] = {
  ...OF_OUTPUTS,
  'host': 'text',
  'port': 'integer',
  'http_user': 'text',
  'http_passwd': 'text',
  'tls': 'boolean',
  'tls.verify': 'boolean',
  'tls.verify_hostname': 'boolean',
  'tls.ca_file': 'text',
};
const OF_SEARCH: DocumentedOptions['options'] = {
  ...OF_SERVERS,
  buffer_size: 'size',
  compress: ['gzip'],
  current_time_index: 'boolean',
  generate_id: 'boolean',
  id_key: 'text',
  include_tag_key: 'boolean',
  index: 'text',
  logstash_dateformat: 'text',
  logstash_format: 'boolean',
  logstash_prefix: 'text',
  logstash_prefix_key: 'text',
  logstash_prefix_separator: 'text',
  path: 'text',
  pipeline: 'text',
  replace_dots: 'boolean',
  suppress_type_name: 'boolean',
  time_key: 'text',
  time_key_format: 'text',
  time_key_nanos: 'boolean',
  trace_error: 'boolean',
  trace_output: 'boolean',
  type: 'text',
  write_operation: ['create', 'index', 'update', 'upsert'],
};

const SERVICE: DocumentedOptions = {
  source: `${MANUAL}/administration/configuring-fluent-bit/yaml/service-section`,
  options: {
    'flush': 'seconds',
    'grace': 'integer',
    'daemon': 'boolean',
    'log_level': LOG_LEVELS,
    'http_server': 'boolean',
    'http_listen': 'text',
    'http_port': 'integer',
    'hot_reload': 'boolean',
    'scheduler.cap': 'integer',
    'scheduler.base': 'integer',
    'storage.path': 'text',
    'storage.sync': ['normal', 'full'],
    'storage.checksum': 'boolean',
    'storage.max_chunks_up': 'integer',
    'storage.backlog.mem_limit': 'size',
    'storage.metrics': 'boolean',
  },
};

const MULTILINE_PARSER: DocumentedOptions = {
  source: `${MANUAL}/data-pipeline/parsers/multiline-parsing; key_group: github.com/fluent/fluent-bit, src/flb_parser.c`,
  options: { name: 'text', type: ['regex'], parser: 'text', key_content: 'text', key_group: 'text', flush_timeout: 'integer', rules: 'rules' },
  required: ['name', 'type', 'rules'],
};

const INPUTS: { readonly [name: string]: DocumentedOptions } = {
  tail: {
    source: `${MANUAL}/data-pipeline/inputs/tail`,
    options: {
      ...OF_INPUTS,
      'path': 'text',
      'exclude_path': 'texts',
      'path_key': 'text',
      'multiline.parser': ['cri', 'docker'],
      'read_from_head': 'boolean',
      'refresh_interval': 'seconds',
      'rotate_wait': 'seconds',
      'inotify_watcher': 'boolean',
      'buffer_chunk_size': 'size',
      'buffer_max_size': 'size',
      'skip_long_lines': 'boolean',
      'skip_empty_lines': 'boolean',
      'db': 'text',
      'db.sync': ['extra', 'full', 'normal', 'off'],
      'db.locking': 'boolean',
      'db.compare_filename': 'boolean',
    },
    required: ['path', 'db'],
  },
  systemd: {
    source: `${MANUAL}/data-pipeline/inputs/systemd`,
    options: {
      ...OF_INPUTS,
      path: 'text',
      max_fields: 'integer',
      max_entries: 'integer',
      systemd_filter: 'list',
      systemd_filter_type: ['and', 'or'],
      read_from_tail: 'boolean',
      lowercase: 'boolean',
      strip_underscores: 'boolean',
      db: 'text',
    },
    required: ['db'],
  },
};

const FILTERS: { readonly [name: string]: DocumentedOptions } = {
  multiline: {
    source: `${MANUAL}/data-pipeline/filters/multiline-stacktrace`,
    options: {
      ...OF_FILTERS,
      'buffer': 'boolean',
      'debug_flush': 'boolean',
      'emitter_mem_buf_limit': 'size',
      'emitter_name': 'text',
      'emitter_storage.type': ['memory', 'filesystem'],
      'flush_ms': 'integer',
      'mode': ['parser', 'partial_message'],
      'multiline.key_content': 'text',
      'multiline.parser': 'text',
    },
    required: ['multiline.parser'],
  },
  modify: {
    source: `${MANUAL}/data-pipeline/filters/modify`,
    options: { ...OF_FILTERS, set: 'text', add: 'text', remove: 'text', rename: 'text', hard_rename: 'text', copy: 'text', hard_copy: 'text' },
  },
  kubernetes: {
    source: `${MANUAL}/data-pipeline/filters/kubernetes`,
    options: {
      ...OF_FILTERS,
      'buffer_size': 'size',
      'kube_url': 'text',
      'kube_tag_prefix': 'text',
      'merge_log': 'boolean',
      'keep_log': 'boolean',
      'labels': 'boolean',
      'annotations': 'boolean',
      'cache_use_docker_id': 'boolean',
      'use_tag_for_meta': 'boolean',
      'use_kubelet': 'boolean',
      'k8s-logging.parser': 'boolean',
      'k8s-logging.exclude': 'boolean',
      'namespace_labels': 'boolean',
      'owner_references': 'boolean',
    },
  },
  grep: {
    source: `${MANUAL}/data-pipeline/filters/grep`,
    options: { ...OF_FILTERS, regex: 'list', exclude: 'list', logical_op: ['and', 'or', 'legacy'] },
  },
};

const OUTPUTS: { readonly [name: string]: DocumentedOptions } = {
  es: { source: `${MANUAL}/data-pipeline/outputs/elasticsearch`, options: OF_SEARCH, required: ['host'] },
  opensearch: { source: `${MANUAL}/data-pipeline/outputs/opensearch`, options: OF_SEARCH, required: ['host'] },
  http: {
    source: `${MANUAL}/data-pipeline/outputs/http`,
    options: {
      ...OF_SERVERS,
      uri: 'text',
      compress: ['gzip', 'snappy', 'zstd'],
      format: ['gelf', 'json', 'json_stream', 'json_lines', 'msgpack'],
      header: 'list',
      json_date_key: 'text',
      json_date_format: DATES,
    },
    required: ['host'],
  },
  loki: {
    source: `${MANUAL}/data-pipeline/outputs/loki`,
    options: {
      ...OF_SERVERS,
      uri: 'text',
      tenant_id: 'text',
      labels: 'texts',
      label_keys: 'texts',
      remove_keys: 'texts',
      drop_single_key: 'boolean',
      line_format: ['json', 'key_value'],
      auto_kubernetes_labels: 'boolean',
    },
    required: ['host'],
  },
  opentelemetry: {
    source: `${MANUAL}/data-pipeline/outputs/opentelemetry`,
    options: {
      ...OF_SERVERS, logs_uri: 'text', logs_body_key: 'text', logs_body_key_attributes: 'boolean', compress: ['gzip', 'zstd'], log_response_payload: 'boolean', batch_size: 'integer',
    },
    required: ['host'],
  },
  stdout: {
    source: `${MANUAL}/data-pipeline/outputs/standard-output`,
    options: { ...OF_OUTPUTS, format: ['gelf', 'json', 'json_stream', 'json_lines', 'msgpack'], json_date_key: 'text', json_date_format: DATES },
  },
};

/** What in a configuration is not documented: sections, plugins, options, types of values, and what is missing. */
export function undocumented(config: Section): string[] {
  const { service = {}, multiline_parsers = [], pipeline = {}, ...others } = config;
  return [
    ...Object.keys(others).map(name => `no such section: ${name}`),
    ...problems('service', service, SERVICE),
    ...(multiline_parsers as Section[]).flatMap(parser => problems(`multiline parser ${parser.name}`, parser, MULTILINE_PARSER)),
    ...plugins('input', pipeline.inputs, INPUTS),
    ...plugins('filter', pipeline.filters, FILTERS),
    ...plugins('output', pipeline.outputs, OUTPUTS),
  ];
}

function plugins(kind: string, list: readonly Section[] = [], known: { readonly [name: string]: DocumentedOptions }): string[] {
  return list.flatMap(plugin => {
    const documented = known[plugin.name as string];
    return documented ? problems(`${kind} ${plugin.name}`, plugin, documented) : [`${kind} ${plugin.name}: no such plugin`];
  });
}

function problems(place: string, section: Section, { source, options, required = [] }: DocumentedOptions): string[] {
  return [
    ...required.filter(name => section[name] === undefined).map(name => `${place}: ${name} is missing`),
    ...Object.entries(section).flatMap(([name, value]) => {
      const type = Object.hasOwn(options, name) ? options[name]! : undefined;
      if (type === undefined) { return [`${place}: ${name} is not in ${source}`]; }
      return isOf(type, value) ? [] : [`${place}: ${name} is no ${Array.isArray(type) ? type.join(',') : type as string}: ${JSON.stringify(value)}`];
    }),
  ];
}

function isOf(type: OptionType, value: unknown): boolean {
  if (typeof type !== 'string') { return type.includes(value as string); }
  switch (type) {
    case 'boolean': return typeof value === 'boolean';
    case 'integer': return Number.isInteger(value);
    case 'seconds': return typeof value === 'number' || /^\d+[smhd]?$/.test(String(value));
    case 'size': return /^\d+([kKmMgG][bB]?)?$/.test(String(value));
    case 'retries': return value === 'no_limits' || value === 'no_retries' || Number.isInteger(value);
    case 'list': return Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string');
    case 'rules': return Array.isArray(value) && value.every(rule => Object.keys(rule as object).sort().join() === 'next_state,regex,state' && /^\/.*\/$/s.test((rule as Section).regex as string));
    default: return typeof value === 'string' && value !== '';
  }
}
