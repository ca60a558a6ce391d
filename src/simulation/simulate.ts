import { AgentPod, NEW_POD, roundsOf, underTaints } from './agent-pod';
import { inTime, presentNodes } from './event-problems';
import { Journal } from './journal';
import { NodeState, NodeStates } from './node-states';
import { PlacedAnew, placedAnew } from './placed-anew';
import { showChange } from './show-change';
import { AgentStatus, Happening, isWithout, Simulation } from './simulation';
import { exemptionsFor, requires } from '../coverage/requirement';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { NodeEvent } from '../model/node-event';
import { compare } from '../model/order';
import { showTaint, Taint } from '../model/taint';
import { ineligibility, verdict, Verdict } from '../placement/daemon-controller';
import { evictedAfter } from '../placement/eviction';
import { Cluster } from '../placement/place';
import { Outcome, Placement } from '../placement/placement';
import { removedEverywhere, removes } from '../placement/startup-taints';

/** What is simulated. */
export interface SimulationInput extends Cluster {
  readonly name: string;
  readonly events: readonly NodeEvent[];

  /** The day on which exemptions are judged, `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * Lets nodes come, go and change, and follows the pods of the agents: the controller creates and deletes them, NoExecute taints evict them.
 * Everything that follows from an event happens at once: neither the start nor the end of a pod takes time.
 */
export function simulate(input: SimulationInput): Simulation {
  return new Simulator(input).run();
}

class Simulator {
  private readonly daemonSets: readonly DaemonSet[];
  private readonly states: NodeStates;
  private readonly pods = new Map<DaemonSet, Map<string, AgentPod>>();
  private readonly journal = new Journal();
  private readonly told = new Map<string, string>();
  private now = 0;

  constructor(private readonly input: SimulationInput) {
    const distinct = new Map(input.daemonSets.map(daemonSet => [nameOf(daemonSet), daemonSet])); // the last of one name replaces the others
    this.daemonSets = [...distinct.values()].sort((left, right) => compare(nameOf(left), nameOf(right)));
    this.states = new NodeStates(presentNodes(input.nodes));
    this.all.forEach(daemonSet => this.pods.set(daemonSet, new Map()));
  }

  public run(): Simulation {
    const events = inTime(this.input.events);
    this.settle(true);
    for (let due = this.nextTime(events); due !== undefined; due = this.nextTime(events)) {
      this.now = due;
      while (events[0]?.atSeconds === this.now) { this.happen(events.shift() as NodeEvent); }
      this.settle();
    }
    const { happenings, histories, endSeconds } = this.journal;
    const success = histories.every(({ spans }) => spans.every(span => span.toSeconds !== undefined || !isWithout(span) && span.status !== 'Loops'));
    return { name: this.input.name, minor: this.input.minor, success, endSeconds, happenings, histories: this.sorted(histories) };
  }

  private get all(): readonly DaemonSet[] {
    return [...this.daemonSets, ...this.input.also ?? []];
  }

  /** When something happens next: an event, a node that can be ready, an eviction. */
  private nextTime(events: readonly NodeEvent[]): number | undefined {
    const times = [
      ...events.slice(0, 1).map(({ atSeconds }) => atSeconds),
      ...this.states.all.filter(({ passing, readyAt }) => passing.length > 0 && readyAt > this.now).map(({ readyAt }) => readyAt),
      ...[...this.pods.values()].flatMap(pods => [...pods.values()].flatMap(({ evictAt }) => evictAt ?? [])),
    ];
    return times.length === 0 ? undefined : times.reduce((least, time) => Math.min(least, time));
  }

  private happen(event: NodeEvent): void {
    const applied = this.states.apply(event);
    if ('problem' in applied) { return; } // an agent was faster: the taint is gone
    this.tell(event.change.kind, showChange(event.change), applied.nodes);
    for (const name of applied.nodes.filter(one => !this.states.tryState(one))) {
      this.pods.forEach(pods => pods.delete(name));
      this.daemonSets.forEach(daemonSet => this.journal.note(nameOf(daemonSet), name, undefined, this.now));
      [...this.told.keys()].filter(key => key.endsWith(` ${name}`)).forEach(key => this.told.delete(key));
    }
  }

  /** Everything that follows from what happened, until nothing changes. */
  private settle(first = false): void {
    const evicted = this.evictDue();
    do {
      this.deletePods();
      this.createPods(first, evicted);
    } while (this.passTaints());
    this.watchTaints(evicted);
    const nodes = this.states.all;
    for (const daemonSet of this.daemonSets) {
      const name = nameOf(daemonSet);
      nodes.forEach(({ node }) => this.journal.note(name, node.name, this.statusOf(daemonSet, node), this.now));
    }
  }

