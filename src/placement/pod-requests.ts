import { isSidecar } from './host-port';
import { KubernetesBehaviour } from './kubernetes-behaviour';
import { Container, PodTemplate, Resources } from '../model/pod-template';
import { Quantity } from '../model/quantity';

/** What one pod asks of its node, in the units that the scheduler counts in. */
export interface PodRequests {
  /** Whole numbers above zero, in the order in which shortages are reported. */
  readonly amounts: readonly (readonly [resource: string, amount: bigint])[];

  /** Whether nothing but its place among the pods is counted. */
  readonly none: boolean;
}

/** The resources that the scheduler counts on every node, in its own order. */
export const NODE_RESOURCES: readonly string[] = ['cpu', 'memory', 'ephemeral-storage'];

/**
 * What pods of a template ask for: containers and sidecars run together, ordinary init containers before them, each beside
 * the sidecars that were started earlier.
 */
export function podRequestsOf(template: PodTemplate, behaviour: KubernetesBehaviour, overhead: Resources = template.overhead): PodRequests {
  const total = added(podResourcesOf(template, behaviour), overhead);
  const counted = [...total].filter(([resource]) => NODE_RESOURCES.includes(resource) || isScalar(resource));
  const amounts = counted.map(([resource, quantity]) => [resource, amountOf(resource, quantity)] as const).filter(([, amount]) => amount > 0n);
  const scalarNamed = !behaviour.onlyRequestedResources && counted.some(([resource]) => isScalar(resource));
  return { amounts: amounts.sort(([left], [right]) => rank(left) - rank(right) || (left < right ? -1 : 1)), none: amounts.length === 0 && !scalarNamed };
}

/** The requests of a container as its pod has them: where only a limit is stated, that. */
export function requestsOf({ requests, limits }: Container): Resources {
  return limits.size === 0 ? requests : new Map([...limits, ...requests]);
}

/** An amount in the unit that the scheduler counts in: thousandths of cpu, whole units of all else. */
export function amountOf(resource: string, quantity: Quantity): bigint {
  return resource === 'cpu' ? quantity.milliValue : quantity.value;
}

/** An amount that the scheduler counted, as a quantity is written: `3920m`, `14Gi`. */
export function showAmount(resource: string, amount: bigint): string {
  if (resource === 'cpu') { return Quantity.parse(`${amount}m`).toString(); }
  const [decimal, binary] = [Quantity.of(amount).toString(), Quantity.parse(`${amount}`).inBinary().toString()];
  return binary.length < decimal.length ? binary : decimal;
}

/** Whether the scheduler counts a resource that not every node has: extended resources, huge pages, attachable volumes. */
function isScalar(resource: string): boolean {
  return resource.includes('/') && !resource.startsWith('requests.') || resource.startsWith('hugepages-') || resource.startsWith('attachable-volumes-');
}

/** What the containers of a pod request by resource: as much as is needed at once. */
export function containerRequestsOf(template: PodTemplate, behaviour: KubernetesBehaviour): Resources {
  return together(template, behaviour, requestsOf);
}

/** What a pod requests by resource, its overhead not included. */
export function podResourcesOf(template: PodTemplate, behaviour: KubernetesBehaviour): Resources {
  return overridden(containerRequestsOf(template, behaviour), withPodLevelRequests(template, behaviour).requests, behaviour);
}

/** The limits of a pod by resource, its overhead not included. */
export function podLimitsOf(template: PodTemplate, behaviour: KubernetesBehaviour): Resources {
  return overridden(together(template, behaviour, ({ limits }) => limits), template.limits, behaviour);
}

/**
 * A template with the pod-level requests that its pods get where there are pod-level limits: what the containers ask for
 * together, and the limit where none of them asks.
 */
export function withPodLevelRequests(template: PodTemplate, behaviour: KubernetesBehaviour): PodTemplate {
  const { requests, limits } = template;
  if (!behaviour.podLevelResources || !limits || limits.size === 0) { return template; }
  const asked = [...containerRequestsOf(template, behaviour)].filter(([resource]) => resource === 'cpu' || resource === 'memory');
  return { ...template, requests: new Map([...[...limits].filter(([resource]) => isPodLevel(resource)), ...asked, ...requests ?? []]) };
}

function together(template: PodTemplate, { sidecars }: KubernetesBehaviour, listOf: (container: Container) => Resources): Resources {
  let running = sumOf(template.containers.map(listOf));
  let started: Resources = new Map();
  let peak: Resources = new Map();
  for (const container of template.initContainers) {
    const list = listOf(container);
    if (sidecars && isSidecar(container)) {
      running = added(running, list);
      started = added(started, list);
      peak = greater(peak, started);
    } else {
      peak = greater(peak, added(started, list));
    }
  }
  return greater(running, peak);
}

/** What is stated for the pod stands in place of the sum. */
function overridden(total: Resources, stated: Resources | undefined, { podLevelResources }: KubernetesBehaviour): Resources {
  if (!podLevelResources || !stated) { return total; }
  return new Map([...total, ...[...stated].filter(([resource]) => isPodLevel(resource))]);
}

function isPodLevel(resource: string): boolean {
  return resource === 'cpu' || resource === 'memory' || resource.startsWith('hugepages-');
}

function rank(resource: string): number {
  const index = NODE_RESOURCES.indexOf(resource);
  return index < 0 ? NODE_RESOURCES.length : index;
}

function sumOf(lists: readonly Resources[]): Resources {
  return lists.reduce(added, new Map());
}

function added(left: Resources, right: Resources): Resources {
  return right.size === 0 ? left : combined(left, right, (one, other) => one.plus(other));
}

function greater(left: Resources, right: Resources): Resources {
  return right.size === 0 ? left : combined(left, right, (one, other) => one.compare(other) >= 0 ? one : other);
}

function combined(left: Resources, right: Resources, combine: (one: Quantity, other: Quantity) => Quantity): Resources {
  const result = new Map(left);
  for (const [resource, quantity] of right) {
    const present = result.get(resource);
    result.set(resource, present ? combine(present, quantity) : quantity);
  }
  return result;
}
