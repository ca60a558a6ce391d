import { DaemonSet } from '../model/daemon-set';
import { InventoryNode } from '../model/node';

/** The label by which a node says which operating system it has. */
export const OS_LABEL = 'kubernetes.io/os';

/** Whether pods say that they are for another operating system than that of a node. */
export function isForOtherSystem({ template: { osName } }: DaemonSet, { virtual, labels }: InventoryNode): boolean {
  const os = labels.get(OS_LABEL);
  return osName !== undefined && !virtual && os !== undefined && os !== osName;
}
