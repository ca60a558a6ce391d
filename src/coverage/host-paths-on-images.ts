import { Matrix, nodesWhere, Row, runs } from './matrix';
import { OsImage, osImageOf } from './os-image';
import { InventoryNode } from '../model/node';
import { HostPathVolume } from '../model/pod-template';

/** Paths of a DaemonSet that are wrong on the nodes of one image. */
export interface PathsOnImage {
  readonly image: OsImage;
  readonly volumes: readonly HostPathVolume[];
  readonly nodes: readonly InventoryNode[];
}

/** For each known image whose nodes run a DaemonSet, in the order of the images, the paths for which something holds there. */
export function pathsOnImages(matrix: Matrix, row: Row, holds: (image: OsImage, volume: HostPathVolume) => boolean): PathsOnImage[] {
  const { hostPaths } = row.daemonSet.template;
  if (hostPaths.length === 0) { return []; }
  const nodes = new Map<OsImage, InventoryNode[]>();
  for (const node of nodesWhere(matrix, row, runs)) {
    const image = node.virtual ? undefined : osImageOf(node.osImage);
    if (image) { nodes.set(image, [...nodes.get(image) ?? [], node]); }
  }
  return [...nodes].map(([image, alike]) => ({ image, nodes: alike, volumes: hostPaths.filter(volume => holds(image, volume)) }))
    .filter(({ volumes }) => volumes.length > 0)
    .sort((left, right) => left.image.name < right.image.name ? -1 : 1);
}

/** The paths as they are written, each once, in order. */
export function showPaths(volumes: readonly HostPathVolume[]): string {
  return [...new Set(volumes.map(({ path }) => path))].sort().join(', ');
}
