import { LabelSelector, parseLabelSelector, selects } from '../model/label-selector';
import { InventoryNode } from '../model/node';
import { quoted } from '../model/quote';
import { nearest } from '../model/typo';

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
  if (text.trim() === '*') { return () => true; }
  const names = text.split(',').map(name => name.trim());
  const known = new Set(nodes.map(({ name }) => name));
  const unknown = names.filter(name => !known.has(name));
  if (unknown.length === 0) {
    const meant = new Set(names);
    return ({ name }) => meant.has(name);
  }
  const selector = text.trim() === '' ? undefined : trySelector(text);
  const choice: NodeChoice = ({ labels }) => selector !== undefined && selects(selector, labels);
  if (nodes.some(choice)) { return choice; }
  throw new Error(`must be names of nodes with commas between, * or a label selector, got ${quoted(text)}: ${selector ? 'no node has these labels' : 'it is no label selector'}, and ${strangers(unknown, known)}`);
}

function trySelector(text: string): LabelSelector | undefined {
  try {
    return parseLabelSelector(text);
  } catch {
    return undefined;
  }
}

function strangers(unknown: readonly string[], known: ReadonlySet<string>): string {
  const [first = ''] = unknown;
  const meant = nearest(first, known);
  return `no node is called ${quoted(first)}${meant === undefined ? '' : ` (did you mean ${meant}?)`}`;
}
