import { Conditions, platformOf } from './conditions';
import { DaemonNode } from './daemon-node';
import { Obstacle, Stall } from './plan';
import { Course } from './simulation';
import { DaemonSet, UpdateStrategy } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { compare } from '../model/order';
import { Outcome, Placement, Reason, Remedy } from '../placement/placement';
import { unavailableInstead } from '../placement/unavailable-instead';

/** An update that did not finish, and what is known of its nodes. */
export interface Unfinished {
  readonly daemonSet: DaemonSet;
  readonly strategy: UpdateStrategy;
  readonly course: Course;
  readonly stages: readonly { readonly node: InventoryNode }[];
  readonly conditions: Conditions;

  /** What was said of a new pod by itself, and beside the old one, by the node's name. */
  readonly placements: { readonly alone: ReadonlyMap<string, Placement>; readonly beside: ReadonlyMap<string, Placement> };
}

type Cause = Omit<Obstacle, 'nodes'>;

/** What keeps nodes from being as the update wants them. Nodes that only wait for others are not among them. */
export function obstaclesOf(unfinished: Unfinished): Obstacle[] {
  const nodes = new Map(unfinished.stages.map(({ node }) => [node.name, node]));
  const found = new Map<string, Cause & { readonly nodes: string[] }>();
  for (const simulated of unfinished.course.nodes) {
    const { name } = simulated.declared;
    const node = nodes.get(name);
    const cause = node && !simulated.settled ? causeOf(unfinished, simulated, node) : undefined;
    if (!cause) { continue; }
    const key = `${cause.code} ${cause.message}`;
    const known = found.get(key);
    if (known) { known.nodes.push(name); } else { found.set(key, { ...cause, nodes: [name] }); }
  }
  return [...found.values()].sort((left, right) =>
    right.nodes.length - left.nodes.length || compare(left.code, right.code) || compare(left.message, right.message));
}

/**
 * Why the update stalls: the obstacle that most nodes have.
 *
 * @param left the nodes that keep an old pod
 * @param hopeless on how many nodes the update can never be done, whether it got there or not
 */
export function stallOf(obstacles: readonly Obstacle[], left: readonly string[], strategy: UpdateStrategy, hopeless: number): Stall {
  const [first, ...others] = obstacles;
  if (!first) { return { code: 'Waits', message: 'nodes wait for a place among those that the limits allow, and none gets free', remedies: [], nodes: left, others: [] }; }
  const stuck = new Set(obstacles.flatMap(({ nodes }) => nodes));
  const waiting = left.filter(name => !stuck.has(name)).length;
  if (waiting === 0 || strategy.type === 'OnDelete') { return { ...first, others }; }
  const limit = parseInt(String(strategy.maxSurge), 10) > 0 ? `maxSurge ${strategy.maxSurge}` : `maxUnavailable ${strategy.maxUnavailable}`;
  return {
    ...first,
    message: `${first.message}; that uses up ${limit} for ever, so ${waiting} other ${waiting === 1 ? 'node keeps its old pod' : 'nodes keep their old pods'}`,
    remedies: [...first.remedies, ...raised(strategy, hopeless, new Set([...left, ...stuck]).size)],
    others,
  };
}

/** A limit that leaves a place beside the nodes on which the update can never be done. */
function raised({ maxSurge }: UpdateStrategy, hopeless: number, undone: number): Remedy[] {
  if (parseInt(String(maxSurge), 10) > 0 || hopeless >= undone) { return []; }
  return [{
    text: `raise maxUnavailable above ${hopeless}, the number of nodes on which the update cannot be done: then the others are updated`,
    yaml: { path: 'spec.updateStrategy.rollingUpdate.maxUnavailable', set: hopeless + 1 },
  }];
}

