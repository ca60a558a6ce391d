import { quoted } from '../../model/quote';
import { Path } from '../document';
import { fieldProblem, nearest } from '../field-problem';
import { WireContainer, WireVolume, WireVolumeMount } from '../wire';
import { descendingPathProblem, noBackstepsProblem } from './file-path';
import { isSet, items, oneOf, Problems, required, wellFormed } from './rule';
import { isDroppedVolume } from './volumes';

/** Where a container finds the volumes of its pod. */
export function* volumeMountsProblems(container: WireContainer, volumes: readonly WireVolume[], path: Path, minor: number): Problems {
  const mountPaths = new Set<string>();
  for (const [index, mount] of items(container.volumeMounts)) {
    const place = [...path, index];
    if (volumes.some(volume => volume.name === mount.name && isDroppedVolume(volume, minor))) { continue; }
    yield* volumeNameProblems(mount.name, volumes, [...place, 'name']);
    yield* required([...place, 'mountPath'], mount.mountPath);
    if (mount.mountPath && mountPaths.has(mount.mountPath)) { yield fieldProblem([...place, 'mountPath'], 'must be unique in the container', mount.mountPath); }
    mountPaths.add(mount.mountPath ?? '');
    yield* subPathProblems(mount, place);
    yield* propagationProblems(mount, container, place);
    if (minor >= 31) { yield* recursiveReadOnlyProblems(mount, place); }
  }
}

/** Block devices: volumes of claims only, and no volume both as a device and as files. */
export function* volumeDevicesProblems(container: WireContainer, volumes: readonly WireVolume[], path: Path): Problems {
  const [names, devicePaths] = [new Set<string>(), new Set<string>()];
  const mounts = container.volumeMounts ?? [];
  for (const [index, device] of items(container.volumeDevices)) {
    const place = [...path, index];
    const name = device.name ?? '';
    const devicePath = device.devicePath ?? '';
    yield* volumeNameProblems(name, volumes, [...place, 'name']);
    const volume = volumes.find(other => other.name === name);
    if (volume && !volume.persistentVolumeClaim && !volume.ephemeral) {
      yield fieldProblem([...place, 'name'], 'must be a persistentVolumeClaim or ephemeral volume', name);
    }
    if (names.has(name) || mounts.some(mount => mount.name === name)) {
      yield fieldProblem([...place, 'name'], 'must be unique among volumeDevices and volumeMounts', name);
    }
    names.add(name);
    yield* required([...place, 'devicePath'], devicePath);
    if (devicePath) { yield* wellFormed([...place, 'devicePath'], devicePath, noBackstepsProblem); }
    if (devicePaths.has(devicePath) || mounts.some(mount => mount.mountPath === devicePath)) {
      yield fieldProblem([...place, 'devicePath'], 'must be unique among volumeDevices and volumeMounts', devicePath);
    }
    devicePaths.add(devicePath);
  }
}

function* volumeNameProblems(name: string | null | undefined, volumes: readonly WireVolume[], path: Path): Problems {
  yield* required(path, name);
  const names = volumes.map(volume => volume.name ?? '');
  if (!name || names.includes(name)) { return; }
  const meant = nearest(name, names);
  const { message } = fieldProblem(path, 'must be the name of a volume of the pod', name);
  yield { path, message: meant === undefined ? message : `${message} (typo of ${quoted(meant)}?)` };
}

function* subPathProblems({ subPath, subPathExpr }: WireVolumeMount, path: Path): Problems {
  if (subPath) { yield* wellFormed([...path, 'subPath'], subPath, descendingPathProblem); }
  if (subPathExpr) { yield* wellFormed([...path, 'subPathExpr'], subPathExpr, descendingPathProblem); }
  if (subPath && subPathExpr) { yield fieldProblem([...path, 'subPathExpr'], 'must not be set beside subPath'); }
}

function* propagationProblems({ mountPropagation }: WireVolumeMount, container: WireContainer, path: Path): Problems {
  if (!isSet(mountPropagation)) { return; }
  const place = [...path, 'mountPropagation'];
  yield* oneOf(place, mountPropagation ?? '', ['None', 'HostToContainer', 'Bidirectional']);
  if (mountPropagation === 'Bidirectional' && container.securityContext?.privileged !== true) {
    yield fieldProblem(place, 'must not be Bidirectional in a container that is not privileged');
  }
}

function* recursiveReadOnlyProblems({ recursiveReadOnly, readOnly, mountPropagation }: WireVolumeMount, path: Path): Problems {
  if (typeof recursiveReadOnly !== 'string') { return; }
  const place = [...path, 'recursiveReadOnly'];
  yield* oneOf(place, recursiveReadOnly, ['Disabled', 'IfPossible', 'Enabled']);
  if (recursiveReadOnly !== 'Enabled' && recursiveReadOnly !== 'IfPossible') { return; }
  if (readOnly !== true) { yield fieldProblem(place, 'must be Disabled where readOnly is not true', recursiveReadOnly); }
  if (isSet(mountPropagation) && mountPropagation !== 'None') {
    yield fieldProblem(place, 'must be Disabled where mountPropagation is not None', recursiveReadOnly);
  }
}
