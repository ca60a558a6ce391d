import { diffOf } from '../../src/coverage/diff';
import { DaemonSet } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';
import { clusterInput, daemonSet, ManifestOverrides, pool } from '../builders';

/** Four plain nodes, and two with a taint. */
export const NODES = [...pool('general', 4), ...pool('gpu', 2, { taints: ['gpu:NoSchedule'] })];

/** Those of a pod that goes everywhere. */
export const tolerations = [{ operator: 'Exists' }];

/** The one container of a pod, with what it asks for. */
export const asking = (cpu: string) => [{ name: 'agent', image: 'a:1', resources: { requests: { cpu } } }];

/** A DaemonSet with some fields of its pod. */
export const agent = (name: string, pod: Record<string, unknown> = {}, more: ManifestOverrides = {}) => daemonSet({ name, ...more, pod });

/** What a change does to the coverage of a cluster. */
export function diff(base: readonly DaemonSet[], head: readonly DaemonSet[], before: readonly InventoryNode[] = NODES, after = before) {
  return diffOf(clusterInput(base, before), clusterInput(head, after));
}
