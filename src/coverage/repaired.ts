import { Matrix, Row, runs } from './matrix';
import { JudgedCluster, Repair } from './repairs';
import { ClusterReport, NodeGroup } from './report';
import { exemptionsFor, requires } from './requirement';
import { nameOf } from '../model/daemon-set';
import { Source } from '../model/source';
import { Placement } from '../placement/placement';

/** What is known of a node before and after. */
interface Change {
  readonly name: string;
  readonly before: Placement;
  readonly after: Placement;

  /** Whether the DaemonSet must run there, and must be said to. */
  readonly wanted: boolean;
  readonly stillWanted: boolean;
}

/** Something that speaks against repairs, as a sentence without its subject, and the repairs that may be the cause. */
export interface Fault {
  readonly message: string;
  readonly repairs: readonly Repair[];
}

/**
 * What speaks against some repairs, once everything was judged with them: a gap that they do not close, a node that they bring a
 * DaemonSet to or keep it from without being asked, in whatever cluster, or an error that was not there before.
 *
 * @param strict whether warnings are errors
 */
export function faultsOf(repairs: readonly Repair[], before: readonly JudgedCluster[], after: readonly JudgedCluster[], strict: boolean): Fault[] {
  const byObject = new Map<string, Repair[]>();
  for (const repair of repairs) { grouped(byObject, objectKey(repair.source)).push(repair); }
  return before.flatMap((cluster, index) => {
    const then = after[index];
    return then ? [...faultsIn(byObject, cluster, then, index), ...newErrors(repairs, cluster.report, then.report, strict)] : [{ message: 'would lose a cluster', repairs }];
  });
}

/** What an object is known by while its text stays as it is. */
export function objectKey({ file, document, line, column }: Source): string {
  return JSON.stringify([file, document, line, column]);
}

function faultsIn(byObject: ReadonlyMap<string, readonly Repair[]>, before: JudgedCluster, after: JudgedCluster, index: number): Fault[] {
  const rowsAfter = new Map(after.matrix.rows.map(row => [nameOf(row.daemonSet), row]));
  return before.matrix.rows.flatMap(row => {
    const repairs = byObject.get(objectKey(row.daemonSet.source));
    if (!repairs) { return []; }
    const then = rowsAfter.get(nameOf(row.daemonSet));
    if (!then) { return [{ message: `would lose ${nameOf(row.daemonSet)}`, repairs }]; }
    return faultsOn(changesOf(before.matrix, row, after.matrix, then), repairs, index, before.report.name);
  });
}

/** @param repairs those of the DaemonSet, for whatever cluster */
function faultsOn(changes: readonly Change[], repairs: readonly Repair[], cluster: number, clusterName: string): Fault[] {
  const here = repairs.filter(repair => repair.cluster === cluster);
  const targets = here.map(repair => ({ repair, nodes: new Set(repair.nodes.names) }));
  const faults: Fault[] = [];
  for (const { name, before, after, wanted, stillWanted } of changes) {
    const place = `${name} of ${clusterName}`;
    const concerned = targets.flatMap(({ repair, nodes }) => nodes.has(name) ? [repair] : []);
    const [running, leaving] = [concerned.filter(repair => repair.runs), concerned.filter(repair => !repair.runs)];
    if (running.length > 0 && !runs(after)) { faults.push({ message: `is not enough: no pod would run on ${place}`, repairs: running }); }
    if (leaving.length > 0 && after.shouldRun) { faults.push({ message: `is not enough: a pod would be sent to ${place}`, repairs: leaving }); }
    if (after.shouldRun && !before.shouldRun && !wanted) { faults.push({ message: `would bring a pod to ${place}, where none is required`, repairs }); }
    if (runs(before) && !runs(after) && leaving.length === 0) { faults.push({ message: `would take the pod from ${place}`, repairs }); }
    if (wanted && !stillWanted && !runs(after)) { faults.push({ message: `would leave out ${place}, which requires a pod`, repairs }); }
  }
  return faults;
}

