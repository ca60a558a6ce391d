import { ConfigMap } from './config-map';
import { ContainerLogFormat } from './log-collection-options';
import { MultilineRule } from './multiline-rule';
import { checkRegularExpression, GO } from './regular-expression';

const STREAMS = ['stdout', 'stderr'];
const PATH = 'attributes["log.file.path"]';
const STREAM = 'attributes["log.iostream"]';

/** After how long without another part those that are there go on. */
const WHOLE_AFTER = '30s';

/** After how long without another line a message is complete. */
const COMPLETE_AFTER = '5s';

const FILE = '^.*/(?P<namespace>[^_/]+)_(?P<pod>[^_/]+)_(?P<uid>[^_/]+)/(?P<container>[^/]+)/(?P<restarts>\\d+)\\.log$';

/** What the name of a log file tells, and what it is called. */
const RESOURCE: { readonly [group: string]: string } = {
  namespace: 'k8s.namespace.name', pod: 'k8s.pod.name', uid: 'k8s.pod.uid', container: 'k8s.container.name', restarts: 'k8s.container.restart_count',
};

/**
 * From lines as they are in the log files to messages. The Collector's own operator for this, `container`, puts the parts of one
 * stream and lines of the other together where a container writes to both; these ask for the stream.
 *
 * @throws where the Collector does not take the rule
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/pkg/stanza/docs/operators
 */
export function openTelemetryOperators(format: ContainerLogFormat, multiline: MultilineRule | undefined): ConfigMap[] {
  if (multiline) { checkRegularExpression('multiline', 'the OpenTelemetry Collector', GO, multiline.pattern); }
  return [
    ...(format === ContainerLogFormat.CRI ? cri() : docker()),
    { type: 'regex_parser', parse_from: PATH, regex: openTelemetryText(FILE), on_error: 'send_quiet' },
    ...Object.entries(RESOURCE).map(([group, name]) => move(`attributes.${group}`, `resource["${name}"]`)),
    ...(multiline ? STREAMS.map(stream => linesTogether(multiline, stream)) : []),
  ];
}

/** A text in which nothing is put in place of `${…}`: the Collector takes `$$` for `$`. */
export function openTelemetryText(text: string): string {
  return text.replace(/\$/g, '$$$$');
}

/** Time, stream, P (a part) or F (the end of a line), text. What is in another format goes on as it is. */
function cri(): ConfigMap[] {
  return [
    {
      type: 'regex_parser',
      regex: openTelemetryText('^(?P<time>\\S+) (?P<stream>stdout|stderr) (?P<part>[FP])(?::\\S*)?(?: (?P<text>.*))?$'),
      timestamp: { parse_from: 'attributes.time', layout_type: 'gotime', layout: '2006-01-02T15:04:05.999999999Z07:00' },
      on_error: 'send_quiet',
    },
    ...called(),
    ...STREAMS.map(stream => partsTogether(stream, 'attributes.text', 'attributes.part == "F"')),
    move('attributes.text', 'body'),
    remove('attributes.part'),
  ];
}

/** Only the last part of a line ends with a line break. */
function docker(): ConfigMap[] {
  return [
    {
      type: 'json_parser',
      timestamp: { parse_from: 'attributes.time', layout_type: 'gotime', layout: '2006-01-02T15:04:05.999999999Z07:00' },
      on_error: 'send_quiet',
    },
    ...called(),
    ...STREAMS.map(stream => partsTogether(stream, 'attributes.log', 'attributes.log endsWith "\\n"')),
    { type: 'regex_parser', parse_from: 'attributes.log', regex: openTelemetryText('(?s)^(?P<text>.*?)\\n?$'), on_error: 'send_quiet', if: 'attributes.log != nil' },
    move('attributes.text', 'body'),
    remove('attributes.log'),
  ];
}

function called(): ConfigMap[] {
  return [move('attributes.stream', STREAM), remove('attributes.time')];
}

function partsTogether(stream: string, field: string, isLast: string): ConfigMap {
  return {
    type: 'recombine',
    id: `parts_of_${stream}`,
    if: `${STREAM} == "${stream}"`,
    combine_field: field,
    combine_with: '',
    is_last_entry: isLast,
    source_identifier: PATH,
    overwrite_with: 'oldest',
    force_flush_period: WHOLE_AFTER,
  };
}

function linesTogether({ pattern, continues }: MultilineRule, stream: string): ConfigMap {
  const matches = `body matches ${JSON.stringify(openTelemetryText(pattern))}`;
  return {
    type: 'recombine',
    id: `lines_of_${stream}`,
    if: `${STREAM} == "${stream}"`,
    combine_field: 'body',
    combine_with: '\n',
    is_first_entry: continues ? `not (${matches})` : matches,
    source_identifier: PATH,
    overwrite_with: 'oldest',
    force_flush_period: COMPLETE_AFTER,
  };
}

/** Where there is something to move. */
function move(from: string, to: string): ConfigMap {
  return { type: 'move', from, to, if: `${from} != nil` };
}

function remove(field: string): ConfigMap {
  return { type: 'remove', field, if: `${field} != nil` };
}
