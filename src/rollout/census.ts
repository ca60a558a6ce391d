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

/** What one node adds to the counts. */
type Share = { [count in 'desired' | 'current' | 'misscheduled' | 'ready' | 'available' | 'updated' | 'unserved' | 'unsettled']: boolean };

const COUNTS = ['desired', 'current', 'misscheduled', 'ready', 'available', 'updated', 'unserved', 'unsettled'] as const;

/** Counts over all nodes, kept up to date node by node, and the highest of them. */
export class Census {
  public mostUnserved = 0;
  public mostPods = 0;
  public readonly mostUnservedByZone = new Map<string, number>();
  private readonly sums: { [count in keyof Share]: number } = {
    desired: 0, current: 0, misscheduled: 0, ready: 0, available: 0, updated: 0, unserved: 0, unsettled: 0,
  };
  private pods = 0;
  private readonly podsOn = new Map<DaemonNode, number>();
  private readonly shares = new Map<DaemonNode, Share>();
  private readonly unservedByZone = new Map<string, number>();
  private readonly changedZones = new Set<string>();

  /** Counts a node anew. */
  public count(node: DaemonNode): void {
    const [before, now] = [this.shares.get(node), shareOf(node)];
    this.shares.set(node, now);
    for (const count of COUNTS) { this.sums[count] += Number(now[count]) - Number(before?.[count] ?? false); }
    this.pods += node.pods.length - (this.podsOn.get(node) ?? 0);
    this.podsOn.set(node, node.pods.length);
    const { zone } = node.declared;
    if (zone !== undefined && now.unserved !== (before?.unserved ?? false)) {
      this.unservedByZone.set(zone, (this.unservedByZone.get(zone) ?? 0) + (now.unserved ? 1 : -1));
      this.changedZones.add(zone);
    }
  }

  /** Takes into account how many pods there are, now that all that happens at this moment has happened. */
  public endMoment(): void {
    this.mostPods = Math.max(this.mostPods, this.pods);
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
  const { present, shouldRun, first, serves, settled } = node;
  const desired = present && shouldRun;
  return {
    desired,
    current: desired && first !== undefined,
    misscheduled: present && !shouldRun && first !== undefined,
    ready: desired && first?.ready === true,
    available: desired && first?.available === true,
    updated: desired && first?.updated === true,
    unserved: desired && !serves,
    unsettled: !settled,
  };
}
