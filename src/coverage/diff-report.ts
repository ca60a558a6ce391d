import { Amounts } from './amounts';
import { NodeGroup, NotJudged } from './report';
import { Path } from '../model/field-path';
import { Problem, Source } from '../model/source';
import { Outcome, Reason } from '../placement/placement';

/** What a change does with a DaemonSet itself. */
export type Change = 'Added' | 'Removed' | 'Changed' | 'Unchanged';

/** Required nodes that run a DaemonSet before a change and not after it. */
export interface Loss {
  readonly nodes: NodeGroup;

  /** What becomes of it there; undefined where it is removed. */
  readonly outcome?: Outcome;
  readonly reasons: readonly Reason[];

  /** Why these nodes are exempt after the change: the loss is meant, and needs no remedy. */
  readonly exemptions: readonly string[];
}

/** Nodes on which others of the same role run in place of a DaemonSet. */
export interface Move {
  readonly nodes: NodeGroup;

  /** `namespace/name`. */
  readonly to: readonly string[];
}

/** Required nodes that do not run a DaemonSet after a change, and have not lost it: new nodes, new requirements, a new DaemonSet. */
export interface NewGap {
  readonly nodes: NodeGroup;
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
}

/** Nodes on which something else becomes of a DaemonSet than before. */
export interface OutcomeChange {
  readonly nodes: NodeGroup;
  readonly from: Outcome;
  readonly to: Outcome;

  /** Why it does not run after the change. */
  readonly reasons: readonly Reason[];
}

/** What a change does to one DaemonSet. */
export interface DaemonSetDiff {
  readonly namespace: string;
  readonly name: string;

  /** Where it is declared, after the change if it is there then. */
  readonly source: Source;
  readonly role?: string;
  readonly change: Change;

  /** Whether its pod template is another one, so that the pods of all nodes are replaced. */
  readonly rollout: boolean;

  /** Whether pods are replaced only when somebody deletes them. */
  readonly onDelete: boolean;

  /** Which fields differ, with the defaults of the API server filled in. */
  readonly fields: readonly Path[];

  /** Whether another selector is asked for: the API server refuses that, so the DaemonSet would have to be deleted and created anew. */
  readonly selectorChanged: boolean;

  /** Under which name the same DaemonSet is there after the change, or was there before it: it is deleted and created anew. */
  readonly renamedTo?: string;
  readonly renamedFrom?: string;

  /** All required nodes that lose it, and why. */
  readonly lost: NodeGroup;
  readonly losses: readonly Loss[];

  /** The nodes that run it and did not before. */
  readonly won: NodeGroup;
  readonly moved: readonly Move[];

  /** Nodes that stop to run it, and were not required to, neither before nor after the change. */
  readonly stopped: NodeGroup;
  readonly gaps: readonly NewGap[];
  readonly outcomes: readonly OutcomeChange[];
}

/** What the DaemonSets of alike nodes request before and after a change. */
export interface RequestsChange {
  readonly nodes: NodeGroup;

  /** Undefined where the nodes join or leave with the change. */
  readonly before?: Amounts;
  readonly after?: Amounts;

  /** What each node has of the resources that are declared. */
  readonly allocatable: Amounts;
}

/** What a change does to the coverage of one cluster. */
export interface ClusterDiff {
  readonly name: string;

  /** No required node loses a DaemonSet. */
  readonly success: boolean;

  /** How many nodes there are after the change, virtual ones included. */
  readonly nodes: number;
  readonly joined: NodeGroup;
  readonly left: NodeGroup;
  readonly daemonSets: readonly DaemonSetDiff[];
  readonly requests: readonly RequestsChange[];

  /** What was left open of the state after the change. */
  readonly notJudged: readonly NotJudged[];
}

/** The answer for all clusters that were asked about. */
export interface DiffReport {
  readonly success: boolean;
  readonly problems: readonly Problem[];
  readonly clusters: readonly ClusterDiff[];
}
