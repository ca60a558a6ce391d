import { parseLabelSelector, selects } from './label-selector';
import { InventoryNode } from './node';
import { quoted } from './quote';
import { typoOf } from './typo';

/** Nodes that a text names, or why it names none. */
export type NamedNodes = { readonly nodes: readonly InventoryNode[] } | { readonly problem: string };

const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/** The nodes that a text means: names with commas between, `*` for every node, or a label selector. Names win where both would do. */
export function namedNodes(text: string, nodes: readonly InventoryNode[]): NamedNodes {
  if (text.trim() === '*') { return nodes.length > 0 ? { nodes } : { problem: 'there is no node' }; }
  const byName = new Map(nodes.map(node => [node.name, node]));
  const names = text.split(',').map(name => name.trim());
  const known = names.flatMap(name => byName.get(name) ?? []);
  if (known.length === names.length) { return { nodes: [...new Set(known)] }; }
  const selected = selectedBy(text, nodes);
  if ('nodes' in selected && selected.nodes.length > 0) { return selected; }
  if (names.every(name => NAME.test(name))) {
    const missing = names.find(name => !byName.has(name)) ?? '';
    return { problem: `there is no node ${quoted(missing)}${typoOf(missing, byName.keys())}` };
  }
  return 'problem' in selected ? selected : { problem: `${quoted(text)} selects no node` };
}

function selectedBy(text: string, nodes: readonly InventoryNode[]): NamedNodes {
  try {
    const selector = parseLabelSelector(text);
    return { nodes: text.trim() === '' ? [] : nodes.filter(({ labels }) => selects(selector, labels)) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
