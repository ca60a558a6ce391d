import { LimitRange, LimitRangeItem } from '../../model/cluster-objects';
import { Container, PodTemplate, Resources } from '../../model/pod-template';
import { Quantity } from '../../model/quantity';
import { KubernetesBehaviour } from '../kubernetes-behaviour';
import { Reason, Remedy } from '../placement';
import { podLimitsOf, podResourcesOf, requestsOf, withPodLevelRequests } from '../pod-requests';
import { containerPaths, statedAmount } from '../template-path';
import { refusal } from './refusal';

/** What the limits of a namespace make of a template. */
export interface LimitRangeAdmission {
  /** The template with what its pods ask for where it says nothing. */
  readonly template: PodTemplate;
  readonly refusals: readonly Reason[];
}

/** What the admission plugin LimitRanger makes of a template: defaults of all ranges first, then everything that they refuse. */
export function admitLimitRanges(template: PodTemplate, ranges: readonly LimitRange[], behaviour: KubernetesBehaviour): LimitRangeAdmission {
  if (ranges.length === 0) { return { template, refusals: [] }; }
  const before = behaviour.podLevelDefaultsLast ? template : withPodLevelRequests(template, behaviour);
  const defaulted = [...ranges].sort((left, right) => left.name < right.name ? -1 : 1).reduce(withDefaults, before);
  return { template: defaulted, refusals: ranges.flatMap(range => refusalsOf(range, defaulted, behaviour)) };
}

function withDefaults(template: PodTemplate, { limits }: LimitRange): PodTemplate {
  const items = limits.filter(({ type }) => type === 'Container');
  const merged = (lists: readonly Resources[]): Resources => new Map(lists.flatMap(list => [...list]));
  const [limit, request] = [merged(items.map(item => item.default)), merged(items.map(item => item.defaultRequest))];
  const complete = (container: Container): Container => ({
    ...container,
    requests: new Map([...request, ...requestsOf(container)]),
    limits: new Map([...limit, ...container.limits]),
  });
  return { ...template, containers: template.containers.map(complete), initContainers: template.initContainers.map(complete) };
}

function refusalsOf(range: LimitRange, template: PodTemplate, behaviour: KubernetesBehaviour): Reason[] {
  return range.limits.flatMap(item => {
    if (item.type === 'Pod') {
      const [requests, limits] = [podResourcesOf(template, behaviour), podLimitsOf(template, behaviour)];
      return behaviour.limitsOfPodsSumAny
        ? checked(range, item, 'pod', requests, limits)
        : checked(range, item, 'pod', statedByAll(requests, template, requestsOf), statedByAll(limits, template, container => container.limits));
    }
    if (item.type !== 'Container') { return []; }
    return containerPaths(template)
      .flatMap(([path, container]) => checked(range, item, `container ${container.name}`, requestsOf(container), container.limits, path));
  });
}

/** What all containers state; of what only some of them do, no more than the largest of the init containers is seen. */
function statedByAll(total: Resources, { containers, initContainers }: PodTemplate, listOf: (container: Container) => Resources): Resources {
  return new Map([...total].flatMap(([resource, quantity]): [string, Quantity][] => {
    if (containers.every(container => listOf(container).has(resource))) { return [[resource, quantity]]; }
    const largest = initContainers.flatMap(container => listOf(container).get(resource) ?? []).sort((left, right) => right.compare(left))[0];
    return largest ? [[resource, largest]] : [];
  }));
}

/** What a LimitRange refuses, and the statement that it would take. */
interface Breach {
  readonly problem: string;
  readonly allowed?: readonly [list: 'requests' | 'limits', amount: Quantity];
}

/** @param path of the container that is refused; none for the whole pod */
function checked(range: LimitRange, { min, max, maxLimitRequestRatio }: LimitRangeItem, whose: string, requests: Resources, limits: Resources, path?: string): Reason[] {
  const breaches = [
    ...[...min].map(([resource, least]) => [resource, tooSmall(resource, least, requests, limits)] as const),
    ...[...max].map(([resource, most]) => [resource, tooLarge(resource, most, requests, limits)] as const),
    ...[...maxLimitRequestRatio].map(([resource, most]) => [resource, tooFarApart(resource, most, requests, limits)] as const),
  ];
  return breaches.flatMap(([resource, breach]) => breach === undefined ? [] : [refusal('RefusedByLimitRange',
    `the LimitRange ${range.namespace}/${range.name} refuses the ${whose}: ${breach.problem}`, remedies(resource, whose, breach, path))]);
}

function tooSmall(resource: string, least: Quantity, requests: Resources, limits: Resources): Breach | undefined {
  const [request, limit] = [requests.get(resource), limits.get(resource)];
  if (!request) { return { problem: `at least ${least.toString()} of ${resource} must be requested, and nothing is`, allowed: ['requests', least] }; }
  if (request.compare(least) < 0) { return { problem: `at least ${least.toString()} of ${resource} must be requested, got ${request.toString()}`, allowed: ['requests', least] }; }
  return limit && limit.compare(least) < 0 ? { problem: `the limit of ${resource} must be at least ${least.toString()}, got ${limit.toString()}`, allowed: ['limits', least] } : undefined;
}

function tooLarge(resource: string, most: Quantity, requests: Resources, limits: Resources): Breach | undefined {
  const [request, limit] = [requests.get(resource), limits.get(resource)];
  if (!limit) { return { problem: `it must have a limit of ${resource} of at most ${most.toString()}, and has none`, allowed: ['limits', most] }; }
  if (limit.compare(most) > 0) { return { problem: `the limit of ${resource} must be at most ${most.toString()}, got ${limit.toString()}`, allowed: ['limits', most] }; }
  return request && request.compare(most) > 0 ? { problem: `at most ${most.toString()} of ${resource} may be requested, got ${request.toString()}`, allowed: ['requests', most] } : undefined;
}

function tooFarApart(resource: string, most: Quantity, requests: Resources, limits: Resources): Breach | undefined {
  const [request, limit] = [requests.get(resource)?.nanos ?? 0n, limits.get(resource)?.nanos ?? 0n];
  if (request === 0n || limit === 0n) { return { problem: `the limit of ${resource} may be at most ${most.toString()} times its request, and ${request === 0n ? 'no request' : 'no limit'} is stated` }; }
  return limit * 1_000_000_000n > request * most.nanos ? { problem: `the limit of ${resource} may be at most ${most.toString()} times its request` } : undefined;
}

function remedies(resource: string, whose: string, { allowed }: Breach, path: string | undefined): Remedy[] {
  return [
    { text: `state requests and limits of ${resource} for the ${whose} that the LimitRange allows`, ...path && allowed ? statedAmount(path, allowed[0], resource, allowed[1].toString()) : {} },
    { text: 'change the LimitRange, or use another namespace' },
  ];
}
