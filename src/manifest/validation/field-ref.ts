import { labelKeyProblem } from '../../model/label';
import { Quantity } from '../../model/quantity';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireFieldRef, WireResourceFieldRef } from '../wire';
import { oneOf, Problems, required, wellFormed } from './rule';
import { annotationKeyProblem } from './syntax';

const ENV_FIELDS = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName',
  'status.hostIP', 'status.podIP', 'status.podIPs'];
const FILE_FIELDS = ['metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations', 'metadata.uid'];
const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'].flatMap(resource => [`limits.${resource}`, `requests.${resource}`]);
const CPU_DIVISORS = ['1m', '1'];
const BYTE_DIVISORS = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

/** A field of the pod, as an environment variable or as a file. status.hostIPs exists since 1.29; spec.host is an old name. */
export function* fieldRefProblems({ apiVersion, fieldPath }: WireFieldRef, use: 'env' | 'file', path: Path, minor: number): Problems {
  const place = [...path, 'fieldPath'];
  yield* oneOf([...path, 'apiVersion'], apiVersion || 'v1', ['v1']);
  yield* required(place, fieldPath);
  if (!fieldPath) { return; }
  const [, map, key] = /^(metadata\.labels|metadata\.annotations)\['(.*)'\]$/s.exec(fieldPath) ?? [];
  if (key !== undefined) {
    yield* wellFormed(place, key, map === 'metadata.labels' ? labelKeyProblem : annotationKeyProblem);
  } else if (use === 'file') {
    yield* oneOf(place, fieldPath, FILE_FIELDS);
  } else {
    yield* oneOf(place, fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath, minor >= 29 ? [...ENV_FIELDS, 'status.hostIPs'] : ENV_FIELDS);
  }
}

/** A resource of a container, as an environment variable or as a file. A file must say of which container. */
export function* resourceFieldRefProblems(ref: WireResourceFieldRef, use: 'env' | 'file', path: Path): Problems {
  if (use === 'file') { yield* required([...path, 'containerName'], ref.containerName); }
  yield* required([...path, 'resource'], ref.resource);
  const resource = ref.resource ?? '';
  const hugePages = /^(requests|limits)\.hugepages-/.test(resource);
  if (resource && !hugePages) { yield* oneOf([...path, 'resource'], resource, RESOURCES); }
  const divisor = Quantity.tryParse(String(ref.divisor ?? '0').trim()) ?? Quantity.ZERO;
  if (divisor.nanos === 0n || !(hugePages || RESOURCES.includes(resource))) { return; }
  const allowed = resource.endsWith('.cpu') ? CPU_DIVISORS : BYTE_DIVISORS;
  if (!allowed.includes(divisor.toString())) { yield fieldProblem([...path, 'divisor'], `must be one of ${allowed.join(', ')}`, ref.divisor); }
}
