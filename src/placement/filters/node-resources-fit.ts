import { HIGHEST_PRIORITY } from '../admission/priority-admission';
import { KubernetesBehaviour } from '../kubernetes-behaviour';
import { NodeRoom } from '../node-room';
import { Reason, Remedy, Unjudged } from '../placement';
import { Pod } from '../pod';
import { amountOf, NODE_RESOURCES, requestsOf, showAmount } from '../pod-requests';
import { containerPaths, POD_SPEC, statedAmount, SYSTEM_PRIORITY } from '../template-path';

/** How many pods a reason names before it only counts the others. */
const NAMED = 5;
const NOTHING = 0n;

/** A resource of which a node has less left than a pod needs. */
export interface Shortage {
  /** `pods` where it has no place for another pod. */
  readonly resource: string;
  readonly requested: bigint;
  readonly used: bigint;
  readonly allocatable: bigint;
}

/** Whether a node has room for a pod. */
export function fitsResources(pod: Pod, room: NodeRoom, behaviour: KubernetesBehaviour): boolean {
  if (!room.capacity) { return true; }
  if (lacksPlace(room)) { return false; }
  if (!behaviour.onlyRequestedResources && !pod.requests.none && NODE_RESOURCES.some(resource => lacks(room, resource, NOTHING))) { return false; }
  return pod.requests.amounts.every(([resource, amount]) => !lacks(room, resource, amount));
}

/** Everything that a node has too little of for a pod; the number of pods first. */
export function shortagesOf(pod: Pod, room: NodeRoom, behaviour: KubernetesBehaviour): Shortage[] {
  if (!room.capacity) { return []; }
  const places: Shortage = { resource: 'pods', requested: 1n, used: BigInt(room.pods.length), allocatable: room.allocatableOf('pods') ?? NOTHING };
  const overcommitted = behaviour.onlyRequestedResources || pod.requests.none ? [] : NODE_RESOURCES
    .filter(resource => !pod.requests.amounts.some(([requested]) => requested === resource))
    .map(resource => [resource, NOTHING] as const);
  const asked = [...overcommitted, ...pod.requests.amounts].filter(([resource, amount]) => lacks(room, resource, amount));
  return [
    ...lacksPlace(room) ? [places] : [],
    ...asked.map(([resource, requested]) => ({ resource, requested, used: room.usedOf(resource), allocatable: room.allocatableOf(resource) ?? NOTHING })),
  ];
}

/** One reason for each shortage, with the numbers and with those who take the room. */
export function nodeResourcesFit(pod: Pod, room: NodeRoom, behaviour: KubernetesBehaviour): Reason[] {
  return shortagesOf(pod, room, behaviour).map(shortage => shortage.resource === 'pods' ? noPlace(shortage, pod, room) : tooLittle(shortage, pod, room));
}

/** What of a pod's requests is not judged on a node, because the inventory does not say what the node has. */
export function undeclaredResources(pod: Pod, { node }: NodeRoom): Unjudged[] {
  if (!node.allocatable) { return [{ filter: 'NodeResourcesFit', message: 'no allocatable is declared' }]; }
  const { undeclared } = node.allocatable;
  if (undeclared.size === 0) { return []; }
  const open = pod.requests.amounts.map(([resource]) => resource).filter(resource => undeclared.has(resource));
  return open.length === 0 ? [] : [{ filter: 'NodeResourcesFit', message: `${open.join(', ')} ${open.length === 1 ? 'is' : 'are'} not declared` }];
}

function lacksPlace(room: NodeRoom): boolean {
  const places = room.allocatableOf('pods');
  return places !== undefined && BigInt(room.pods.length) >= places;
}

function lacks(room: NodeRoom, resource: string, amount: bigint): boolean {
  const allocatable = room.allocatableOf(resource);
  return allocatable !== undefined && amount > allocatable - room.usedOf(resource);
}

