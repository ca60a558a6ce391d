import { nameOf } from '../../model/daemon-set';
import { HostPathVolume } from '../../model/pod-template';
import { pathsOnImages, showPaths } from '../host-paths-on-images';
import { Matrix } from '../matrix';
import { groupOf } from '../node-group';
import { isAbsent, isReadOnly, OsImage, placeInstead } from '../os-image';
import { Finding } from '../report';

/** A path of the node is mounted for writing, and the operating system of some nodes lets nobody write there: what is there cannot be changed, and what is not is not made. */
export function readOnlyHostPath(matrix: Matrix): Finding[] {
  const isInVain = (image: OsImage, { path, writable }: HostPathVolume) => writable && path !== '/' && isReadOnly(image, path) && !isAbsent(image, path);
  return matrix.rows.flatMap(row => pathsOnImages(matrix, row, isInVain)
    .map(({ image, volumes, nodes }) => ({
      code: 'ReadOnlyHostPath',
      severity: 'warning' as const,
      message: `mounts ${showPaths(volumes)} for writing, which nobody can write to on ${image.name}; a path that is not there cannot be made either, and no container starts`,
      remedies: [
        { text: `write to ${[...new Set(volumes.map(({ path }) => placeInstead(image, path)))].join(', or to ')}` },
        { text: 'set readOnly: true on the mount where it only reads' },
      ],
      daemonSet: nameOf(row.daemonSet),
      nodes: groupOf(nodes),
      source: row.daemonSet.source,
    })));
}
