import { nameOf } from '../../model/daemon-set';
import { HostPathVolume } from '../../model/pod-template';
import { pathsOnImages, showPaths } from '../host-paths-on-images';
import { Matrix } from '../matrix';
import { groupOf } from '../node-group';
import { isAbsent, isReadOnly, OsImage } from '../os-image';
import { Finding } from '../report';

/** What the type of a path says must be there already: any but these is made where it is missing, or not looked for. */
const MADE_OR_UNCHECKED = ['', 'DirectoryOrCreate', 'FileOrCreate'];

/** A path must be there already, and the operating system of some nodes has none: the kubelet waits until somebody makes it. */
export function absentHostPath(matrix: Matrix): Finding[] {
  const isMissed = (image: OsImage, { path, type }: HostPathVolume) => !MADE_OR_UNCHECKED.includes(type) && isAbsent(image, path) && !isReadOnly(image, path);
  return matrix.rows.flatMap(row => pathsOnImages(matrix, row, isMissed)
    .map(({ image, volumes, nodes }) => ({
      code: 'AbsentHostPath',
      severity: 'warning' as const,
      message: `needs ${showPaths(volumes)} to be there (${[...new Set(volumes.map(({ type }) => `type: ${type}`))].join(', ')}), and ${image.name} has no such path: no pod starts until somebody makes it`,
      remedies: [
        { text: 'leave the mount out where nothing is read there' },
        { text: 'use type: DirectoryOrCreate where an empty directory does no harm' },
      ],
      daemonSet: nameOf(row.daemonSet),
      nodes: groupOf(nodes),
      source: row.daemonSet.source,
    })));
}
