import { Matrix, Row } from './matrix';
import { DaemonSet, JsonObject, nameOf } from '../model/daemon-set';
import { compare } from '../model/order';

/** One DaemonSet before and after a change. */
export interface DaemonSetChange {
  readonly before?: Row;
  readonly after?: Row;

  /** What it is called after the change, or was called before it, where only its name is another one. */
  readonly renamedTo?: Row;
  readonly renamedFrom?: Row;
}

/** The DaemonSets of two states of a cluster, by namespace and name. Of one object that is there several times, the last replaces the others. */
export function daemonSetChangesOf(base: Matrix, head: Matrix): DaemonSetChange[] {
  const [before, after] = [rowsByName(base), rowsByName(head)];
  const removed = [...before].filter(([name]) => !after.has(name)).map(([, row]) => row);
  const added = [...after].filter(([name]) => !before.has(name)).map(([, row]) => row);
  const renames = renamesOf(removed, added);
  return [...new Set([...before.keys(), ...after.keys()])].map(name => {
    const [old, now] = [before.get(name), after.get(name)];
    const to = renames.find(([from]) => from === old)?.[1];
    const from = renames.find(([, next]) => next === now)?.[0];
    return {
      ...old ? { before: old } : {},
      ...now ? { after: now } : {},
      ...to ? { renamedTo: to } : {},
      ...from ? { renamedFrom: from } : {},
    };
  }).sort((left, right) => compare(keyOf(left), keyOf(right)));
}

/** By what a DaemonSet is known again under another name, the surest first: its whole pod template, what it selects, what it runs, its role. */
const MARKS: readonly ((daemonSet: DaemonSet) => string | undefined)[] = [
  ({ stored }) => JSON.stringify(stored().spec.template),
  ({ stored, namespace }) => JSON.stringify([namespace, stored().spec.selector]),
  daemonSet => programsOf(daemonSet),
  ({ declared }) => declared.role,
];

/** Pairs of what was removed and what was added; where it could be one of several, none. */
function renamesOf(removed: readonly Row[], added: readonly Row[]): (readonly [Row, Row])[] {
  const pairs: (readonly [Row, Row])[] = [];
  for (const markOf of MARKS) {
    const olds = removed.filter(row => !pairs.some(([old]) => old === row));
    const news = added.filter(row => !pairs.some(([, next]) => next === row));
    for (const old of olds) {
      const mark = markOf(old.daemonSet);
      const rivals = olds.filter(row => markOf(row.daemonSet) === mark);
      const [next, ...others] = news.filter(row => mark !== undefined && markOf(row.daemonSet) === mark);
      if (next && others.length === 0 && rivals.length === 1) { pairs.push([old, next]); }
    }
  }
  return pairs;
}

/** The names of its containers with their images, whatever their tags; undefined where there is none. */
function programsOf({ stored }: DaemonSet): string | undefined {
  const template = stored().spec.template as { readonly spec?: { readonly containers?: readonly JsonObject[] } } | undefined;
  const programs = (template?.spec?.containers ?? []).map(({ name, image }) => `${name} ${String(image ?? '').replace(/@.*$/, '').replace(/:[^/:]*$/, '')}`);
  return programs.length > 0 ? programs.sort().join('\n') : undefined;
}

function rowsByName({ rows }: Matrix): Map<string, Row> {
  return new Map(rows.map(row => [nameOf(row.daemonSet), row]));
}

/** Names by namespace first: a blank sorts before whatever a name may hold. */
function keyOf({ before, after }: DaemonSetChange): string {
  const daemonSet = (after ?? before)?.daemonSet;
  return `${daemonSet?.namespace} ${daemonSet?.name}`;
}
