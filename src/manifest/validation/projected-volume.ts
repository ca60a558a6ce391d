import { dnsLabelProblem, dnsSubdomainProblem } from '../../model/label';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireClusterTrustBundle, WireDownwardFile, WireKeyToPath, WirePodCertificate, WireVolume, WireVolumeProjection } from '../wire';
import { fieldRefProblems, resourceFieldRefProblems } from './field-ref';
import { fileModeProblems, writtenPathProblems } from './file-path';
import { labelSelectorProblems } from './label-selector';
import { entries, isSet, items, oneOf, Problems, required, within, wellFormed } from './rule';
import { annotationKeyProblem } from './syntax';

const KEY_TYPES = ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'];
const [TEN_MINUTES, HOUR, DAY, NINETY_ONE_DAYS] = [600, 3600, 86_400, 7_862_400];

/** A volume of files from several places. clusterTrustBundle and podCertificate are dropped before 1.37. */
export function* projectedProblems({ sources }: NonNullable<WireVolume['projected']>, path: Path, minor: number): Problems {
  const files = new Set<string>();
  for (const [index, source] of items(sources)) {
    const place = [...path, 'sources', index];
    yield* severalProblems(source, place, minor);
    yield* sourceProblems(source, place, minor);
    for (const [file, at] of filesOf(source, place, minor)) {
      if (files.has(file)) { yield fieldProblem(at, 'must be unique in the volume', file); }
      files.add(file);
    }
  }
}

/** Files of the pod's own fields. */
export function* downwardFilesProblems(list: readonly WireDownwardFile[] | null | undefined, path: Path, minor: number): Problems {
  for (const [index, file] of items(list)) {
    const place = [...path, index];
    yield* writtenPathProblems([...place, 'path'], file.path);
    yield* fileModeProblems([...place, 'mode'], file.mode);
    if (isSet(file.fieldRef) === isSet(file.resourceFieldRef)) { yield fieldProblem(place, 'must have either fieldRef or resourceFieldRef'); }
    if (file.fieldRef) { yield* fieldRefProblems(file.fieldRef, 'file', [...place, 'fieldRef'], minor); }
    if (file.resourceFieldRef) { yield* resourceFieldRefProblems(file.resourceFieldRef, 'file', [...place, 'resourceFieldRef']); }
  }
}

/** Which key of a ConfigMap or Secret becomes which file. */
export function* keysProblems(list: readonly WireKeyToPath[] | null | undefined, path: Path): Problems {
  for (const [index, { key, path: file, mode }] of items(list)) {
    yield* required([...path, index, 'key'], key);
    yield* writtenPathProblems([...path, index, 'path'], file);
    yield* fileModeProblems([...path, index, 'mode'], mode);
  }
}

function* severalProblems(source: WireVolumeProjection, path: Path, minor: number): Problems {
  const kinds = [
    'secret',
    'configMap',
    'downwardAPI',
    'serviceAccountToken',
    ...minor >= 37 ? ['clusterTrustBundle', 'podCertificate'] : [],
  ] as (keyof WireVolumeProjection)[];
  const [first, ...others] = kinds.filter(kind => isSet(source[kind]));
  for (const other of others) { yield fieldProblem([...path, other], `must not be set beside ${first}`); }
}

function* sourceProblems(source: WireVolumeProjection, path: Path, minor: number): Problems {
  for (const kind of ['secret', 'configMap'] as const) {
    const keys = source[kind];
    if (!keys) { continue; }
    yield* required([...path, kind, 'name'], keys.name);
    yield* keysProblems(keys.items, [...path, kind, 'items']);
  }
  yield* downwardFilesProblems(source.downwardAPI?.items, [...path, 'downwardAPI', 'items'], minor);
  if (source.serviceAccountToken) { yield* tokenProblems(source.serviceAccountToken, [...path, 'serviceAccountToken'], minor); }
  if (source.clusterTrustBundle && minor >= 37) { yield* trustBundleProblems(source.clusterTrustBundle, [...path, 'clusterTrustBundle']); }
  if (source.podCertificate && minor >= 37) { yield* certificateProblems(source.podCertificate, [...path, 'podCertificate']); }
}

