/** The types of Vector's options; a list is one of texts that are allowed, a map has options of its own. */
type OptionType = 'text' | 'boolean' | 'integer' | 'texts' | 'map of texts' | 'program' | readonly string[] | { readonly [name: string]: OptionType };

interface DocumentedOptions {
  readonly source: string;
  readonly options: { readonly [name: string]: OptionType };
  readonly required?: readonly string[];
}

/** A part of a configuration of Vector that was read from YAML. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Section = { readonly [key: string]: any };

/** When the reference was read. */
export const READ_ON = '2026-11-27';

/** Where the reference is: files that Vector generates from its own code. */
const REFERENCE = 'github.com/vectordotdev/vector, website/cue/reference';
const at = (file: string, commit: string) => `${REFERENCE}/${file} at ${commit}`;
const component = (kind: string, name: string, commit: string) => at(`components/${kind}/generated/${name}.cue`, commit);

const COMPRESSIONS = ['gzip', 'none', 'snappy', 'zlib', 'zstd'];
const CODECS = ['avro', 'cef', 'csv', 'gelf', 'json', 'logfmt', 'native', 'native_json', 'otlp', 'protobuf', 'raw_message', 'text'];
const ENCODING: OptionType = { codec: CODECS, except_fields: 'texts', only_fields: 'texts' };
const FRAMING: OptionType = { method: ['bytes', 'character_delimited', 'length_delimited', 'newline_delimited', 'varint_length_delimited'] };
const BASIC: OptionType = { strategy: ['basic', 'bearer', 'aws'], user: 'text', password: 'text', token: 'text' };
const TLS: OptionType = {
  ca_file: 'text', crt_file: 'text', key_file: 'text', key_pass: 'text', server_name: 'text', verify_certificate: 'boolean', verify_hostname: 'boolean',
};

/** The buffer: lib/vector-buffers/src/config.rs at 037e70943e60. */
const OF_SINKS: DocumentedOptions['options'] = {
  type: 'text', inputs: 'texts', buffer: { type: ['memory', 'disk'], max_events: 'integer', max_size: 'integer', when_full: ['block', 'drop_newest', 'overflow'] },
};
const OF_TRANSFORMS: DocumentedOptions['options'] = { type: 'text', inputs: 'texts' };

const GLOBAL: DocumentedOptions = {
  source: `${at('generated/configuration.cue', '52cc70108100')}; secret: src/secrets/directory.rs at 069447651c66`,
  options: { data_dir: 'text', acknowledgements: { enabled: 'boolean' } },
  required: ['data_dir'],
};

const BACKEND: DocumentedOptions = {
  source: 'github.com/vectordotdev/vector, src/secrets/directory.rs at 069447651c66',
  options: { type: ['directory'], path: 'text', remove_trailing_whitespace: 'boolean' },
  required: ['type', 'path'],
};

const OF_FILES: DocumentedOptions['options'] = {
  type: 'text',
  data_dir: 'text',
  glob_minimum_cooldown_ms: 'integer',
  ignore_older_secs: 'integer',
  max_line_bytes: 'integer',
  max_read_bytes: 'integer',
  oldest_first: 'boolean',
  read_from: ['beginning', 'end'],
  rotate_wait_secs: 'integer',
};

const SOURCES: { readonly [type: string]: DocumentedOptions } = {
  kubernetes_logs: {
    source: component('sources', 'kubernetes_logs', '024a1aab6618'),
    options: {
      ...OF_FILES,
      auto_partial_merge: 'boolean',
      delay_deletion_ms: 'integer',
      exclude_paths_glob_patterns: 'texts',
      extra_field_selector: 'text',
      extra_label_selector: 'text',
      extra_namespace_label_selector: 'text',
      fingerprint_lines: 'integer',
      include_paths_glob_patterns: 'texts',
      ingestion_timestamp_field: 'text',
      insert_namespace_fields: 'boolean',
      kube_config_file: 'text',
      max_merged_line_bytes: 'integer',
      namespace_annotation_fields: { namespace_labels: 'text' },
      node_annotation_fields: { node_labels: 'text' },
      pod_annotation_fields: { pod_annotations: 'text', pod_labels: 'text', pod_ip: 'text', pod_ips: 'text', pod_owner: 'text', pod_uid: 'text' },
      self_node_name: 'text',
      timezone: 'text',
      use_apiserver_cache: 'boolean',
    },
  },
  file: {
    source: component('sources', 'file', '07fd27ad8003'),
    options: { ...OF_FILES, exclude: 'texts', file_key: 'text', host_key: 'text', ignore_checkpoints: 'boolean', ignore_not_found: 'boolean', include: 'texts', line_delimiter: 'text', offset_key: 'text' },
    required: ['include'],
  },
  journald: {
    source: component('sources', 'journald', '3166e1ab73f8'),
    options: {
      type: 'text',
      batch_size: 'integer',
      current_boot_only: 'boolean',
      data_dir: 'text',
      emit_cursor: 'boolean',
      exclude_units: 'texts',
      extra_args: 'texts',
      include_units: 'texts',
      journal_directory: 'text',
      journal_namespace: 'text',
      journalctl_path: 'text',
      since_now: 'boolean',
    },
  },
  internal_metrics: {
    source: component('sources', 'internal_metrics', '12587a103833'),
    options: { type: 'text', namespace: 'text', scrape_interval_secs: 'integer', tags: { host_key: 'text', pid_key: 'text' } },
  },
};

