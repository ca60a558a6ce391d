/** The types of Filebeat's options. */
type OptionType =
  'text' | 'boolean' | 'integer' | 'duration' | 'size' | 'texts' | 'expression' | 'expressions' | 'fields' | 'parsers' | 'matchers' | 'replacements' | 'condition' | 'processors' |
  readonly (string | number)[];

interface DocumentedOptions {
  readonly source: string;

  /** By their names, with a dot for each level. */
  readonly options: { readonly [name: string]: OptionType };
  readonly required?: readonly string[];
}

/** A configuration of Filebeat that was read from YAML. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Section = { readonly [key: string]: any };

/** When the documents were read; they are those of 9.5. */
export const READ_ON = '2026-11-27';

const DOCS = 'https://www.elastic.co/docs/reference/beats/filebeat';

const SECTIONS: { readonly [name: string]: DocumentedOptions } = {
  name: { source: `${DOCS}/configuration-general-options`, options: { '': 'text' } },
  timestamp: { source: `${DOCS}/configuration-general-options`, options: { precision: ['millisecond', 'microsecond', 'nanosecond'] } },
  path: { source: `${DOCS}/configuration-path`, options: { home: 'text', config: 'text', data: 'text', logs: 'text' } },
  filebeat: { source: `${DOCS}/configuration-general-options`, options: { 'shutdown_timeout': 'duration', 'registry.flush': 'duration' } },
  queue: {
    source: `${DOCS}/configuring-internal-queue`,
    options: { 'disk.path': 'text', 'disk.max_size': 'size', 'disk.segment_size': 'size', 'disk.read_ahead': 'integer', 'disk.write_ahead': 'integer' },
    required: ['disk.max_size'],
  },
  setup: { source: `${DOCS}/configuration-template and ${DOCS}/ilm`, options: { 'template.enabled': 'boolean', 'ilm.enabled': 'boolean' }, required: ['template.enabled', 'ilm.enabled'] },
  http: { source: `${DOCS}/http-endpoint`, options: { 'enabled': 'boolean', 'host': 'text', 'port': 'integer', 'pprof.enabled': 'boolean' } },
  logging: { source: `${DOCS}/configuration-logging`, options: { 'level': ['debug', 'info', 'warning', 'error'], 'to_stderr': 'boolean', 'metrics.enabled': 'boolean', 'metrics.period': 'duration' } },
  processors: { source: `${DOCS}/defining-processors`, options: { '': 'processors' } },
};

/** https://www.elastic.co/docs/reference/beats/filebeat/configuration-ssl */
const SSL: DocumentedOptions['options'] = { 'ssl.enabled': 'boolean', 'ssl.verification_mode': ['full', 'strict', 'certificate', 'none'], 'ssl.certificate_authorities': 'texts' };

const INPUTS: { readonly [type: string]: DocumentedOptions } = {
  filestream: {
    source: `${DOCS}/filebeat-input-filestream`,
    options: {
      'type': ['filestream'],
      'id': 'text',
      'paths': 'texts',
      'file_identity.fingerprint.growing': 'boolean', // since 9.5.0: elastic/beats#50566
      'prospector.scanner.symlinks': 'boolean',
      'prospector.scanner.exclude_files': 'expressions',
      'prospector.scanner.check_interval': 'duration',
      'close.on_state_change.removed': 'boolean',
      'message_max_bytes': 'integer',
      'parsers': 'parsers',
      'processors': 'processors',
    },
    required: ['id', 'paths', 'prospector.scanner.symlinks', 'parsers'],
  },
};

const PARSERS: { readonly [name: string]: DocumentedOptions } = {
  container: { source: `${DOCS}/filebeat-input-filestream`, options: { stream: ['all', 'stdout', 'stderr'], format: ['auto', 'docker', 'cri'] } },
  multiline: {
    source: `${DOCS}/multiline-examples`,
    options: { type: ['pattern', 'count', 'while_pattern'], pattern: 'expression', negate: 'boolean', match: ['after', 'before'], max_lines: 'integer', timeout: 'duration', skip_newline: 'boolean' },
    required: ['pattern'],
  },
};

