import { Conditions, platformOf, stopSecondsOf } from './conditions';
import { limitsOf } from './limits';
import { notesOf } from './notes';
import { obstaclesOf, stallOf } from './obstacles';
import { RolloutPlan, RolloutUnjudged, ZoneAvailability } from './plan';
import { Course, simulate } from './simulation';
import { Arrival, StandingPod, Update, UpdatingNode } from './update';
import { DaemonSet, UpdateStrategy } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { compare } from '../model/order';
import { PodDisruptionBudget } from '../model/pod-disruption-budget';
import { behaviourOf } from '../placement/kubernetes-behaviour';
import { NodeClass } from '../placement/node-class';
import { Outcome, Placement } from '../placement/placement';

const ZONE = 'topology.kubernetes.io/zone';

/** A node of one DaemonSet's update, and what placement says of it. */
export interface Stage {
  readonly node: InventoryNode;
  readonly up: boolean;

  /** What is said of a pod of the old template; undefined where none was ever there. */
  readonly before?: Placement;

  /** What is said of a pod of the new template where no other of the DaemonSet is. */
  readonly alone: Placement;
}

/** One DaemonSet that is to be updated, and where. */
export interface Rehearsing {
  readonly daemonSet: DaemonSet;

  /** What runs now; undefined where nothing does. */
  readonly earlier?: DaemonSet;

  /** Whether what runs now has the same revision already. */
  readonly unchanged: boolean;
  readonly stages: readonly Stage[];
  readonly classes: readonly NodeClass[];

  /** What is said of a new pod where the old one stays, by the node's name: asked only for a surge. */
  readonly beside: () => ReadonlyMap<string, Placement>;
  readonly conditions: Conditions;
  readonly minor: number;
  readonly disruptionBudgets: readonly PodDisruptionBudget[];
}

/** One DaemonSet's update, which can be tried with one strategy or another. */
export class Rehearsal {
  private readonly stages: readonly Stage[];
  private besides?: ReadonlyMap<string, Placement>;
  private readonly plans = new Map<string, RolloutPlan>();

  constructor(private readonly rehearsing: Rehearsing) {
    this.stages = [...rehearsing.stages].sort((left, right) => compare(left.node.name, right.node.name));
  }

  public get daemonSet(): DaemonSet {
    return this.rehearsing.daemonSet;
  }

  /** How many nodes the controller wants a pod on. */
  public get desired(): number {
    return this.stages.filter(({ alone }) => alone.shouldRun).length;
  }

  /** The nodes on which the update can be done. */
  public get sound(): string[] {
    return this.update(this.daemonSet.updateStrategy).nodes.filter(node => node.shouldRun && !isHopeless(node)).map(({ name }) => name);
  }

  /** Lets the controller update the pods. */
  public plan(strategy: UpdateStrategy = this.daemonSet.updateStrategy): RolloutPlan {
    const key = JSON.stringify(strategy);
    const plan = this.plans.get(key) ?? this.played(strategy);
    this.plans.set(key, plan);
    return plan;
  }

  private played(strategy: UpdateStrategy): RolloutPlan {
    const update = this.update(strategy);
    const course = simulate(update);
    const finishes = course.completeAfter !== undefined;
    const placements = { alone: this.alone(), beside: this.beside(strategy) };
    const obstacles = finishes ? [] : obstaclesOf({ ...this.rehearsing, strategy, course, placements });
    const left = course.nodes.filter(({ pods }) => pods.some(({ updated }) => !updated)).map(({ declared }) => declared.name);
    return {
      daemonSet: this.daemonSet,
      strategy,
      desiredNumberScheduled: this.desired,
      ...strategy.type === 'OnDelete' ? {} : { limits: limitsOf(strategy, this.desired) },
      finishes,
      ...finishes ? { totalSeconds: course.completeAfter } : { stall: stallOf(obstacles, left, strategy, update.nodes.filter(isHopeless).length) },
      mostUnavailable: course.mostUnavailable,
      mostPods: course.mostPods,
      waves: course.waves,
      status: course.status,
      zones: zonesOf(course),
      removed: course.nodes.filter(({ declared, pods }) => declared.standing.length > 0 && pods.length === 0).map(({ declared }) => declared.name),
      left,
      notJudged: this.notJudged(update, strategy),
      notes: notesOf({ ...this.rehearsing, strategy, desired: this.desired }),
      classes: this.concerned(update),
    };
  }

  private update(strategy: UpdateStrategy): Update {
    const { daemonSet, conditions, minor } = this.rehearsing;
    const beside = this.beside(strategy);
    return {
      nodes: this.stages.map(stage => this.updatingNode(stage, beside.get(stage.node.name) ?? stage.alone)),
      strategy,
      minReadySeconds: daemonSet.minReadySeconds,
      stopSeconds: stopSecondsOf(conditions, this.rehearsing.earlier ?? daemonSet),
      unavailableOldPodsCount: behaviourOf(minor).unavailableOldPodsCount,
      changes: conditions.changes ?? [],
    };
  }

