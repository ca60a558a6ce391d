import { RolloutStatus } from './census';
import { Conditions } from './conditions';
import { Limits } from './limits';
import { Wave } from './waves';
import { DaemonSet, UpdateStrategy } from '../model/daemon-set';
import { NodeClass } from '../placement/node-class';
import { Remedy } from '../placement/placement';

/** Why nodes are not as an update wants them, and stay so. */
export interface Obstacle {
  readonly code: string;
  readonly message: string;
  readonly remedies: readonly Remedy[];
  readonly nodes: readonly string[];
}

/** Why an update never finishes: the obstacle that most nodes have, and the others. */
export interface Stall extends Obstacle {
  readonly others: readonly Obstacle[];
}

/** How an update leaves the nodes of a zone without a pod. */
export interface ZoneAvailability {
  readonly zone: string;

  /** How many nodes of it the controller wants a pod on. */
  readonly nodes: number;

  /** How many of them are without a pod that serves at once, in the order of nodes that is simulated. */
  readonly mostUnavailable: number;

  /** The same in the worst order: the real controller leaves it to chance. */
  readonly mayBeUnavailable: number;
}

/** Something about an update that its author should know. */
export interface RolloutNote {
  readonly code: string;
  readonly message: string;
}

/** What was left open, and where. */
export interface RolloutUnjudged {
  readonly filter: string;
  readonly message: string;
  readonly nodes: readonly string[];
}

/** How one DaemonSet's update goes. */
export interface RolloutPlan {
  readonly daemonSet: DaemonSet;
  readonly strategy: UpdateStrategy;

  /** How many nodes the controller wants a pod on. */
  readonly desiredNumberScheduled: number;

  /** What the strategy allows for so many nodes; undefined where it replaces nothing by itself. */
  readonly limits?: Limits;
  readonly finishes: boolean;

  /** Why it does not finish. */
  readonly stall?: Stall;

  /** On how many nodes at once no pod serves. */
  readonly mostUnavailable: number;

  /** How many pods there are at once. */
  readonly mostPods: number;

  /** When it is done; undefined where it never is. */
  readonly totalSeconds?: number;
  readonly waves: readonly Wave[];

  /** The status in the end. */
  readonly status: RolloutStatus;
  readonly zones: readonly ZoneAvailability[];

  /** Nodes that lose their pod and get no other. */
  readonly removed: readonly string[];

  /** Nodes that keep a pod of an old revision. */
  readonly left: readonly string[];
  readonly notJudged: readonly RolloutUnjudged[];
  readonly notes: readonly RolloutNote[];

  /** The nodes that have or get a pod, in classes of alike ones. */
  readonly classes: readonly NodeClass[];
}

/** How the updates of DaemonSets that do one job together leave nodes without a pod of it. */
export interface RoleAvailability {
  readonly role: string;
  readonly daemonSets: readonly string[];

  /** How many nodes their controller wants a pod on. */
  readonly nodes: number;

  /** At worst, where all of them are updated at once. */
  readonly mostUnavailable: number;
}

/** How all updates of a cluster go. */
export interface ClusterRollout {
  readonly name: string;
  readonly minor: number;
  readonly conditions: Conditions;
  readonly plans: readonly RolloutPlan[];
  readonly roles: readonly RoleAvailability[];

  /** DaemonSets that run now and will not: no update, so nothing is said of them. */
  readonly gone: readonly string[];
}
