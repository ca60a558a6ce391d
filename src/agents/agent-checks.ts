import { Duration } from 'cdk8s';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { NodeOperatingSystem } from './node-operating-system';
import { checkSecretName, ResolvedContainer } from './pod-container';
import { PodDnsPolicy } from './pod-dns-policy';
import { labelKeyProblem, labelValueProblem } from '../model/label';

/** @throws where something that is stated of a whole agent is invalid, or could never work */
export function checkAgent(
  place: string, props: NodeAgentDaemonSetProps, containers: readonly ResolvedContainer[], selector: { readonly [label: string]: string },
): void {
  checkLabels(`${place}: labels`, props.labels);
  checkLabels(`${place}: podLabels`, props.podLabels);
  checkLabels(`${place}: matchLabels`, props.matchLabels);
  checkAnnotations(`${place}: annotations`, props.annotations);
  checkAnnotations(`${place}: podAnnotations`, props.podAnnotations);
  checkSelector(place, props, selector);
  checkSurge(place, props, containers);
  checkSystem(place, props);
  checkHistory(place, props.revisionHistoryLimit);
  checkSeconds(`${place}: minReady`, props.minReady);
  checkSeconds(`${place}: terminationGracePeriod`, props.terminationGracePeriod);
  props.imagePullSecrets?.forEach(name => checkSecretName(`${place}: imagePullSecrets`, name));
  checkNames(place, containers);
}

function checkLabels(place: string, labels: { readonly [key: string]: string } | undefined): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    const keyProblem = labelKeyProblem(key);
    if (keyProblem) { throw new Error(`${place}: key ${keyProblem}, got "${key}"`); }
    const valueProblem = labelValueProblem(value);
    if (valueProblem) { throw new Error(`${place}: the value of ${key} ${valueProblem}, got "${value}"`); }
  }
}

function checkAnnotations(place: string, annotations: { readonly [key: string]: string } | undefined): void {
  for (const key of Object.keys(annotations ?? {})) {
    const problem = labelKeyProblem(key);
    if (problem) { throw new Error(`${place}: key ${problem}, got "${key}"`); }
  }
}

function checkSelector(place: string, { podLabels, matchLabels }: NodeAgentDaemonSetProps, selector: { readonly [label: string]: string }): void {
  if (matchLabels && Object.keys(matchLabels).length === 0) { throw new Error(`${place}: matchLabels must have at least one label; leave it out for the agent's own`); }
  const torn = Object.keys(selector).find(key => podLabels?.[key] !== undefined && podLabels[key] !== selector[key]);
  if (torn) {
    throw new Error(`${place}: podLabels: ${torn} must be "${selector[torn]}", by which the DaemonSet selects its pods, got "${podLabels![torn]}"; to select by another value use matchLabels`);
  }
}

/** Kubernetes takes it and never finishes: the second pod waits for the port of the first (kubernetes#106417). */
function checkSurge(place: string, { updateStrategy, hostNetwork }: NodeAgentDaemonSetProps, containers: readonly ResolvedContainer[]): void {
  if (!updateStrategy?.surges) { return; }
  const taken = containers.flatMap(({ ports }) => ports).find(({ hostPort }) => hostPort !== undefined)?.hostPort;
  const shared = taken !== undefined ? `host port ${taken}` : hostNetwork ? 'the host network' : undefined;
  if (shared) {
    throw new Error(`${place}: updateStrategy: with ${shared} two pods cannot be on one node, so an update with maxSurge would never finish; use maxUnavailable`);
  }
}

function checkSystem(place: string, { operatingSystem, hostProcess, hostNetwork, hostPid, dnsPolicy }: NodeAgentDaemonSetProps): void {
  const windows = operatingSystem === NodeOperatingSystem.WINDOWS;
  if (hostProcess && !windows) { throw new Error(`${place}: hostProcess: is only for Windows; say operatingSystem: NodeOperatingSystem.WINDOWS`); }
  if (hostProcess && !hostNetwork) { throw new Error(`${place}: hostProcess: Kubernetes takes it only with hostNetwork; state it`); }
  if (hostPid && windows) { throw new Error(`${place}: hostPid: is only for Linux, and its nodes run Windows; leave it out`); }
  if (windows && dnsPolicy === PodDnsPolicy.CLUSTER_FIRST_WITH_HOST_NET) { throw new Error(`${place}: dnsPolicy: Windows does not know ${dnsPolicy}; leave it out`); }
}

function checkHistory(place: string, limit: number | undefined): void {
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 0)) { throw new Error(`${place}: revisionHistoryLimit: must be a whole number of at least 0, got ${limit}`); }
}

function checkSeconds(place: string, duration: Duration | undefined): void {
  const milliseconds = duration?.toMilliseconds() ?? 0;
  if (milliseconds < 0 || milliseconds % 1000 !== 0) { throw new Error(`${place}: must be a whole number of seconds, got ${milliseconds / 1000}`); }
}

function checkNames(place: string, containers: readonly ResolvedContainer[]): void {
  const twice = containers.find(({ name }, index) => containers.findIndex(other => other.name === name) !== index);
  if (twice) { throw new Error(`${place}: two containers are called "${twice.name}"`); }
}
