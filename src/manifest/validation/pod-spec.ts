import { dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem } from '../../model/label';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WirePodSpec } from '../wire';
import { containersProblems } from './containers';
import { dnsProblems } from './dns';
import { labelsProblems } from './metadata';
import { nodeAffinityProblems } from './node-affinity';
import { operatingSystemProblems } from './operating-system';
import { podAffinityProblems } from './pod-affinity';
import { podResourcesProblems } from './pod-resources';
import { hostNetworkProblems } from './ports';
import { podClaimsProblems } from './resource-claims';
import { containerResourceProblem, resourcesProblems } from './resources';
import { isSet, items, oneOf, Problems, wellFormed } from './rule';
import { podSecurityContextProblems } from './security-context';
import { spreadConstraintsProblems } from './spread-constraints';
import { tolerationsProblems } from './tolerations';
import { volumesProblems } from './volumes';
import { hostProcessProblems } from './windows-options';

const SUBDOMAINS = ['nodeName', 'priorityClassName', 'serviceAccountName'] as const;

/** The spec of a pod template. */
export function* podSpecProblems(spec: WirePodSpec, path: Path, minor: number): Problems {
  yield* schedulingProblems(spec, path, minor);
  yield* namesProblems(spec, path, minor);
  yield* dnsProblems(spec, path, minor);
  yield* volumesProblems(spec.volumes, [...path, 'volumes'], minor);
  yield* containersProblems(spec, path, minor);
  yield* hostProblems(spec, path, minor);
  yield* operatingSystemProblems(spec, path, minor);
  yield* hostProcessProblems(spec, path);
  if (spec.securityContext) { yield* podSecurityContextProblems(spec.securityContext, spec, [...path, 'securityContext'], minor); }
  if (spec.overhead) { yield* overheadProblems(spec.overhead, [...path, 'overhead']); }
  if (minor >= 34) {
    yield* podResourcesProblems(spec, [...path, 'resources']);
    yield* podClaimsProblems(spec.resourceClaims, [...path, 'resourceClaims']);
  }
}

/** Where the pod may run. */
function* schedulingProblems(spec: WirePodSpec, path: Path, minor: number): Problems {
  const { nodeAffinity, podAffinity, podAntiAffinity } = spec.affinity ?? {};
  yield* labelsProblems(spec.nodeSelector, [...path, 'nodeSelector']);
  yield* tolerationsProblems(spec.tolerations, [...path, 'tolerations']);
  if (nodeAffinity) { yield* nodeAffinityProblems(nodeAffinity, [...path, 'affinity', 'nodeAffinity'], minor); }
  if (podAffinity) { yield* podAffinityProblems(podAffinity, [...path, 'affinity', 'podAffinity'], minor); }
  if (podAntiAffinity) { yield* podAffinityProblems(podAntiAffinity, [...path, 'affinity', 'podAntiAffinity'], minor); }
  yield* spreadConstraintsProblems(spec.topologySpreadConstraints, [...path, 'topologySpreadConstraints'], minor);
  const gates = new Set<string>();
  for (const [index, gate] of items(spec.schedulingGates)) {
    const name = gate.name ?? '';
    yield* wellFormed([...path, 'schedulingGates', index, 'name'], name, labelKeyProblem);
    if (gates.has(name)) { yield fieldProblem([...path, 'schedulingGates', index, 'name'], 'must be unique among the schedulingGates', name); }
    gates.add(name);
  }
  if (typeof spec.preemptionPolicy === 'string') { yield* oneOf([...path, 'preemptionPolicy'], spec.preemptionPolicy, ['PreemptLowerPriority', 'Never']); }
}

/** Names of the pod, and of objects that it needs; whether those exist is asked when pods are made. */
function* namesProblems(spec: WirePodSpec, path: Path, minor: number): Problems {
  for (const field of SUBDOMAINS) {
    const name = spec[field];
    if (name) { yield* wellFormed([...path, field], name, dnsSubdomainProblem); }
  }
  if (spec.serviceAccount && !spec.serviceAccountName) { yield* wellFormed([...path, 'serviceAccount'], spec.serviceAccount, dnsSubdomainProblem); }
  if (typeof spec.runtimeClassName === 'string') { yield* wellFormed([...path, 'runtimeClassName'], spec.runtimeClassName, dnsSubdomainProblem); }
  for (const field of ['hostname', 'subdomain'] as const) {
    const name = spec[field];
    if (name) { yield* wellFormed([...path, field], name, dnsLabelProblem); }
  }
  for (const [index, gate] of items(spec.readinessGates)) {
    yield* wellFormed([...path, 'readinessGates', index, 'conditionType'], gate.conditionType ?? '', labelKeyProblem);
  }
  if (minor >= 35) { yield* hostnameOverrideProblems(spec, [...path, 'hostnameOverride']); }
}

function* hostnameOverrideProblems({ hostnameOverride, setHostnameAsFQDN, hostNetwork }: WirePodSpec, path: Path): Problems {
  if (typeof hostnameOverride !== 'string') { return; }
  yield* wellFormed(path, hostnameOverride, dnsSubdomainProblem);
  if (hostnameOverride.length > 64) { yield fieldProblem(path, `must have at most 64 characters (this one has ${hostnameOverride.length})`); }
  if (setHostnameAsFQDN) { yield fieldProblem(path, 'must not be set where setHostnameAsFQDN is true'); }
  if (hostNetwork) { yield fieldProblem(path, 'must not be set where hostNetwork is true'); }
}

/** What the pod shares with its host. Users of its own (`hostUsers: false`) count since 1.33. */
function* hostProblems(spec: WirePodSpec, path: Path, minor: number): Problems {
  if (spec.hostNetwork) { yield* hostNetworkProblems(spec.containers, [...path, 'containers']); }
  if (spec.shareProcessNamespace && spec.hostPID) { yield fieldProblem([...path, 'shareProcessNamespace'], 'must not be true where hostPID is true'); }
  if (minor < 33 || spec.hostUsers !== false) { return; }
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
    if (spec[field]) { yield fieldProblem([...path, field], 'must not be true where hostUsers is false'); }
  }
  if (minor < 34) { return; }
  for (const kind of ['containers', 'initContainers'] as const) {
    for (const [index, container] of items(spec[kind])) {
      if (container.volumeDevices?.length) { yield fieldProblem([...path, kind, index, 'volumeDevices'], 'must not be set where hostUsers is false'); }
    }
  }
}

/** Overhead is computed from the RuntimeClass when pods are made; here only its form counts, which is that of limits. */
function* overheadProblems(overhead: NonNullable<WirePodSpec['overhead']>, path: Path): Problems {
  for (const { path: place, message } of resourcesProblems({ limits: overhead }, containerResourceProblem, [])) {
    yield { path: [...path, ...place.slice(1)], message };
  }
}

/** Fields that exist for other workloads: a DaemonSet's pods always restart, and run until they are deleted. */
export function* daemonPodProblems(spec: WirePodSpec, path: Path): Problems {
  if (spec.restartPolicy) { yield* oneOf([...path, 'restartPolicy'], spec.restartPolicy, ['Always']); }
  if (isSet(spec.activeDeadlineSeconds)) {
    yield fieldProblem([...path, 'activeDeadlineSeconds'], 'must not be set in a DaemonSet', spec.activeDeadlineSeconds);
  }
  if (spec.ephemeralContainers?.length) { yield fieldProblem([...path, 'ephemeralContainers'], 'must not be set in a pod template'); }
}
