import { selectorsIn, underPolicy } from './policy';
import { DaemonSet } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { Policy } from '../model/policy';
import { Scenario } from '../model/scenario';
import { Workload } from '../model/workload';
import { Contention } from '../placement/contention';
import { NodeClass, Questions } from '../placement/node-class';
import { Cluster, place } from '../placement/place';
import { Outcome, Placement } from '../placement/placement';

/** What is asked about one cluster. */
export interface CoverageInput extends Cluster {
  readonly name: string;

  /** Other objects that look like node agents. */
  readonly workloads: readonly Workload[];

  /** The day on which exemptions are judged, `YYYY-MM-DD`. */
  readonly today: string;

  /** What is meant, over what the annotations of the DaemonSets say. */
  readonly policy?: Policy;

  /** States that are laid over the nodes, one after the other, besides the declared one. */
  readonly scenarios?: readonly Scenario[];

  /** When the inventory was made, and when at the earliest it should have been; undefined where nobody asks. */
  readonly freshness?: { readonly observedAt?: string; readonly oldest: string };
}

/** One DaemonSet and the answers for it. */
export interface Row {
  readonly daemonSet: DaemonSet;

  /** One for each class of nodes. */
  readonly placements: readonly Placement[];
}

/** Every DaemonSet of a cluster on every class of its nodes. */
export interface Matrix {
  readonly classes: readonly NodeClass[];
  readonly rows: readonly Row[];

  /** Where DaemonSets of the same priority race for a place. */
  readonly contentions: readonly Contention[];
  readonly input: CoverageInput;
}

/** Places the DaemonSets of a cluster; rows by namespace and name, with what the policy says of them. */
export function matrixOf(input: CoverageInput): Matrix {
  const daemonSets = input.daemonSets.map(daemonSet => underPolicy(daemonSet, input.policy)).sort(byName);
  const questions = new Questions();
  for (const { declared } of daemonSets) {
    if (declared.required) { questions.addSelector(declared.required); }
    declared.exemptions.forEach(({ nodes }) => questions.addSelector(nodes));
  }
  selectorsIn(input.policy).forEach(selector => questions.addSelector(selector));
  const { classes, placements, contentions } = place({ ...input, daemonSets }, questions);
  return { classes, rows: daemonSets.map((daemonSet, index) => ({ daemonSet, placements: placements[index] ?? [] })), contentions, input };
}

/** The nodes of the classes for which something holds of a row. */
export function nodesWhere({ classes }: Matrix, row: Row, holds: (placement: Placement, node: InventoryNode) => boolean): InventoryNode[] {
  return classes.flatMap(({ node, nodes }, index) => {
    const placement = row.placements[index];
    return placement && holds(placement, node) ? nodes : [];
  });
}

/** How many nodes there are in the classes for which something holds of a row. */
export function countWhere({ classes }: Matrix, row: Row, holds: (placement: Placement, node: InventoryNode) => boolean): number {
  return classes.reduce((sum, { node, nodes }, index) => {
    const placement = row.placements[index];
    return placement && holds(placement, node) ? sum + nodes.length : sum;
  }, 0);
}

/** Whether a pod runs. */
export function runs({ outcome }: Placement): boolean {
  return outcome === Outcome.RUNS;
}

/** Whether no pod runs, and nobody else decides. */
export function isMissing({ outcome }: Placement): boolean {
  return outcome !== Outcome.RUNS && outcome !== Outcome.NOT_JUDGED;
}

function byName(left: DaemonSet, right: DaemonSet): number {
  return compare(left.namespace, right.namespace) || compare(left.name, right.name);
}

/** Orders texts by their code units, the same everywhere. */
export function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
