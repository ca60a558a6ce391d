import { fluentdLines } from './fluentd-extra';
import { FluentdLogLevel, FluentdOptions } from './fluentd-options';
import { fluentdOutput } from './fluentd-outputs';
import { exactly, FluentdDirective, FluentdPart, fluentdText, list, literal } from './fluentd-syntax';
import { LogCollection } from './i-log-collector';
import { ContainerLogFormat, NodeJournal } from './log-collection-options';
import { MultilineRule } from './multiline-rule';
import { checkRegularExpression, RUBY } from './regular-expression';

/** The port of Fluentd's own metrics. */
export const FLUENTD_METRICS_PORT = 24231;

const CONTAINERS = 'kubernetes.**';
const EVERYTHING = '**';

/** The ways of a line: as it was read, with its parts together, with the lines that belong to it. */
const READ = '@READ';
const WHOLE = '@WHOLE';
const MESSAGES = '@MESSAGES';

/** After how long without another part, in seconds, those that are there go on. */
const WHOLE_AFTER = 30;

/** After how long without another line, in seconds, a message is complete. */
const COMPLETE_AFTER = 5;

/**
 * Labels with dots would be objects within objects to a search engine, and `app` beside `app.kubernetes.io/name` a conflict
 * by which it refuses the line.
 */
const WITHOUT_DOTS = '${record["kubernetes"].to_h.to_h { |key, value| '
  + '[key, key.end_with?("labels") && value.is_a?(Hash) ? value.transform_keys { |label| label.to_s.tr(".", "_") } : value] }}';

const DOCKER: FluentdDirective['parameters'] = {
  '@type': 'json', 'time_key': 'time', 'time_type': 'string', 'time_format': literal('%Y-%m-%dT%H:%M:%S.%N%z'), 'keep_time_key': false,
};

/** The whole configuration of a Fluentd that does this: no file of the image is used. */
export function fluentdConfig(collection: LogCollection, options: FluentdOptions): string {
  const text = fluentdText([
    { name: 'system', parameters: { log_level: options.logLevel ?? FluentdLogLevel.INFO, suppress_config_dump: true } },
    ...metrics(collection.metricsPort ?? FLUENTD_METRICS_PORT),
    containerLogs(collection),
    ...(collection.journal ? [journal(collection, collection.journal)] : []),
    ...ownEvents(),
    ...lines(collection),
    { name: 'label', argument: MESSAGES, directives: messages(collection, options) },
  ]);
  return options.extraConfig === undefined ? text : `${text}\n${fluentdLines('extraConfig', options.extraConfig).join('\n')}\n`;
}

/** From lines as they are in the log files to messages. */
function lines({ format, multiline }: LogCollection): FluentdDirective[] {
  const ofWhole = [...(format === ContainerLogFormat.DOCKER ? [asMessage()] : []), ...(multiline ? [linesTogether(multiline)] : [])];
  const next = ofWhole.length > 0 ? WHOLE : MESSAGES;
  return [
    { name: 'label', argument: READ, directives: [partsTogether(format, next), onTo(next)] },
    ...(next === WHOLE ? [{ name: 'label', argument: WHOLE, directives: [...ofWhole, onTo(MESSAGES)] }] : []),
  ];
}

function messages(collection: LogCollection, { extraFilters }: FluentdOptions): FluentdPart[] {
  const { destination, podMetadata } = collection;
  return [
    ...(podMetadata ? [{ name: 'filter', argument: CONTAINERS, parameters: { '@type': 'kubernetes_metadata', '@id': 'kubernetes_metadata' } }] : []),
    ...(podMetadata ? withoutOwnLogs(collection) : []),
    ...(podMetadata && destination.search ? [withoutDots()] : []),
    ...(extraFilters === undefined ? [] : [{ lines: fluentdLines('extraFilters', extraFilters) }]),
    fluentdOutput(collection),
  ];
}

/** They come first, so that probes are answered while a long backlog is read. */
function metrics(port: number): FluentdDirective[] {
  return [
    { name: 'source', parameters: { '@type': 'prometheus', '@id': 'metrics', 'bind': '0.0.0.0', 'port': port, 'metrics_path': '/metrics' } },
    { name: 'source', parameters: { '@type': 'prometheus_output_monitor', '@id': 'output_metrics' } },
  ];
}

