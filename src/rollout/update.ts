import { UpdateStrategy } from '../model/daemon-set';
import { Verdict } from '../placement/daemon-controller';

/** What becomes of a new pod on a node. */
export interface Arrival {
  /** Whether admission lets it be created. */
  readonly created: boolean;

  /** Whether the scheduler binds it; else it waits for room. */
  readonly bound: boolean;

  /** How long it needs to get ready once it is bound, the pull of its image included; undefined where it never does. */
  readonly readyAfter?: number;
}

/** A pod that a node holds when the update begins. */
export interface StandingPod {
  /** Whether it has the new revision already. */
  readonly updated: boolean;
  readonly bound: boolean;
  readonly ready: boolean;

  /** Whether its phase is Failed, as after an eviction: the controller deletes it, whatever the limits say. */
  readonly failed?: boolean;
}

/** A node as one DaemonSet's update meets it. */
export interface UpdatingNode extends Verdict {
  readonly name: string;
  readonly zone?: string;

  /** Whether its kubelet answers: else its pods are not ready, and one that is deleted never goes. */
  readonly up: boolean;
  readonly standing: readonly StandingPod[];

  /** What becomes of a new pod where no other pod of the DaemonSet is on the node. */
  readonly alone: Arrival;

  /** The same where one is. */
  readonly beside: Arrival;

  /** How often the kubelet refuses the new pod, so that it fails, before it takes one. */
  readonly failures?: number;
}

/** Something that happens to a node while the update goes on. */
export interface NodeChange {
  readonly atSeconds: number;
  readonly node: string;

  /** Somebody deletes its pods. */
  readonly deletesPods?: boolean;

  /** It is not there before. */
  readonly joins?: boolean;

  /** Its kubelet stops answering. */
  readonly dies?: boolean;

  /** What the controller says of it from now on, as after a taint. */
  readonly verdict?: Verdict;
}

/** One DaemonSet's update. */
export interface Update {
  /** In the order in which they are taken where the real controller leaves it to chance. */
  readonly nodes: readonly UpdatingNode[];
  readonly strategy: UpdateStrategy;
  readonly minReadySeconds: number;

  /** How long a pod needs to stop. */
  readonly stopSeconds: number;

  /** Whether old pods that are not available use up `maxUnavailable`. */
  readonly unavailableOldPodsCount: boolean;
  readonly changes?: readonly NodeChange[];
}
