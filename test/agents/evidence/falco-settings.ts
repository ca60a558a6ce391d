import { parse } from 'yaml';
import { Manifest } from '../manifests';

/** What a setting may be: a kind of scalar, one of some words, a list of one thing, or a map of named things. */
type Shape = 'boolean' | 'integer' | 'number' | 'string' | 'map' | readonly string[] | { readonly listOf: Shape } | { readonly [setting: string]: Shape };

const ON = { enabled: 'boolean' } as const;
const SOCKETS = { enabled: 'boolean', sockets: { listOf: 'string' } } as const;

/**
 * The settings that Falco knows, of those that we write and that a test lays over them: userspace/falco/config_json_schema.h of
 * falcosecurity/falco at 43aaffc4e05a, read on 2026-11-27. What a setting means, and the words that it takes: falco.yaml of the same
 * repository at 7b28b7acec0d, and userspace/falco/configuration.cpp at 3e9e468539d7.
 */
const CONFIG: Shape = {
  rules_files: { listOf: 'string' },
  rules: { listOf: { disable: { rule: 'string', tag: 'string' }, enable: { rule: 'string', tag: 'string' } } },
  engine: { kind: ['kmod', 'modern_ebpf', 'replay', 'nodriver'], modern_ebpf: { cpus_for_each_buffer: 'integer', buf_size_preset: 'integer', drop_failed_exit: 'boolean' } },
  load_plugins: { listOf: 'string' },
  plugins: { listOf: { name: 'string', library_path: 'string', init_config: 'map', open_params: 'string' } },
  watch_config_files: 'boolean',
  time_format_iso_8601: 'boolean',
  priority: ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'informational', 'debug'],
  json_output: 'boolean',
  append_output: { listOf: { match: 'map', extra_output: 'string', extra_fields: { listOf: 'map' }, suggested_output: 'boolean' } },
  buffered_outputs: 'boolean',
  stdout_output: ON,
  syslog_output: ON,
  http_output: {
    enabled: 'boolean', url: 'string', insecure: 'boolean', ca_cert: 'string', mtls: 'boolean', client_cert: 'string', client_key: 'string',
  },
  log_stderr: 'boolean',
  log_syslog: 'boolean',
  log_level: ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'info', 'debug'],
  syscall_event_drops: {
    threshold: 'number', actions: { listOf: ['ignore', 'log', 'alert', 'exit'] }, rate: 'number', max_burst: 'integer', simulate_drops: 'boolean',
  },
  webserver: {
    enabled: 'boolean', listen_port: 'integer', k8s_healthz_endpoint: 'string', prometheus_metrics_enabled: 'boolean', ssl_enabled: 'boolean', threadiness: 'integer',
  },
  metrics: {
    enabled: 'boolean',
    interval: 'string',
    output_rule: 'boolean',
    rules_counters_enabled: 'boolean',
    resource_utilization_enabled: 'boolean',
    state_counters_enabled: 'boolean',
    kernel_event_counters_enabled: 'boolean',
    libbpf_stats_enabled: 'boolean',
    convert_memory_to_mb: 'boolean',
    include_empty_values: 'boolean',
  },
  base_syscalls: { all: 'boolean', custom_set: { listOf: 'string' }, repair: 'boolean' },
};

/** The settings of the container plugin: plugins/container/src/plugin_config_schema.h of falcosecurity/plugins at 1bb7e70c9757, read on 2026-11-27. */
const CONTAINER_PLUGIN: Shape = {
  label_max_len: 'integer',
  with_size: 'boolean',
  engines: { docker: SOCKETS, podman: SOCKETS, containerd: SOCKETS, cri: SOCKETS, lxc: ON, libvirt_lxc: ON, bpm: ON },
};

/** Without one of these the plugin refuses its settings, and Falco does not start (falcosecurity/falco#3721). */
const ENGINES = ['bpm', 'containerd', 'cri', 'docker', 'libvirt_lxc', 'lxc', 'podman'];

const OVERRIDE: Shape = { condition: ['append', 'replace'], output: ['append', 'replace'], tags: ['append', 'replace'], enabled: ['replace'], items: ['append', 'replace'] };

/** The fields of rules, macros and lists: userspace/engine/rule_json_schema.h of falcosecurity/falco at 61d77cfb59b3, read on 2026-11-27. */
const RULES: Shape = {
  listOf: {
    rule: 'string',
    macro: 'string',
    list: 'string',
    condition: 'string',
    output: 'string',
    desc: 'string',
    items: { listOf: 'string' },
    enabled: 'boolean',
    priority: ['EMERGENCY', 'ALERT', 'CRITICAL', 'ERROR', 'WARNING', 'NOTICE', 'INFO', 'INFORMATIONAL', 'DEBUG'],
    tags: { listOf: 'string' },
    override: OVERRIDE,
  },
};

/** What Falco would have against the files in the ConfigMaps of some objects. */
export function falcoProblems(objects: readonly Manifest[]): string[] {
  return objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => [
    ...configProblems(parse(data['falco.yaml'])),
    ...data['rules.yaml'] === undefined ? [] : problems('rules', RULES, parse(data['rules.yaml'])),
  ]);
}

function configProblems(config: Manifest): string[] {
  const plugins: Manifest[] = config.plugins ?? [];
  return [
    ...problems('falco.yaml', CONFIG, config),
    ...plugins.flatMap(({ init_config }) => [
      ...problems('container plugin', CONTAINER_PLUGIN, init_config),
      ...ENGINES.filter(engine => init_config.engines[engine] === undefined).map(engine => `container plugin: engine ${engine} is missing`),
    ]),
    ...(config.load_plugins as string[]).filter(name => plugins.filter(plugin => plugin.name === name).length !== 1).map(name => `plugin ${name} is not there once`),
    ...config.stdout_output?.enabled || config.http_output?.enabled ? [] : ['there is no output'],
    ...config.http_output?.enabled && !config.http_output.url ? ['the HTTP output has no URL'] : [],
  ];
}

function problems(place: string, shape: Shape, value: Manifest): string[] {
  if (typeof shape === 'string') { return isOf(shape, value) ? [] : [`${place}: must be of the kind ${shape}, got ${JSON.stringify(value)}`]; }
  if (isWords(shape)) { return shape.includes(value) ? [] : [`${place}: no such word: ${value}`]; }
  if ('listOf' in shape) {
    // The program reads an empty list of a plugin's settings as nothing at all (yaml_helper.h at 08a00609a16d).
    if (!Array.isArray(value) || value.length === 0) { return [`${place}: must be a list that is not empty`]; }
    return value.flatMap((item, index) => problems(`${place}[${index}]`, shape.listOf as Shape, item));
  }
  return Object.entries(value).flatMap(([setting, inner]) => shape[setting] === undefined ? [`${place}: no such setting: ${setting}`] : problems(`${place}.${setting}`, shape[setting]!, inner));
}

function isWords(shape: Shape): shape is readonly string[] {
  return Array.isArray(shape);
}

function isOf(kind: string, value: Manifest): boolean {
  if (kind === 'integer') { return Number.isInteger(value); }
  if (kind === 'map') { return typeof value === 'object' && value !== null && !Array.isArray(value); }
  return typeof value === kind;
}
