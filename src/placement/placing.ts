import { ResourceQuotas } from './admission/resource-quota-admission';
import { Race, rivalsOf } from './contention';
import { ineligibility, verdict, Verdict } from './daemon-controller';
import { DaemonPod, inOrder, isBornBound } from './daemon-pod';
import { undeclaredResources } from './filters/node-resources-fit';
import { KubernetesBehaviour } from './kubernetes-behaviour';
import { NodeRoom } from './node-room';
import { Outcome, Placement, Reason } from './placement';
import { Population } from './population';
import { Scheduler } from './scheduler';

/** A node that pods are placed on, or one that stands for its whole class. */
export interface Spot {
  readonly room: NodeRoom;

  /** The class of nodes that the controller cannot tell apart from it. */
  readonly alike: number;
}

const RUNS: Placement = { outcome: Outcome.RUNS, shouldRun: true, shouldContinueRunning: true, reasons: [], notJudged: [] };

/** What became of the pods of DaemonSets, by spot, and where that was a race. */
export interface Answers {
  readonly answers: ReadonlyMap<DaemonPod, readonly Placement[]>;
  readonly races: readonly Race[];
}

/** What pods are placed among. */
export interface Surroundings {
  readonly behaviour: KubernetesBehaviour;
  readonly quotas: ResourceQuotas;

  /** Where no pod asks where others are, there is none. */
  readonly population?: Population;
}

/** Places the pods of DaemonSets on some spots. */
export function placed(pods: readonly DaemonPod[], spots: readonly Spot[], surroundings: Surroundings): Answers {
  return new Placing(spots, surroundings).run(pods);
}

/** Places the pods of DaemonSets, one DaemonSet on all spots before the next; then what is pending again, until nothing changes. */
class Placing implements Answers {
  public readonly races: Race[] = [];
  public readonly answers = new Map<DaemonPod, Placement[]>();

  constructor(private readonly spots: readonly Spot[], private readonly surroundings: Surroundings) {}

  public run(pods: readonly DaemonPod[]): Answers {
    const order = inOrder(pods);
    order.forEach(pod => this.answers.set(pod, this.placed(pod)));
    if (this.surroundings.population) {
      while (order.filter(pod => this.triedAgain(pod)).length > 0) { /* a peer that somebody waits for has come */ }
    }
    return this;
  }

  private placed(pod: DaemonPod): Placement[] {
    const scheduler = new Scheduler(pod, this.surroundings);
    const refused: (Placement | undefined)[] = [];
    return this.spots.map(({ room, alike }, index) => {
      const answer = refused[alike] ?? this.controlled(pod, room) ?? this.created(pod) ?? this.scheduled(pod, scheduler, room, index);
      if (!answer.shouldRun) { refused[alike] = answer; }
      return answer;
    });
  }

  /** What the controller and admission answer, where the scheduler is not asked. */
  private controlled(pod: DaemonPod, { node }: NodeRoom): Placement | undefined {
    const answer = verdict(pod.daemonSet.template, node);
    if (!answer.shouldRun) { return notEligible(answer, () => ineligibility(pod.daemonSet.template, node)); }
    return pod.refusals.length > 0 ? { ...RUNS, outcome: Outcome.NOT_CREATED, reasons: pod.refusals } : undefined;
  }

  /** Counts the pod in its quotas; an answer where they are used up. */
  private created(pod: DaemonPod): Placement | undefined {
    const refusals = this.surroundings.quotas.refusals(pod);
    if (refusals.length > 0) { return { ...RUNS, outcome: Outcome.NOT_CREATED, reasons: refusals }; }
    this.surroundings.quotas.charge(pod);
    return undefined;
  }

  private scheduled(pod: DaemonPod, scheduler: Scheduler, room: NodeRoom, spot: number): Placement {
    if (pod.undecided.length > 0) {
      if (!pod.gated && scheduler.fits(room)) { this.bind(pod, scheduler, room); }
      return { ...RUNS, outcome: Outcome.NOT_JUDGED, reasons: pod.undecided };
    }
    if (isBornBound(pod)) {
      this.bind(pod, scheduler, room);
      return RUNS;
    }
    if (scheduler.fits(room) || this.preempted(pod, scheduler, room)) { return this.running(pod, scheduler, room); }
    const reasons = scheduler.reasons(room);
    const rivals = rivalsOf(pod, room, scheduler, reasons, this.surroundings.behaviour);
    if (rivals.length > 0) { this.races.push({ pod, spot, rivals }); }
    return { ...RUNS, outcome: Outcome.PENDING, reasons };
  }

  /** Tries what is pending again, and says whether something of it was bound. What is not keeps the reasons of its own turn. */
  private triedAgain(pod: DaemonPod): boolean {
    const answers = this.answers.get(pod) ?? [];
    if (!answers.some(({ outcome }) => outcome === Outcome.PENDING)) { return false; }
    const scheduler = new Scheduler(pod, this.surroundings);
    let changed = false;
    answers.forEach((answer, index) => {
      const room = this.spots[index]?.room;
      if (answer.outcome !== Outcome.PENDING || !room) { return; }
      if (!scheduler.fits(room)) { return; }
      answers[index] = this.running(pod, scheduler, room);
      changed = true;
    });
    return changed;
  }

  private running(pod: DaemonPod, scheduler: Scheduler, room: NodeRoom): Placement {
    this.bind(pod, scheduler, room);
    const notJudged = undeclaredResources(pod, room);
    return notJudged.length === 0 ? RUNS : { ...RUNS, notJudged };
  }

  private bind(pod: DaemonPod, scheduler: Scheduler, room: NodeRoom): void {
    room.add(pod);
    this.surroundings.population?.add(pod, room.node);
    scheduler.bound(room.node);
  }

  /** Pushes pods of a lower priority that are no DaemonSet's off the node, as few as possible and the least important first. */
  private preempted(pod: DaemonPod, scheduler: Scheduler, room: NodeRoom): boolean {
    const lower = pod.preempts ? room.pods.filter(other => !other.daemon && other.priority < pod.priority) : [];
    if (lower.length === 0) { return false; }
    lower.forEach(other => room.remove(other));
    const helps = scheduler.fits(room);
    for (const other of lower.sort((left, right) => right.priority - left.priority)) {
      room.add(other);
      if (helps && !scheduler.fits(room)) {
        room.remove(other);
        this.surroundings.population?.remove(other, room.node);
      }
    }
    return helps;
  }
}

/** The answer where the controller creates no pod. Most nodes on which a DaemonSet is not wanted are never asked why, so the reasons are made when they are. */
export function notEligible({ shouldRun, shouldContinueRunning }: Verdict, reasonsOf: () => readonly Reason[]): Placement {
  let made: readonly Reason[] | undefined;
  return {
    outcome: Outcome.NOT_ELIGIBLE,
    shouldRun,
    shouldContinueRunning,
    get reasons() { return made ??= reasonsOf(); },
    notJudged: [],
  };
}