  /** Evicts the pods whose time is over; gives them with how long they were tolerated. */
  private evictDue(): ReadonlyMap<string, number> {
    const evicted = new Map<string, number>();
    this.pods.forEach((pods, daemonSet) => [...pods].filter(([, { evictAt }]) => evictAt === this.now).forEach(([name]) => {
      const node = this.states.tryState(name)?.node;
      const seconds = node && evictedAfter(daemonSet.template, node);
      if (seconds === undefined) { return; } // the taint went at the same time
      pods.delete(name);
      evicted.set(keyOf(daemonSet, name), seconds);
      this.tell('podEvicted', seconds === 0 ? 'is evicted at once' : `is evicted: its node's taint was tolerated for ${seconds} s only`, [name], daemonSet);
    }));
    return evicted;
  }

  private deletePods(): void {
    this.eachPod((daemonSet, node, pod, answer) => {
      if (answer.shouldContinueRunning) {
        if (pod.stays === answer.shouldRun) { this.stays(daemonSet, node, pod, !answer.shouldRun); }
        return;
      }
      if (pod.loop) { this.endLoop(daemonSet, node, pod); }
      this.podsOf(daemonSet).delete(node.name);
      this.tell('podDeleted', `is deleted: ${why(daemonSet, node)}`, [node.name], daemonSet);
      this.told.set(keyOf(daemonSet, node.name), notCreated(why(daemonSet, node)));
    });
  }

  private stays(daemonSet: DaemonSet, node: InventoryNode, pod: AgentPod, stays: boolean): void {
    this.podsOf(daemonSet).set(node.name, { ...pod, stays });
    if (stays) { this.tell('podStays', `stays, but would not be created anew: ${why(daemonSet, node)}`, [node.name], daemonSet); }
  }

  /** Creates the pods that are missing where the controller wants them; those that are there keep their places. */
  private createPods(first: boolean, evicted: ReadonlyMap<string, number>): void {
    const placements = this.placements();
    for (const daemonSet of this.all) {
      const pods = this.podsOf(daemonSet);
      for (const { node } of this.states.all.filter(state => !state.node.virtual)) {
        const placement = placements(daemonSet, node);
        const pod = pods.get(node.name);
        if (!placement || pod && !pod.pending) { continue; }
        const pending = placement.outcome === Outcome.PENDING;
        if (placement.outcome === Outcome.NOT_ELIGIBLE || placement.outcome === Outcome.NOT_CREATED) {
          if (!pod) { this.waits(daemonSet, node, placement); }
          continue;
        }
        pods.set(node.name, { ...pod ?? NEW_POD, pending, notJudged: placement.outcome === Outcome.NOT_JUDGED });
        this.told.delete(keyOf(daemonSet, node.name));
        if (pending && !pod) { this.tell('podPending', `is created, and stays Pending: ${placement.reasons.map(({ message }) => message).join('; ')}`, [node.name], daemonSet); }
        if (!pending && !first) { this.tell('podCreated', pod ? 'runs now' : evicted.has(keyOf(daemonSet, node.name)) ? 'is created anew' : 'is created', [node.name], daemonSet); }
      }
    }
  }

  /** Tells once why a node that requires an agent gets none. */
  private waits(daemonSet: DaemonSet, node: InventoryNode, { reasons }: Placement): void {
    const message = notCreated(reasons.map(reason => reason.message).join('; '));
    const key = keyOf(daemonSet, node.name);
    if (!this.isRequired(daemonSet, node) || this.told.get(key) === message) { return; }
    this.told.set(key, message);
    this.tell('podWaits', message, [node.name], daemonSet);
  }

  private placements(): PlacedAnew {
    const nodes = this.states.all.map(({ node }) => node);
    const staying = this.all.flatMap(daemonSet => [...this.podsOf(daemonSet)].flatMap(([nodeName, { stays }]) => stays ? [{ daemonSet, nodeName }] : []));
    return placedAnew({ ...this.input, nodes, daemonSets: this.all, also: [] }, staying);
  }

  /** Takes away taints that were there for a while only; says whether some went. */
  private passTaints(): boolean {
    return this.states.all.filter(({ passing }) => passing.length > 0).filter(({ node: { name } }) => {
      const gone = this.states.pass(name, (taint, state) => this.isGone(taint, state));
      if (gone.length > 0) { this.tell('taintGone', `loses ${gone.map(showTaint).join(', ')}`, [name]); }
      if (gone.length > 0 && this.states.tryState(name)?.passing.length === 0) { this.tell('nodeReady', 'is ready', [name]); }
      return gone.length > 0;
    }).length > 0;
  }