function noPlace({ allocatable }: Shortage, pod: Pod, room: NodeRoom): Reason {
  const contested = pod.priority < HIGHEST_PRIORITY && room.pods.some(other => other.priority < HIGHEST_PRIORITY);
  return {
    filter: 'NodeResourcesFit',
    code: 'TooManyPods',
    message: `needs a place for one more pod: ${allocatable} allocatable, ${room.pods.length === 0 ? 'none taken' : `${room.pods.length} taken by ${namedTakers(room.pods, () => 1n)}`}`,
    remedies: [...contested ? [SYSTEM_PRIORITY] : [], { text: 'raise the number of pods of the node (maxPods of its kubelet), or run fewer pods there' }],
  };
}

function tooLittle({ resource, requested, used, allocatable }: Shortage, pod: Pod, room: NodeRoom): Reason {
  const missing = requested - (allocatable - used);
  const shareOf = ({ requests }: Pod) => requests.amounts.find(([taken]) => taken === resource)?.[1] ?? NOTHING;
  const takers = room.pods.filter(other => shareOf(other) > NOTHING);
  return {
    filter: 'NodeResourcesFit',
    code: 'InsufficientResource',
    message: `needs ${showAmount(resource, missing)} more ${resource}: ${showAmount(resource, allocatable)} allocatable, `
      + (takers.length === 0 ? 'none taken' : `${showAmount(resource, used)} taken by ${namedTakers(takers, shareOf, resource)}`),
    remedies: remediesOf({ resource, requested, used, allocatable }, pod, missing, sum(takers.filter(other => other.priority < HIGHEST_PRIORITY), shareOf)),
  };
}

/** @param contested what pods take that a higher priority would go before */
function remediesOf({ resource, requested, allocatable }: Shortage, pod: Pod, missing: bigint, contested: bigint): Remedy[] {
  const most = requested - missing;
  return [
    ...most > NOTHING ? [lowered(resource, requested, missing, pod)] : [],
    ...contested >= missing && pod.priority < HIGHEST_PRIORITY ? [SYSTEM_PRIORITY] : [],
    { text: requested > allocatable ? `leave such nodes out, or use nodes with more ${resource}` : `lower the ${resource} requests of the others, or use nodes with more of it` },
  ];
}

/** Lowers what the pod asks for, where one statement is enough for that: the pod's own, or that of the container that asks for most. */
function lowered(resource: string, requested: bigint, missing: bigint, { template }: Pod): Remedy {
  const text = `request at most ${showAmount(resource, requested - missing)} of ${resource} in place of ${showAmount(resource, requested)}`;
  const own = template.requests?.get(resource);
  const asking = own ? [{ owner: POD_SPEC, amount: amountOf(resource, own), name: '' }] : containerPaths(template).flatMap(([owner, container]) => {
    const quantity = requestsOf(container).get(resource);
    return quantity ? [{ owner, amount: amountOf(resource, quantity), name: container.name }] : [];
  });
  const [most] = [...asking].sort((left, right) => left.amount > right.amount ? -1 : left.amount < right.amount ? 1 : 0);
  if (!most || most.amount <= missing) { return { text }; }
  const amount = showAmount(resource, most.amount - missing);
  return { text: asking.length > 1 ? `${text}: ${amount} for the container ${most.name}` : text, ...statedAmount(most.owner, 'requests', resource, amount) };
}

/** DaemonSets by name, in the order in which they came, and all other pods together. */
function namedTakers(pods: readonly Pod[], shareOf: (pod: Pod) => bigint, resource?: string): string {
  const share = (taken: readonly Pod[]) => resource === undefined ? '' : ` ${showAmount(resource, sum(taken, shareOf))}`;
  const [daemons, others] = [pods.filter(({ daemon }) => daemon), pods.filter(({ daemon }) => !daemon)];
  const named = daemons.length > NAMED + 1 ? NAMED : daemons.length;
  const rest = daemons.slice(named);
  return [
    ...daemons.slice(0, named).map(pod => `${pod.title}${share([pod])}`),
    ...rest.length > 0 ? [`${rest.length} more DaemonSets${share(rest)}`] : [],
    ...others.length > 0 ? [`${others.length} other ${others.length === 1 ? 'pod' : 'pods'}${share(others)}`] : [],
  ].join(', ');
}

function sum(pods: readonly Pod[], shareOf: (pod: Pod) => bigint): bigint {
  return pods.reduce((total, pod) => total + shareOf(pod), NOTHING);
}