const TRANSFORMS: { readonly [type: string]: DocumentedOptions } = {
  filter: { source: component('transforms', 'filter', '74d286d5f827'), options: { ...OF_TRANSFORMS, condition: 'program' }, required: ['condition'] },
  remap: {
    source: component('transforms', 'remap', '2f437c2cb35b'),
    options: { ...OF_TRANSFORMS, source: 'program', drop_on_abort: 'boolean', drop_on_error: 'boolean', reroute_dropped: 'boolean', timezone: 'text' },
    required: ['source'], // or a file that has it
  },
  reduce: {
    source: component('transforms', 'reduce', '3166e1ab73f8'),
    options: {
      ...OF_TRANSFORMS,
      end_every_period_ms: 'integer',
      ends_when: 'program',
      expire_after_ms: 'integer',
      flush_period_ms: 'integer',
      group_by: 'texts',
      max_events: 'integer',
      merge_strategies: 'map of texts',
      starts_when: 'program',
    },
  },
};

const MERGE_STRATEGIES = [
  'array', 'concat', 'concat_newline', 'concat_raw', 'discard', 'flat_unique', 'longest_array', 'max', 'min', 'retain', 'shortest_array', 'sum',
];

const SINKS: { readonly [type: string]: DocumentedOptions } = {
  console: {
    source: component('sinks', 'console', '0151b18241fc'),
    options: { ...OF_SINKS, encoding: ENCODING, framing: FRAMING, target: ['stderr', 'stdout'] },
    required: ['encoding'],
  },
  elasticsearch: {
    source: component('sinks', 'elasticsearch', '00719ab93f22'),
    options: {
      ...OF_SINKS,
      api_version: ['auto', 'v6', 'v7', 'v8'],
      auth: { strategy: ['aws', 'basic'], user: 'text', password: 'text' },
      bulk: { action: 'text', index: 'text', template_fallback_index: 'text', version: 'text', version_type: ['external', 'external_gte', 'internal'] },
      compression: COMPRESSIONS,
      doc_type: 'text',
      encoding: { except_fields: 'texts', only_fields: 'texts' },
      endpoints: 'texts',
      id_key: 'text',
      mode: ['bulk', 'data_stream'],
      pipeline: 'text',
      query: 'map of texts',
      request_retry_partial: 'boolean',
      tls: TLS,
    },
    required: ['endpoints'],
  },
  kafka: {
    source: component('sinks', 'kafka', '0151b18241fc'),
    options: {
      ...OF_SINKS,
      bootstrap_servers: 'text',
      compression: ['gzip', 'lz4', 'none', 'snappy', 'zstd'],
      encoding: ENCODING,
      headers_key: 'text',
      healthcheck_topic: 'text',
      key_field: 'text',
      librdkafka_options: 'map of texts',
      message_timeout_ms: 'integer',
      sasl: { enabled: 'boolean', mechanism: 'text', password: 'text', username: 'text' },
      socket_timeout_ms: 'integer',
      tls: { ...TLS, enabled: 'boolean' },
      topic: 'text',
    },
    required: ['bootstrap_servers', 'encoding', 'topic'],
  },
  aws_s3: {
    source: component('sinks', 'aws_s3', '0151b18241fc'),
    options: {
      ...OF_SINKS,
      auth: { access_key_id: 'text', secret_access_key: 'text', assume_role: 'text', credentials_file: 'text', profile: 'text' },
      bucket: 'text',
      compression: COMPRESSIONS,
      content_encoding: 'text',
      content_type: 'text',
      encoding: ENCODING,
      endpoint: 'text',
      filename_append_uuid: 'boolean',
      filename_extension: 'text',
      filename_time_format: 'text',
      force_path_style: 'boolean',
      framing: FRAMING,
      key_prefix: 'text',
      region: 'text',
      tls: TLS,
    },
    required: ['bucket', 'encoding'],
  },
  http: {
    source: component('sinks', 'http', '0151b18241fc'),
    options: {
      ...OF_SINKS,
      auth: BASIC,
      compression: COMPRESSIONS,
      encoding: ENCODING,
      framing: FRAMING,
      method: ['delete', 'get', 'head', 'options', 'patch', 'post', 'put', 'trace'],
      request: { headers: 'map of texts' },
      tls: TLS,
      uri: 'text',
    },
    required: ['encoding', 'uri'],
  },
  loki: {
    source: component('sinks', 'loki', '0151b18241fc'),
    options: {
      ...OF_SINKS,
      auth: BASIC,
      compression: COMPRESSIONS,
      encoding: ENCODING,
      endpoint: 'text',
      labels: 'map of texts',
      out_of_order_action: ['accept', 'drop', 'rewrite_timestamp'],
      path: 'text',
      remove_label_fields: 'boolean',
      remove_timestamp: 'boolean',
      structured_metadata: 'map of texts',
      tenant_id: 'text',
      tls: TLS,
    },
    required: ['encoding', 'endpoint'],
  },
  opentelemetry: {
    source: component('sinks', 'opentelemetry', '0151b18241fc'),
    options: {
      ...OF_SINKS,
      protocol: {
        type: ['http'],
        auth: BASIC,
        compression: COMPRESSIONS,
        encoding: ENCODING,
        framing: FRAMING,
        method: ['delete', 'get', 'head', 'options', 'patch', 'post', 'put', 'trace'],
        payload_prefix: 'text',
        payload_suffix: 'text',
        request: { headers: 'map of texts' },
        tls: TLS,
        uri: 'text',
      },
    },
    required: ['protocol'],
  },
  prometheus_exporter: {
    source: component('sinks', 'prometheus_exporter', '0d3a27e08325'),
    options: { ...OF_SINKS, address: 'text', auth: BASIC, default_namespace: 'text', distributions_as_summaries: 'boolean', flush_period_secs: 'integer', suppress_timestamp: 'boolean', tls: { ...TLS, enabled: 'boolean' } },
  },
};

