import { Path } from '../document';
import { WireContainer, WirePodSpec } from '../wire';
import { forbidden, items, oneOf, Problems } from './rule';

const NOT_IN_WINDOWS_PODS = ['seLinuxOptions', 'seccompProfile', 'fsGroup', 'fsGroupChangePolicy', 'runAsUser', 'runAsGroup', 'supplementalGroups'] as const;
const NOT_IN_WINDOWS_PODS_SINCE = { appArmorProfile: 30, supplementalGroupsPolicy: 33, seLinuxChangePolicy: 33 } as const;
const NOT_IN_WINDOWS_CONTAINERS = ['seLinuxOptions', 'seccompProfile', 'capabilities', 'readOnlyRootFilesystem', 'privileged',
  'allowPrivilegeEscalation', 'procMount', 'runAsUser', 'runAsGroup'] as const;

/** What a pod may not say once it names its operating system. */
export function* operatingSystemProblems(spec: WirePodSpec, path: Path, minor: number): Problems {
  if (!spec.os) { return; }
  const { name } = spec.os;
  yield* oneOf([...path, 'os', 'name'], name ?? '', ['linux', 'windows']);
  if (name === 'linux') { yield* linuxProblems(spec, path); }
  if (name === 'windows') { yield* windowsProblems(spec, path, minor); }
}

function* linuxProblems(spec: WirePodSpec, path: Path): Problems {
  yield* forbidden([...path, 'securityContext', 'windowsOptions'], spec.securityContext?.windowsOptions, 'for linux');
  for (const [container, place] of containersOf(spec, path)) {
    yield* forbidden([...place, 'securityContext', 'windowsOptions'], container.securityContext?.windowsOptions, 'for linux');
  }
}

function* windowsProblems(spec: WirePodSpec, path: Path, minor: number): Problems {
  const context = spec.securityContext ?? {};
  for (const field of NOT_IN_WINDOWS_PODS) { yield* forbidden([...path, 'securityContext', field], context[field], 'for windows'); }
  for (const field of ['appArmorProfile', 'supplementalGroupsPolicy', 'seLinuxChangePolicy'] as const) {
    if (minor >= NOT_IN_WINDOWS_PODS_SINCE[field]) { yield* forbidden([...path, 'securityContext', field], context[field], 'for windows'); }
  }
  yield* forbidden([...path, 'securityContext', 'sysctls'], context.sysctls?.length ? context.sysctls : undefined, 'for windows');
  yield* hostProblems(spec, path, minor);
  for (const [container, place] of containersOf(spec, path)) { yield* windowsContainerProblems(container, [...place, 'securityContext'], minor); }
}

function* hostProblems(spec: WirePodSpec, path: Path, minor: number): Problems {
  for (const field of ['hostPID', 'hostIPC'] as const) { yield* forbidden([...path, field], spec[field] || undefined, 'for windows'); }
  yield* forbidden([...path, 'shareProcessNamespace'], spec.shareProcessNamespace, 'for windows');
  if (minor >= 33) { yield* forbidden([...path, 'hostUsers'], spec.hostUsers, 'for windows'); }
}

function* windowsContainerProblems({ securityContext }: WireContainer, path: Path, minor: number): Problems {
  for (const field of NOT_IN_WINDOWS_CONTAINERS) { yield* forbidden([...path, field], securityContext?.[field], 'for windows'); }
  if (minor >= 30) { yield* forbidden([...path, 'appArmorProfile'], securityContext?.appArmorProfile, 'for windows'); }
}

function containersOf(spec: WirePodSpec, path: Path): [WireContainer, Path][] {
  return (['containers', 'initContainers'] as const)
    .flatMap(field => [...items(spec[field])].map(([index, container]): [WireContainer, Path] => [container, [...path, field, index]]));
}
