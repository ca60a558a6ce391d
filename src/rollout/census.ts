import { DaemonNode } from './daemon-node';

/** The counts of a DaemonSet's status, as its controller would write them. */
export interface RolloutStatus {
  readonly desiredNumberScheduled: number;
  readonly currentNumberScheduled: number;
  readonly numberMisscheduled: number;
  readonly numberReady: number;
  readonly numberAvailable: number;
  readonly numberUnavailable: number;
  readonly updatedNumberScheduled: number;
}

/** What one node adds to the counts: 1 or 0, but for its pods. */
interface Share {
  readonly desired: number;
  readonly current: number;
  readonly misscheduled: number;
  readonly ready: number;
  readonly available: number;
  readonly updated: number;

  /** No pod serves, although one should. */
  readonly unserved: number;

  /** The update has something left to do. */
  readonly unsettled: number;
  readonly pods: number;
}

const NOTHING: Share = { desired: 0, current: 0, misscheduled: 0, ready: 0, available: 0, updated: 0, unserved: 0, unsettled: 0, pods: 0 };

/** Counts over all nodes, kept up to date node by node, and the highest of them. */
export class Census {
  public mostUnserved = 0;
  public mostPods = 0;
  public readonly mostUnservedByZone = new Map<string, number>();
  private sums = NOTHING;
  private readonly shares = new Map<DaemonNode, Share>();
  private readonly unservedByZone = new Map<string, number>();
  private readonly changedZones = new Set<string>();

  /** Counts a node anew. */
  public count(node: DaemonNode): void {
    const [before, now] = [this.shares.get(node) ?? NOTHING, shareOf(node)];
    this.shares.set(node, now);
    this.sums = changed(this.sums, before, now);
    const { zone } = node.declared;
    if (zone !== undefined && now.unserved !== before.unserved) {
      this.unservedByZone.set(zone, (this.unservedByZone.get(zone) ?? 0) + now.unserved - before.unserved);
      this.changedZones.add(zone);
    }
  }

  /** Takes into account how many pods there are, now that all that happens at this moment has happened. */
  public endMoment(): void {
    this.mostPods = Math.max(this.mostPods, this.sums.pods);
  }

  /** Takes into account how many nodes are without a pod that serves, now that the controller has come to rest. */
  public rest(): void {
    this.mostUnserved = Math.max(this.mostUnserved, this.sums.unserved);
    for (const zone of this.changedZones) {
      this.mostUnservedByZone.set(zone, Math.max(this.mostUnservedByZone.get(zone) ?? 0, this.unservedByZone.get(zone) ?? 0));
    }
    this.changedZones.clear();
  }

  /** Nodes on which the controller wants a pod. */
  public get desired(): number {
    return this.sums.desired;
  }

  /** Whether every node is as the update wants it. */
  public get complete(): boolean {
    return this.sums.unsettled === 0;
  }

  public get status(): RolloutStatus {
    const { desired, current, misscheduled, ready, available, updated } = this.sums;
    return {
      desiredNumberScheduled: desired,
      currentNumberScheduled: current,
      numberMisscheduled: misscheduled,
      numberReady: ready,
      numberAvailable: available,
      numberUnavailable: desired - available,
      updatedNumberScheduled: updated,
    };
  }
}

function shareOf(node: DaemonNode): Share {
  const { present, shouldRun, first, serves, settled, pods } = node;
  const desired = present && shouldRun;
  return {
    desired: Number(desired),
    current: Number(desired && first !== undefined),
    misscheduled: Number(present && !shouldRun && first !== undefined),
    ready: Number(desired && first?.ready === true),
    available: Number(desired && first?.available === true),
    updated: Number(desired && first?.updated === true),
    unserved: Number(desired && !serves),
    unsettled: Number(!settled),
    pods: pods.length,
  };
}

/** Sums in which a node's share is another one now. */
function changed(sums: Share, before: Share, now: Share): Share {
  return {
    desired: sums.desired + now.desired - before.desired,
    current: sums.current + now.current - before.current,
    misscheduled: sums.misscheduled + now.misscheduled - before.misscheduled,
    ready: sums.ready + now.ready - before.ready,
    available: sums.available + now.available - before.available,
    updated: sums.updated + now.updated - before.updated,
    unserved: sums.unserved + now.unserved - before.unserved,
    unsettled: sums.unsettled + now.unsettled - before.unsettled,
    pods: sums.pods + now.pods - before.pods,
  };
}
