import { LogCollection } from './i-log-collector';
import { logstashFilters, logstashSections } from './logstash-extra';
import { LogstashOptions } from './logstash-options';
import { logstashOutput } from './logstash-outputs';
import { END_OPEN_MESSAGE, KEEP_OPEN_MESSAGE } from './logstash-script';
import { LogstashPart, LogstashPlugin, logstashSection, logstashText } from './logstash-syntax';
import { MultilineRule } from './multiline-rule';
import { checkRegularExpression, RUBY } from './regular-expression';

/** Where the script is in the container. */
export const LOGSTASH_SCRIPT_PATH = '/etc/logstash/scripts/cri.rb';

/** What stands before the text of each line in the format of CRI. */
const HEADER = '^\\S+ (?:stdout|stderr) [FP](?::\\S*)? ';

/** After how long without another line, in seconds, a message is complete. */
const COMPLETE_AFTER = 5;

/** After how long, in seconds, the parts of a line go on without its end. */
const WHOLE_AFTER = 30;

/** The whole pipeline: no file of the image is used. */
export function logstashPipeline(collection: LogCollection, { extraFilters, extraConfig }: LogstashOptions): string {
  const filters = [
    script(),
    partsTogether(collection),
    { plugin: 'date', options: { id: 'time', match: ['time', 'ISO8601'], remove_field: ['time'] } },
    ...(extraFilters === undefined ? [] : [{ lines: logstashFilters('extraFilters', extraFilters) }]),
  ];
  const lines = [
    ...logstashSection('input', [containerLogs(collection)]),
    ...logstashSection('filter', filters),
    ...logstashSection('output', [logstashOutput(collection)]),
    ...(extraConfig === undefined ? [] : logstashSections('extraConfig', extraConfig)),
  ];
  return `${lines.join('\n')}\n`;
}

/** It asks for the sizes of files, and needs none of the few inotify watches of a node. */
function containerLogs({ statePath, ownLogs, excludedLogs, multiline }: LogCollection): LogstashPlugin {
  return {
    plugin: 'file',
    options: {
      id: 'container_logs',
      path: ['/var/log/containers/*.log'],
      exclude: [...ownLogs, ...excludedLogs].map(pattern => pattern.slice(pattern.lastIndexOf('/') + 1)), // it asks for the name of the file only
      mode: 'tail',
      start_position: 'beginning',
      sincedb_path: `${statePath}/containers.sincedb`,
      sincedb_write_interval: '5 seconds',
      discover_interval: 10,
      codec: multiline ? linesTogether(multiline) : { plugin: 'plain', options: {} },
    },
  };
}

function linesTogether({ pattern, continues }: MultilineRule): LogstashPlugin {
  checkRegularExpression('multiline', 'Logstash', RUBY, pattern);
  return {
    plugin: 'multiline',
    options: {
      pattern: logstashText('multiline', afterHeader(pattern)),
      negate: !continues,
      what: 'previous',
      auto_flush_interval: COMPLETE_AFTER,
      max_lines: 2000,
    },
  };
}

/** The rule is about the text of a line, and the input sees the whole line. */
function afterHeader(pattern: string): string {
  const anchored = pattern.startsWith('^');
  const rest = anchored ? pattern.slice(1) : pattern;
  if (hasAnchor(rest) || anchored && hasChoice(rest)) {
    throw new Error(`multiline: Logstash takes "^" only once, before all that follows; put what follows into (?:…), got "${pattern}"`);
  }
  return anchored ? `${HEADER}(?:${rest})` : `${HEADER}.*?(?:${rest})`;
}

function hasAnchor(pattern: string): boolean {
  return withoutClasses(pattern).includes('^');
}

function hasChoice(pattern: string): boolean {
  let depth = 0;
  for (const character of withoutClasses(pattern)) {
    if (character === '|' && depth === 0) { return true; }
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
  }
  return false;
}

function withoutClasses(pattern: string): string {
  return pattern.replace(/\\[\s\S]/g, '').replace(/\[[^\]]*\]/g, '');
}

function script(): LogstashPlugin {
  return { plugin: 'ruby', options: { id: 'format', path: LOGSTASH_SCRIPT_PATH } };
}

/** The runtime divides a long line. Its parts come one after the other, because one worker does all. */
function partsTogether({ statePath }: LogCollection): LogstashPart {
  const task = '%{[@metadata][file]} %{stream}';
  const keep: LogstashPlugin = {
    plugin: 'aggregate',
    options: {
      id: 'keep_parts',
      task_id: task,
      code: KEEP_OPEN_MESSAGE,
      timeout: WHOLE_AFTER,
      push_map_as_event_on_timeout: true,
      aggregate_maps_path: `${statePath}/parts`, // what was kept when it stops is there when it starts
    },
  };
  const end: LogstashPlugin = {
    plugin: 'aggregate', options: { id: 'end_parts', task_id: task, code: END_OPEN_MESSAGE, map_action: 'update', end_of_task: true },
  };
  return { condition: '[@metadata][open]', then: [keep], otherwise: [end] };
}