  /** A taint goes when the agent runs that removes it; where nobody is known to, when the node can be ready. */
  private isGone(taint: Taint, { node, readyAt }: NodeState): boolean {
    const removers = this.all.filter(daemonSet => removes(daemonSet, taint, node));
    const waits = removers.length === 0 || taint.key === 'node.kubernetes.io/not-ready';
    if (waits && readyAt > this.now) { return false; }
    return removers.length === 0 || removers.some(remover => removedEverywhere(taint) ? this.podsOf(remover).size > 0 : this.isUp(remover, node.name));
  }

  private isUp(daemonSet: DaemonSet, name: string): boolean {
    const pod = this.podsOf(daemonSet).get(name);
    return pod !== undefined && !pod.pending;
  }

  /** Sets and stops the clocks of pods on nodes whose taints evict. */
  private watchTaints(evicted: ReadonlyMap<string, number>): void {
    this.eachPod((daemonSet, node, pod) => {
      const seconds = pod.pending ? undefined : evictedAfter(daemonSet.template, node);
      const watched = underTaints(pod, seconds, { now: this.now, again: seconds !== undefined && evicted.get(keyOf(daemonSet, node.name)) === seconds });
      if (watched === pod) { return; }
      this.podsOf(daemonSet).set(node.name, watched);
      if (pod.loop) { this.endLoop(daemonSet, node, pod); }
      if (watched.loop) { this.tell('loopBegins', `is evicted and created anew ${seconds === 0 ? 'again and again' : `every ${seconds} s`} from now on`, [node.name], daemonSet); }
    });
  }

  private endLoop(daemonSet: DaemonSet, node: InventoryNode, { loop }: AgentPod): void {
    if (!loop) { return; }
    const rounds = roundsOf(loop, this.now);
    this.tell('loopEnds', `is no longer evicted again and again${rounds === 0 ? '' : `, after ${rounds} evictions`}`, [node.name], daemonSet);
  }

  private statusOf(daemonSet: DaemonSet, node: InventoryNode): AgentStatus {
    const pod = this.podsOf(daemonSet).get(node.name);
    if (!pod) { return this.isRequired(daemonSet, node) ? 'Missing' : 'NotRequired'; }
    if (pod.pending) { return this.isRequired(daemonSet, node) ? 'Pending' : 'NotRequired'; }
    if (pod.loop) { return 'Loops'; }
    return pod.notJudged ? 'NotJudged' : pod.stays ? 'Stays' : 'Runs';
  }

  private isRequired(daemonSet: DaemonSet, node: InventoryNode): boolean {
    return this.daemonSets.includes(daemonSet) && requires(daemonSet, node) && exemptionsFor(daemonSet, node, this.input.today).length === 0;
  }

  private eachPod(visit: (daemonSet: DaemonSet, node: InventoryNode, pod: AgentPod, answer: Verdict) => void): void {
    this.pods.forEach((pods, daemonSet) => [...pods].forEach(([name, pod]) => {
      const node = this.states.tryState(name)?.node;
      if (node) { visit(daemonSet, node, pod, verdict(daemonSet.template, node)); }
    }));
  }

  private podsOf(daemonSet: DaemonSet): Map<string, AgentPod> {
    return this.pods.get(daemonSet) as Map<string, AgentPod>;
  }

  private tell(kind: Happening['kind'], message: string, nodes: readonly string[], daemonSet?: DaemonSet): void {
    if (daemonSet && !this.daemonSets.includes(daemonSet)) { return; }
    this.journal.tell({ atSeconds: this.now, kind, ...(daemonSet ? { daemonSet: nameOf(daemonSet) } : {}), message }, nodes);
  }

  private sorted<T extends { readonly daemonSet: string; readonly node: string }>(histories: readonly T[]): T[] {
    return [...histories].sort((left, right) => compare(left.daemonSet, right.daemonSet) || compare(left.node, right.node));
  }
}

function keyOf(daemonSet: DaemonSet, node: string): string {
  return `${nameOf(daemonSet)} ${node}`;
}

function why({ template }: DaemonSet, node: InventoryNode): string {
  return ineligibility(template, node).map(({ message }) => message).join('; ');
}

function notCreated(reasons: string): string {
  return `is not created: ${reasons}`;
}