function grouped<T>(groups: Map<string, T[]>, key: string): T[] {
  const group = groups.get(key) ?? [];
  groups.set(key, group);
  return group;
}

function changesOf(before: Matrix, row: Row, after: Matrix, then: Row): Change[] {
  const afterwards = new Map(after.classes.flatMap(({ node, nodes }, index) => {
    const placement = then.placements[index];
    return placement ? nodes.map(({ name }) => [name, { placement, wanted: isWanted(after, then, node) }] as const) : [];
  }));
  return before.classes.flatMap(({ node, nodes }, index) => {
    const placement = row.placements[index];
    const wanted = isWanted(before, row, node);
    return nodes.flatMap(({ name }) => {
      const later = afterwards.get(name);
      return placement && later ? [{ name, before: placement, after: later.placement, wanted, stillWanted: later.wanted }] : [];
    });
  });
}

function isWanted({ input }: Matrix, { daemonSet }: Row, node: Parameters<typeof requires>[1]): boolean {
  return requires(daemonSet, node) && exemptionsFor(daemonSet, node, input.today).length === 0;
}

/** Whoever is named in a new error may be its cause; where nobody is, everybody may. */
function newErrors(repairs: readonly Repair[], before: ClusterReport, after: ClusterReport, strict: boolean): Fault[] {
  const known = new Set(errorsOf(before, strict).map(({ error }) => error));
  const added = errorsOf(after, strict).filter(({ error }) => !known.has(error));
  if (added.length === 0) { return []; }
  const byDaemonSet = new Map<string, Repair[]>();
  for (const repair of repairs) { grouped(byDaemonSet, repair.daemonSet).push(repair); }
  const faults = added.map(({ error, daemonSets }) =>
    ({ message: `would be a new error of ${after.name}: ${error}`, repairs: daemonSets.flatMap(name => byDaemonSet.get(name) ?? []) }));
  const unexplained = faults.find(fault => fault.repairs.length === 0);
  return [...faults.filter(fault => fault.repairs.length > 0), ...unexplained ? [{ ...unexplained, repairs }] : []];
}

/** An error by what it is of, so that one that was there before is known again however it is worded. */
interface KnownError {
  readonly error: string;
  readonly daemonSets: readonly string[];
}

function errorsOf({ daemonSets, roles, findings, notJudged }: ClusterReport, strict: boolean): KnownError[] {
  const counts = ({ severity }: { readonly severity: string }) => severity === 'error' || strict && severity === 'warning';
  const each = (nodes: NodeGroup, names: readonly string[], error: (node: string) => string) =>
    nodes.names.map(node => ({ error: error(node), daemonSets: names }));
  return [
    ...daemonSets.flatMap(daemonSet => daemonSet.gaps.filter(counts)
      .flatMap(({ nodes }) => each(nodes, [nameOf(daemonSet)], node => `${nameOf(daemonSet)} does not run on ${node}`))),
    ...roles.flatMap(({ name, daemonSets: members, gaps, overlaps }) => [
      ...gaps.filter(counts).flatMap(({ nodes }) => each(nodes, members, node => `the role ${name} does not run on ${node}`)),
      ...overlaps.flatMap(({ nodes }) => each(nodes, members, node => `the role ${name} runs more than once on ${node}`)),
    ]),
    ...findings.filter(counts).flatMap(({ code, daemonSet, nodes }) => {
      const [subject, names] = daemonSet === undefined ? [code, []] : [`${code} ${daemonSet}`, [daemonSet]];
      return nodes ? each(nodes, names, node => `${subject} on ${node}`) : [{ error: subject, daemonSets: names }];
    }),
    ...strict ? notJudged.flatMap(({ filter, daemonSets: open, nodes }) => each(nodes, open, node => `${filter} is not judged for ${open.join(', ')} on ${node}`)) : [],
  ];
}
