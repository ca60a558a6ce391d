import { Backoff } from './backoff';
import { Census, RolloutStatus } from './census';
import { Clock } from './clock';
import { DaemonNode, inOrder, SimulatedPod } from './daemon-node';
import { limitsOf } from './limits';
import { RollingUpdate } from './rolling-update';
import { NodeChange, Update } from './update';
import { Wave, WaveRecorder } from './waves';

/** What became of an update. */
export interface Course {
  readonly waves: readonly Wave[];

  /** When every node was as the update wants it; undefined where that never came. */
  readonly completeAfter?: number;

  /** On how many nodes at once no pod served, of those on which the controller wants one. */
  readonly mostUnavailable: number;
  readonly mostUnavailableByZone: ReadonlyMap<string, number>;

  /** How many pods there were at once. */
  readonly mostPods: number;

  /** The status in the end. */
  readonly status: RolloutStatus;

  /** The nodes in the end. */
  readonly nodes: readonly DaemonNode[];
}

/** Lets the DaemonSet controller update its pods until nothing happens any more. */
export function simulate(update: Update): Course {
  return new Simulation(update).run();
}

class Simulation {
  private readonly clock = new Clock();
  private readonly census = new Census();
  private readonly waves = new WaveRecorder();
  private readonly backoff = new Backoff();
  private readonly nodes: readonly DaemonNode[];
  private readonly rollingUpdate?: RollingUpdate;

  /** Nodes that the controller has not looked at since they changed. */
  private readonly changed = new Set<DaemonNode>();

  /** Whether the controller lets two pods of the DaemonSet be on a node. */
  private readonly surges: boolean;
  private pods = 0;
  private completeAfter?: number;

  constructor(private readonly update: Update) {
    const { nodes, strategy, changes = [], unavailableOldPodsCount } = update;
    this.nodes = nodes.map((node, position) => new DaemonNode(node, position));
    this.expect(changes);
    const desired = this.nodes.filter(({ present, shouldRun }) => present && shouldRun).length;
    this.surges = strategy.type === 'RollingUpdate' && limitsOf(strategy, 1).maxSurge > 0;
    if (strategy.type === 'RollingUpdate') {
      this.rollingUpdate = new RollingUpdate(limitsOf(strategy, desired).maxSurge > 0, unavailableOldPodsCount);
    }
    this.nodes.forEach(node => this.touch(node));
  }

  public run(): Course {
    do {
      this.sync();
      if (this.clock.momentOver) { this.endMoment(); }
    } while (this.clock.advance());
    return {
      waves: this.waves.recorded(),
      ...this.completeAfter === undefined ? {} : { completeAfter: this.completeAfter },
      mostUnavailable: this.census.mostUnserved,
      mostUnavailableByZone: this.census.mostUnservedByZone,
      mostPods: this.census.mostPods,
      status: this.census.status,
      nodes: this.nodes,
    };
  }

  private endMoment(): void {
    this.census.endMoment();
    this.waves.end(() => this.census.status);
  }

  /** Lets the controller do what it does at this moment: first what each node needs, then the rolling update. */
  private sync(): void {
    do {
      while (this.changed.size > 0) { this.manageChanged(); }
    } while (this.roll());
    this.census.rest();
    if (!this.census.complete) { this.completeAfter = undefined; } else { this.completeAfter ??= this.clock.seconds; }
  }

  private manageChanged(): void {
    const nodes = [...this.changed];
    if (nodes.length > 1) { nodes.sort((left, right) => left.position - right.position); }
    this.changed.clear();
    nodes.forEach(node => this.manage(node));
  }

  /** What the controller does for a node whatever the limits of an update (podsShouldBeOnNode). */
  private manage(node: DaemonNode): void {
    if (!node.present) { return; }
    if (node.shouldRun && node.pods.length === 0) { return this.create(node); }
    if (!node.shouldContinueRunning) { return node.live.forEach(pod => this.delete(node, pod)); }
    const running: SimulatedPod[] = [];
    for (const pod of node.live) {
      if (pod.failed) { this.replaceFailed(node, pod); } else { running.push(pod); }
    }
    if (this.surges && running.length === 0 && node.shouldRun) { return this.create(node); }
    this.prune(node, running);
  }

  /** Deletes the pods of which a node has too many. */
  private prune(node: DaemonNode, running: readonly SimulatedPod[]): void {
    if (running.length < 2) { return; }
    const ordered = inOrder(running);
    if (!this.surges) { return ordered.slice(1).forEach(pod => this.delete(node, pod)); }
    const updated = ordered.find(pod => pod.updated);
    const old = ordered.find(pod => !pod.updated);
    for (const pod of ordered) {
      const spare = pod !== updated && pod !== old;
      const succeeded = pod === old && updated !== undefined && (!old.ready || updated.available);
      if (spare || succeeded) { this.delete(node, pod); }
    }
  }

