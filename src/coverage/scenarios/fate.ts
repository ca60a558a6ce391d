import { InventoryNode } from '../../model/node';
import { PodTemplate } from '../../model/pod-template';
import { Scenario } from '../../model/scenario';
import { evictedAfter, evictionReasons } from '../../placement/eviction';
import { Wait } from '../../placement/node-startup';
import { Outcome, Placement, Reason } from '../../placement/placement';
import { Fate, Severity } from '../report';

/** What a scenario does to the pod of a DaemonSet on a node. */
export interface PodFate {
  readonly fate: Fate | 'Runs';

  /** What became of a pod that is created in this state. */
  readonly outcome: Outcome;
  readonly afterSeconds?: number;
  readonly reasons: readonly Reason[];
}

/** A node as it is declared and as it is in a scenario, with the answers for a DaemonSet. */
export interface Change {
  readonly before: { readonly node: InventoryNode; readonly placement: Placement };
  readonly after: { readonly node: InventoryNode; readonly placement: Placement };
}

/** How much each fate matters. */
export const SEVERITIES: { readonly [fate in Fate]: Severity } = {
  Stays: 'warning',
  Evicted: 'error',
  Loops: 'error',
  Waits: 'note',
  WaitsForEver: 'error',
  Missing: 'error',
};

/** Whether a pod is there, as far as that was judged. */
export function isThere({ outcome }: Placement): boolean {
  return outcome === Outcome.RUNS || outcome === Outcome.NOT_JUDGED;
}

/** What becomes of a pod that is there when a scenario comes: the controller deletes it, NoExecute taints evict it, or it stays. */
export function fateOf(template: PodTemplate, { before, after }: Change, { silent }: Scenario): PodFate {
  const { outcome, shouldRun, shouldContinueRunning } = after.placement;
  const reasons = lasting(after.placement.reasons);
  if (!shouldContinueRunning) { return { fate: 'Evicted', outcome, afterSeconds: 0, reasons }; }
  const afterSeconds = evictedAfter(template, after.node);
  if (afterSeconds !== undefined && afterSeconds !== evictedAfter(template, before.node)) {
    const again = shouldRun && !silent;
    return { fate: again ? 'Loops' : 'Evicted', outcome, afterSeconds, reasons: [...evictionReasons(template, after.node), ...shouldRun ? [] : reasons] };
  }
  return isThere(after.placement) ? { fate: 'Runs', outcome, reasons: [] } : { fate: 'Stays', outcome, reasons };
}

/** What becomes of a pod on a node that joins. */
export function fateOfNew(wait: Wait | undefined): PodFate {
  if (!wait) { return { fate: 'Runs', outcome: Outcome.RUNS, reasons: [] }; }
  return { fate: wait.forEver ? 'WaitsForEver' : 'Waits', outcome: Outcome.NOT_ELIGIBLE, reasons: wait.reasons };
}

/** Reasons without the advice to list the nodes again when they are well: here somebody asked what happens until then. */
function lasting(reasons: readonly Reason[]): Reason[] {
  return reasons.map(reason => reason.filter === 'TaintToleration' ? { ...reason, remedies: reason.remedies.filter(({ yaml }) => yaml !== undefined) } : reason);
}
