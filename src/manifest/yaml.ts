import { Alias, Document, isAlias, isMap, isScalar, isSeq, LineCounter, Node, Pair, parseAllDocuments, Scalar, YAMLMap } from 'yaml';
import { Problem } from '../model/source';
import { MAX_DEPTH, objectOf, ParsedDocument, ParsedText, Path, Position } from './document';
import { readKey, readScalar } from './scalar';

/** How many values a document may have once its aliases are written out. */
const MAX_VALUES = 2_000_000;

/** Reads every document of a YAML text as kubectl reads it. What cannot be read is reported with its line; the other documents are still there. */
export function parseYaml(text: string, file?: string): ParsedText {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, merge: false, lineCounter: lines, prettyErrors: false });
  const documents: ParsedDocument[] = [];
  const problems: Problem[] = [];
  for (const [position, document] of ('empty' in parsed ? [] : parsed).entries()) {
    const reading = new DocumentReading(document, lines);
    const value = reading.value();
    problems.push(...reading.problems.map(problem => ({ ...problem, ...(file === undefined ? {} : { file }) })));
    if (reading.problems.length === 0) {
      documents.push({ value, index: position + 1, ...(file === undefined ? {} : { file }), locate: path => reading.locate(path) });
    }
  }
  return { documents, problems };
}

/** Turns the nodes of one document into JSON data. Values that several aliases name are shared, not copied. */
class DocumentReading {
  public readonly problems: Problem[] = [];
  private readonly shared = new Map<Node, { readonly value: unknown; readonly size: number }>();
  private readonly open = new Set<Node>();
  private size = 0;

  constructor(private readonly document: Document.Parsed, private readonly lines: LineCounter) {}

  public value(): unknown {
    for (const error of this.document.errors) { this.report(error.pos[0], sentence(error.message)); }
    if (this.problems.length > 0) { return undefined; }
    return this.read(this.document.contents, 0);
  }

  public locate(path: Path): Position | undefined {
    let node: unknown = this.document.contents;
    let place = this.positionOf(node);
    for (const step of path) {
      if (isAlias(node)) { node = node.resolve(this.document); }
      const pair = isMap(node) ? node.items.find(item => this.tryKey(item) === step) : undefined;
      const next = pair ? pair.value : isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
      if (next === undefined) { return place; }
      place = this.positionOf(pair ? pair.key : next) ?? place;
      node = next;
    }
    return place;
  }

  private read(node: unknown, depth: number): unknown {
    if (node === null || node === undefined) { return null; }
    this.size += 1;
    if (depth > MAX_DEPTH) { return this.fail(node, `more than ${MAX_DEPTH} lists and maps lie in each other`); }
    if (this.size > MAX_VALUES) { return this.fail(node, `more than ${MAX_VALUES} values, with aliases written out`); }
    if (isAlias(node)) { return this.readAlias(node, depth); }
    const start = this.size;
    const anchored = (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined;
    if (anchored) { this.open.add(node as Node); }
    const value = this.readValue(node, depth);
    if (anchored) {
      this.open.delete(node as Node);
      this.shared.set(node as Node, { value, size: this.size - start + 1 });
    }
    return value;
  }

  private readValue(node: unknown, depth: number): unknown {
    if (isScalar(node)) { return this.readScalar(node); }
    if (isSeq(node)) { return node.items.map(item => this.problems.length === 0 ? this.read(item, depth + 1) : null); }
    if (isMap(node)) { return this.readMap(node, depth); }
    return this.fail(node, 'this is no value');
  }

  private readScalar(node: Scalar): unknown {
    const reading = readScalar(textOf(node), node.type !== 'PLAIN', node.tag);
    return 'problem' in reading ? this.fail(node, reading.problem) : reading.value;
  }

  private readMap(node: YAMLMap, depth: number): unknown {
    const entries = new Map<string, unknown>();
    const merged: unknown[] = [];
    for (const pair of node.items) {
      if (this.problems.length > 0) { return null; }
      if (isMerge(pair)) {
        merged.push(this.read(pair.value, depth + 1));
        continue;
      }
      const key = this.readKey(pair);
      if (key === undefined) { return null; }
      if (entries.has(key)) { return this.fail(pair.key, `the key ${JSON.stringify(key)} is there twice`); }
      entries.set(key, this.read(pair.value, depth + 1));
    }
    return merged.length > 0 ? this.merge(node, entries, merged) : objectOf(entries);
  }

  private merge(node: YAMLMap, entries: Map<string, unknown>, merged: readonly unknown[]): unknown {
    const sources = merged.flatMap(source => Array.isArray(source) ? source as unknown[] : [source]);
    for (const source of sources) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) { return this.fail(node, '"<<" takes a map, or a list of maps'); }
      for (const [key, value] of Object.entries(source)) {
        if (!entries.has(key)) { entries.set(key, value); }
      }
    }
    return objectOf(entries);
  }

  private readAlias(node: Alias, depth: number): unknown {
    const target = node.resolve(this.document);
    if (!target) { return this.fail(node, `there is no anchor "&${node.source}" before this alias`); }
    if (this.open.has(target)) { return this.fail(node, `the alias "*${node.source}" stands inside what it names`); }
    const known = this.shared.get(target);
    if (!known) { return this.read(target, depth); }
    this.size += known.size;
    return this.size > MAX_VALUES ? this.fail(node, `more than ${MAX_VALUES} values, with aliases written out`) : known.value;
  }

  private readKey(pair: Pair): string | undefined {
    const node = isAlias(pair.key) ? pair.key.resolve(this.document) : pair.key;
    const reading = isScalar(node) ? readKey(textOf(node), node.type !== 'PLAIN', node.tag) : { problem: 'a key must be text' };
    if ('key' in reading) { return reading.key; }
    this.fail(pair.key, reading.problem);
    return undefined;
  }

  private tryKey(pair: Pair): string | undefined {
    const node = isAlias(pair.key) ? pair.key.resolve(this.document) : pair.key;
    const reading = isScalar(node) ? readKey(textOf(node), node.type !== 'PLAIN', node.tag) : undefined;
    return reading && 'key' in reading ? reading.key : undefined;
  }

  private positionOf(node: unknown): Position | undefined {
    const offset = (node as Node | undefined)?.range?.[0];
    if (offset === undefined) { return undefined; }
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }

  private fail(node: unknown, message: string): undefined {
    this.report((node as Node | undefined)?.range?.[0] ?? 0, message);
    return undefined;
  }

  private report(offset: number, message: string): void {
    if (this.problems.length > 0 && this.problems.some(problem => problem.message === message)) { return; }
    const { line, col } = this.lines.linePos(offset);
    this.problems.push({ message, line, column: col });
  }
}

function textOf(node: Scalar): string {
  return typeof node.value === 'string' ? node.value : node.source ?? '';
}

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN' && key.tag === undefined;
}

/** The parser's first line, as the end of our sentence. */
function sentence(message: string): string {
  const first = message.split('\n')[0] ?? message;
  return `this is no YAML: ${first.charAt(0).toLowerCase()}${first.slice(1)}`;
}