const SECTIONS: { readonly [section: string]: { readonly [type: string]: DocumentedOptions } } = { sources: SOURCES, transforms: TRANSFORMS, sinks: SINKS };

/** What in a configuration is not documented: sections, components, options, types of values, and what is missing. */
export function undocumented(config: Section): string[] {
  const { secret = {}, sources = {}, transforms = {}, sinks = {}, ...others } = config;
  return [
    ...problemsOf('global', GLOBAL, others),
    ...Object.entries(secret as Section).flatMap(([name, backend]) => problemsOf(`secret ${name}`, BACKEND, backend)),
    ...Object.entries({ sources, transforms, sinks }).flatMap(([section, components]) =>
      Object.entries(components as Section).flatMap(([name, options]) => componentProblems(section, name, options))),
    ...unknownInputs({ sources, transforms, sinks }),
  ];
}

function componentProblems(section: string, name: string, options: Section): string[] {
  const known = SECTIONS[section]![options.type];
  if (known === undefined) { return [`${section} ${name}: no such type: ${options.type}`]; }
  const strategies = Object.entries((options.merge_strategies ?? {}) as Section).filter(([, strategy]) => !MERGE_STRATEGIES.includes(strategy));
  return [...problemsOf(`${section} ${name}`, known, options), ...strategies.map(([field, strategy]) => `${section} ${name}: no strategy for ${field}: ${strategy}`)];
}

/** Every transform and every sink has inputs, and each of them is there. */
function unknownInputs({ sources, transforms, sinks }: Section): string[] {
  const outputs = [...Object.keys(sources), ...Object.keys(transforms)];
  return Object.entries({ ...transforms, ...sinks } as Section).flatMap(([name, { inputs = [] }]) =>
    inputs.length === 0 ? [`${name}: inputs are missing`] : inputs.filter((input: string) => !outputs.includes(input)).map((input: string) => `${name}: no such input: ${input}`));
}

function problemsOf(place: string, { source, options, required = [] }: DocumentedOptions, values: Section): string[] {
  return [
    ...required.filter(name => values[name] === undefined).map(name => `${place}: ${name} is missing`),
    ...typeProblems(place, source, options, values),
  ];
}

function typeProblems(place: string, source: string, options: DocumentedOptions['options'], values: Section): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const type = options[name];
    if (type === undefined) { return [`${place}: ${name} is not in ${source}`]; }
    if (typeof type === 'object' && !Array.isArray(type)) {
      return isMap(value) ? typeProblems(`${place}: ${name}`, source, type as DocumentedOptions['options'], value) : [`${place}: ${name} is no map: ${JSON.stringify(value)}`];
    }
    return isOf(type as string | readonly string[], value) ? [] : [`${place}: ${name} is no ${String(type)}: ${JSON.stringify(value)}`];
  });
}

function isOf(type: string | readonly string[], value: unknown): boolean {
  if (typeof type !== 'string') { return typeof value === 'string' && type.includes(value); }
  switch (type) {
    case 'boolean': return typeof value === 'boolean';
    case 'integer': return typeof value === 'number' && Number.isInteger(value) && value >= 0;
    case 'texts': return Array.isArray(value) && value.every(item => typeof item === 'string');
    case 'map of texts': return isMap(value) && Object.values(value).every(item => typeof item === 'string');
    default: return typeof value === 'string';
  }
}

function isMap(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
