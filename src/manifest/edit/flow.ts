import { flowPair, FlowSpelling, flowText } from './spelling';
import { indentation, lineBreak, lineEnd, lineStart, Splice } from './splice';
import { TextMember, TextNode } from './text-node';

/** What a map or list in brackets gets: a value for a key, or an item without one. */
export interface FlowEntry {
  readonly key?: string;
  readonly value: unknown;
}

/** The parts with which a map or list in brackets gets more entries, in the layout of its last one. */
export function entriesAfter(text: string, node: TextNode, entries: readonly FlowEntry[], json: boolean): Splice[] | string {
  const members = node.members();
  const last = members[members.length - 1];
  if (!last) { return intoEmpty(text, node, entries, json); }
  const end = endOf(last);
  const rest = text.slice(end, lineEnd(text, end));
  const ownLine = text.slice(lineStart(text, last.start), last.start).trim() === '' && /^\s*,?\s*(#.*)?$/.test(rest);
  if (!ownLine) { return [{ start: end, end, text: entries.map(entry => `${separatorOf(text, node, json)}${entryText(text, node, last, entry, json)}`).join('') }]; }
  const [comma = ''] = /^\s*,/.exec(rest) ?? [];
  const pad = indentation(text, last.start);
  const at = lineEnd(text, end);
  const separator = lineBreak(text, at);
  const lines = entries.map(entry => `${separator}${pad}${entryText(text, node, last, entry, json, `${separator}${pad}`)}`);
  return [
    ...comma === '' ? [{ start: end, end, text: ',' }] : [],
    { start: at, end: at, text: lines.join(',') + (comma === '' ? '' : ',') },
  ];
}

/** Takes a field out of a map in brackets. */
export function entryRemoved(text: string, node: TextNode, member: TextMember): Splice[] | string {
  const members = node.members();
  const index = members.indexOf(member);
  const [previous, next] = [members[index - 1], members[index + 1]];
  const [start, end] = next ? [member.start, next.start] : previous ? [endOf(previous), endOf(member)] : [node.start + 1, node.end - 1];
  const around = `${text.slice(start, Math.max(start, member.start))}${text.slice(endOf(member), Math.max(end, endOf(member)))}`;
  return around.includes('#') ? 'stands beside a comment' : [{ start, end, text: '' }];
}

/** A value in place of what stands there, in brackets or in the quotes that it had. */
export function replaced(text: string, node: TextNode, value: unknown, json: boolean): Splice[] | string {
  const [mark = ''] = text.slice(node.start, node.end);
  if (mark === '|' || mark === '>') { return 'is a text of several lines'; }
  const quotes = typeof value === 'string' && !value.includes('\n') && node.kind === 'scalar';
  if (node.kind === 'scalar' && text.slice(node.start, node.end).includes('\n')) { return 'is a text of several lines'; }
  if (json) { return [{ start: node.start, end: node.end, text: jsonText(value, text, node.start) }]; }
  const spelled = quotes && mark === '\'' ? `'${value.replaceAll('\'', '\'\'')}'` : flowText(value, { quoted: quotes && mark === '"', padded: true });
  return [{ start: node.start, end: node.end, text: node.start === node.end ? ` ${spelled}` : spelled }];
}

function intoEmpty(text: string, node: TextNode, entries: readonly FlowEntry[], json: boolean): Splice[] | string {
  if (/\S/.test(text.slice(node.start + 1, node.end - 1))) { return 'holds nothing but a comment'; }
  const value = node.kind === 'list' ? entries.map(entry => entry.value) : Object.fromEntries(entries.map(({ key = '', value: inner }) => [key, inner]));
  return [{ start: node.start, end: node.end, text: json ? jsonText(value, text, node.start) : flowText(value, { quoted: false, padded: true }) }];
}

/** A value of JSON as the text lays it out: in lines where it has lines. */
function jsonText(value: unknown, text: string, at: number): string {
  const unit = /\n([ \t]+)/.exec(text)?.[1];
  if (unit !== undefined) { return JSON.stringify(value, null, unit).replaceAll('\n', `${lineBreak(text, at)}${indentation(text, at)}`); }
  return flowText(value, { quoted: true, padded: true, compact: !/[:,]\s/.test(text) });
}

/** What separates two members: as between the last two, else a comma and a space. */
function separatorOf(text: string, node: TextNode, json: boolean): string {
  const [before, last] = node.members().slice(-2);
  const between = before && last ? text.slice(endOf(before), last.start) : '';
  if (/^,[ ]*$/.test(between)) { return between; }
  return isCompact(text, node, json) ? ',' : ', ';
}

/** @param newLine how lines begin; undefined where all is to be on one */
function entryText(text: string, node: TextNode, last: TextMember, { key, value }: FlowEntry, json: boolean, newLine?: string): string {
  const pattern = text.slice(last.value.start, last.value.end);
  if (json && newLine !== undefined && !(last.value.kind !== 'scalar' && !pattern.includes('\n') && last.value.members().length > 0)) {
    const unit = unitOf(text, node, last);
    const lines = JSON.stringify(value, null, unit).replaceAll('\n', newLine);
    return key === undefined ? lines : `${JSON.stringify(key)}: ${lines}`;
  }
  const spelling: FlowSpelling = {
    quoted: json || /^\{\s*"/.test(pattern),
    padded: /^[[{]/.test(pattern) ? /^[[{]\s/.test(pattern) : /^[[{]\s/.test(text.slice(node.start, node.start + 2)),
    compact: isCompact(text, node, json),
  };
  return key === undefined ? flowText(value, spelling) : flowPair(key, value, spelling);
}

/** By how much what is in brackets is indented. */
function unitOf(text: string, node: TextNode, last: TextMember): string {
  const [outer, inner] = [indentation(text, node.start), indentation(text, last.start)];
  return inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : '  ';
}

function isCompact(text: string, node: TextNode, json: boolean): boolean {
  return json && !/[:,{[]\s/.test(text.slice(node.start, node.end));
}

function endOf({ value, start }: TextMember): number {
  return Math.max(value.end, start);
}
