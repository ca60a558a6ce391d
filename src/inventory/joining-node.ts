import { DeclaredJoin } from './node-events-fields';
import { nodeOfDeclaration } from './pool';
import { InventoryNode } from '../model/node';
import { quoted } from '../model/quote';
import { typoOf } from '../model/typo';

const HOSTNAME = 'kubernetes.io/hostname';

/** A node that joins, or what is wrong with a field of its declaration. */
export type JoinReading = { readonly node: InventoryNode } | { readonly field: 'pool' | 'like'; readonly problem: string };

/** The node that joins: as those of a pool, as another one, or as it says itself. */
export function joiningNode(join: DeclaredJoin, nodes: readonly InventoryNode[]): JoinReading {
  const { pool, like, name } = join;
  if (like) {
    const other = nodes.find(node => node.name === like);
    return other ? { node: renamed(other, name ?? '') } : { field: 'like', problem: `must be a node of the inventory, got ${quoted(like)}${typoOf(like, nodes.map(node => node.name))}` };
  }
  if (!pool) { return { node: nodeOfDeclaration(join) }; }
  const members = nodes.filter(node => node.pool === pool).map(node => renamed(node, name ?? ''));
  const [first, ...others] = members;
  const pools = [...new Set(nodes.flatMap(node => node.pool ?? []))].sort();
  if (!first) { return { field: 'pool', problem: `must be a pool of the inventory (${pools.join(', ') || 'it has none'}), got ${quoted(pool)}${typoOf(pool, pools)}` }; }
  const alike = others.every(other => shape(other) === shape(first));
  return alike ? { node: first } : { field: 'pool', problem: `must have nodes that are all alike, and those of ${quoted(pool)} differ: name one of them by like` };
}

function renamed(node: InventoryNode, name: string): InventoryNode {
  const labels = node.labels.has(HOSTNAME) ? new Map([...node.labels, [HOSTNAME, name]]) : node.labels;
  return { ...node, name, labels, hypothetical: false };
}

/** What a node is but for its name. */
function shape({ labels, taints, startupTaints, allocatable, unschedulable, virtual }: InventoryNode): string {
  const amounts = [...allocatable?.quantities ?? []].map(([resource, amount]) => [resource, amount.toString()]).sort();
  return JSON.stringify([[...labels].sort(), taints, startupTaints, amounts, unschedulable, virtual]);
}
