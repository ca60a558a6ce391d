import { dnsLabelProblem, dnsSubdomainProblem } from '../../model/label';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireEnvFrom, WireEnvVar, WireFileKeyRef, WireKeyRef, WireVolume } from '../wire';
import { fieldRefProblems, resourceFieldRefProblems } from './field-ref';
import { noBackstepsProblem } from './file-path';
import { isSet, items, listed, Problems, required, wellFormed } from './rule';
import { dataKeyProblem, envNameProblem, namePrefixProblem } from './syntax';

/** The environment variables of a container. */
export function* envProblems(env: readonly WireEnvVar[] | null | undefined, volumes: readonly WireVolume[], path: Path, minor: number): Problems {
  for (const [index, variable] of items(env)) {
    const place = [...path, index];
    yield* required([...place, 'name'], variable.name);
    if (variable.name) { yield* wellFormed([...place, 'name'], variable.name, name => envNameProblem(name, minor)); }
    yield* valueFromProblems(variable, volumes, [...place, 'valueFrom'], minor);
  }
}

/** ConfigMaps and Secrets whose keys become environment variables. */
export function* envFromProblems(sources: readonly WireEnvFrom[] | null | undefined, path: Path, minor: number): Problems {
  for (const [index, source] of items(sources)) {
    const place = [...path, index];
    if (source.prefix) { yield* wellFormed([...place, 'prefix'], source.prefix, prefix => envNameProblem(prefix, minor)); }
    yield* exactlyOne(source, ['configMapRef', 'secretRef'], place);
    for (const field of ['configMapRef', 'secretRef'] as const) {
      const ref = source[field];
      if (!ref) { continue; }
      yield* required([...place, field, 'name'], ref.name);
      if (ref.name) { yield* wellFormed([...place, field, 'name'], ref.name, namePrefixProblem); }
    }
  }
}

/** fileKeyRef is dropped before 1.35. */
function* valueFromProblems({ value, valueFrom }: WireEnvVar, volumes: readonly WireVolume[], path: Path, minor: number): Problems {
  if (!valueFrom) { return; }
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = valueFrom;
  const fileKeyRef = minor >= 35 ? valueFrom.fileKeyRef : undefined;
  yield* exactlyOne({ ...valueFrom, fileKeyRef }, ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'], path);
  if (value) { yield fieldProblem(path, 'must not be set beside value'); }
  if (fieldRef) { yield* fieldRefProblems(fieldRef, 'env', [...path, 'fieldRef'], minor); }
  if (resourceFieldRef) { yield* resourceFieldRefProblems(resourceFieldRef, 'env', [...path, 'resourceFieldRef']); }
  if (configMapKeyRef) { yield* keyRefProblems(configMapKeyRef, [...path, 'configMapKeyRef']); }
  if (secretKeyRef) { yield* keyRefProblems(secretKeyRef, [...path, 'secretKeyRef']); }
  if (fileKeyRef) { yield* fileKeyRefProblems(fileKeyRef, volumes, [...path, 'fileKeyRef']); }
}

function* keyRefProblems({ name, key }: WireKeyRef, path: Path): Problems {
  yield* wellFormed([...path, 'name'], name ?? '', dnsSubdomainProblem);
  yield* wellFormed([...path, 'key'], key ?? '', dataKeyProblem);
}

function* fileKeyRefProblems({ volumeName, path: file, key }: WireFileKeyRef, volumes: readonly WireVolume[], path: Path): Problems {
  yield* wellFormed([...path, 'key'], key ?? '', name => envNameProblem(name, 35));
  yield* wellFormed([...path, 'volumeName'], volumeName ?? '', dnsLabelProblem);
  yield* required([...path, 'path'], file);
  if (file) { yield* wellFormed([...path, 'path'], file, noBackstepsProblem); }
  const volume = volumes.find(({ name }) => name === volumeName);
  if (!volume) {
    yield fieldProblem([...path, 'volumeName'], 'must be the name of a volume', volumeName ?? '');
  } else if (!isEmptyDir(volume)) {
    yield fieldProblem([...path, 'volumeName'], 'must be the name of an emptyDir volume', volumeName);
  }
}

/** A volume without a source becomes an emptyDir. */
function isEmptyDir(volume: WireVolume): boolean {
  return isSet(volume.emptyDir) || Object.entries(volume).every(([field, value]) => field === 'name' || !isSet(value));
}

function* exactlyOne<F extends string>(object: { readonly [field in F]?: unknown }, fields: readonly F[], path: Path): Problems {
  const given = fields.filter(field => isSet(object[field]));
  if (given.length !== 1) { yield fieldProblem(path, `must have one of ${listed(fields)}${given.length === 0 ? '' : ', not several'}`); }
}
