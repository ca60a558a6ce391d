import { scopesIn, underPolicy } from './policy';
import { Synth } from './synth';
import { DaemonSet } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { NodeScope } from '../model/node-scope';
import { ObjectName } from '../model/object-name';
import { compare } from '../model/order';
import { Policy } from '../model/policy';
import { Scenario } from '../model/scenario';
import { Workload } from '../model/workload';
import { Contention } from '../placement/contention';
import { NodeClass, Questions } from '../placement/node-class';
import { Cluster, place, Placed } from '../placement/place';
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

  /** The DaemonSets of the names that are judged, as they run in the cluster now. */
  readonly running?: readonly DaemonSet[];

  /** How everything that was given is called; undefined where nobody knows what else there is. */
  readonly given?: readonly ObjectName[];

  /** What a synth makes of the DaemonSets, where they are read from the tree of an app. */
  readonly synth?: Synth;

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

  /** The answers as they were given, in the order of the rows. */
  readonly placed: Placed;
}

/** Places the DaemonSets of a cluster; rows by namespace and name, with what the policy says of them. */
export function matrixOf(input: CoverageInput): Matrix {
  return matrixOfRows(input, input.daemonSets.map(daemonSet => underPolicy(daemonSet, input.policy)).sort(byName));
}

/** The same for DaemonSets in the order of rows, with what the policy says of them. */
export function matrixOfRows(input: CoverageInput, daemonSets: readonly DaemonSet[]): Matrix {
  const questions = new Questions();
  for (const { declared } of daemonSets) {
    if (declared.required) { addScope(questions, declared.required); }
    declared.exemptions.forEach(({ nodes }) => questions.addSelector(nodes));
  }
  scopesIn(input.policy).forEach(scope => addScope(questions, scope));
  const placed = place({ ...input, daemonSets }, questions);
  const { classes, placements, contentions } = placed;
  return { classes, rows: daemonSets.map((daemonSet, index) => ({ daemonSet, placements: placements[index] ?? [] })), contentions, input, placed };
}

function addScope(questions: Questions, { labels, pools }: NodeScope): void {
  questions.addSelector(labels);
  if (pools) { questions.addPools(); }
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
