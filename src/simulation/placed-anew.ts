import { ClusterPod } from '../model/cluster-objects';
import { DaemonSet } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { Cluster, place } from '../placement/place';
import { Placement } from '../placement/placement';

/** A pod that stays on a node where it would not be created anew. */
export interface StayingPod {
  readonly daemonSet: DaemonSet;
  readonly nodeName: string;
}

/** What becomes of a pod of a DaemonSet that is created on a node now. */
export type PlacedAnew = (daemonSet: DaemonSet, node: InventoryNode) => Placement | undefined;

/** Places DaemonSets on the nodes that are there. Pods that stay without being wanted take their room. */
export function placedAnew(cluster: Cluster, staying: readonly StayingPod[]): PlacedAnew {
  const pods = [...cluster.pods ?? [], ...staying.map(residentOf)];
  const { classes, placements } = place({ ...cluster, ...pods.length > 0 ? { pods } : {} });
  const columns = new Map(classes.flatMap(({ nodes }, column) => nodes.map(({ name }) => [name, column] as const)));
  const rows = new Map(cluster.daemonSets.map((daemonSet, row) => [daemonSet, placements[row]]));
  return (daemonSet, { name }) => rows.get(daemonSet)?.[columns.get(name) ?? -1];
}

function residentOf({ daemonSet: { namespace, name, template }, nodeName }: StayingPod): ClusterPod {
  return { namespace, name: `${name}-${nodeName}`, nodeName, template, terminating: false };
}