  private updatingNode(stage: Stage, beside: Placement): UpdatingNode {
    const { node, up, alone } = stage;
    const zone = node.labels.get(ZONE);
    return {
      name: node.name,
      ...zone === undefined ? {} : { zone },
      shouldRun: alone.shouldRun,
      shouldContinueRunning: alone.shouldContinueRunning,
      up,
      standing: this.standing(stage),
      alone: this.arrival(node, alone),
      beside: this.arrival(node, beside),
    };
  }

  private standing({ node, before }: Stage): StandingPod[] {
    if (!before?.shouldRun || before.outcome === Outcome.NOT_CREATED || this.joins(node)) { return []; }
    const bound = before.outcome !== Outcome.PENDING;
    return [{ updated: this.rehearsing.unchanged, bound, ready: bound && !node.virtual && !this.rehearsing.conditions.unready(node) }];
  }

  /** Whether a node is not there yet. */
  private joins({ name }: InventoryNode): boolean {
    return (this.rehearsing.conditions.changes ?? []).some(({ node, joins }) => joins === true && node === name);
  }

  private arrival(node: InventoryNode, { outcome }: Placement): Arrival {
    const { neverReady, readySeconds, readySecondsOn, pullSeconds, imagePlatforms } = this.rehearsing.conditions;
    const never = node.virtual || neverReady(node) || imagePlatforms !== undefined && !imagePlatforms.includes(platformOf(node));
    return {
      created: outcome !== Outcome.NOT_CREATED,
      bound: outcome === Outcome.RUNS || outcome === Outcome.NOT_JUDGED,
      ...never ? {} : { readyAfter: pullSeconds + (readySecondsOn?.(node) ?? readySeconds) },
    };
  }

  private alone(): ReadonlyMap<string, Placement> {
    return new Map(this.stages.map(({ node, alone }) => [node.name, alone]));
  }

  /** Where the old pod goes first, no new one ever comes beside it. */
  private beside({ type, maxSurge }: UpdateStrategy): ReadonlyMap<string, Placement> {
    if (type === 'OnDelete' || parseInt(String(maxSurge), 10) === 0) { return new Map(); }
    return this.besides ??= this.rehearsing.beside();
  }

  private notJudged({ nodes }: Update, strategy: UpdateStrategy): RolloutUnjudged[] {
    const open = new Map<string, { readonly filter: string; readonly message: string; readonly nodes: string[] }>();
    const beside = this.beside(strategy);
    this.stages.forEach(({ node, alone }, index) => {
      if (!nodes[index]?.shouldRun) { return; }
      const placement = beside.get(node.name) ?? alone;
      const reasons = placement.outcome === Outcome.NOT_JUDGED ? placement.reasons : placement.notJudged;
      for (const { filter, message } of reasons) {
        const key = `${filter} ${message}`;
        const known = open.get(key);
        if (known) { known.nodes.push(node.name); } else { open.set(key, { filter, message, nodes: [node.name] }); }
      }
    });
    return [...open.values()];
  }

  /** The classes of nodes that have or get a pod. */
  private concerned({ nodes }: Update): NodeClass[] {
    const names = new Set(nodes.filter(({ shouldRun, standing }) => shouldRun || standing.length > 0).map(({ name }) => name));
    return this.rehearsing.classes.flatMap(({ nodes: members }) => {
      const concerned = members.filter(({ name }) => names.has(name)).sort((left, right) => compare(left.name, right.name));
      const [node] = concerned;
      return node ? [{ node, nodes: concerned }] : [];
    });
  }
}

/** Whether an update can never be done on a node where it should. */
function isHopeless({ up, shouldRun, standing, alone: { created, bound, readyAfter } }: UpdatingNode): boolean {
  if (!up) { return standing.length > 0 || shouldRun; }
  return shouldRun && (!created || !bound || readyAfter === undefined);
}

function zonesOf({ nodes, mostUnavailable, mostUnavailableByZone }: Course): ZoneAvailability[] {
  const sizes = new Map<string, number>();
  for (const { declared: { zone }, shouldRun } of nodes) {
    if (zone !== undefined && shouldRun) { sizes.set(zone, (sizes.get(zone) ?? 0) + 1); }
  }
  return [...sizes].sort(([left], [right]) => compare(left, right)).map(([zone, size]) => ({
    zone,
    nodes: size,
    mostUnavailable: mostUnavailableByZone.get(zone) ?? 0,
    mayBeUnavailable: Math.min(size, mostUnavailable),
  }));
}
