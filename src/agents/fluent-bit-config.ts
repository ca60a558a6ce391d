import { stringify } from 'yaml';
import { ConfigMap } from './config-map';
import { extended, FluentBitConfig } from './fluent-bit-extra';
import { FluentBitLogLevel, FluentBitOptions } from './fluent-bit-options';
import { fluentBitOutput } from './fluent-bit-outputs';
import { literalText } from './fluent-bit-text';
import { LogCollection } from './i-log-collector';
import { ContainerLogFormat, NodeJournal, WhenBufferFull } from './log-collection-options';
import { memoryBytes } from './memory-limit';
import { MultilineRule } from './multiline-rule';
import { checkRegularExpression, RUBY } from './regular-expression';

/** The port on which Fluent Bit tells how it does. */
export const FLUENT_BIT_METRICS_PORT = 2020;

/** How much memory it may use unless told otherwise. */
export const FLUENT_BIT_MEMORY_LIMIT = '512Mi';

const CONTAINERS = 'kubernetes.*';
const JOURNAL = 'journal';
const MESSAGES = 'messages';

/** Records wait in chunks of about this size. */
const CHUNK_BYTES = 2 * 1024 * 1024;

/** After how long without another line, in milliseconds, a message is complete. */
const COMPLETE_AFTER = 5000;

