import { Matrix, Row, runs } from './matrix';
import { JudgedCluster, Repair } from './repairs';
import { ClusterReport } from './report';
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

/**
 * What speaks against some repairs, once everything was judged with them: a gap that they do not close, a node that they bring a
 * DaemonSet to or keep it from without being asked, in whatever cluster, or an error that was not there before.
 *
 * @param strict whether warnings are errors
 * @returns a sentence without its subject, which is the repair; undefined where nothing does
 */
export function faultOf(repairs: readonly Repair[], before: readonly JudgedCluster[], after: readonly JudgedCluster[], strict: boolean): string | undefined {
  const edited = new Set(repairs.map(({ source }) => objectKey(source)));
  for (const [index, cluster] of before.entries()) {
    const then = after[index];
    if (!then) { return 'would lose a cluster'; }
    const fault = faultIn(repairs.filter(repair => repair.cluster === index), edited, cluster, then)
      ?? newError(cluster.report, then.report, strict);
    if (fault !== undefined) { return fault; }
  }
  return undefined;
}

/** What an object is known by while its text stays as it is. */
export function objectKey({ file, document, line, column }: Source): string {
  return JSON.stringify([file, document, line, column]);
}

function faultIn(repairs: readonly Repair[], edited: ReadonlySet<string>, before: JudgedCluster, after: JudgedCluster): string | undefined {
  const byDaemonSet = new Map<string, Repair[]>();
  for (const repair of repairs) { byDaemonSet.set(repair.daemonSet, [...byDaemonSet.get(repair.daemonSet) ?? [], repair]); }
  const rowsAfter = new Map(after.matrix.rows.map(row => [nameOf(row.daemonSet), row]));
  for (const row of before.matrix.rows) {
    const name = nameOf(row.daemonSet);
    if (!edited.has(objectKey(row.daemonSet.source))) { continue; }
    const then = rowsAfter.get(name);
    if (!then) { return `would lose ${name}`; }
    const fault = faultOn(changesOf(before.matrix, row, after.matrix, then), byDaemonSet.get(name) ?? [], before.report.name);
    if (fault !== undefined) { return fault; }
  }
  return undefined;
}

function faultOn(changes: readonly Change[], repairs: readonly Repair[], cluster: string): string | undefined {
  const toRun = new Set(repairs.filter(repair => repair.runs).flatMap(({ nodes }) => nodes.names));
  const toLeave = new Set(repairs.filter(repair => !repair.runs).flatMap(({ nodes }) => nodes.names));
  for (const { name, before, after, wanted, stillWanted } of changes) {
    const place = `${name} of ${cluster}`;
    if (toRun.has(name) && !runs(after)) { return `is not enough: no pod would run on ${place}`; }
    if (toLeave.has(name) && after.shouldRun) { return `is not enough: a pod would be sent to ${place}`; }
    if (after.shouldRun && !before.shouldRun && !wanted) { return `would bring a pod to ${place}, where none is required`; }
    if (runs(before) && !runs(after) && !toLeave.has(name)) { return `would take the pod from ${place}`; }
    if (wanted && !stillWanted && !runs(after)) { return `would leave out ${place}, which requires a pod`; }
  }
  return undefined;
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

function newError(before: ClusterReport, after: ClusterReport, strict: boolean): string | undefined {
  const known = new Set(errorsOf(before, strict));
  const added = errorsOf(after, strict).find(error => !known.has(error));
  return added === undefined ? undefined : `would be a new error of ${after.name}: ${added}`;
}

/** Every error by what it is of, so that one that was there before is known again however it is worded. */
function errorsOf({ daemonSets, roles, findings, notJudged }: ClusterReport, strict: boolean): string[] {
  const counts = ({ severity }: { readonly severity: string }) => severity === 'error' || strict && severity === 'warning';
  return [
    ...daemonSets.flatMap(daemonSet => daemonSet.gaps.filter(counts).flatMap(({ nodes }) => nodes.names.map(node => `${nameOf(daemonSet)} does not run on ${node}`))),
    ...roles.flatMap(({ name, gaps, overlaps }) => [
      ...gaps.filter(counts).flatMap(({ nodes }) => nodes.names.map(node => `the role ${name} does not run on ${node}`)),
      ...overlaps.flatMap(({ nodes }) => nodes.names.map(node => `the role ${name} runs more than once on ${node}`)),
    ]),
    ...findings.filter(counts).flatMap(({ code, daemonSet, nodes }) => {
      const subject = `${code}${daemonSet === undefined ? '' : ` ${daemonSet}`}`;
      return nodes ? nodes.names.map(node => `${subject} on ${node}`) : [subject];
    }),
    ...strict ? notJudged.flatMap(({ filter, daemonSets: open, nodes }) => nodes.names.map(node => `${filter} is not judged for ${open.join(', ')} on ${node}`)) : [],
  ];
}
