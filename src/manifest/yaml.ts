import { Alias, Composer, CST, Document, isAlias, isMap, isScalar, isSeq, Lexer, Node, Pair, Parser, Scalar, YAMLMap } from 'yaml';
import { MAX_DEPTH, objectOf, ParsedDocument, ParsedText, Path, Position, TOO_DEEP } from './document';
import { Lines } from './lines';
import { readKey, readScalar } from './scalar';
import { quoted } from '../model/quote';
import { Problem } from '../model/source';

/** How many values the aliases of a document may stand for in all; what is written out may be as long as it likes. */
const MAX_ALIASED = 1_000_000;

/** Characters that YAML does not allow: the control characters, except tab and the ends of lines. */
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** Reads every document of a YAML text as kubectl reads it. What cannot be read is reported with its line; the other documents are still there. */
export function parseYaml(text: string, file?: string): ParsedText {
  const place = file === undefined ? {} : { file };
  const lines = new Lines(text);
  const documents: ParsedDocument[] = [];
  const problems: Problem[] = [];
  const report = (offset: number, message: string) => { problems.push({ message, ...lines.position(offset), ...place }); };
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden) {
    report(forbidden.index, `the character ${unicode(forbidden[0])} is not allowed; is this a binary file, or UTF-16 without a byte order mark?`);
    return { documents, problems };
  }
  const composed = compose(text, report);
  const directive = composed.length === 0 && problems.length === 0 ? /^%/m.exec(text) : null;
  if (directive) { report(directive.index, 'this is no YAML: there is a directive, and no document (---) after it'); }
  for (const [position, document] of composed.entries()) {
    const reading = new DocumentReading(document, lines, report);
    const known = problems.length;
    const value = reading.value();
    if (problems.length === known) { documents.push({ value, index: position + 1, ...place, locate: path => reading.locate(path) }); }
  }
  return { documents, problems };
}

/** The documents of a text that {@link parseYaml} can read, as nodes that know what they were made of. */
export function composedDocuments(text: string): Document.Parsed[] {
  return compose(text, () => undefined, true);
}

/** The documents of a text, as far as it is not nested too deep: the parser of the library would run out of stack there. */
function compose(text: string, report: (offset: number, message: string) => void, keepSourceTokens = false): Document.Parsed[] {
  const composer = new Composer({ schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, merge: false, keepSourceTokens });
  return [...composer.compose(tokensOf(text, offset => report(offset, `${TOO_DEEP}; what follows was not read`)))];
}

function* tokensOf(text: string, tooDeep: (offset: number) => void): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_DEPTH + 2) { // a document, its lists and maps, and a scalar
      tooDeep(parser.offset - lexeme.length);
      return;
    }
  }
  yield* parser.end();
}

/** Turns the nodes of one document into JSON data. Values that several aliases name are shared, not copied. */
class DocumentReading {
  private readonly anchors = new Map<string, Node>();
  private readonly targets = new Map<Alias, Node>();
  private readonly shared = new Map<Node, { readonly value: unknown; readonly size: number }>();
  private size = 0;
  private aliased = 0;
  private stopped = false;

  constructor(
    private readonly document: Document.Parsed,
    private readonly lines: Lines,
    private readonly report: (offset: number, message: string) => void,
  ) {}

  public value(): unknown {
    const [error] = this.document.errors; // what follows the first is mostly its consequence
    if (!error) { return this.read(this.document.contents, 0); }
    this.report(error.pos[0], sentence(error.message));
    return undefined;
  }

  public locate(path: Path): Position | undefined {
    let node: unknown = this.document.contents;
    let place = this.placeOf(node);
    for (const step of path) {
      if (isAlias(node)) { node = this.targets.get(node); }
      const pair = isMap(node) ? node.items.find(item => this.keyOf(item) === step) : undefined;
      const next = pair ? pair.value : isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
      if (next === undefined) { return place; }
      place = this.placeOf(pair ? pair.key : next) ?? place;
      node = next;
    }
    return place;
  }