  /** Deletes a failed pod, unless the last one failed a short while ago. */
  private replaceFailed(node: DaemonNode, pod: SimulatedPod): void {
    const wait = this.backoff.wait(node, this.clock.seconds);
    if (wait === 0) { return this.delete(node, pod); }
    this.clock.after(wait, () => this.changed.add(node));
  }

  /** Takes a step of the rolling update; false where it has nothing to do. */
  private roll(): boolean {
    if (!this.rollingUpdate) { return false; }
    const { desired } = this.census;
    const { deletions, creations } = this.rollingUpdate.step(limitsOf(this.update.strategy, desired), desired);
    for (const { node, pod } of deletions) {
      if (node.shouldRun && node.up) { this.waves.add(node, this.clock.seconds); }
      this.delete(node, pod);
    }
    creations.forEach(node => this.create(node));
    return this.changed.size > 0;
  }

  private create(node: DaemonNode): void {
    const { created } = node.arrival();
    if (!created) { return; }
    const pod: SimulatedPod = { updated: true, sequence: this.pods += 1, bound: false, ready: false, available: false, terminating: false, failed: false };
    this.bind(node, pod);
    node.pods.push(pod);
    this.waves.add(node, this.clock.seconds);
    this.touch(node);
  }

  /** Binds a pod that waits, if the scheduler finds room for it by now, and lets the kubelet start it. */
  private bind(node: DaemonNode, pod: SimulatedPod): void {
    const { bound, readyAfter } = node.arrival();
    if (!bound) { return; }
    pod.bound = true;
    if (!node.up) { return; }
    if (node.failures > 0) {
      node.failures -= 1;
      this.clock.after(0, () => this.fail(node, pod));
    } else if (readyAfter !== undefined) {
      this.clock.after(readyAfter, () => this.getReady(node, pod));
    }
  }

  private fail(node: DaemonNode, pod: SimulatedPod): void {
    pod.failed = true;
    this.touch(node);
  }

  private getReady(node: DaemonNode, pod: SimulatedPod): void {
    if (!node.up || pod.terminating) { return; }
    const { minReadySeconds } = this.update;
    this.waves.end(() => this.census.status);
    pod.ready = true;
    node.readyAt ??= this.clock.seconds;
    if (minReadySeconds === 0) { return this.becomeAvailable(node, pod); }
    this.touch(node);
    this.clock.after(minReadySeconds, () => this.becomeAvailable(node, pod));
  }

  private becomeAvailable(node: DaemonNode, pod: SimulatedPod): void {
    if (!pod.ready || pod.terminating) { return; }
    pod.available = true;
    node.availableAt ??= this.clock.seconds;
    this.touch(node);
  }

  /** Deletes a pod: it goes when its kubelet has stopped it, at once where none has started it. */
  private delete(node: DaemonNode, pod: SimulatedPod): void {
    pod.terminating = true;
    this.touch(node);
    if (!pod.bound || node.up) { this.clock.after(pod.bound && !pod.failed ? this.update.stopSeconds : 0, () => this.remove(node, pod)); }
  }

  private remove(node: DaemonNode, pod: SimulatedPod): void {
    if (pod.bound && !node.up) { return; }
    node.pods.splice(node.pods.indexOf(pod), 1);
    node.pods.filter(({ bound, terminating }) => !bound && !terminating).forEach(waiting => this.bind(node, waiting));
    this.touch(node);
  }

  /** Takes into account that a node, or a pod on it, has changed. */
  private touch(node: DaemonNode): void {
    this.census.count(node);
    this.rollingUpdate?.note(node);
    this.changed.add(node);
  }

  /** Plans what happens to nodes meanwhile. */
  private expect(changes: readonly NodeChange[]): void {
    const byName = new Map(this.nodes.map(node => [node.declared.name, node]));
    for (const change of changes) {
      const node = byName.get(change.node);
      if (!node) { continue; }
      if (change.joins) { node.present = false; }
      this.clock.after(change.atSeconds, () => this.happen(node, change));
    }
  }

  private happen(node: DaemonNode, { deletesPods, joins, dies, verdict }: NodeChange): void {
    if (joins) { node.present = true; }
    if (verdict) {
      node.shouldRun = verdict.shouldRun;
      node.shouldContinueRunning = verdict.shouldContinueRunning;
    }
    if (dies) {
      node.up = false;
      node.pods.forEach(pod => { pod.ready = pod.available = false; });
    }
    if (deletesPods) { node.live.forEach(pod => this.delete(node, pod)); }
    this.touch(node);
  }
}
