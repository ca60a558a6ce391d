import { Matrix } from './matrix';
import { InventoryNode } from '../model/node';
import { NodeClass } from '../placement/node-class';

/** Nodes that are of one class before a change and of one class after it. Where they join or leave, one of the two is missing. */
export interface NodeChange {
  readonly before?: number;
  readonly after?: number;

  /** As they are after the change; those that leave, as they were. */
  readonly nodes: readonly InventoryNode[];
}

/** Every node of two states of a cluster, by name, in classes that no answer of either state tells apart. */
export function nodeChangesOf(base: Matrix, head: Matrix): NodeChange[] {
  const [before, after] = [classByName(base.classes), classByName(head.classes)];
  const changes = new Map<string, { readonly before?: number; readonly after?: number; readonly nodes: InventoryNode[] }>();
  const add = (node: InventoryNode, classBefore: number | undefined, classAfter: number | undefined) => {
    const key = `${classBefore} ${classAfter}`;
    const change = changes.get(key) ?? {
      ...classBefore === undefined ? {} : { before: classBefore },
      ...classAfter === undefined ? {} : { after: classAfter },
      nodes: [],
    };
    change.nodes.push(node);
    changes.set(key, change);
  };
  base.input.nodes.filter(({ name }) => !after.has(name)).forEach(node => add(node, before.get(node.name), undefined));
  head.input.nodes.forEach(node => add(node, before.get(node.name), after.get(node.name)));
  return [...changes.values()];
}

function classByName(classes: readonly NodeClass[]): Map<string, number> {
  return new Map(classes.flatMap(({ nodes }, index) => nodes.map(({ name }) => [name, index] as const)));
}
