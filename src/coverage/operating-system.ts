import { Matrix, nodesWhere, Row } from './matrix';
import { DaemonSet } from '../model/daemon-set';
import { InventoryNode } from '../model/node';

/** The label by which a node says which operating system it has. */
export const OS_LABEL = 'kubernetes.io/os';

/** The operating systems of the nodes to which pods of a DaemonSet are sent. */
export function systemsOf(matrix: Matrix, row: Row): ReadonlySet<string> {
  const nodes = nodesWhere(matrix, row, ({ shouldRun }, { virtual }) => shouldRun && !virtual);
  return new Set(nodes.flatMap(({ labels }) => labels.get(OS_LABEL) ?? []));
}

/** Whether pods say that they are for another operating system than that of a node. */
export function isForOtherSystem({ template: { osName } }: DaemonSet, { virtual, labels }: InventoryNode): boolean {
  const os = labels.get(OS_LABEL);
  return osName !== undefined && !virtual && os !== undefined && os !== osName;
}

/** The operating system of a node, where a DaemonSet says that it is for another one: its pods have no business there. */
export function otherSystemOf({ template: { osName, nodeSelector } }: DaemonSet, { labels }: InventoryNode): string | undefined {
  const [meant, os] = [osName ?? nodeSelector.get(OS_LABEL), labels.get(OS_LABEL)];
  return meant === os || meant === undefined ? undefined : os;
}
