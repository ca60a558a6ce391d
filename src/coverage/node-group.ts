import { NodeGroup } from './report';
import { InventoryNode } from '../model/node';

/** The names of some nodes in order, and their pools. */
export function groupOf(nodes: readonly InventoryNode[]): NodeGroup {
  return {
    names: nodes.map(({ name }) => name).sort(),
    pools: [...new Set(nodes.flatMap(({ pool }) => pool ?? []))].sort(),
    hypothetical: nodes.filter(({ hypothetical }) => hypothetical).length,
  };
}

/** Collects nodes under a key, in the order in which the keys first come. */
export class NodeGroups<T> {
  private readonly groups = new Map<string, { readonly value: T; readonly nodes: InventoryNode[] }>();

  /** Adds nodes that share a value, and gives the one that came first. Values of one key are the same. */
  public add(key: string, value: T, nodes: readonly InventoryNode[]): T {
    const group = this.groups.get(key) ?? { value, nodes: [] };
    for (const node of nodes) { group.nodes.push(node); }
    this.groups.set(key, group);
    return group.value;
  }

  /** Every value with its nodes. */
  public map<R>(show: (value: T, nodes: readonly InventoryNode[]) => R): R[] {
    return [...this.groups.values()].map(({ value, nodes }) => show(value, nodes));
  }
}
