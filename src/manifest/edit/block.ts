import { blockLines, BlockSpelling, flowText } from './spelling';
import { indentation, lineBreak, lineEnd, lineStart, nextLine, Splice } from './splice';
import { TextMember, TextNode } from './text-node';

const DEFAULT_STEP = 2;

/** The lines with which a map in block style gets another field: they follow its last one. */
export function fieldAfter(text: string, map: TextNode, key: string, value: unknown, spelling: BlockSpelling): Splice[] | string {
  const [first] = map.members();
  const column = first ? columnOf(text, first.start) : undefined;
  if (column === undefined) { return TABS; }
  return [linesAfter(text, map.end, column, blockLines({ [key]: value }, spelling))];
}

/** The lines with which a list in block style gets more items: they follow its last one. */
export function itemsAfter(text: string, list: TextNode, items: readonly unknown[], spelling: BlockSpelling): Splice[] | string {
  const last = list.members()[list.members().length - 1];
  const column = last ? columnOf(text, last.start) : undefined;
  if (!last || column === undefined) { return TABS; }
  const gap = /^-( +)\S/.exec(text.slice(last.start, lineEnd(text, last.start)))?.[1] ?? ' ';
  const lines = items.flatMap(item => blockLines(item, spelling).map((line, index) => `${index === 0 ? '-' : ' '}${gap}${line}`));
  return [linesAfter(text, list.end, column, lines)];
}

/** What a field of a map in block style gets where it has nothing yet: a value on its line, or lines below it. */
export function filled(text: string, field: TextMember, value: unknown, spelling: BlockSpelling): Splice[] | string {
  const { key = '', start, valueFrom, value: { start: from, end } } = field;
  const column = columnOf(text, start);
  if (column === undefined) { return TABS; }
  if (valueFrom === undefined) { return 'has no colon after its key'; }
  if (/\S/.test(text.slice(valueFrom, from)) || text.slice(valueFrom, end).includes('\n')) { return 'is written on another line than its key'; }
  const [, ...lines] = blockLines({ [key]: value }, spelling);
  if (lines.length === 0) { return [{ start: valueFrom, end, text: ` ${flowText(value, { quoted: false, padded: true })}` }]; }
  const at = lineEnd(text, end);
  return [...end > valueFrom ? [{ start: valueFrom, end, text: '' }] : [], insertedLines(text, at, column, lines)];
}

/** Takes a field out of a map in block style, with its lines. */
export function fieldRemoved(text: string, map: TextNode, holder: TextMember | undefined, field: TextMember): Splice[] | string {
  const members = map.members();
  const index = members.indexOf(field);
  const next = members[index + 1];
  const whole = { start: lineStart(text, field.start), end: nextLine(text, field.value.end), text: '' };
  if (members.length === 1) {
    if (holder?.valueFrom === undefined || lineStart(text, holder.start) === lineStart(text, field.start)) { return 'is all that there is, on a line with what holds it'; }
    return [{ start: holder.valueFrom, end: holder.valueFrom, text: ' {}' }, trimmed(text, whole)];
  }
  if (text.slice(whole.start, field.start).trim() === '') { return [trimmed(text, whole)]; }
  if (!next || /\S/.test(text.slice(field.value.end, next.start))) { return 'stands on a line with the dash of its item, and a comment follows'; }
  return [{ start: field.start, end: next.start, text: '' }];
}

/** How the lines of an object are indented: as next to the place of an edit, else as anywhere in it. */
export function spellingOf(text: string, ...nodes: readonly TextNode[]): BlockSpelling {
  const maps = nodes.map(node => stepsBelow(text, node));
  const step = maps.flatMap(({ step: found }) => found ?? [])[0] ?? DEFAULT_STEP;
  return { step, indentedLists: maps.flatMap(({ list }) => list ?? [])[0] ?? true };
}

const TABS = 'is indented by tabs';

/** Where the last line of a text has no line break at its end, the one before it goes in its place. */
function trimmed(text: string, { start, end }: Splice): Splice {
  const open = end === text.length && text[end - 1] !== '\n' && start > 0;
  return { start: open ? lineEnd(text, lineStart(text, start - 1)) : start, end, text: '' };
}

/** Comments that are indented deeper than the members belong to the last of them. */
function linesAfter(text: string, end: number, column: number, lines: readonly string[]): Splice {
  let at = lineEnd(text, end);
  for (let line = nextLine(text, at); line < text.length; line = nextLine(text, line)) {
    const pad = indentation(text, line);
    if (text[line + pad.length] !== '#' || pad.length <= column) { break; }
    at = lineEnd(text, line);
  }
  return insertedLines(text, at, column, lines);
}

function insertedLines(text: string, at: number, column: number, lines: readonly string[]): Splice {
  const separator = lineBreak(text, at);
  return { start: at, end: at, text: lines.map(line => `${separator}${line === '' ? '' : ' '.repeat(column)}${line}`).join('') };
}

/** In which column something stands, from 0; undefined where a tab comes before it. */
function columnOf(text: string, offset: number): number | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  return before.includes('\t') ? undefined : before.length;
}

/** How far the first map below a node is indented in its map, and whether the first list is. */
function stepsBelow(text: string, root: TextNode): { readonly step?: number; readonly list?: boolean } {
  let step: number | undefined;
  let list: boolean | undefined;
  const open = [root];
  for (let node = open.shift(); node && (step === undefined || list === undefined); node = open.shift()) {
    for (const { start, key, value } of node.members()) {
      const [first] = value.flow ? [] : value.members();
      const offset = first && key !== undefined ? (columnOf(text, first.start) ?? 0) - (columnOf(text, start) ?? 0) : undefined;
      if (offset !== undefined && value.kind === 'map' && offset > 0) { step ??= offset; }
      if (offset !== undefined && value.kind === 'list') { list ??= offset > 0; }
      if (!value.flow) { open.push(value); }
    }
  }
  return { ...step === undefined ? {} : { step }, ...list === undefined ? {} : { list } };
}
