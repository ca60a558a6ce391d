import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireAnySecurityContext, WirePodSecurityContext, WirePodSpec, WireProfile, WireSecurityContext } from '../wire';
import { descendingPathProblem } from './file-path';
import { isSet, items, oneOf, Problems, required, within, wellFormed } from './rule';
import { windowsOptionsProblems } from './windows-options';

const MAX_ID = 2_147_483_647;
const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined'];
const MAX_PROFILE_LENGTH = 4095;
const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const IPC_SYSCTLS = /^(kernel\.(sem|shmall|shmmax|shmmni|shm_rmid_forced|shm|msgmax|msgmnb|msgmni|msg)$|fs\.mqueue\.)/;

/** The security context of one container. `hostUsers` is false where the pod has users of its own. */
export function* securityContextProblems(context: WireSecurityContext, hostUsers: boolean, path: Path, minor: number): Problems {
  yield* commonProblems(context, path, minor);
  if (typeof context.procMount === 'string' && minor >= 33) {
    yield* oneOf([...path, 'procMount'], context.procMount, ['Default', 'Unmasked']);
    if (context.procMount === 'Unmasked' && hostUsers) { yield fieldProblem([...path, 'procMount'], 'must not be Unmasked unless hostUsers is false'); }
  }
  if (context.allowPrivilegeEscalation !== false) { return; }
  const place = [...path, 'allowPrivilegeEscalation'];
  if (context.privileged === true) { yield fieldProblem(place, 'must not be false where privileged is true'); }
  if (context.capabilities?.add?.includes('CAP_SYS_ADMIN')) { yield fieldProblem(place, 'must not be false where capabilities.add holds CAP_SYS_ADMIN'); }
}

/** The security context of the whole pod. */
export function* podSecurityContextProblems(context: WirePodSecurityContext, spec: WirePodSpec, path: Path, minor: number): Problems {
  yield* commonProblems(context, path, minor);
  yield* within([...path, 'fsGroup'], context.fsGroup, 0, MAX_ID);
  for (const [index, group] of items(context.supplementalGroups)) { yield* within([...path, 'supplementalGroups', index], group, 0, MAX_ID); }
  yield* sysctlsProblems(context, minor >= 29 ? spec : {}, [...path, 'sysctls']);
  if (typeof context.fsGroupChangePolicy === 'string') {
    yield* oneOf([...path, 'fsGroupChangePolicy'], context.fsGroupChangePolicy, ['OnRootMismatch', 'Always']);
  }
  if (minor < 33) { return; }
  if (typeof context.supplementalGroupsPolicy === 'string') {
    yield* oneOf([...path, 'supplementalGroupsPolicy'], context.supplementalGroupsPolicy, ['Merge', 'Strict']);
  }
  if (typeof context.seLinuxChangePolicy === 'string') {
    yield* oneOf([...path, 'seLinuxChangePolicy'], context.seLinuxChangePolicy, minor >= 37 ? ['Recursive', 'MountOption'] : ['Recursive']);
  }
}

/** AppArmor profiles are fields since 1.30. */
function* commonProblems(context: WireAnySecurityContext, path: Path, minor: number): Problems {
  yield* within([...path, 'runAsUser'], context.runAsUser, 0, MAX_ID);
  yield* within([...path, 'runAsGroup'], context.runAsGroup, 0, MAX_ID);
  if (context.seccompProfile) { yield* seccompProblems(context.seccompProfile, [...path, 'seccompProfile']); }
  if (context.appArmorProfile && minor >= 30) { yield* appArmorProblems(context.appArmorProfile, [...path, 'appArmorProfile']); }
  if (context.windowsOptions) { yield* windowsOptionsProblems(context.windowsOptions, [...path, 'windowsOptions']); }
}

function* seccompProblems(profile: WireProfile, path: Path): Problems {
  yield* profileProblems(profile, path);
  if (profile.type === 'Localhost' && typeof profile.localhostProfile === 'string') {
    yield* wellFormed([...path, 'localhostProfile'], profile.localhostProfile, descendingPathProblem);
  }
}

function* appArmorProblems(profile: WireProfile, path: Path): Problems {
  yield* profileProblems(profile, path);
  if (profile.type !== 'Localhost' || typeof profile.localhostProfile !== 'string') { return; }
  const place = [...path, 'localhostProfile'];
  const name = profile.localhostProfile;
  if (name.trim() !== name) { yield fieldProblem(place, 'must not begin or end with blanks', name); }
  if (name === '') { yield* required(place, name); }
  if (Buffer.byteLength(name) > MAX_PROFILE_LENGTH) { yield fieldProblem(place, `must have at most ${MAX_PROFILE_LENGTH} bytes`); }
}

function* profileProblems({ type, localhostProfile }: WireProfile, path: Path): Problems {
  yield* oneOf([...path, 'type'], type ?? '', PROFILE_TYPES);
  if (type === 'Localhost' && !isSet(localhostProfile)) { yield fieldProblem([...path, 'localhostProfile'], 'is required with type Localhost'); }
  if (type !== 'Localhost' && isSet(localhostProfile)) {
    yield fieldProblem([...path, 'localhostProfile'], 'must not be set unless type is Localhost', localhostProfile);
  }
}

/** Kernel parameters; since 1.29, those of a namespace that the pod shares with its host are not the pod's to set. */
function* sysctlsProblems({ sysctls }: WirePodSecurityContext, { hostNetwork, hostIPC }: WirePodSpec, path: Path): Problems {
  const names = new Set<string>();
  for (const [index, sysctl] of items(sysctls)) {
    const place = [...path, index, 'name'];
    const name = sysctl.name ?? '';
    const known = normalized(name);
    if (name.length > 253 || !SYSCTL.test(name)) {
      yield fieldProblem(place, 'must be words of lower case letters, digits, "-" and "_", with "." or "/" between', name);
    }
    if (names.has(name)) { yield fieldProblem(place, 'must be unique among the sysctls', name); }
    names.add(name);
    if (hostNetwork && known.startsWith('net.')) { yield fieldProblem(place, 'must not be of the network where hostNetwork is true', name); }
    if (hostIPC && IPC_SYSCTLS.test(known)) { yield fieldProblem(place, 'must not be of IPC where hostIPC is true', name); }
  }
}

/** Slashes may separate the parts instead of dots; then dots stand for slashes. */
function normalized(name: string): string {
  const separator = /[./]/.exec(name)?.[0];
  return separator === '/' ? name.replace(/[./]/g, letter => (letter === '/' ? '.' : '/')) : name;
}
