import { dnsSubdomainProblem } from '../../model/label';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireContainer, WirePodSpec, WireWindowsOptions } from '../wire';
import { isSet, items, Problems, wellFormed } from './rule';

const MAX_CREDENTIAL_BYTES = 65_536;
const NETBIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const DNS = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

/** What security contexts say of Windows. */
export function* windowsOptionsProblems(options: WireWindowsOptions, path: Path): Problems {
  const { gmsaCredentialSpecName, gmsaCredentialSpec, runAsUserName } = options;
  if (typeof gmsaCredentialSpecName === 'string') { yield* wellFormed([...path, 'gmsaCredentialSpecName'], gmsaCredentialSpecName, dnsSubdomainProblem); }
  if (typeof gmsaCredentialSpec === 'string') {
    const bytes = Buffer.byteLength(gmsaCredentialSpec);
    if (bytes === 0 || bytes > MAX_CREDENTIAL_BYTES) {
      yield fieldProblem([...path, 'gmsaCredentialSpec'], `must have 1-${MAX_CREDENTIAL_BYTES} bytes, this has ${bytes}`);
    }
  }
  if (typeof runAsUserName === 'string') { yield* wellFormed([...path, 'runAsUserName'], runAsUserName, userNameProblem); }
}

/** A process of the host: all containers are one, or none is, and all in the network of the host. */
export function* hostProcessProblems(spec: WirePodSpec, path: Path): Problems {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  const containers = [...listOf(spec.containers, 'containers'), ...listOf(spec.initContainers, 'initContainers')];
  for (const [container, place] of containers) {
    const own = container.securityContext?.windowsOptions?.hostProcess;
    if (isSet(ofPod) && isSet(own) && ofPod !== own) {
      yield fieldProblem([...path, ...place, 'securityContext', 'windowsOptions', 'hostProcess'], `must be ${String(ofPod)}, as it is for the pod`, own);
    }
  }
  const processes = containers.filter(([container]) => container.securityContext?.windowsOptions?.hostProcess ?? ofPod).length;
  if (processes === 0) { return; }
  if (processes !== containers.length) { yield fieldProblem(path, 'must have hostProcess: true for all containers where one has it'); }
  if (spec.hostNetwork !== true) { yield fieldProblem([...path, 'hostNetwork'], 'must be true where containers are host processes'); }
}

function listOf(containers: WirePodSpec['containers'], field: string): [WireContainer, Path][] {
  return [...items(containers)].map(([index, container]) => [container, [field, index]]);
}

function userNameProblem(name: string): string | undefined {
  const parts = name.split('\\');
  const user = parts.at(-1) ?? '';
  if (name === '' || user === '') { return 'must not be without a user'; }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(name)) { return 'must not contain control characters'; }
  if (parts.length > 2) { return 'must have at most one backslash'; }
  if (parts.length === 2 && !isDomain(parts[0]!)) { return 'must have a NetBIOS or DNS domain before its backslash'; }
  if (Buffer.byteLength(user) > 104) { return 'must have a user of at most 104 bytes'; }
  const valid = !/^[. ]+$/.test(user) && !/["/\\:;|=,+*?<>@[\]]/.test(user);
  return valid ? undefined : 'must have a user that is not only dots and blanks and has none of "/\\:;|=,+*?<>@[]';
}

function isDomain(domain: string): boolean {
  return Buffer.byteLength(domain) < 256 && (NETBIOS.test(domain) || DNS.test(domain));
}
