import { allPlugins, ParsedPipeline, ParsedPlugin, ParsedValue } from './logstash-parser';

/** The types of Logstash's options. */
type OptionType = 'string' | 'number' | 'boolean' | 'array' | 'codec' | 'path' | readonly string[];

/** What is documented of a plugin. */
interface DocumentedPlugin {
  readonly source: string;
  readonly options: { readonly [name: string]: OptionType };
  readonly required?: readonly string[];
}

/** When the documents were read. */
export const READ_ON = '2026-11-27';

const PLUGINS = 'https://www.elastic.co/docs/reference/logstash/plugins';
const COMMON: DocumentedPlugin['options'] = { id: 'string', enable_metric: 'boolean' };
const OF_INPUTS: DocumentedPlugin['options'] = { ...COMMON, add_field: 'string', codec: 'codec', tags: 'array', type: 'string' };
const OF_FILTERS: DocumentedPlugin['options'] = { ...COMMON, add_tag: 'array', remove_field: 'array', remove_tag: 'array', periodic_flush: 'boolean' };
const OF_OUTPUTS: DocumentedPlugin['options'] = { ...COMMON, codec: 'codec' };

/** The options of TLS that all plugins over HTTP have had since Logstash 9, in which the older ones are gone. */
const TLS: DocumentedPlugin['options'] = {
  ssl_certificate: 'path',
  ssl_certificate_authorities: 'array',
  ssl_cipher_suites: 'array',
  ssl_enabled: 'boolean',
  ssl_key: 'path',
  ssl_supported_protocols: 'array',
  ssl_truststore_path: 'path',
  ssl_verification_mode: ['full', 'none'],
};

const DOCUMENTED: { readonly [kind: string]: { readonly [name: string]: DocumentedPlugin } } = {
  input: {
    file: {
      source: `${PLUGINS}/plugins-inputs-file`,
      required: ['path'],
      options: {
        ...OF_INPUTS,
        check_archive_validity: 'boolean',
        close_older: 'string',
        delimiter: 'string',
        discover_interval: 'number',
        exclude: 'array',
        exit_after_read: 'boolean',
        file_chunk_count: 'number',
        file_chunk_size: 'number',
        file_completed_action: ['delete', 'log', 'log_and_delete'],
        file_completed_log_path: 'string',
        file_sort_by: ['last_modified', 'path'],
        file_sort_direction: ['asc', 'desc'],
        ignore_older: 'string',
        max_open_files: 'number',
        mode: ['tail', 'read'],
        path: 'array',
        sincedb_clean_after: 'string',
        sincedb_path: 'string',
        sincedb_write_interval: 'string',
        start_position: ['beginning', 'end'],
        stat_interval: 'string',
      },
    },
  },
  filter: {
    ruby: { source: `${PLUGINS}/plugins-filters-ruby`, options: { ...OF_FILTERS, code: 'string', init: 'string', path: 'path', tag_on_exception: 'string', tag_with_exception_message: 'boolean' } },
    date: {
      source: `${PLUGINS}/plugins-filters-date`,
      options: { ...OF_FILTERS, locale: 'string', match: 'array', precision: ['ms', 'ns'], tag_on_failure: 'array', target: 'string', timezone: 'string' },
    },
    aggregate: {
      source: `${PLUGINS}/plugins-filters-aggregate`,
      required: ['code', 'task_id'],
      options: {
        ...OF_FILTERS,
        aggregate_maps_path: 'string',
        code: 'string',
        end_of_task: 'boolean',
        inactivity_timeout: 'number',
        map_action: ['create', 'update', 'create_or_update'],
        map_count_warning_threshold: 'number',
        push_map_as_event_on_timeout: 'boolean',
        push_previous_map_as_event: 'boolean',
        task_id: 'string',
        timeout: 'number',
        timeout_code: 'string',
        timeout_tags: 'array',
        timeout_task_id_field: 'string',
        timeout_timestamp_field: 'string',
      },
    },
  },
  output: {
    stdout: { source: `${PLUGINS}/plugins-outputs-stdout`, options: OF_OUTPUTS },
    elasticsearch: {
      source: `${PLUGINS}/plugins-outputs-elasticsearch`,
      options: {
        ...OF_OUTPUTS,
        ...TLS,
        action: 'string',
        api_key: 'string',
        cloud_auth: 'string',
        cloud_id: 'string',
        data_stream: ['true', 'false', 'auto'],
        hosts: 'array',
        ilm_enabled: 'boolean',
        index: 'string',
        manage_template: 'boolean',
        password: 'string',
        pipeline: 'string',
        retry_max_interval: 'number',
        timeout: 'number',
        user: 'string',
      },
    },
    kafka: {
      source: `${PLUGINS}/plugins-outputs-kafka`,
      required: ['topic_id'],
      options: {
        ...OF_OUTPUTS,
        acks: ['0', '1', 'all'],
        batch_size: 'number',
        bootstrap_servers: 'string',
        client_id: 'string',
        compression_type: ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
        jaas_path: 'path',
        linger_ms: 'number',
        max_request_size: 'number',
        message_key: 'string',
        retries: 'number',
        sasl_jaas_config: 'string',
        sasl_mechanism: 'string',
        security_protocol: ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'],
        ssl_endpoint_identification_algorithm: 'string',
        ssl_truststore_location: 'path',
        ssl_truststore_password: 'string',
        ssl_truststore_type: 'string',
        topic_id: 'string',
      },
    },
    s3: {
      source: `${PLUGINS}/plugins-outputs-s3`,
      required: ['bucket'],
      options: {
        ...OF_OUTPUTS,
        access_key_id: 'string',
        bucket: 'string',
        canned_acl: 'string',
        encoding: ['none', 'gzip'],
        endpoint: 'string',
        prefix: 'string',
        region: 'string',
        restore: 'boolean',
        role_arn: 'string',
        rotation_strategy: ['size_and_time', 'size', 'time'],
        secret_access_key: 'string',
        size_file: 'number',
        storage_class: 'string',
        temporary_directory: 'string',
        time_file: 'number',
        upload_workers_count: 'number',
        validate_credentials_on_root_bucket: 'boolean',
      },
    },
    http: {
      source: `${PLUGINS}/plugins-outputs-http`,
      required: ['http_method', 'url'],
      options: {
        ...OF_OUTPUTS,
        ...TLS,
        connect_timeout: 'number',
        content_type: 'string',
        format: ['json', 'json_batch', 'form', 'message'],
        http_compression: 'boolean',
        http_method: ['put', 'post', 'patch', 'delete', 'get', 'head'],
        password: 'string',
        pool_max: 'number',
        request_timeout: 'number',
        retry_failed: 'boolean',
        retry_non_idempotent: 'boolean',
        retryable_codes: 'number',
        url: 'string',
        user: 'string',
      },
    },
  },
  codec: {
    plain: { source: `${PLUGINS}/plugins-codecs-plain`, options: { charset: 'string', format: 'string' } },
    json: { source: `${PLUGINS}/plugins-codecs-json`, options: { charset: 'string' } },
    json_lines: { source: `${PLUGINS}/plugins-codecs-json_lines`, options: { charset: 'string', delimiter: 'string' } },
    multiline: {
      source: `${PLUGINS}/plugins-codecs-multiline`,
      required: ['pattern', 'what'],
      options: {
        auto_flush_interval: 'number',
        charset: 'string',
        max_bytes: 'string',
        max_lines: 'number',
        multiline_tag: 'string',
        negate: 'boolean',
        pattern: 'string',
        patterns_dir: 'array',
        what: ['previous', 'next'],
      },
    },
  },
};

