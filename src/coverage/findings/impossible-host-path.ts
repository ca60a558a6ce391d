import { nameOf } from '../../model/daemon-set';
import { pathsOnImages, showPaths } from '../host-paths-on-images';
import { Matrix } from '../matrix';
import { groupOf } from '../node-group';
import { isAbsent, isReadOnly, placeInstead } from '../os-image';
import { Finding } from '../report';

/** The operating system of some nodes has no such path, and lets nobody make one: no container that mounts it starts there. */
export function impossibleHostPath(matrix: Matrix): Finding[] {
  return matrix.rows.flatMap(row => pathsOnImages(matrix, row, (image, { path }) => isAbsent(image, path) && isReadOnly(image, path))
    .map(({ image, volumes, nodes }) => ({
      code: 'ImpossibleHostPath',
      severity: 'error' as const,
      message: `mounts ${showPaths(volumes)}: ${image.name} has no such path, and nobody can make one there: no container starts`,
      remedies: [
        { text: `use ${[...new Set(volumes.map(({ path }) => placeInstead(image, path)))].join(', or ')}` },
        { text: 'leave the mount out on these nodes, with a variant or a DaemonSet of their own' },
      ],
      daemonSet: nameOf(row.daemonSet),
      nodes: groupOf(nodes),
      source: row.daemonSet.source,
    })));
}
