import { Labels } from '../../model/label';
import { Container, PodAffinityTerm, PodTemplate, Resources } from '../../model/pod-template';
import { showHostPort } from '../host-port';
import { KubernetesBehaviour } from '../kubernetes-behaviour';
import { Reason, Remedy } from '../placement';
import { containerRequestsOf, requestsOf, withPodLevelRequests } from '../pod-requests';
import { containerPaths, POD_SPEC, statedAmount } from '../template-path';
import { refusal } from './refusal';

/**
 * What the API server says against the pods of a template that it takes. Some things only pods have: ports of the node that
 * were filled in because of the host network, limits from a LimitRange, pod-level requests, selectors that matchLabelKeys add to.
 */
export function admitPod(template: PodTemplate, labels: Labels, behaviour: KubernetesBehaviour): Reason[] {
  const { containers, initContainers, hostNetwork, podAffinity, podAntiAffinity, spreadConstraints } = template;
  return [
    ...hostNetwork ? [containers, ...initContainers.map(container => [container])].flatMap(duplicatePorts) : [],
    ...containerPaths(template).flatMap(([path, container]) => beyondLimits(requestsOf(container), container.limits, `container ${container.name}`, path)),
    ...behaviour.podLevelResources ? podLevelProblems(withPodLevelRequests(template, behaviour), behaviour) : [],
    ...behaviour.podAffinityLabelKeys ? [...podAffinity, ...podAntiAffinity].flatMap(term => selectedTwice(term, labels)) : [],
    ...behaviour.spreadLabelKeysMerged ? spreadConstraints.flatMap(constraint => selectedTwice(constraint, labels)) : [],
  ];
}

/** Each of matchLabelKeys that the pod has becomes a condition of the selector, which must not have one on that label already. */
function selectedTwice({ selector, matchLabelKeys }: Pick<PodAffinityTerm, 'selector' | 'matchLabelKeys'>, labels: Labels): Reason[] {
  return matchLabelKeys
    .filter(key => labels.has(key) && selector?.some(requirement => requirement.key === key))
    .map(key => invalid(`the label ${key} is both in matchLabelKeys and in labelSelector`, `remove ${key} from matchLabelKeys or from labelSelector`));
}

function duplicatePorts(containers: readonly Container[]): Reason[] {
  const owners = new Map<string, string>();
  return containers.flatMap(({ name, ports }) => ports.flatMap(({ containerPort, protocol, hostIp }) => {
    const key = `${protocol}/${hostIp}/${containerPort}`;
    const other = owners.get(key);
    owners.set(key, name);
    if (other === undefined) { return []; }
    const title = showHostPort({ port: containerPort, protocol, address: hostIp || '0.0.0.0' });
    const who = other === name ? `container ${name} has it twice` : `the containers ${other} and ${name} both have it`;
    return [invalid(`on the host network the port ${title} can be had once, and ${who}`, `give container ${name} another containerPort`)];
  }));
}

function beyondLimits(requests: Resources, limits: Resources, whose: string, path: string): Reason[] {
  return [...requests].flatMap(([resource, request]) => {
    const limit = limits.get(resource);
    return limit && request.compare(limit) > 0
      ? [invalid(`${whose} requests ${request.toString()} of ${resource} and is limited to ${limit.toString()}`, `state a limit of ${resource} that is not below the request`, statedAmount(path, 'limits', resource, request.toString()))]
      : [];
  });
}

/** The pod's own requests must cover those of its containers, and its own limits theirs. */
function podLevelProblems(template: PodTemplate, behaviour: KubernetesBehaviour): Reason[] {
  const { requests = new Map(), limits = new Map() }: { readonly requests?: Resources; readonly limits?: Resources } = template;
  const uncovered = [...containerRequestsOf(template, behaviour)].flatMap(([resource, asked]) => {
    const stated = requests.get(resource);
    return stated && asked.compare(stated) > 0
      ? [invalid(`the pod requests ${stated.toString()} of ${resource}, and its containers ${asked.toString()} together`, `raise ${resource} in spec.template.spec.resources.requests`, statedAmount(POD_SPEC, 'requests', resource, asked.toString()))]
      : [];
  });
  return [
    ...uncovered,
    ...beyondLimits(requests, limits, 'the pod', POD_SPEC),
    ...template.containers.flatMap(container => aboveLimits(container, limits)),
  ];
}

function aboveLimits({ name, limits }: Container, most: Resources): Reason[] {
  return [...limits].flatMap(([resource, limit]) => {
    const allowed = most.get(resource);
    return allowed && limit.compare(allowed) > 0
      ? [invalid(`container ${name} is limited to ${limit.toString()} of ${resource}, and the whole pod to ${allowed.toString()}`, `raise ${resource} in spec.template.spec.resources.limits`, statedAmount(POD_SPEC, 'limits', resource, limit.toString()))]
      : [];
  });
}

function invalid(problem: string, remedy: string, edit: Omit<Remedy, 'text'> = {}): Reason {
  return refusal('InvalidPod', `${problem}: no pod is created`, [{ text: remedy, ...edit }]);
}
