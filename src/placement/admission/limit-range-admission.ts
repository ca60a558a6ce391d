import { LimitRange, LimitRangeItem } from '../../model/cluster-objects';
import { Container, PodTemplate, Resources } from '../../model/pod-template';
import { Quantity } from '../../model/quantity';
import { KubernetesBehaviour } from '../kubernetes-behaviour';
import { Reason, Remedy } from '../placement';
import { podLimitsOf, podResourcesOf, requestsOf, withPodLevelRequests } from '../pod-requests';
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
    return [...template.containers, ...template.initContainers]
      .flatMap(container => checked(range, item, `container ${container.name}`, requestsOf(container), container.limits));
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

function checked(range: LimitRange, { min, max, maxLimitRequestRatio }: LimitRangeItem, whose: string, requests: Resources, limits: Resources): Reason[] {
  const problems = [
    ...[...min].map(([resource, least]) => [resource, tooSmall(resource, least, requests, limits)] as const),
    ...[...max].map(([resource, most]) => [resource, tooLarge(resource, most, requests, limits)] as const),
    ...[...maxLimitRequestRatio].map(([resource, most]) => [resource, tooFarApart(resource, most, requests, limits)] as const),
  ];
  return problems.flatMap(([resource, problem]) => problem === undefined ? [] : [refusal('RefusedByLimitRange',
    `the LimitRange ${range.namespace}/${range.name} refuses the ${whose}: ${problem}`, remedies(resource, whose))]);
}

function tooSmall(resource: string, least: Quantity, requests: Resources, limits: Resources): string | undefined {
  const [request, limit] = [requests.get(resource), limits.get(resource)];
  if (!request) { return `at least ${least.toString()} of ${resource} must be requested, and nothing is`; }
  if (request.compare(least) < 0) { return `at least ${least.toString()} of ${resource} must be requested, got ${request.toString()}`; }
  return limit && limit.compare(least) < 0 ? `the limit of ${resource} must be at least ${least.toString()}, got ${limit.toString()}` : undefined;
}

function tooLarge(resource: string, most: Quantity, requests: Resources, limits: Resources): string | undefined {
  const [request, limit] = [requests.get(resource), limits.get(resource)];
  if (!limit) { return `it must have a limit of ${resource} of at most ${most.toString()}, and has none`; }
  if (limit.compare(most) > 0) { return `the limit of ${resource} must be at most ${most.toString()}, got ${limit.toString()}`; }
  return request && request.compare(most) > 0 ? `at most ${most.toString()} of ${resource} may be requested, got ${request.toString()}` : undefined;
}

function tooFarApart(resource: string, most: Quantity, requests: Resources, limits: Resources): string | undefined {
  const [request, limit] = [requests.get(resource)?.nanos ?? 0n, limits.get(resource)?.nanos ?? 0n];
  if (request === 0n || limit === 0n) { return `the limit of ${resource} may be at most ${most.toString()} times its request, and ${request === 0n ? 'no request' : 'no limit'} is stated`; }
  return limit * 1_000_000_000n > request * most.nanos ? `the limit of ${resource} may be at most ${most.toString()} times its request` : undefined;
}

function remedies(resource: string, whose: string): Remedy[] {
  return [{ text: `state requests and limits of ${resource} for the ${whose} that the LimitRange allows` }, { text: 'change the LimitRange, or use another namespace' }];
}
