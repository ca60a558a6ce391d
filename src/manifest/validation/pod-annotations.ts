import { int64 } from '../../model/label-selector';
import { quoted } from '../../model/quote';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireContainer, WirePodSpec, WirePodTemplate, WireProfile } from '../wire';
import { descendingPathProblem } from './file-path';
import { entries, Problems, wellFormed } from './rule';

const MIRROR = 'kubernetes.io/config.mirror';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const POD_SECCOMP = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/';
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP_VALUES: { readonly [type: string]: readonly string[] } = { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default', 'docker/default'] };
const APP_ARMOR_VALUES: { readonly [type: string]: readonly string[] } = { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default'] };

/** Annotations of a pod that Kubernetes itself reads, most of them from before there were fields. */
export function* podAnnotationsProblems({ metadata, spec }: WirePodTemplate, path: Path, minor: number): Problems {
  for (const [key, value] of entries(metadata?.annotations, '')) {
    const place = [...path, 'metadata', 'annotations', key];
    if (key === MIRROR && !spec?.nodeName) { yield fieldProblem(place, 'must not be set without spec.nodeName'); }
    if (key === DELETION_COST && !isDeletionCost(value)) { yield fieldProblem(place, 'must be a whole number of 32 bits', value); }
    if (key === POD_SECCOMP || key.startsWith(CONTAINER_SECCOMP)) { yield* wellFormed(place, value, seccompProblem); }
    if (key.startsWith(APP_ARMOR)) { yield* appArmorProblems(key, value, spec ?? {}, place); }
  }
  yield* contradictionProblems(metadata?.annotations ?? {}, spec ?? {}, path, minor);
}

/** Profiles that a field and an annotation name differently. AppArmor profiles are fields since 1.30. */
function* contradictionProblems(annotations: { readonly [key: string]: string | null }, spec: WirePodSpec, path: Path, minor: number): Problems {
  const ofPod = spec.securityContext;
  yield* differenceProblems(ofPod?.seccompProfile, annotations[POD_SECCOMP], SECCOMP_VALUES, [...path, 'spec', 'securityContext', 'seccompProfile']);
  for (const kind of ['containers', 'initContainers'] as const) {
    for (const [index, { name, securityContext }] of (spec[kind] ?? []).entries()) {
      const place = [...path, 'spec', kind, index, 'securityContext'];
      yield* differenceProblems(securityContext?.seccompProfile, annotations[`${CONTAINER_SECCOMP}${name}`], SECCOMP_VALUES, [...place, 'seccompProfile']);
      if (minor < 30 || spec.os?.name === 'windows') { continue; }
      const appArmor = securityContext?.appArmorProfile ?? ofPod?.appArmorProfile;
      yield* differenceProblems(appArmor, annotations[`${APP_ARMOR}${name}`], APP_ARMOR_VALUES, [...place, 'appArmorProfile']);
    }
  }
}

function* differenceProblems(
  profile: WireProfile | null | undefined, annotation: string | null | undefined, values: { readonly [type: string]: readonly string[] }, path: Path,
): Problems {
  if (!profile || annotation === undefined) { return; }
  const expected = profile.type === 'Localhost' ? [`localhost/${profile.localhostProfile}`] : values[profile.type ?? ''];
  const same = expected?.includes(annotation ?? '') ?? true;
  if (!same) { yield fieldProblem(path, `must say the same as the annotation ${quoted(annotation ?? '')}`); }
}

function* appArmorProblems(key: string, value: string, spec: WirePodSpec, path: Path): Problems {
  const container = key.slice(APP_ARMOR.length);
  const names = [...spec.containers ?? [], ...spec.initContainers ?? []].map(({ name }: WireContainer) => name ?? '');
  if (!names.includes(container)) { yield { path, message: `must end with the name of a container: there is no ${quoted(container)}` }; }
  if (!['', 'runtime/default', 'unconfined'].includes(value) && !value.startsWith('localhost/')) {
    yield fieldProblem(path, 'must be runtime/default, unconfined or localhost/<profile>', value);
  }
}

function seccompProblem(profile: string): string | undefined {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(profile)) { return undefined; }
  if (profile.startsWith('localhost/')) { return descendingPathProblem(profile.slice('localhost/'.length)); }
  return 'must be runtime/default, unconfined or localhost/<profile>';
}

/** No plus sign and no leading zero, but for zero itself. */
function isDeletionCost(text: string): boolean {
  const cost = int64(text);
  return cost !== undefined && cost >= -(2n ** 31n) && cost < 2n ** 31n && /^(0|-?[1-9][0-9]*|-0)$/.test(text);
}
