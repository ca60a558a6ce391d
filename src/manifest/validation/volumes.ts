import { dnsLabelProblem } from '../../model/label';
import { Quantity } from '../../model/quantity';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireMap, WireVolume } from '../wire';
import { claimTemplateProblems } from './claim-template';
import { fileModeProblems, noBackstepsProblem } from './file-path';
import { downwardFilesProblems, keysProblems, projectedProblems } from './projected-volume';
import { isSet, items, oneOf, Problems, required, wellFormed } from './rule';
import { rareSourceProblems, requiredFieldsProblems, volumeSources } from './volume-sources';

const HOST_PATH_TYPES = ['DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'];

/** Image volumes are on since 1.35; a server of before takes the volume and its mounts away. */
export function isDroppedVolume(volume: WireVolume, minor: number): boolean {
  return Boolean(volume.image) && minor >= 31 && minor < 35;
}

/** The volumes of a pod template: each has a name of its own, and at most one source. */
export function* volumesProblems(volumes: readonly WireVolume[] | null | undefined, path: Path, minor: number): Problems {
  const names = new Set<string>();
  for (const [index, volume] of items(volumes)) {
    const place = [...path, index];
    const name = volume.name ?? '';
    if (isDroppedVolume(volume, minor)) { continue; }
    yield* required([...place, 'name'], name);
    if (name) { yield* wellFormed([...place, 'name'], name, dnsLabelProblem); }
    if (name && names.has(name)) { yield fieldProblem([...place, 'name'], 'must be unique among the volumes', name); }
    names.add(name);
    yield* volumeProblems(volume, place, minor);
  }
}

function* volumeProblems(volume: WireVolume, path: Path, minor: number): Problems {
  const known = volumeSources(volume).filter(kind => kind !== 'image' || minor >= 35);
  const [first, ...others] = known;
  for (const other of others) { yield fieldProblem([...path, other], `must not be set beside ${first}: a volume has one source`); }
  for (const kind of known) {
    const source = (volume as WireMap<unknown>)[kind] as WireMap<unknown>;
    yield* requiredFieldsProblems(kind, source, [...path, kind]);
    yield* rareSourceProblems(kind, source, [...path, kind], minor);
  }
  yield* pathProblems(volume, path);
  yield* iscsiNameProblems(volume, [...path, 'name']);
  yield* contentProblems(volume, path, minor);
  if (volume.image && minor >= 35) { yield* imageProblems(volume.image, [...path, 'image'], minor); }
  if (known.includes('ephemeral') && volume.ephemeral?.volumeClaimTemplate) {
    yield* claimTemplateProblems(volume.ephemeral.volumeClaimTemplate, [...path, 'ephemeral', 'volumeClaimTemplate'], minor);
  }
}

/** What of the host is mounted, and how large a volume without content may grow. */
function* pathProblems({ hostPath, emptyDir }: WireVolume, path: Path): Problems {
  if (hostPath?.path) { yield* wellFormed([...path, 'hostPath', 'path'], hostPath.path, noBackstepsProblem); }
  if (hostPath?.type) { yield* oneOf([...path, 'hostPath', 'type'], hostPath.type, HOST_PATH_TYPES); }
  const size = Quantity.tryParse(String(emptyDir?.sizeLimit ?? '0').trim());
  if (size && size.nanos < 0n) { yield fieldProblem([...path, 'emptyDir', 'sizeLimit'], 'must not be negative', emptyDir?.sizeLimit); }
}

/** Node and portal of an iSCSI disk find each other by this name. */
function* iscsiNameProblems({ name, iscsi }: WireVolume, path: Path): Problems {
  if (isSet(iscsi?.initiatorName) && Buffer.byteLength(`${name ?? ''}:${iscsi?.targetPortal ?? ''}`) > 64) {
    yield fieldProblem(path, 'must have at most 63 bytes together with iscsi.targetPortal where iscsi.initiatorName is set', name);
  }
}

/** Files of an image. That there is one to name is asked since 1.37. */
function* imageProblems({ reference, pullPolicy }: NonNullable<WireVolume['image']>, path: Path, minor: number): Problems {
  if (minor >= 37) { yield* required([...path, 'reference'], reference); }
  if (pullPolicy) { yield* oneOf([...path, 'pullPolicy'], pullPolicy, ['Always', 'IfNotPresent', 'Never']); }
}

/** Files that Kubernetes writes from ConfigMaps, Secrets and the pod itself. */
function* contentProblems({ configMap, secret, downwardAPI, projected }: WireVolume, path: Path, minor: number): Problems {
  for (const [field, source] of [['configMap', configMap], ['secret', secret], ['downwardAPI', downwardAPI], ['projected', projected]] as const) {
    yield* fileModeProblems([...path, field, 'defaultMode'], source?.defaultMode);
  }
  yield* keysProblems(configMap?.items, [...path, 'configMap', 'items']);
  yield* keysProblems(secret?.items, [...path, 'secret', 'items']);
  yield* downwardFilesProblems(downwardAPI?.items, [...path, 'downwardAPI', 'items'], minor);
  if (projected) { yield* projectedProblems(projected, [...path, 'projected'], minor); }
}
