import { LabelSelector, selects, showLabelSelector } from './label-selector';
import { InventoryNode } from './node';

/** The nodes that a requirement is about: all that is stated must hold. */
export interface NodeScope {
  readonly labels: LabelSelector;

  /** The pools that they are declared in; undefined where that does not matter. No scheduler knows pools, so that only an inventory can tell. */
  readonly pools?: readonly string[];
}

/** Whether a requirement is about a node. */
export function isInScope({ labels, pools }: NodeScope, node: InventoryNode): boolean {
  return selects(labels, node.labels) && (pools === undefined || node.pool !== undefined && pools.includes(node.pool));
}

/** The nodes of a requirement, as a sentence names them. */
export function showNodeScope({ labels, pools }: NodeScope): string {
  const ofPools = pools === undefined ? '' : `${pools.length === 1 ? 'pool' : 'pools'} ${pools.join(', ')}`;
  if (labels.requirements.length === 0 && ofPools !== '') { return ofPools; }
  return `"${showLabelSelector(labels)}"${ofPools === '' ? '' : ` in ${ofPools}`}`;
}
