import { Conditions, downed, healthy, isDown } from './conditions';
import { ClusterRollout } from './plan';
import { Trial } from './policy';
import { Rehearsal, Stage } from './rehearsal';
import { rolesOf } from './roles';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { compare } from '../model/order';
import { PodDisruptionBudget } from '../model/pod-disruption-budget';
import { Cluster, Placed, place, placeBeside } from '../placement/place';
import { Placement } from '../placement/placement';

/** What is asked about the updates of one cluster. */
export interface RolloutInput extends Cluster {
  readonly name: string;

  /** What runs there now; undefined for the same DaemonSets in another revision. */
  readonly from?: readonly DaemonSet[];
  readonly conditions: Conditions;
  readonly disruptionBudgets: readonly PodDisruptionBudget[];
}

/** Plans the update of every DaemonSet of a cluster, each by itself: the others are as they will be. */
export function rollout(input: RolloutInput): ClusterRollout {
  const plans = rehearsalsOf(input).map(rehearsal => rehearsal.plan());
  const kept = new Set(input.daemonSets.map(nameOf));
  return {
    name: input.name,
    minor: input.minor,
    conditions: input.conditions,
    plans,
    roles: rolesOf(plans),
    gone: (input.from ?? []).map(nameOf).filter(name => !kept.has(name)).sort(compare),
  };
}

/**
 * The updates of a cluster, each by itself and with some nodes down: the first of those on which it would be done. One such node is
 * left in any case: where all are down, no update waits for anything.
 */
export function trialsOf(input: RolloutInput, nodesDown: number): Trial[] {
  const impaired = new Map<string, readonly Rehearsal[]>();
  return rehearsalsOf(input).map((rehearsal, index) => {
    const { sound } = rehearsal;
    const down = new Set(sound.slice(0, Math.min(nodesDown, sound.length - 1)));
    if (down.size === 0) { return { rehearsal }; }
    const key = [...down].join(' ');
    const conditions = { ...input.conditions, down: (node: InventoryNode) => input.conditions.down(node) || down.has(node.name) };
    const rehearsals = impaired.get(key) ?? rehearsalsOf({ ...input, conditions });
    impaired.set(key, rehearsals);
    return { rehearsal, impaired: { rehearsal: rehearsals[index] as Rehearsal, down } };
  });
}

/** The updates of a cluster, by namespace and name. */
export function rehearsalsOf(input: RolloutInput): Rehearsal[] {
  const { nodes, conditions, minor, disruptionBudgets } = input;
  const isUp = (node: InventoryNode) => !isDown(node) && !conditions.down(node);
  const live = { ...input, nodes: nodes.map(node => isUp(node) ? node : downed(node)) };
  const after = place(live);
  const before = input.from === undefined && nodes.every(isUp) ? after : placedBefore(input);
  const alone = byNode(after);
  const earlier = byNode(before);
  const from = input.from ?? input.daemonSets;
  return input.daemonSets.map((daemonSet, index) => {
    const previous = from.findIndex(other => nameOf(other) === nameOf(daemonSet));
    const running = from[previous];
    return new Rehearsal({
      daemonSet,
      ...running ? { earlier: running } : {},
      unchanged: input.from !== undefined && running?.revision() === daemonSet.revision(),
      stages: nodes.map((node): Stage => {
        const placement = running && earlier.get(node.name)?.[previous];
        return { node, up: isUp(node), ...placement ? { before: placement } : {}, alone: alone.get(node.name)?.[index] as Placement };
      }),
      classes: after.classes,
      beside: () => running ? new Map([...placeBeside(live, daemonSet, running)].map(([{ name }, placement]) => [name, placement])) : new Map(),
      conditions,
      minor,
      disruptionBudgets,
    });
  }).sort((left, right) => compare(left.daemonSet.namespace, right.daemonSet.namespace) || compare(left.daemonSet.name, right.daemonSet.name));
}

/** Where the pods are that run now: from a time when every kubelet answered. */
function placedBefore(input: RolloutInput): Placed {
  const daemonSets = input.from ?? input.daemonSets;
  const names = new Set(daemonSets.map(nameOf));
  return place({ ...input, nodes: input.nodes.map(healthy), daemonSets, also: (input.also ?? []).filter(other => !names.has(nameOf(other))) });
}

/** By the node's name, the answers for each DaemonSet in the order given. */
function byNode({ classes, placements }: Placed): ReadonlyMap<string, readonly Placement[]> {
  return new Map(classes.flatMap(({ nodes }, column) => {
    const answers = placements.map(row => row[column] as Placement);
    return nodes.map(({ name }) => [name, answers] as const);
  }));
}