const PROCESSORS: { readonly [name: string]: DocumentedOptions } = {
  add_kubernetes_metadata: {
    source: `${DOCS}/add-kubernetes-metadata`,
    options: {
      'node': 'text',
      'matchers': 'matchers',
      'add_resource_metadata.node.enabled': 'boolean',
      'add_resource_metadata.namespace.enabled': 'boolean',
      'add_resource_metadata.deployment': 'boolean',
      'add_resource_metadata.cronjob': 'boolean',
      'use_kubeadm': 'boolean',
      'wait_for_metadata': 'boolean',
      'wait_for_metadata_timeout': 'duration',
    },
  },
  drop_event: { source: `${DOCS}/drop-event`, options: { when: 'condition' }, required: ['when'] },
  dissect: { source: `${DOCS}/dissect`, options: { tokenizer: 'text', field: 'text', target_prefix: 'text', overwrite_keys: 'boolean', ignore_failure: 'boolean' }, required: ['tokenizer'] },
  replace: { source: `${DOCS}/replace-fields`, options: { fields: 'replacements', ignore_missing: 'boolean', fail_on_error: 'boolean' }, required: ['fields'] },
  add_fields: { source: `${DOCS}/add-fields`, options: { target: 'text', fields: 'fields' }, required: ['fields'] },
  add_tags: { source: `${DOCS}/add-tags`, options: { tags: 'texts', target: 'text' }, required: ['tags'] },
  fingerprint: { source: `${DOCS}/fingerprint`, options: { fields: 'texts', ignore_missing: 'boolean', target_field: 'text', method: 'text' }, required: ['fields'] },
};

const OUTPUTS: { readonly [name: string]: DocumentedOptions } = {
  elasticsearch: {
    source: `${DOCS}/elasticsearch-output`,
    options: { hosts: 'texts', index: 'text', username: 'text', password: 'text', worker: 'integer', bulk_max_size: 'integer', compression_level: 'integer', ...SSL },
    required: ['hosts', 'index'],
  },
  kafka: {
    source: `${DOCS}/kafka-output`,
    options: {
      'hosts': 'texts',
      'topic': 'text',
      'required_acks': [-1, 0, 1],
      'compression': ['none', 'snappy', 'lz4', 'gzip', 'zstd'],
      'username': 'text',
      'password': 'text',
      'sasl.mechanism': ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'],
      ...SSL,
    },
    required: ['hosts', 'topic'],
  },
  console: { source: `${DOCS}/console-output and ${DOCS}/configuration-output-codec`, options: { 'codec.json.pretty': 'boolean' } },
};

/** https://www.elastic.co/docs/reference/beats/filebeat/defining-processors#conditions */
const CONDITIONS: { readonly [name: string]: 'values' | 'list' | 'condition' | 'texts' } = {
  equals: 'values', contains: 'values', regexp: 'values', has_fields: 'texts', and: 'list', or: 'list', not: 'condition',
};

/** What in a configuration is not documented: sections, inputs, processors, outputs, options, types of values, and what is missing. */
export function undocumented({ output, filebeat: { inputs, ...filebeat }, ...sections }: Section): string[] {
  const outputs = Object.entries(output as Section);
  return [
    ...Object.entries({ ...sections, filebeat }).flatMap(([name, section]) => ofKind('', name, section, SECTIONS)),
    ...(inputs as Section[]).flatMap(input => ofKind('input ', input.type, input, INPUTS)),
    ...outputs.flatMap(([name, section]) => ofKind('output ', name, section, OUTPUTS)),
    ...(outputs.length === 1 ? [] : [`output: one of them is taken, got ${outputs.length}`]),
  ];
}

function ofKind(kind: string, name: string, section: unknown, known: { readonly [name: string]: DocumentedOptions }): string[] {
  const documented = Object.hasOwn(known, name) ? known[name]! : undefined;
  return documented ? problems(`${kind}${name}`, section, documented) : [`${kind}${name}: there is none in the documents`];
}

