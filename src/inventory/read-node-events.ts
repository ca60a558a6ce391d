import { joiningNode } from './joining-node';
import { DeclaredEvent, DeclaredEvents, NODE_EVENTS_FIELDS } from './node-events-fields';
import { kindsOf, nodeEventsProblems } from './node-events-problems';
import { taintOf } from '../manifest/declared-taint';
import { Path } from '../manifest/document';
import { FieldProblem, showValue } from '../manifest/field-problem';
import { KubernetesObject, objectProblemAt, sourceAt, unfold } from '../manifest/kubernetes-object';
import { allProblems } from '../manifest/mended';
import { unknownKey } from '../manifest/policy-reader';
import { parseText } from '../manifest/text';
import { conformity } from '../manifest/wire-types';
import { tryDuration } from '../model/duration';
import { InventoryNode } from '../model/node';
import { NodeChange, NodeEvent } from '../model/node-event';
import { Problem, Source } from '../model/source';

/** Events, or everything that is wrong with their text. */
export interface NodeEventsReading {
  readonly events: readonly NodeEvent[];
  readonly problems: readonly Problem[];
}

/** A file of node events, its JSON types checked. */
interface WireNodeEvents {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly spec?: DeclaredEvents | null;
}

const FORMAT = 'expected one NodeEvents (everynode.dev/v1)';

/**
 * Reads a file of node events. Everything that is wrong is reported at once, but for events of nodes that are not there when they happen.
 *
 * @param nodes those of the inventory, whose pools nodes join
 */
export function readNodeEvents(text: string, file: string | undefined, nodes: readonly InventoryNode[]): NodeEventsReading {
  const parsed = parseText(text, file);
  const unfolded = parsed.documents.map(unfold);
  const [object, ...others] = unfolded.flatMap(({ objects }) => objects);
  const problems = [
    ...[parsed, ...unfolded].flatMap(part => part.problems),
    ...object ? problemsOf(object, nodes) : [],
    ...others.map(other => objectProblemAt(other, { path: [], message: `is one object too many: ${FORMAT} in a file` })),
  ];
  if (!object && problems.length === 0) { return { events: [], problems: [{ message: `there are no events: ${FORMAT}`, ...(file === undefined ? {} : { file }) }] }; }
  if (problems.length > 0 || !object) { return { events: [], problems }; }
  const { spec }: WireNodeEvents = object.value;
  return { events: eventsOf(spec ?? {}, nodes, path => sourceAt(object, path)), problems: [] };
}

/** Data of events, parsed, or everything that is wrong with them. */
export interface NodeEventsData {
  readonly events: readonly NodeEvent[];
  readonly problems: readonly FieldProblem[];
}

/** Reads the data of events, such as `NodeSimulation.of` is given. */
export function readNodeEventsData(spec: DeclaredEvents, nodes: readonly InventoryNode[]): NodeEventsData {
  const problems = fieldProblemsOf({ apiVersion: 'everynode.dev/v1', kind: 'NodeEvents', spec }, nodes);
  return { events: problems.length > 0 ? [] : eventsOf(spec, nodes, () => ({})), problems };
}

function problemsOf(object: KubernetesObject, nodes: readonly InventoryNode[]): Problem[] {
  if (object.kind !== 'NodeEvents') { return [objectProblemAt(object, { path: [], message: `holds no events: ${FORMAT}` })]; }
  const value: WireNodeEvents = object.value;
  if (value.apiVersion !== 'everynode.dev/v1') {
    return [objectProblemAt(object, { path: ['apiVersion'], message: `must be everynode.dev/v1, got ${showValue(value.apiVersion)}` })];
  }
  return fieldProblemsOf(value, nodes).map(problem => objectProblemAt(object, problem));
}

function fieldProblemsOf(value: WireNodeEvents, nodes: readonly InventoryNode[]): FieldProblem[] {
  const { problems, unknown } = conformity(value, 'NodeEvents', [], NODE_EVENTS_FIELDS);
  return [
    ...allProblems(value, 'NodeEvents', problems, ({ spec }) => nodeEventsProblems(spec, nodes), NODE_EVENTS_FIELDS),
    ...unknown.map(unknownKey),
  ];
}

function eventsOf({ events }: DeclaredEvents, nodes: readonly InventoryNode[], sourceOf: (path: Path) => Source): NodeEvent[] {
  return (events ?? []).flatMap((event, index) => {
    const change = changeOf(event, nodes);
    return change ? [{ atSeconds: secondsOf(event.at), change, source: sourceOf(['spec', 'events', index]) }] : [];
  });
}

function changeOf(event: DeclaredEvent, inventory: readonly InventoryNode[]): NodeChange | undefined {
  const [kind] = kindsOf(event);
  if (kind === undefined) { return undefined; }
  if (kind === 'nodeJoins') {
    const join = event.nodeJoins ?? {};
    const made = joiningNode(join, inventory);
    return 'node' in made ? { kind, node: made.node, readyAfterSeconds: secondsOf(join.readyAfter) } : undefined;
  }
  const { nodes: text, taint, label, value, duration } = event[kind] ?? {};
  const nodes = text ?? '';
  switch (kind) {
    case 'taintAdded': return { kind, nodes, taint: taintOf(taint ?? {}) };
    case 'taintRemoved': return { kind, nodes, taint: { key: taint?.key ?? '', ...(taint?.effect ? { effect: taint.effect } : {}) } };
    case 'labelChanged': return { kind, nodes, label: label ?? '', ...(typeof value === 'string' ? { value } : {}) };
    case 'notReadyFor': return { kind, nodes, seconds: secondsOf(duration) };
    default: return { kind, nodes };
  }
}

function secondsOf(text: string | null | undefined): number {
  return tryDuration(text ?? '') ?? 0;
}
