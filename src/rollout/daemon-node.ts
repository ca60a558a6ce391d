import { Arrival, StandingPod, UpdatingNode } from './update';

/** A pod of the DaemonSet. */
export interface SimulatedPod {
  readonly updated: boolean;

  /** The place among all pods in the order in which they came. */
  readonly sequence: number;
  bound: boolean;
  ready: boolean;
  available: boolean;
  terminating: boolean;
  failed: boolean;
}

/** The pods of a node that stay: at most one of the new revision and one of any other; undefined where there are more. */
export interface Revisions {
  readonly updated: SimulatedPod | undefined;
  readonly old: SimulatedPod | undefined;
}

/** A node of the simulation, and the pods that it holds. */
export class DaemonNode {
  public shouldRun: boolean;
  public shouldContinueRunning: boolean;
  public up: boolean;

  /** Whether it is there already. */
  public present = true;
  public pods: SimulatedPod[];

  /** How often the kubelet will still refuse the new pod. */
  public failures: number;

  /** When it got its first pod of the new revision ready, and available. */
  public readyAt?: number;
  public availableAt?: number;

  constructor(public readonly declared: UpdatingNode, public readonly position: number) {
    this.shouldRun = declared.shouldRun;
    this.shouldContinueRunning = declared.shouldContinueRunning;
    this.up = declared.up;
    this.failures = declared.failures ?? 0;
    this.pods = declared.standing.map((pod, index) => standing(pod, index - declared.standing.length, this.up));
  }

  /** The pods that are not being deleted. */
  public get live(): SimulatedPod[] {
    return this.pods.filter(({ terminating }) => !terminating);
  }

  /** Its live pods by revision; undefined where there are several of one. */
  public revisions(): Revisions | undefined {
    let updated: SimulatedPod | undefined;
    let old: SimulatedPod | undefined;
    for (const pod of this.pods) {
      if (pod.terminating) { continue; }
      if (pod.updated ? updated : old) { return undefined; }
      if (pod.updated) { updated = pod; } else { old = pod; }
    }
    return { updated, old };
  }

  /** The pod that the status looks at: a bound one before others, then the oldest. */
  public get first(): SimulatedPod | undefined {
    return this.pods.length > 1 ? inOrder(this.pods)[0] : this.pods[0];
  }

  /** What becomes of a pod that comes, or that waits for room: others that run here hold theirs until they are gone. */
  public arrival(): Arrival {
    return this.pods.some(({ bound, failed }) => bound && !failed) ? this.declared.beside : this.declared.alone;
  }

  /** Whether some pod serves. */
  public get serves(): boolean {
    return this.pods.some(({ available, terminating }) => available && !terminating);
  }

  /** Whether the update has nothing left to do here. */
  public get settled(): boolean {
    if (!this.present) { return true; }
    if (!this.shouldRun) { return this.pods.every(({ updated }) => updated); }
    const [pod] = this.pods;
    return this.pods.length === 1 && pod !== undefined && pod.updated && pod.available;
  }
}

/** Bound pods before others, then by age: the order in which the controller keeps pods. */
export function inOrder(pods: readonly SimulatedPod[]): SimulatedPod[] {
  return [...pods].sort((left, right) => Number(right.bound) - Number(left.bound) || left.sequence - right.sequence);
}

/** A pod that is ready when the update begins has been so for long. */
function standing({ updated, bound, ready, failed = false }: StandingPod, sequence: number, up: boolean): SimulatedPod {
  const serves = bound && ready && up && !failed;
  return { updated, bound, failed, sequence, ready: serves, available: serves, terminating: false };
}
