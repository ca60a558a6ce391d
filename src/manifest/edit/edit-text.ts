import { isDeepStrictEqual } from 'util';
import { fieldAfter, fieldRemoved, filled, itemsAfter, spellingOf } from './block';
import { entriesAfter, entryRemoved, replaced } from './flow';
import { jsonNode } from './json-node';
import { EditedValue, editsIn, ManifestEdit, nested, Refusal, WrittenEdit } from './manifest-edit';
import { Splice, spliced } from './splice';
import { memberAt, TextMember, TextNode } from './text-node';
import type * as yaml from './yaml-node';
import { Problem } from '../../model/source';
import { ParsedDocument, Path, showPath } from '../document';
import { tryParseJson } from '../json';
import { parseText } from '../text';

/** Edits of one object of a text. */
export interface ObjectEdits {
  /** Which document of the text, from 1, and where in it. */
  readonly document: number;
  readonly object: Path;
  readonly edits: readonly WrittenEdit[];
}

/** The text with all edits, or why one of them cannot be made. */
export interface TextEditing {
  readonly text?: string;
  readonly problems: readonly Problem[];
}

const BYTE_ORDER_MARK = '\ufeff';

/**
 * Makes edits in a text without touching what they do not mean: comments, layout, quotes and line ends stay. The result is read again,
 * and is only given where it says what the text said before, with the edits. One edit that cannot be made refuses them all.
 *
 * Each round makes at most one edit of each object, so that a text is read as often as its most edited object has edits.
 */
export function editText(text: string, changes: readonly ObjectEdits[], file?: string): TextEditing {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const plain = text.slice(mark.length);
  const { documents, problems } = parseText(plain, file);
  if (problems.length > 0) { return { problems }; }
  const editing = new Editing(plain, documents);
  const refused = changes.flatMap(change => editing.refusalOf(change, () => editing.plan(change)));
  for (let round = 0; refused.length === 0 && changes.some(change => editing.has(change, round)); round += 1) {
    refused.push(...editing.make(changes.filter(change => editing.has(change, round)), round));
  }
  if (refused.length > 0) { return { problems: refused }; }
  const edited = editing.result();
  return edited === undefined
    ? { problems: [{ message: 'cannot be edited: read again, it would not say what is meant', ...file === undefined ? {} : { file } }] }
    : { text: `${mark}${edited}`, problems: [] };
}

class Editing {
  private readonly values = new Map<number, EditedValue>();
  private readonly planned = new Map<ObjectEdits, readonly ManifestEdit[]>();

  constructor(private text: string, private readonly documents: readonly ParsedDocument[]) {
    documents.forEach(({ index, value }) => this.values.set(index, new EditedValue(value)));
  }

  /** What the edits of an object mean in it, one after the other. */
  public plan(change: ObjectEdits): Splice[] {
    const trial = new EditedValue(this.values.get(change.document)?.at(change.object));
    const planned = change.edits.flatMap(edit => {
      const edits = editsIn(trial.value, edit);
      edits.forEach(one => trial.apply(one));
      return edits;
    });
    this.planned.set(change, planned);
    return [];
  }

  public has(change: ObjectEdits, round: number): boolean {
    return this.planned.get(change)?.[round] !== undefined;
  }

  /** Makes one edit of each object. */
  public make(changes: readonly ObjectEdits[], round: number): Problem[] {
    const { roots, json } = rootsOf(this.text);
    const problems: Problem[] = [];
    const splices: Splice[] = [];
    for (const change of changes) {
      const edit = this.planned.get(change)?.[round];
      const value = this.values.get(change.document);
      if (!edit || !value) { continue; }
      problems.push(...this.refusalOf(change, () => {
        splices.push(...new Place(this.text, roots[change.document - 1], value, json, change.object).splices(edit));
        value.apply({ ...edit, path: [...change.object, ...edit.path] });
      }));
    }
    const edited = spliced(this.text, splices);
    if (edited !== undefined) { this.text = edited; }
    return edited === undefined && problems.length === 0 ? [{ message: 'cannot be edited: two edits are of one place' }] : problems;
  }

  public refusalOf({ document, object }: ObjectEdits, attempt: () => unknown): Problem[] {
    try {
      attempt();
      return [];
    } catch (error) {
      if (!(error instanceof Refusal)) { throw error; }
      const source = this.documents.find(({ index }) => index === document);
      const place = source?.locate([...object, ...error.path]);
      const field = showPath(error.path);
      const message = `cannot be edited: ${field === '' ? 'the object' : field} ${error.message}`;
      return [{ message, ...source?.file === undefined ? {} : { file: source.file }, ...place }];
    }
  }

  /** The text, where it says what was meant. */
  public result(): string | undefined {
    const { documents, problems } = parseText(this.text);
    const same = documents.length === this.documents.length
      && documents.every(({ index, value }) => isDeepStrictEqual(value, this.values.get(index)?.value));
    return problems.length === 0 && same ? this.text : undefined;
  }
}

