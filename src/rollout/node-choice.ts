import { namedNodes } from '../model/named-nodes';
import { InventoryNode } from '../model/node';
import { quoted } from '../model/quote';

/** Says of a node whether it is meant. */
export type NodeChoice = (node: InventoryNode) => boolean;

/** Means no node. */
export const NO_NODE: NodeChoice = () => false;

/**
 * The nodes that a text means: names with commas between, `*` for every node, or a label selector. Where both would do, names win.
 *
 * @param nodes all nodes that there are to choose from
 * @throws where it means none of them, with what is allowed
 */
export function parseNodeChoice(text: string, nodes: readonly InventoryNode[]): NodeChoice {
  const named = namedNodes(text, nodes);
  if ('problem' in named) { throw new Error(`must be names of nodes with commas between, * or a label selector, got ${quoted(text)}: ${named.problem}`); }
  const meant = new Set(named.nodes.map(({ name }) => name));
  return ({ name }) => meant.has(name);
}