function containerLogs({ statePath, ownLogs, excludedLogs, format }: LogCollection): FluentdDirective {
  return {
    name: 'source',
    parameters: {
      '@type': 'tail',
      '@id': 'container_logs',
      '@label': READ,
      'path': '/var/log/containers/*.log',
      'exclude_path': list([...ownLogs, ...excludedLogs]),
      'pos_file': literal(`${statePath}/containers.pos`),
      'pos_file_compaction_interval': '1h', // pods come and go
      'tag': 'kubernetes.*',
      'read_from_head': true,
      'refresh_interval': 10,
      'skip_refresh_on_startup': true,
      'enable_stat_watcher': false, // nodes have few inotify watches, and the kubelet needs them
    },
    directives: [{ name: 'parse', parameters: format === ContainerLogFormat.CRI ? { '@type': 'cri' } : DOCKER }],
  };
}

function journal({ statePath }: LogCollection, { path, units }: NodeJournal): FluentdDirective {
  return {
    name: 'source',
    parameters: {
      '@type': 'systemd',
      '@id': 'journal',
      '@label': MESSAGES,
      'path': literal(path!),
      'matches': JSON.stringify(units!.map(unit => ({ _SYSTEMD_UNIT: unit }))),
      'tag': 'journal',
      'read_from_head': true,
    },
    directives: [
      { name: 'storage', parameters: { '@type': 'local', 'persistent': true, 'path': literal(`${statePath}/journal.pos`) } },
      { name: 'entry', parameters: { fields_strip_underscores: true, fields_lowercase: true } },
    ],
  };
}

/** What Fluentd says of itself goes to its own standard output only. */
function ownEvents(): FluentdDirective[] {
  return [{ name: 'label', argument: '@FLUENT_LOG', directives: [{ name: 'match', argument: EVERYTHING, parameters: { '@type': 'null', '@id': 'own_events' } }] }];
}

/**
 * The runtime divides a long line: in the format of CRI all parts but the last are marked P, in that of Docker only the last
 * one ends with a line break. A part whose end does not come goes on alone.
 */
function partsTogether(format: ContainerLogFormat, next: string): FluentdDirective {
  const rule = format === ContainerLogFormat.CRI
    ? { key: 'message', partial_key: 'logtag', partial_value: 'P' }
    : { key: 'log', multiline_end_regexp: literal('/\\n$/') };
  return concat('parts_together', WHOLE_AFTER, next, { ...rule, separator: '""' });
}

/** Docker's `log`, called as it is everywhere else and without the line break at its end. */
function asMessage(): FluentdDirective {
  return {
    name: 'filter',
    argument: CONTAINERS,
    parameters: { '@type': 'record_transformer', '@id': 'message', 'enable_ruby': true, 'remove_keys': list(['log']) },
    directives: [{ name: 'record', parameters: { message: '${record["log"].to_s.chomp}' } }],
  };
}

function linesTogether({ pattern, continues }: MultilineRule): FluentdDirective {
  checkRegularExpression('multiline', 'Fluentd', RUBY, pattern);
  const begins = continues ? `^(?!${pattern})` : pattern;
  return concat('lines_together', COMPLETE_AFTER, MESSAGES, { key: 'message', multiline_start_regexp: literal(`/${begins}/`) });
}

function concat(id: string, seconds: number, next: string, rule: FluentdDirective['parameters']): FluentdDirective {
  return {
    name: 'filter',
    argument: CONTAINERS,
    parameters: {
      '@type': 'concat',
      '@id': id,
      '@log_level': 'warn', // it tells of every timeout otherwise
      ...rule,
      'stream_identity_key': 'stream',
      'use_first_timestamp': true,
      'flush_interval': seconds,
      'timeout_label': next,
    },
  };
}

function onTo(label: string): FluentdDirective {
  return { name: 'match', argument: EVERYTHING, parameters: { '@type': 'relabel', '@label': label } };
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
    argument: CONTAINERS,
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
    argument: CONTAINERS,
    parameters: { '@type': 'record_transformer', '@id': 'labels_without_dots', 'enable_ruby': true },
    directives: [{ name: 'record', parameters: { kubernetes: WITHOUT_DOTS } }],
  };
}