  private read(node: unknown, depth: number): unknown {
    if (node === null || node === undefined || this.stopped) { return null; }
    this.size += 1;
    if (depth > MAX_DEPTH) { return this.stop(node, TOO_DEEP); }
    if (isAlias(node)) { return this.readAlias(node); }
    this.remember(node);
    const start = this.size;
    const value = this.readValue(node, depth);
    if (anchorOf(node) !== undefined) { this.shared.set(node as Node, { value, size: this.size - start + 1 }); }
    return value;
  }

  private readValue(node: unknown, depth: number): unknown {
    if (isScalar(node)) { return this.readScalar(node); }
    if (isSeq(node)) { return node.items.map(item => this.read(item, depth + 1)); }
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
      if (isMerge(pair)) {
        merged.push(this.read(pair.value, depth + 1));
        continue;
      }
      const key = this.readKey(pair);
      const value = this.read(pair.value, depth + 1);
      if (key === undefined) { continue; }
      if (entries.has(key)) { this.fail(pair.key, `the key ${quoted(key)} is there twice`); }
      entries.set(key, value);
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

  private readAlias(node: Alias): unknown {
    const target = this.anchors.get(node.source);
    if (!target) { return this.fail(node, `there is no anchor ${quoted(`&${node.source}`)} before this alias`); }
    const known = this.shared.get(target);
    if (!known) { return this.stop(node, `the alias ${quoted(`*${node.source}`)} stands inside what it names`); }
    this.targets.set(node, target);
    this.size += known.size;
    this.aliased += known.size;
    return this.aliased > MAX_ALIASED ? this.stop(node, `the aliases up to here stand for more than ${MAX_ALIASED} values`) : known.value;
  }

  private readKey(pair: Pair): string | undefined {
    const { key } = pair;
    if (isAlias(key) && this.readAlias(key) === undefined) { return undefined; }
    if (anchorOf(key) !== undefined) { this.read(key, 0); }
    const reading = this.keyReading(pair);
    return 'key' in reading ? reading.key : this.fail(key, reading.problem);
  }

  private keyOf(pair: Pair): string | undefined {
    const reading = this.keyReading(pair);
    return 'key' in reading ? reading.key : undefined;
  }

  private keyReading({ key }: Pair): ReturnType<typeof readKey> {
    const node = isAlias(key) ? this.targets.get(key) : key;
    return isScalar(node) ? readKey(textOf(node), node.type !== 'PLAIN', node.tag) : { problem: 'a key must be text' };
  }

  /** From here on, aliases of the node's anchor mean this node. */
  private remember(node: unknown): void {
    const anchor = anchorOf(node);
    if (anchor !== undefined) { this.anchors.set(anchor, node as Node); }
  }

  private placeOf(node: unknown): Position | undefined {
    const offset = (node as Node | undefined)?.range?.[0];
    return offset === undefined ? undefined : this.lines.position(offset);
  }

  private fail(node: unknown, message: string): undefined {
    this.report((node as Node | undefined)?.range?.[0] ?? 0, message);
    return undefined;
  }

  /** Reports what makes it useless, or dangerous, to read on. */
  private stop(node: unknown, message: string): undefined {
    if (!this.stopped) { this.fail(node, message); }
    this.stopped = true;
    return undefined;
  }
}

function anchorOf(node: unknown): string | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
}

/** A scalar without its quotes. */
export function textOf(node: Scalar): string {
  return typeof node.value === 'string' ? node.value : node.source ?? '';
}

/** Whether a field stands for those of other maps. */
export function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN' && key.tag === undefined;
}

function unicode(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The parser's first line, as the end of our sentence. */
function sentence(message: string): string {
  const first = message.split('\n')[0] ?? message;
  return `this is no YAML: ${first.charAt(0).toLowerCase()}${first.slice(1)}`;
}
