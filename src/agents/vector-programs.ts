import { LogCollection } from './i-log-collector';
import { ContainerLogFormat } from './log-collection-options';
import { MultilineRule } from './multiline-rule';
import { vrlPattern, vrlText } from './vector-text';

/** The environment variable that holds the name of the node. It is Vector's own. */
export const VECTOR_NODE_NAME = 'VECTOR_SELF_NODE_NAME';

/**
 * The directory of the container. Here and below, whether a field is a text is asked before it is taken as one: what could not fail,
 * because Vector knows the type, must not have a way out, and what may fail must have one.
 *
 * @see https://errors.vrl.dev/651
 */
const ORIGIN = ['.origin = ""', 'if is_string(.file) { .origin = replace(string!(.file), r\'/[^/]*$\', "") }'];

const CRI_LINE = '^(?P<time>[^ ]+) (?P<stream>stdout|stderr) (?P<part>[PF])(?::[^ ]*)?(?: |$)(?P<text>.*)$';
const ORIGIN_NAMES = '^/var/log/pods/(?P<namespace>[^_/]+)_(?P<pod>[^_/]+)_(?P<uid>[^_/]+)/(?P<container>[^/]+)$';

/**
 * Which part of a line each record is, of those that Vector read and parsed itself: `P` where the runtime divided a line and more of it
 * follows.
 *
 * @see https://vector.dev/docs/reference/configuration/sources/kubernetes_logs/
 */
export function partsProgram(): string {
  return lines(
    ...ORIGIN,
    '.part = "F"',
    'if exists(._partial) { .part = "P" }',
    'del(._partial)',
  );
}

/**
 * The same for lines of files, which nobody parsed: a line that is not in the format goes on as it is.
 *
 * @see https://vector.dev/docs/reference/vrl/functions/
 */
export function linesProgram(format: ContainerLogFormat): string {
  return lines(
    ...ORIGIN,
    '.part = "F"',
    ...(format === ContainerLogFormat.CRI ? CRI : DOCKER),
    `names, problem = parse_regex(.origin, r'${ORIGIN_NAMES}')`,
    'if problem == null {',
    '  .kubernetes = { "pod_namespace": names.namespace, "pod_name": names.pod, "pod_uid": names.uid, "container_name": names.container }',
    '}',
  );
}

const CRI = [
  `line, problem = parse_regex(.message, r'${CRI_LINE}')`,
  'if problem == null {',
  '  .message = line.text',
  '  .stream = line.stream',
  '  .part = line.part',
  '  .timestamp = parse_timestamp(line.time, "%+") ?? .timestamp',
  '}',
];

const DOCKER = [
  'line, problem = parse_json(.message)',
  'if problem == null && is_string(line.log) {',
  '  text = string!(line.log)',
  '  if !ends_with(text, "\\n") { .part = "P" }',
  '  .message = replace(text, r\'\\r?\\n$\', "")',
  '  .stream = line.stream',
  '  .timestamp = parse_timestamp(line.time, "%+") ?? .timestamp',
  '}',
];

/** When a line is whole. */
export const WHOLE = '.part == "F"';

/** When a line begins a message. */
export function beginsMessage({ pattern, continues }: MultilineRule): string {
  const matches = `is_string(.message) && match(string!(.message), ${vrlPattern('multiline', pattern)})`;
  return continues ? `!(${matches})` : matches;
}

/**
 * Whether a record is of others: not of pods in the collector's own namespace that carry all of its own labels; no neighbour has
 * those. A label without a value tells nothing. Undefined where nothing tells.
 */
export function ofOthers({ ownLabels, ownNamespace }: LogCollection): string | undefined {
  const labels = Object.entries(ownLabels).filter(([, value]) => value !== '').map(([label, value]) => `.kubernetes.pod_labels.${vrlText(label)} == ${vrlText(value)}`);
  if (labels.length === 0) { return undefined; }
  const namespace = ownNamespace === undefined ? [] : [`.kubernetes.pod_namespace == ${vrlText(ownNamespace)}`];
  return `!(${[...namespace, ...labels].join(' && ')})`;
}

/** The fields of an entry of the journal, without the underscores before them, in lower case: `systemd_unit`. */
export function journalProgram(): string {
  return lines('. = map_keys(.) -> |key| { downcase(replace(key, r\'^_+\', "")) }');
}

/** What is of no use to others goes, and the name of the node comes. */
export function recordsProgram(): string {
  return lines(
    `.node = get_env_var(${vrlText(VECTOR_NODE_NAME)}) ?? ""`,
    'del(.file)',
    'del(.origin)',
    'del(.part)',
    'del(.source_type)',
  );
}

/** Under an id, what is sent once more is not there twice; without dots, a label is no object. */
export function searchProgram(): string {
  return lines(
    '.id = uuid_v4()',
    '."@timestamp" = .timestamp',
    ...['pod_labels', 'namespace_labels'].flatMap(field => [
      `if is_object(.kubernetes.${field}) {`,
      `  .kubernetes.${field} = map_keys(object!(.kubernetes.${field})) -> |key| { replace(key, ".", "_") }`,
      '}',
    ]),
  );
}

/** A record in OpenTelemetry's own data model. */
export function otlpProgram(): string {
  return lines(
    'resource = []',
    'for_each({',
    '  "k8s.node.name": .node,',
    '  "k8s.namespace.name": .kubernetes.pod_namespace,',
    '  "k8s.pod.name": .kubernetes.pod_name,',
    '  "k8s.pod.uid": .kubernetes.pod_uid,',
    '  "k8s.container.name": .kubernetes.container_name',
    '}) -> |key, value| {',
    '  if is_string(value) { resource = push(resource, { "key": key, "value": { "stringValue": value } }) }',
    '}',
    'if is_object(.kubernetes.pod_labels) {',
    '  for_each(object!(.kubernetes.pod_labels)) -> |key, value| {',
    '    resource = push(resource, { "key": "k8s.pod.label." + key, "value": { "stringValue": value } })',
    '  }',
    '}',
    'attributes = []',
    'for_each(.) -> |key, value| {',
    '  if is_string(value) && !includes(["message", "node"], key) {',
    '    name = if key == "stream" { "log.iostream" } else { key }',
    '    attributes = push(attributes, { "key": name, "value": { "stringValue": value } })',
    '  }',
    '}',
    'time = now()',
    'if is_timestamp(.timestamp) { time = timestamp!(.timestamp) }',
    'text = ""',
    'if is_string(.message) { text = string!(.message) }',
    'record = { "timeUnixNano": to_unix_timestamp(time, unit: "nanoseconds"), "body": { "stringValue": text }, "attributes": attributes }',
    '. = { "resourceLogs": [{ "resource": { "attributes": resource }, "scopeLogs": [{ "logRecords": [record] }] }] }',
  );
}

function lines(...text: string[]): string {
  return `${text.join('\n')}\n`;
}
