import { dnsLabelProblem } from '../../model/label';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireContainer, WireLifecycle, WirePodSpec } from '../wire';
import { envFromProblems, envProblems } from './env';
import { hostPortConflicts, portsProblems } from './ports';
import { lifecycleProblems, probeProblems } from './probes';
import { containerClaimsProblems } from './resource-claims';
import { containerResourceProblem, resourcesProblems } from './resources';
import { restartPolicyProblems } from './restart-policy';
import { isSet, items, oneOf, Problems, required, wellFormed } from './rule';
import { securityContextProblems } from './security-context';
import { volumeDevicesProblems, volumeMountsProblems } from './volume-mounts';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const DEFAULT_GRACE_SECONDS = 30;

/** The containers of a pod and those that run before them. Names are unique over both lists. */
export function* containersProblems(spec: WirePodSpec, path: Path, minor: number): Problems {
  if (!spec.containers?.length) { yield fieldProblem([...path, 'containers'], 'must have at least one container'); }
  const names = new Set<string>();
  const takenWhenOmitted = minor <= 27 && spec.hostNetwork === true;
  for (const kind of ['containers', 'initContainers'] as const) {
    for (const [index, container] of items(spec[kind])) {
      const place = [...path, kind, index];
      yield* nameProblems(container.name ?? '', names, [...place, 'name']);
      yield* containerProblems(container, spec, place, minor);
      yield* restartPolicyProblems(container, kind, place, minor);
      yield* kind === 'containers' || isSidecar(container, minor) ? runningProblems(container, spec, place, minor) : startingProblems(container, place, minor);
      if (kind === 'initContainers') { yield* hostPortConflicts([[container, place]], takenWhenOmitted); }
    }
  }
  yield* hostPortConflicts([...items(spec.containers)].map(([index, container]) => [container, [...path, 'containers', index]]), takenWhenOmitted);
}

function* nameProblems(name: string, names: Set<string>, path: Path): Problems {
  yield* required(path, name);
  if (name) { yield* wellFormed(path, name, dnsLabelProblem); }
  if (name && names.has(name)) { yield fieldProblem(path, 'must be unique among containers and initContainers', name); }
  names.add(name);
}

/** Sidecars are init containers that go on running; their restartPolicy is dropped in 1.28, and unknown before. */
function isSidecar({ restartPolicy }: WireContainer, minor: number): boolean {
  return minor >= 29 && restartPolicy === 'Always';
}

/** Blanks around an image are refused on pods only, that is: too late for whoever writes a DaemonSet. */
function* containerProblems(container: WireContainer, spec: WirePodSpec, path: Path, minor: number): Problems {
  const volumes = spec.volumes ?? [];
  yield* required([...path, 'image'], container.image);
  if (container.imagePullPolicy) { yield* oneOf([...path, 'imagePullPolicy'], container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']); }
  if (container.terminationMessagePolicy) {
    yield* oneOf([...path, 'terminationMessagePolicy'], container.terminationMessagePolicy, ['File', 'FallbackToLogsOnError']);
  }
  yield* portsProblems(container.ports, [...path, 'ports']);
  yield* envProblems(container.env, volumes, [...path, 'env'], minor);
  yield* envFromProblems(container.envFrom, [...path, 'envFrom'], minor);
  yield* volumeMountsProblems(container, volumes, [...path, 'volumeMounts'], minor);
  yield* volumeDevicesProblems(container, volumes, [...path, 'volumeDevices']);
  if (container.resources) {
    yield* resourcesProblems(container.resources, containerResourceProblem, [...path, 'resources']);
    if (minor >= 34) { yield* containerClaimsProblems(container.resources, spec.resourceClaims ?? [], [...path, 'resources', 'claims']); }
  }
  if (minor >= 33) { yield* resizePolicyProblems(container, [...path, 'resizePolicy']); }
  const hostUsers = minor < 33 || spec.hostUsers !== false;
  if (container.securityContext) { yield* securityContextProblems(container.securityContext, hostUsers, [...path, 'securityContext'], minor); }
}

function* resizePolicyProblems({ resizePolicy }: WireContainer, path: Path): Problems {
  const names = new Set<string>();
  for (const [index, { resourceName, restartPolicy }] of items(resizePolicy)) {
    yield* oneOf([...path, index, 'resourceName'], resourceName ?? '', ['cpu', 'memory']);
    yield* oneOf([...path, index, 'restartPolicy'], restartPolicy ?? '', ['NotRequired', 'RestartContainer']);
    if (names.has(resourceName ?? '')) { yield fieldProblem([...path, index, 'resourceName'], 'must be unique in the resizePolicy', resourceName); }
    names.add(resourceName ?? '');
  }
}

/** Containers that go on running have probes, and a way to start and stop. */
function* runningProblems(container: WireContainer, spec: WirePodSpec, path: Path, minor: number): Problems {
  for (const field of PROBES) {
    const probe = container[field];
    if (probe) { yield* probeProblems(field, probe, [...path, field]); }
  }
  const graceSeconds = spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
  if (container.lifecycle) { yield* lifecycleProblems(container.lifecycle, [...path, 'lifecycle'], graceSeconds, minor); }
}

/** Containers that end before the others start have neither. */
function* startingProblems(container: WireContainer, path: Path, minor: number): Problems {
  for (const field of PROBES) {
    if (container[field]) { yield fieldProblem([...path, field], 'must not be set in an init container without restartPolicy: Always'); }
  }
  if (container.lifecycle && !isDropped(container.lifecycle, minor)) {
    yield fieldProblem([...path, 'lifecycle'], 'must not be set in an init container without restartPolicy: Always');
  }
  if (minor < 36) { return; }
  for (const [index, { restartPolicy }] of items(container.resizePolicy)) {
    if (restartPolicy === 'RestartContainer') {
      yield fieldProblem([...path, 'resizePolicy', index, 'restartPolicy'], 'must be NotRequired in an init container without restartPolicy: Always');
    }
  }
}

/** stopSignal is dropped in every release so far, and with it a lifecycle of nothing else. */
function isDropped({ postStart, preStop, stopSignal }: WireLifecycle, minor: number): boolean {
  return minor >= 33 && isSet(stopSignal) && !postStart && !preStop;
}
