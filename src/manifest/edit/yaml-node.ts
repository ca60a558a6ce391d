import { CST, isAlias, isMap, isScalar, isSeq, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { once, TextMember, TextNode } from './text-node';
import { readKey } from '../scalar';
import { composedDocuments, isMerge, textOf } from '../yaml';

/** The values of the documents of a YAML text; undefined for one without any. */
export function yamlNodes(text: string): (TextNode | undefined)[] {
  return composedDocuments(text).map(({ contents }) => contents ? nodeOf(text, contents, 0) : undefined);
}

/** @param from where it would stand if nothing is written of it */
function nodeOf(text: string, node: unknown, from: number): TextNode {
  if (isMap(node)) { return collection('map', node, once(() => node.items.flatMap(pair => fieldOf(text, pair))), node.items.some(isMerge)); }
  if (isSeq(node)) { return collection('list', node, once(() => itemsOf(text, node)), false); }
  const [start = from, end = from] = (node as Node | undefined)?.range ?? [];
  return {
    kind: 'scalar',
    flow: false,
    ...start === end ? { start: from, end: from } : { start, end: isScalar(node) ? endOfScalar(text, node, start, end) : end },
    ...isAlias(node) ? { obstacle: `is an alias (*${node.source})` } : obstacleOf(node),
    members: () => [],
  };
}

/** In block style it ends where its last member does: what the parser counts to it besides are comments and empty lines. */
function collection(kind: 'map' | 'list', node: YAMLMap | YAMLSeq, members: () => readonly TextMember[], merges: boolean): TextNode {
  const flow = node.flow === true;
  const [start = 0, end = 0] = node.range ?? [];
  return {
    kind,
    flow,
    start,
    get end() { return flow ? end : members()[members().length - 1]?.value.end ?? start; },
    ...obstacleOf(node),
    merges,
    members,
  };
}

/** The lines that follow a block scalar are part of it only where it says so (`|+`). */
function endOfScalar(text: string, node: Scalar, start: number, end: number): number {
  if (node.type !== Scalar.BLOCK_LITERAL && node.type !== Scalar.BLOCK_FOLDED) { return end; }
  const source = text.slice(start, end);
  const header = /^.*/.exec(source)?.[0] ?? '';
  return start + (header.split('#')[0]?.includes('+') ? source.replace(/\r?\n$/, '') : source.trimEnd()).length;
}

function obstacleOf(node: unknown): { readonly obstacle?: string } {
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) { return {}; }
  if (node.anchor !== undefined) { return { obstacle: `has an anchor (&${node.anchor})` }; }
  return node.tag === undefined ? {} : { obstacle: `has a tag (${node.tag})` };
}

function fieldOf(text: string, pair: Pair): TextMember[] {
  if (isMerge(pair)) { return []; }
  const key = pair.key;
  const reading = isScalar(key) ? readKey(textOf(key), key.type !== 'PLAIN', key.tag) : undefined;
  const [start, keyEnd] = (key as Node | undefined)?.range ?? [0, 0];
  const { sep, start: before } = (pair as { srcToken?: CST.CollectionItem }).srcToken ?? { start: [] };
  const explicit = before.some(({ type }) => type === 'explicit-key-ind');
  const colon = explicit ? undefined : sep?.find(({ type }) => type === 'map-value-ind');
  const valueFrom = colon ? colon.offset + colon.source.length : undefined;
  return [{
    ...reading && 'key' in reading ? { key: reading.key } : {},
    start,
    ...valueFrom === undefined ? {} : { valueFrom },
    value: nodeOf(text, pair.value, valueFrom ?? keyEnd),
  }];
}

function itemsOf(text: string, list: YAMLSeq): TextMember[] {
  const dashes = list.flow === true ? [] : (list.srcToken as CST.BlockSequence | undefined)?.items.flatMap(({ start }) => start.find(({ type }) => type === 'seq-item-ind') ?? []) ?? [];
  return list.items.map((item, index) => {
    const dash = dashes[index];
    const value = nodeOf(text, item, dash ? dash.offset + 1 : list.range?.[0] ?? 0);
    return { start: dash ? dash.offset : value.start, value };
  });
}
