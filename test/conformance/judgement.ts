import { daemonSetOf, Expected, inventoryNodeOf, objectsOf, Scenario } from './vectors';
import { tryMinor } from '../../src/model/kubernetes-version';
import { place } from '../../src/placement/place';
import { Outcome, Placement } from '../../src/placement/placement';

/** A pair of DaemonSet and node for which we answer otherwise than Kubernetes. */
export interface Disagreement {
  readonly daemonSet: string;
  readonly node: string;
  readonly ours: string;
  readonly theirs: string;
}

/**
 * What we answer otherwise than Kubernetes did. Where we leave something open, everything after it is open, too.
 *
 * @param comparisons whether the feature gate TaintTolerationComparisonOperators is on
 */
export function disagreements({ kubernetesVersion, nodes, daemonSets, objects, expected }: Scenario, comparisons = false): Disagreement[] {
  const asked = daemonSets.map(value => daemonSetOf(value, comparisons));
  const minor = tryMinor(kubernetesVersion);
  if (minor === undefined) { throw new Error(`${kubernetesVersion} is out of range`); }
  const { classes, placements } = place({ nodes: nodes.map(node => inventoryNodeOf(node)), daemonSets: asked, minor, objects: objectsOf(objects) });
  if (placements.flat().some(({ outcome }) => outcome === Outcome.NOT_JUDGED)) { return []; }
  const column = new Map(classes.flatMap((nodeClass, index) => nodeClass.nodes.map(node => [node.name, index] as const)));
  const row = new Map(asked.map((daemonSet, index) => [`${daemonSet.namespace}/${daemonSet.name}`, index]));
  return expected.flatMap(answer => {
    const daemonSet = `${answer.daemonSet.namespace}/${answer.daemonSet.name}`;
    const placement = placements[row.get(daemonSet)!]![column.get(answer.node)!]!;
    const [ours, theirs] = [JSON.stringify(answerOf(placement, answer)), JSON.stringify(expectationOf(answer))];
    return ours === theirs ? [] : [{ daemonSet, node: answer.node, ours, theirs }];
  });
}

/** A disagreement in words. */
export function showDisagreement({ daemonSet, node, ours, theirs }: Disagreement): string {
  return `${daemonSet} on ${node}: ${ours}, Kubernetes says ${theirs}`;
}

/** Our answer in the form of the vectors; where they do not record the outcome, neither do we say it. */
function answerOf({ outcome, shouldRun, shouldContinueRunning, reasons }: Placement, { outcome: recorded }: Expected) {
  const judged = recorded === undefined ? reasons.filter(() => !shouldRun) : reasons;
  const insufficient = [...new Set(judged.filter(({ filter }) => filter === 'NodeResourcesFit').map(({ message }) => resourceIn(message)))].sort();
  return { outcome: recorded && outcome, shouldRun, shouldContinueRunning, filters: [...new Set(judged.map(({ filter }) => filter))].sort(), insufficient };
}

function expectationOf({ outcome, shouldRun, shouldContinueRunning, filters = [], insufficient = [] }: Expected) {
  return { outcome, shouldRun, shouldContinueRunning, filters, insufficient };
}

/** The resource that a message says is missing. */
function resourceIn(message: string): string {
  return /^needs \S+ more (\S+): /.exec(message)?.[1] ?? (/^needs a place for one more pod: /.test(message) ? 'pods' : message);
}
