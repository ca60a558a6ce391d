import { Node, parseTree } from 'jsonc-parser';
import { once, TextMember, TextNode } from './text-node';

/** The value of a JSON text. */
export function jsonNode(text: string): TextNode | undefined {
  const tree = parseTree(text);
  return tree ? nodeOf(tree) : undefined;
}

function nodeOf(node: Node): TextNode {
  return {
    kind: node.type === 'object' ? 'map' : node.type === 'array' ? 'list' : 'scalar',
    flow: true,
    start: node.offset,
    end: node.offset + node.length,
    members: once(() => (node.children ?? []).flatMap(child => memberOf(node, child))),
  };
}

function memberOf(parent: Node, child: Node): TextMember[] {
  if (parent.type === 'array') { return [{ start: child.offset, value: nodeOf(child) }]; }
  const [key, value] = child.children ?? [];
  if (!key || !value) { return []; }
  return [{ key: String(key.value), start: key.offset, valueFrom: (child.colonOffset ?? key.offset + key.length) + 1, value: nodeOf(value) }];
}