function causeOf(unfinished: Unfinished, { up, declared, shouldRun, pods, live }: DaemonNode, node: InventoryNode): Cause | undefined {
  if (!up) { return nodeDown(); }
  const updated = live.find(pod => pod.updated);
  const placement = tried(unfinished, declared.name, pods.some(pod => pod.bound && pod !== updated));
  if (updated && node.virtual) { return updatesVirtualNode(); }
  if (updated) { return updated.bound ? neverReady(unfinished, node) : pending(unfinished, declared.name, placement); }
  if (unfinished.strategy.type === 'OnDelete' && live.length > 0) { return onDelete(unfinished.daemonSet); }
  const refused = shouldRun && (live.length === 0 || unfinished.placements.beside.size > 0);
  return refused && placement?.outcome === Outcome.NOT_CREATED ? fromReasons('NewPodRefused', 'no new pod is created', placement.reasons) : undefined;
}

/** What was said of the new pod of a node in the company that it has. */
function tried({ placements: { alone, beside } }: Unfinished, name: string, company: boolean): Placement | undefined {
  return company ? beside.get(name) ?? alone.get(name) : alone.get(name);
}

function nodeDown(): Cause {
  return {
    code: 'NodeDown',
    message: 'the kubelet does not answer, so the pod there neither gets ready nor goes when it is deleted',
    remedies: [{ text: 'bring the nodes back, or delete their Node objects: then their pods are deleted, too' }],
  };
}

function updatesVirtualNode(): Cause {
  return {
    code: 'UpdatesVirtualNode',
    message: 'the controller makes a pod for a virtual node, which runs none',
    remedies: [{ text: 'exclude virtual nodes by their label, in nodeSelector or required node affinity' }],
  };
}

function neverReady({ daemonSet, conditions }: Unfinished, node: InventoryNode): Cause {
  const { imagePlatforms } = conditions;
  if (imagePlatforms !== undefined && !imagePlatforms.includes(platformOf(node))) {
    return {
      code: 'NoImageForPlatform',
      message: `the image has no variant for ${platformOf(node)} (it has ${imagePlatforms.join(', ')}), so the new pod never starts`,
      remedies: [{ text: `build the image for ${platformOf(node)}` }, { text: 'exclude these nodes by kubernetes.io/arch and kubernetes.io/os, and let another DaemonSet run there' }],
    };
  }
  return {
    code: 'NeverReady',
    message: 'the new pod never gets ready',
    remedies: [{ text: `find out why (kubectl describe pod, kubectl logs), or go back: kubectl rollout undo daemonset/${daemonSet.name} -n ${daemonSet.namespace}` }],
  };
}

/** A new pod that would fit by itself is kept out by the old one, which stays until the new one is available. */
function pending({ daemonSet, placements: { alone } }: Unfinished, name: string, placement: Placement | undefined): Cause {
  const reasons = placement?.reasons ?? [];
  if (alone.get(name)?.outcome === Outcome.PENDING || placement === alone.get(name)) { return fromReasons('NewPodPending', 'the new pod stays Pending', reasons); }
  const filters = reasons.map(({ filter }) => filter);
  const code = filters.includes('NodePorts') ? 'HostPortBesideOldPod' : filters.includes('NodeResourcesFit') ? 'NoRoomBesideOldPod' : 'KeptAwayByOldPod';
  return {
    code,
    message: `the new pod stays Pending beside the old one, which stays until the new one is available: ${reasons.map(({ message }) => message).join('; ')}`,
    remedies: [unavailableInstead(daemonSet)],
  };
}

function fromReasons(code: string, what: string, reasons: readonly Reason[]): Cause {
  return { code, message: `${what}: ${reasons.map(({ message }) => message).join('; ')}`, remedies: reasons.flatMap(({ remedies }) => remedies) };
}

function onDelete(daemonSet: DaemonSet): Cause {
  return {
    code: 'OnDelete',
    message: 'OnDelete replaces a pod only once somebody deletes it: how long that takes is unbounded',
    remedies: [
      { text: `delete the pods one after the other (kubectl delete pod -n ${daemonSet.namespace} …)` },
      {
        text: 'let the controller replace them: type RollingUpdate (spec.updateStrategy)',
        ...(daemonSet.typed ? { typescript: 'updateStrategy: UpdateStrategy.rollingUpdate()' } : {}),
        yaml: { path: 'spec.updateStrategy', set: { type: 'RollingUpdate' } },
      },
    ],
  };
}
