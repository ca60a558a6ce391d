import { InventoryNode } from '../model/node';
import { NodeClass, Questions } from '../placement/node-class';

/** Nodes of one class that nobody who asks can tell apart; the first of them speaks for all. */
export interface AlikeNodes extends NodeClass {
  /** Their class, by index. */
  readonly at: number;
}

/** The nodes of each class, as finely as more is asked about them than when they were put into classes. */
export function alikeNodes(classes: readonly NodeClass[], questions: Questions): AlikeNodes[] {
  const places = new Map(classes.flatMap(({ nodes }, at) => nodes.map((node): [InventoryNode, number] => [node, at])));
  const groups = new Map<string, { readonly at: number; readonly nodes: InventoryNode[] }>();
  questions.classesOf([...places.keys()]).forEach(({ nodes }, index) => nodes.forEach(node => {
    const at = places.get(node) as number;
    const group = groups.get(`${at} ${index}`) ?? { at, nodes: [] };
    group.nodes.push(node);
    groups.set(`${at} ${index}`, group);
  }));
  return [...groups.values()].sort((left, right) => left.at - right.at).map(({ at, nodes }) => ({ at, nodes, node: nodes[0] as InventoryNode }));
}

/** Each class once, with all that is there of its nodes, in the order of the classes. */
export function byClass(groups: Iterable<AlikeNodes>): { readonly at: number; readonly nodes: readonly InventoryNode[] }[] {
  const classes = new Map<number, InventoryNode[]>();
  for (const { at, nodes } of groups) {
    const known = classes.get(at) ?? [];
    for (const node of nodes) { known.push(node); }
    classes.set(at, known);
  }
  return [...classes].sort(([one], [other]) => one - other).map(([at, nodes]) => ({ at, nodes }));
}
