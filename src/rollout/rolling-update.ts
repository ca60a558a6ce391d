import { DaemonNode, SimulatedPod } from './daemon-node';
import { Heap } from './heap';
import { Limits } from './limits';

/** A pod that goes. */
export interface Deletion {
  readonly node: DaemonNode;
  readonly pod: SimulatedPod;
}

/** What a step of a rolling update does. */
export interface Step {
  readonly deletions: readonly Deletion[];

  /** Nodes that get a pod beside the one that they have. */
  readonly creations: readonly DaemonNode[];
}

/** What a rolling update wants of a node. */
interface Wish {
  /** `replace` at once; as a `candidate`, where the limits allow; `retire` its last pod once enough others serve. */
  readonly action: 'replace' | 'candidate' | 'retire' | 'none';

  /** Whether it uses up a place of the limit. */
  readonly busy: boolean;

  /** Whether the pod that would be taken away last is available. */
  readonly serving: boolean;
}

/**
 * The controller's rolling update. It is told of every node that changes, so that a step costs no more than what it does. Which
 * candidates come first the real controller leaves to chance; here it is the order of the nodes.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/daemon/update.go (rollingUpdate)
 */
export class RollingUpdate {
  private busy = 0;
  private serving = 0;
  private readonly wishes = new Map<DaemonNode, Wish>();
  private readonly replaced = new Set<DaemonNode>();
  private readonly retired = new Set<DaemonNode>();
  private readonly candidates = new Heap<DaemonNode>(({ position: left }, { position: right }) => left < right);

  /** @param unavailableOldPodsCount whether old pods that are not available use up `maxUnavailable` */
  constructor(private readonly surges: boolean, private readonly unavailableOldPodsCount: boolean) {}

  /** Looks at a node anew. */
  public note(node: DaemonNode): void {
    const before = this.wishes.get(node);
    const now = this.surges ? surgingWish(node) : wish(node, this.unavailableOldPodsCount);
    this.wishes.set(node, now);
    this.busy += Number(now.busy) - Number(before?.busy ?? false);
    this.serving += Number(now.serving) - Number(before?.serving ?? false);
    if (now.action === before?.action) { return; }
    this.replaced.delete(node);
    this.retired.delete(node);
    switch (now.action) {
      case 'replace': this.replaced.add(node); break;
      case 'retire': this.retired.add(node); break;
      case 'candidate': this.candidates.add(node); break;
      case 'none': break;
    }
  }

  /** What the controller does next. */
  public step({ maxUnavailable, maxSurge }: Limits, desired: number): Step {
    const places = Math.max(0, (this.surges ? maxSurge : maxUnavailable) - this.busy);
    const chosen = [...byPosition(this.replaced), ...this.taken(places)];
    if (chosen.length === 0 && this.retired.size === 0) { return NO_STEP; }
    if (!this.surges) { return { deletions: chosen.flatMap(oldPodOf), creations: [] }; }
    const gets = (node: DaemonNode) => node.shouldRun && node.revisions()?.updated === undefined;
    const retired = byPosition(this.retired).slice(0, Math.max(0, this.serving - desired));
    return { deletions: [...chosen.filter(node => !gets(node)), ...retired].flatMap(oldPodOf), creations: chosen.filter(gets) };
  }

  /** So many candidates, the first in the order of nodes. One that has become something else meanwhile is passed over. */
  private taken(places: number): Set<DaemonNode> {
    const taken = new Set<DaemonNode>();
    while (taken.size < places) {
      const node = this.candidates.take();
      if (!node) { break; }
      if (this.wishes.get(node)?.action === 'candidate') { taken.add(node); }
    }
    return taken;
  }
}

const NO_STEP: Step = { deletions: [], creations: [] };
const NOTHING: Wish = { action: 'none', busy: false, serving: false };
const BUSY: Wish = { ...NOTHING, busy: true };
const SERVING: Wish = { ...NOTHING, serving: true };
const CANDIDATE: Wish = { ...NOTHING, action: 'candidate' };
const REPLACE: Wish = { ...NOTHING, action: 'replace' };

/** The old pod goes first. A node without a live pod, or with too many, is left to the other half of the controller. */
function wish(node: DaemonNode, unavailableOldPodsCount: boolean): Wish {
  if (!node.present || node.pods.length === 0 && !node.shouldRun) { return NOTHING; }
  const { updated, old } = node.revisions() ?? {};
  if (old && !updated) {
    return old.available ? CANDIDATE : unavailableOldPodsCount ? { ...REPLACE, busy: true } : REPLACE;
  }
  return updated?.available && !old ? NOTHING : BUSY;
}

/** The new pod comes first, beside the old one. */
function surgingWish(node: DaemonNode): Wish {
  if (!node.present) { return NOTHING; }
  const revisions = node.revisions();
  if (!revisions) { return BUSY; }
  const { updated, old } = revisions;
  const serving = (old ?? updated)?.available === true;
  if (!old) { return serving ? SERVING : NOTHING; }
  if (updated) { return { action: updated.available ? 'replace' : 'none', busy: !updated.available, serving }; }
  if (!old.available) { return REPLACE; }
  return { action: node.shouldRun ? 'candidate' : 'retire', busy: false, serving };
}

function byPosition(nodes: ReadonlySet<DaemonNode>): DaemonNode[] {
  return nodes.size === 0 ? [] : [...nodes].sort((left, right) => left.position - right.position);
}

function oldPodOf(node: DaemonNode): Deletion[] {
  const pod = node.revisions()?.old;
  return pod ? [{ node, pod }] : [];
}