/** The whole configuration, as YAML: no file of the image is used. */
export function fluentBitConfig(collection: LogCollection, options: FluentBitOptions): string {
  const { multiline, journal } = collection;
  const generated: FluentBitConfig = {
    service: service(collection, options),
    parsers: [],
    multiline_parsers: multiline ? [linesTogether(multiline)] : [],
    pipeline: {
      inputs: [containerLogs(collection), ...(journal ? [journalOf(collection, journal)] : [])],
      filters: filters(collection),
      outputs: [fluentBitOutput(collection)],
    },
  };
  const { parsers, multiline_parsers, ...config } = options.extraConfig === undefined ? generated : extended('extraConfig', generated, options.extraConfig);
  return stringify(
    { ...(parsers.length > 0 ? { parsers } : {}), ...(multiline_parsers.length > 0 ? { multiline_parsers } : {}), ...config },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

function service(collection: LogCollection, { logLevel }: FluentBitOptions): ConfigMap {
  return {
    'flush': 1,
    'grace': 30,
    'log_level': logLevel ?? FluentBitLogLevel.INFO,
    'http_server': true,
    'http_listen': '0.0.0.0',
    'http_port': collection.metricsPort ?? FLUENT_BIT_METRICS_PORT,
    'storage.path': `${collection.statePath}/storage`,
    'storage.max_chunks_up': chunksInMemory(collection),
    'storage.metrics': true,
    'scheduler.base': 5,
    'scheduler.cap': 30,
  };
}

/**
 * How many chunks are in memory: no more than half of it holds, whatever may wait. With those of all inputs together, this bounds the
 * process; the limit of one input would not.
 */
function chunksInMemory({ bufferBytes, memoryLimit }: LogCollection): number {
  return Math.max(1, Math.floor(Math.min(bufferBytes, memoryBytes(memoryLimit ?? FLUENT_BIT_MEMORY_LIMIT) / 2) / CHUNK_BYTES));
}

function containerLogs(collection: LogCollection): ConfigMap {
  const { statePath, ownLogs, excludedLogs, format } = collection;
  return {
    'name': 'tail',
    'alias': 'container_logs',
    'tag': CONTAINERS,
    'path': '/var/log/containers/*.log',
    'exclude_path': [...ownLogs, ...excludedLogs].join(','),
    'multiline.parser': format === ContainerLogFormat.CRI ? 'cri' : 'docker',
    'read_from_head': true,
    'refresh_interval': 10,
    'rotate_wait': 60, // what is left of a rotated file is read no longer than this
    'inotify_watcher': false, // nodes have few inotify watches, and the kubelet needs them
    'buffer_chunk_size': '64k',
    'buffer_max_size': '1M',
    'skip_long_lines': true, // a file with one would be left for good
    'db': `${statePath}/containers.db`,
    'db.locking': true,
    'db.compare_filename': true, // a new file may have the inode of a deleted one
    ...waiting(collection),
  };
}

function journalOf(collection: LogCollection, { path, units }: NodeJournal): ConfigMap {
  return {
    name: 'systemd',
    alias: JOURNAL,
    tag: JOURNAL,
    path: path!,
    systemd_filter: units!.map(unit => `_SYSTEMD_UNIT=${unit}`),
    systemd_filter_type: 'or',
    strip_underscores: true,
    lowercase: true,
    db: `${collection.statePath}/journal.db`,
    ...waiting(collection),
  };
}

/** On the node, so that nothing is lost or sent twice when the pod is replaced. The type comes first: the rest is for that type only. */
function waiting({ whenFull }: LogCollection): ConfigMap {
  return { 'storage.type': 'filesystem', 'storage.pause_on_chunks_overlimit': whenFull === WhenBufferFull.WAIT };
}

/** Lines are put together before all else: what is put together begins at the first filter again. */
function filters(collection: LogCollection): ConfigMap[] {
  const { multiline, journal, podMetadata } = collection;
  return [
    ...(multiline ? [{
      'name': 'multiline',
      'match': CONTAINERS,
      'multiline.key_content': 'log',
      'multiline.parser': MESSAGES,
      'buffer': true,
      'flush_ms': COMPLETE_AFTER,
      'emitter_name': 'messages',
      'emitter_storage.type': 'filesystem',
    }] : []),
    { name: 'modify', match: '*', remove: '_p', add: 'node ${K8S_NODE_NAME}' },
    ...(journal ? [{ name: 'modify', match: JOURNAL, rename: 'message log' }] : []),
    kubernetes(podMetadata),
    ...(podMetadata ? withoutOwnLogs(collection) : []),
  ];
}

/** What the name of the file tells, and, if wanted, what the API server knows of the pod. */
function kubernetes(podMetadata: boolean): ConfigMap {
  const tag = { name: 'kubernetes', match: CONTAINERS, kube_tag_prefix: 'kubernetes.var.log.containers.' };
  return podMetadata ? { ...tag, labels: true, annotations: false, buffer_size: 0, cache_use_docker_id: true } : { ...tag, use_tag_for_meta: true };
}

/**
 * Left out are the lines of pods in its own namespace that carry all of its own labels: no neighbour has those. A label without a value
 * tells nothing.
 */
function withoutOwnLogs({ ownLabels, ownNamespace }: LogCollection): ConfigMap[] {
  const labels = Object.entries(ownLabels).filter(([, value]) => value !== '').map(([label, value]) => `$kubernetes['labels']['${label}'] ${exactly(value)}`);
  if (labels.length === 0) { return []; }
  const namespace = ownNamespace === undefined ? [] : [`$kubernetes['namespace_name'] ${exactly(ownNamespace)}`];
  return [{ name: 'grep', match: CONTAINERS, logical_op: 'and', exclude: [...namespace, ...labels] }];
}

function exactly(text: string): string {
  return `^${text.replace(/\./g, '\\.')}$`;
}

/** A line either begins a message or continues one, for each stream of a container by itself. */
function linesTogether({ pattern, continues }: MultilineRule): ConfigMap {
  checkRegularExpression('multiline', 'Fluent Bit', RUBY, pattern);
  const matches = `/${literalText('multiline', pattern)}/`;
  const others = `/^(?!.*(?:${pattern}))/`;
  return {
    name: MESSAGES,
    type: 'regex',
    key_content: 'log',
    key_group: 'stream',
    flush_timeout: COMPLETE_AFTER,
    rules: [
      { state: 'start_state', regex: continues ? others : matches, next_state: 'cont' },
      { state: 'cont', regex: continues ? matches : others, next_state: 'cont' },
    ],
  };
}