/** An object in a text. */
class Place {
  private readonly object: TextNode | undefined;

  constructor(
    private readonly text: string,
    private readonly root: TextNode | undefined,
    private readonly value: EditedValue,
    private readonly json: boolean,
    private readonly path: Path,
  ) {
    this.object = path.reduce<TextNode | undefined>((node, step) => node && memberAt(node, step)?.value, root);
  }

  /** The parts of the text that make an edit. */
  public splices(edit: ManifestEdit): Splice[] {
    const path = [...this.path, ...edit.path];
    let node = this.root;
    let holder: TextMember | undefined;
    if (!node) { throw new Refusal([], 'is not found in the text'); }
    for (const [index, step] of path.entries()) {
      const outer = path.slice(this.path.length, index);
      if (node.obstacle !== undefined) { throw new Refusal(outer, `${node.obstacle}: change it by hand`); }
      const member = memberAt(node, step);
      const value = this.value.at(path.slice(0, index + 1));
      if (value !== undefined && !member) { throw new Refusal(outer, 'comes from elsewhere (<<): change it by hand'); }
      const rest = path.slice(index + 1);
      const last = rest.length === 0;
      if (!member) { return this.made(outer, this.added(outer, node, step, nested(rest, edit))); }
      if (last && edit.set === null) { return this.made([...outer, step], this.removed(node, holder, member)); }
      const room = value === null || isEmpty(value) && (!last || edit.add !== undefined);
      if (room) { return this.made([...outer, step], this.filled(node, member, nested(rest, edit))); }
      if (last) { return this.made([...outer, step], this.changed([...outer, step], node, member, edit)); }
      [node, holder] = [member.value, member];
    }
    throw new Refusal([], 'is the whole object');
  }

  private added(path: Path, map: TextNode, step: string | number, value: unknown): Splice[] | string {
    if (typeof step === 'number' || map.kind !== 'map') { return 'is not found in the text'; }
    if (map.merges) { return 'has fields of other maps (<<), of which one could be meant: change it by hand'; }
    if (value === null) { throw new Refusal([...path, step], 'is not there'); }
    return map.flow ? entriesAfter(this.text, map, [{ key: step, value }], this.json) : fieldAfter(this.text, map, step, value, this.spelling(map));
  }

  private filled(holder: TextNode, member: TextMember, value: unknown): Splice[] | string {
    const { value: node } = member;
    if (node.obstacle !== undefined) { return `${node.obstacle}: change it by hand`; }
    const inLines = !holder.flow && holder.kind === 'map' ? filled(this.text, member, value, this.spelling(holder)) : undefined;
    if (Array.isArray(inLines) && (!node.flow || /^[[{]\s*[\]}]$/.test(this.text.slice(node.start, node.end)))) { return inLines; }
    if (node.kind !== 'scalar' && node.flow && isList(value) === (node.kind === 'list')) { return entriesAfter(this.text, node, entriesOf(value), this.json); }
    return inLines ?? replaced(this.text, node, value, this.json);
  }

  private changed(path: Path, holder: TextNode, member: TextMember, edit: ManifestEdit): Splice[] | string {
    const { value: node } = member;
    if (node.obstacle !== undefined) { return `${node.obstacle}: change it by hand`; }
    if (edit.add) {
      if (node.kind !== 'list') { throw new Refusal(path, 'is no list'); }
      return node.flow ? entriesAfter(this.text, node, entriesOf(edit.add), this.json) : itemsAfter(this.text, node, edit.add, this.spelling(holder, node));
    }
    if (!node.flow && node.kind !== 'scalar') { return 'has lines of its own: change it by hand'; }
    return replaced(this.text, node, edit.set, this.json);
  }

  private removed(map: TextNode, holder: TextMember | undefined, member: TextMember): Splice[] | string {
    return map.flow ? entryRemoved(this.text, map, member) : fieldRemoved(this.text, map, holder, member);
  }

  private made(path: Path, splices: Splice[] | string): Splice[] {
    if (typeof splices === 'string') { throw new Refusal(path, splices); }
    return splices;
  }

  private spelling(...nodes: readonly TextNode[]) {
    return spellingOf(this.text, ...nodes, ...this.object ? [this.object] : []);
  }
}

/** The values of the documents of a text, and whether it is JSON. */
function rootsOf(text: string): { readonly roots: readonly (TextNode | undefined)[]; readonly json: boolean } {
  if (tryParseJson(text)) { return { roots: [jsonNode(text)], json: true }; }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return { roots: (require('./yaml-node') as typeof yaml).yamlNodes(text), json: false };
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}

function entriesOf(value: unknown) {
  return Array.isArray(value)
    ? value.map((item: unknown) => ({ value: item }))
    : Object.entries(value as object).map(([key, item]: [string, unknown]) => ({ key, value: item }));
}