/** The settings of `logstash.yml` that we use: https://www.elastic.co/docs/reference/logstash/logstash-settings-file and …/persistent-queues, …/dead-letter-queues. */
const SETTINGS: { readonly [name: string]: (value: unknown) => boolean } = {
  'allow_superuser': isBoolean,
  'path.data': isPath,
  'path.logs': isPath,
  'pipeline.workers': Number.isInteger,
  'pipeline.ordered': value => isBoolean(value) || value === 'auto',
  'pipeline.ecs_compatibility': value => ['disabled', 'v1', 'v8'].includes(value as string),
  'queue.type': value => ['memory', 'persisted'].includes(value as string),
  'queue.max_bytes': isBytes,
  'queue.page_capacity': isBytes,
  'dead_letter_queue.enable': isBoolean,
  'dead_letter_queue.max_bytes': isBytes,
  'dead_letter_queue.storage_policy': value => ['drop_newer', 'drop_older'].includes(value as string),
  'api.http.host': value => typeof value === 'string',
  'api.http.port': Number.isInteger,
  'log.level': value => ['fatal', 'error', 'warn', 'info', 'debug', 'trace'].includes(value as string),
};

/** Everything of a pipeline that no document knows: plugins, options, and values of another type. */
export function undocumentedOptions(pipeline: ParsedPipeline): string[] {
  return [...pipeline].flatMap(([kind, parts]) => allPlugins(parts).flatMap(plugin => {
    const codec = DOCUMENTED[kind]![plugin.plugin] === undefined && DOCUMENTED.codec![plugin.plugin] !== undefined;
    return pluginProblems(codec ? 'codec' : kind, plugin);
  }));
}

/** Every setting that no document knows, and values of another type. */
export function undocumentedSettings(settings: { readonly [name: string]: unknown }): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const isOne = SETTINGS[name];
    if (!isOne) { return [`${name}: no such setting`]; }
    return isOne(value) ? [] : [`${name}: ${JSON.stringify(value)}`];
  });
}

function pluginProblems(kind: string, { plugin, options }: ParsedPlugin): string[] {
  const documented = DOCUMENTED[kind]?.[plugin];
  const place = `${kind} ${plugin}`;
  if (!documented) { return [`${place}: no such plugin`]; }
  const missing = (documented.required ?? []).filter(name => !options.has(name)).map(name => `${place}: ${name} is missing`);
  return [...missing, ...[...options].flatMap(([name, value]) => {
    const type = documented.options[name];
    if (type === undefined) { return [`${place}: ${name} is not in ${documented.source}`]; }
    return isOf(type, value) ? [] : [`${place}: ${name} is no ${type}: ${JSON.stringify(value)}`];
  })];
}

function isOf(type: OptionType, value: ParsedValue): boolean {
  if (typeof type !== 'string') { return type.includes(value as string); }
  switch (type) {
    case 'array': return Array.isArray(value);
    case 'codec': return typeof value === 'object' && 'plugin' in value;
    case 'path': return isPath(value);
    default: return typeof value === type;
  }
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isPath(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('/');
}

function isBytes(value: unknown): boolean {
  return typeof value === 'string' && /^\d+(b|kb|mb|gb|tb)$/.test(value);
}