function problems(place: string, section: unknown, { source, options, required = [] }: DocumentedOptions): string[] {
  const stated = leaves(section, options);
  return [
    ...required.filter(name => !stated.some(([option]) => option === name)).map(name => `${place}: ${name} is missing`),
    ...stated.flatMap(([name, value]) => {
      const type = Object.hasOwn(options, name) ? options[name]! : undefined;
      if (type === undefined) { return [`${place}: ${name} is not in ${source}`]; }
      return problemsOf(type, value).map(problem => `${place}: ${name}: ${problem}`);
    }),
  ];
}

/** The options of a section with their values, by names with dots. */
function leaves(section: unknown, options: DocumentedOptions['options'], name = ''): [string, unknown][] {
  if (Object.hasOwn(options, name) || typeof section !== 'object' || section === null || Array.isArray(section)) { return [[name, section]]; }
  return Object.entries(section).flatMap(([key, value]) => leaves(value, options, name === '' ? key : `${name}.${key}`));
}

function problemsOf(type: OptionType, value: unknown): string[] {
  switch (type) {
    case 'parsers': return oneEach(value, 'parser ', PARSERS);
    case 'processors': return (value as Section[]).flatMap(processor => Object.hasOwn(processor, 'if')
      ? [...conditionProblems(processor.if), ...problemsOf('processors', processor.then)]
      : oneEach([processor], 'processor ', PROCESSORS));
    case 'condition': return conditionProblems(value);
    default: return isOf(type, value) ? [] : [`is no ${Array.isArray(type) ? type.join(',') : type as string}: ${JSON.stringify(value)}`];
  }
}

/** A list of maps, each with the name of a kind and its options. */
function oneEach(value: unknown, kind: string, known: { readonly [name: string]: DocumentedOptions }): string[] {
  return (value as Section[]).flatMap(one => Object.keys(one).length === 1
    ? Object.entries(one).flatMap(([name, options]) => ofKind(kind, name, options, known))
    : [`${kind.trim()}: each has one name, got ${JSON.stringify(Object.keys(one))}`]);
}

function conditionProblems(condition: unknown): string[] {
  return Object.entries(condition as Section).flatMap(([name, value]) => {
    switch (Object.hasOwn(CONDITIONS, name) ? CONDITIONS[name] : undefined) {
      case 'values': return Object.values(value as Section).every(one => typeof one === 'string') ? [] : [`${name}: is no map of texts: ${JSON.stringify(value)}`];
      case 'texts': return isOf('texts', value) ? [] : [`${name}: is no list of fields: ${JSON.stringify(value)}`];
      case 'list': return (value as unknown[]).flatMap(conditionProblems);
      case 'condition': return conditionProblems(value);
      default: return [`there is no condition ${name}`];
    }
  });
}

function isOf(type: OptionType, value: unknown): boolean {
  if (typeof type !== 'string') { return type.includes(value as string | number); }
  switch (type) {
    case 'boolean': return typeof value === 'boolean';
    case 'integer': return Number.isInteger(value);
    case 'duration': return /^\d+(ms|s|m|h)$/.test(String(value));
    case 'size': return /^\d+(B|KiB|MiB|GiB)$/.test(String(value)); // a number without a unit is deprecated
    case 'texts': return Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string' && item !== '');
    case 'expression': return isExpression(value);
    case 'expressions': return Array.isArray(value) && value.every(isExpression);
    case 'fields': return typeof value === 'object' && value !== null;
    case 'matchers': return (value as Section[]).every(matcher => Object.keys(matcher).join() === 'logs_path' && /^\/.*\/$/.test(matcher.logs_path.logs_path as string));
    case 'replacements': return (value as Section[]).every(one => Object.keys(one).sort().join() === 'field,pattern,replacement' && isExpression(one.pattern));
    default: return typeof value === 'string';
  }
}

function isExpression(value: unknown): boolean {
  if (typeof value !== 'string' || value === '') { return false; }
  try {
    new RegExp(value);
    return true;
  } catch {
    return false;
  }
}