/** Where a token is written is looked at since 1.30. */
function* tokenProblems({ path: file, expirationSeconds }: NonNullable<WireVolumeProjection['serviceAccountToken']>, path: Path, minor: number): Problems {
  yield* minor >= 30 ? writtenPathProblems([...path, 'path'], file) : required([...path, 'path'], file);
  yield* within([...path, 'expirationSeconds'], expirationSeconds, TEN_MINUTES, 2 ** 32);
}

function* trustBundleProblems({ name, signerName, labelSelector, path: file }: WireClusterTrustBundle, path: Path): Problems {
  yield* writtenPathProblems([...path, 'path'], file);
  if (isSet(name) === isSet(signerName)) { yield fieldProblem(path, 'must have either name or signerName'); }
  if (typeof name === 'string') {
    yield* wellFormed([...path, 'name'], name, text => dnsSubdomainProblem(text.replace(/^.*:/s, '')));
    if (labelSelector) { yield fieldProblem([...path, 'labelSelector'], 'must not be set beside name'); }
  } else if (typeof signerName === 'string') {
    yield* wellFormed([...path, 'signerName'], signerName, signerNameProblem);
    yield* labelSelectorProblems(labelSelector, [...path, 'labelSelector']);
  }
}

function* certificateProblems(certificate: WirePodCertificate, path: Path): Problems {
  const { signerName, keyType, maxExpirationSeconds } = certificate;
  yield* wellFormed([...path, 'signerName'], signerName ?? '', signerNameProblem);
  yield* oneOf([...path, 'keyType'], keyType ?? '', KEY_TYPES);
  const most = /^([^/]*\.)?kubernetes\.io\//.test(signerName ?? '') ? DAY : NINETY_ONE_DAYS;
  yield* within([...path, 'maxExpirationSeconds'], maxExpirationSeconds, HOUR, most);
  const files = (['credentialBundlePath', 'keyPath', 'certificateChainPath'] as const).filter(field => certificate[field]);
  if (files.length === 0) { yield fieldProblem(path, 'must have credentialBundlePath, keyPath or certificateChainPath'); }
  for (const field of files) { yield* writtenPathProblems([...path, field], certificate[field]); }
  for (const [key] of entries(certificate.userAnnotations, '')) {
    yield* wellFormed([...path, 'userAnnotations', key], key, prefixedKeyProblem);
  }
}

/** The files that a projection writes, and where they are named. */
function* filesOf(source: WireVolumeProjection, path: Path, minor: number): Iterable<[string, Path]> {
  for (const kind of ['secret', 'configMap', 'downwardAPI'] as const) {
    for (const [index, { path: file }] of items<{ readonly path?: string | null }>(source[kind]?.items)) {
      if (file) { yield [file, [...path, kind, 'items', index, 'path']]; }
    }
  }
  if (minor < 37) { return; }
  if (source.clusterTrustBundle) { yield [source.clusterTrustBundle.path ?? '', [...path, 'clusterTrustBundle', 'path']]; }
  for (const field of ['credentialBundlePath', 'keyPath', 'certificateChainPath'] as const) {
    const file = source.podCertificate?.[field];
    if (file) { yield [file, [...path, 'podCertificate', field]]; }
  }
}

function prefixedKeyProblem(key: string): string | undefined {
  return key.includes('/') ? annotationKeyProblem(key) : 'must have a key with a prefix and "/"';
}

function signerNameProblem(name: string): string | undefined {
  const [domain = '', file = '', ...more] = name.split('/');
  const labels = domain.split('.');
  const isDomain = labels.length > 1 && labels.every(label => dnsLabelProblem(label) === undefined);
  const valid = more.length === 0 && isDomain && dnsSubdomainProblem(file) === undefined;
  return valid ? undefined : 'must be a domain and a name, such as "example.com/signer-name"';
}
