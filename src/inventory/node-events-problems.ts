import { nodeProblems } from './declared-problems';
import { joiningNode } from './joining-node';
import { DeclaredChange, DeclaredEvent, DeclaredEvents, DeclaredJoin } from './node-events-fields';
import { taintEffectProblems, taintKeyProblems, taintProblemsOf } from '../manifest/declared-taint';
import { Path } from '../manifest/document';
import { FieldProblem, fieldProblem } from '../manifest/field-problem';
import { DURATION_RULE, tryDuration } from '../model/duration';
import { labelKeyProblem, labelValueProblem } from '../model/label';
import { InventoryNode } from '../model/node';
import { NODE_EVENTS, NodeEventKind } from '../model/node-event';

const KINDS = Object.keys(NODE_EVENTS) as NodeEventKind[];

/** How late an event may happen: nobody looks a year ahead. */
const LATEST = 366 * 24 * 3600;

/** The kinds of change that an event declares; a sound one declares one. */
export function kindsOf(event: DeclaredEvent): NodeEventKind[] {
  return KINDS.filter(kind => event[kind] !== null && event[kind] !== undefined);
}

/** Everything that is wrong with the `spec` of a file of node events whose JSON types are right, but for when its nodes are there. */
export function nodeEventsProblems(spec: DeclaredEvents | null | undefined, nodes: readonly InventoryNode[]): FieldProblem[] {
  const events = spec?.events ?? [];
  if (events.length === 0) { return [fieldProblem(['spec', 'events'], 'must have at least one event')]; }
  return events.flatMap((event, index) => eventProblems(event, nodes, ['spec', 'events', index]));
}

function eventProblems(event: DeclaredEvent, nodes: readonly InventoryNode[], path: Path): FieldProblem[] {
  const kinds = kindsOf(event);
  const [kind] = kinds;
  const time = durationProblems(event.at, [...path, 'at'], 'is required: when it happens, such as "10m" after the start');
  if (kinds.length !== 1 || !kind) { return [...time, fieldProblem(path, `must have exactly one of ${KINDS.join(', ')}${kinds.length > 1 ? `, and has ${kinds.join(' and ')}` : ''}`)]; }
  const place = [...path, kind];
  if (kind === 'nodeJoins') { return [...time, ...joinProblems(event.nodeJoins ?? {}, nodes, place)]; }
  return [...time, ...changeProblems(kind, event[kind] ?? {}, place)];
}

function joinProblems(join: DeclaredJoin, nodes: readonly InventoryNode[], path: Path): FieldProblem[] {
  const { pool, like, readyAfter, name: _, ...own } = join;
  const stated = Object.entries(own).filter(([, value]) => value !== null && value !== undefined).map(([field]) => field);
  const mixed = (pool || like) && stated.length > 0 ? [fieldProblem(path, `must have either pool or like, or what a node of its own has (${stated.join(', ')})`)] : [];
  const both = pool && like ? [fieldProblem(path, 'must have either pool or like, not both')] : [];
  const made = mixed.length + both.length === 0 ? joiningNode(join, nodes) : undefined;
  return [
    ...nodeProblems(join, path),
    ...mixed,
    ...both,
    ...made && 'problem' in made ? [fieldProblem([...path, made.field], made.problem)] : [],
    ...readyAfter === null || readyAfter === undefined ? [] : durationProblems(readyAfter, [...path, 'readyAfter']),
  ];
}

function changeProblems(kind: Exclude<NodeEventKind, 'nodeJoins'>, { nodes, taint, label, value, duration }: DeclaredChange, path: Path): FieldProblem[] {
  const place = [...path, 'taint'];
  return [
    ...nodes ? [] : [fieldProblem([...path, 'nodes'], 'is required: names with commas between, "*", or a label selector')],
    ...kind === 'taintAdded' ? taint ? taintProblemsOf(taint, place) : [fieldProblem(place, 'is required: key, value and effect')] : [],
    ...kind === 'taintRemoved' ? [...taintKeyProblems(taint?.key, [...place, 'key']), ...taint?.effect ? taintEffectProblems(taint.effect, [...place, 'effect']) : []] : [],
    ...kind === 'labelChanged' ? labelProblems(label, value, path) : [],
    ...kind === 'notReadyFor' ? durationProblems(duration, [...path, 'duration'], 'is required: for how long, such as "5m"') : [],
  ];
}

function labelProblems(label: string | null | undefined, value: string | null | undefined, path: Path): FieldProblem[] {
  const [keyProblem, valueProblem] = [labelKeyProblem(label ?? ''), labelValueProblem(value ?? '')];
  return [
    ...keyProblem ? [fieldProblem([...path, 'label'], label ? keyProblem : 'is required: the key of a label', label || undefined)] : [],
    ...valueProblem ? [fieldProblem([...path, 'value'], valueProblem, value)] : [],
  ];
}

function durationProblems(text: string | null | undefined, path: Path, required = DURATION_RULE): FieldProblem[] {
  if (text === null || text === undefined) { return [fieldProblem(path, required)]; }
  const seconds = tryDuration(text);
  if (seconds === undefined) { return [fieldProblem(path, DURATION_RULE, text)]; }
  return seconds > LATEST ? [fieldProblem(path, 'must be a year at most', text)] : [];
}
