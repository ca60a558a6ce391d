import { QuotaScope, ResourceQuota } from '../../model/cluster-objects';
import { meets } from '../../model/label-selector';
import { Container } from '../../model/pod-template';
import { Quantity } from '../../model/quantity';
import { KubernetesBehaviour } from '../kubernetes-behaviour';
import { Reason } from '../placement';
import { Pod } from '../pod';
import { podLimitsOf, podResourcesOf, requestsOf } from '../pod-requests';
import { refusal } from './refusal';

/** The resources that every container must state where a quota counts them. */
const MUST_BE_STATED = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];

/** The scope of quotas that asks for the class of a pod's priority. */
const PRIORITY_CLASS = 'PriorityClass';

/** The quotas of a cluster, and what the pods that were created have used up of them. */
export class ResourceQuotas {
  private readonly used = new Map<ResourceQuota, Map<string, Quantity>>();

  constructor(private readonly quotas: readonly ResourceQuota[], private readonly behaviour: KubernetesBehaviour) {}

  /** Whether some quota counts a pod, so that one of its kind may be created and the next refused. */
  public concern(pod: Pod): boolean {
    return this.quotas.some(quota => counts(quota, pod));
  }

  /** Why no more such pods may be created. */
  public refusals(pod: Pod): Reason[] {
    return this.quotas.filter(quota => counts(quota, pod)).flatMap(quota => [...unstated(quota, pod, this.behaviour), ...this.exceeded(quota, pod)]);
  }

  /** Counts a pod that was created. */
  public charge(pod: Pod): void {
    for (const quota of this.quotas.filter(one => counts(one, pod))) {
      const used = this.used.get(quota) ?? new Map<string, Quantity>();
      for (const [resource, quantity] of usageOf(pod, this.behaviour)) { used.set(resource, (used.get(resource) ?? Quantity.ZERO).plus(quantity)); }
      this.used.set(quota, used);
    }
  }

  private exceeded(quota: ResourceQuota, pod: Pod): Reason[] {
    const usage = usageOf(pod, this.behaviour);
    return [...quota.hard].sort(([left], [right]) => left < right ? -1 : 1).flatMap(([resource, hard]) => {
      const [asked, used] = [usage.get(resource) ?? Quantity.ZERO, this.used.get(quota)?.get(resource) ?? Quantity.ZERO];
      return asked.compare(Quantity.ZERO) > 0 && used.plus(asked).compare(hard) > 0 ? [tooMuch(quota, resource, hard, used, asked)] : [];
    });
  }
}

function tooMuch({ namespace, name }: ResourceQuota, resource: string, hard: Quantity, used: Quantity, asked: Quantity): Reason {
  const chance = used.compare(Quantity.ZERO) > 0 ? '; on which nodes that happens is left to chance' : '';
  return refusal('ExceededQuota', `the ResourceQuota ${namespace}/${name} allows ${hard.toString()} of ${resource}, ${used.toString()} are used and ${asked.toString()} are asked for: no pod is created${chance}`, [
    { text: `raise ${resource} of the ResourceQuota, to what a pod on every node needs` },
    { text: 'use another namespace' },
  ]);
}

function unstated({ namespace, name, hard }: ResourceQuota, { template }: Pod, { podLevelResources }: KubernetesBehaviour): Reason[] {
  if (podLevelResources && (template.requests || template.limits)) { return []; }
  const missing = MUST_BE_STATED.filter(resource => hard.has(resource)).map(resource => ({
    resource,
    containers: [...template.containers, ...template.initContainers].filter(container => !states(container, resource)),
  }));
  return missing.filter(({ containers }) => containers.length > 0).map(({ resource, containers }) => refusal('RequiredByQuota',
    `the ResourceQuota ${namespace}/${name} counts ${resource}, so every container must state it: ${containers.map(container => container.name).join(', ')} does not`,
    [{ text: `state ${resource.startsWith('limits.') ? 'limits' : 'requests'} of ${resource.replace(/^\w+\./, '')} for every container` }]));
}

function states(container: Container, resource: string): boolean {
  const [list, name] = resource.startsWith('limits.') ? [container.limits, resource.slice('limits.'.length)] : [requestsOf(container), resource.replace('requests.', '')];
  return list.has(name);
}

function counts({ namespace, hard, scopes }: ResourceQuota, pod: Pod): boolean {
  return namespace === pod.namespace && [...hard.keys()].some(isCounted) && scopes.every(scope => isInScope(scope, pod));
}

/** Whether a quota limits, and so allows, the pods of a PriorityClass in its namespace: where a cluster asks for such a quota, this is one. */
export function coversPriorityClass({ scopes }: ResourceQuota, priorityClassName: string): boolean {
  return scopes.some(scope => scope.name === PRIORITY_CLASS && isOfClass(scope, priorityClassName));
}

function isCounted(resource: string): boolean {
  return /^(pods|count\/pods|((requests|limits)\.)?(cpu|memory|ephemeral-storage)|(requests\.)?hugepages-.*|requests\..*\/.*)$/.test(resource);
}

function isOfClass({ operator, values }: QuotaScope, priorityClassName: string | undefined): boolean {
  return meets({ key: PRIORITY_CLASS, operator: operator as 'In', values }, new Map(priorityClassName === undefined ? [] : [[PRIORITY_CLASS, priorityClassName]]));
}

function isInScope(scope: QuotaScope, pod: Pod): boolean {
  switch (scope.name) {
    case PRIORITY_CLASS: return isOfClass(scope, pod.priorityClassName);
    case 'BestEffort': return isBestEffort(pod);
    case 'NotBestEffort': return !isBestEffort(pod);
    case 'NotTerminating': return true;
    case 'CrossNamespacePodAffinity': return [...pod.podAffinity, ...pod.podAntiAffinity].some(({ namespaces, namespaceSelector }) => namespaces.length > 0 || namespaceSelector !== undefined);
    default: return false;
  }
}

/** Nothing is asked for, and nothing is limited. */
function isBestEffort({ template }: Pod): boolean {
  const lists = [template, ...template.containers, ...template.initContainers].flatMap(({ requests, limits }) => [requests, limits]);
  return !lists.some(list => ['cpu', 'memory'].some(resource => (list?.get(resource)?.nanos ?? 0n) > 0n));
}

function usageOf({ template, overhead }: Pod, behaviour: KubernetesBehaviour): ReadonlyMap<string, Quantity> {
  const [requests, limits] = [new Map(podResourcesOf(template, behaviour)), new Map(podLimitsOf(template, behaviour))];
  for (const [resource, quantity] of overhead) {
    requests.set(resource, (requests.get(resource) ?? Quantity.ZERO).plus(quantity));
    const limit = limits.get(resource);
    if (limit && limit.nanos !== 0n) { limits.set(resource, limit.plus(quantity)); }
  }
  const usage = new Map([['pods', Quantity.of(1)], ['count/pods', Quantity.of(1)]]);
  for (const [resource, quantity] of requests) {
    if (!resource.includes('/')) { usage.set(resource, quantity); }
    usage.set(`requests.${resource}`, quantity);
  }
  for (const resource of ['cpu', 'memory', 'ephemeral-storage']) {
    const quantity = limits.get(resource);
    if (quantity) { usage.set(`limits.${resource}`, quantity); }
  }
  return usage;
}
