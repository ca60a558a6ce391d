import { findNodeAtLocation, Node, parseTree, printParseErrorCode, visit } from 'jsonc-parser';
import { MAX_DEPTH, ParsedText, Path, Position, TOO_DEEP } from './document';
import { Lines } from './lines';
import { quoted } from '../model/quote';

/** What a text does that is to be JSON. YAML may begin like this, too, but seldom does. */
const LOOKS_LIKE_JSON = /^\s*(\{\s*"|\[\s*[{["])/;

/** Where YAML would take minutes, what looks like JSON is only read as JSON. */
const MAX_FLOW_YAML = 10_000_000;

const [QUOTE, COLON, OPEN_MAP, CLOSE_MAP, OPEN_LIST, CLOSE_LIST] = [...'":{}[]'].map(character => character.charCodeAt(0));

interface Found extends Position {
  readonly message: string;
}

/**
 * Reads a JSON text the fast way: positions are only looked up when somebody asks for one. Undefined where the text is no JSON,
 * which YAML may still be.
 */
export function tryParseJson(text: string, file?: string): ParsedText | undefined {
  const value = tryParse(text);
  if (value === undefined) { return undefined; }
  const place = file === undefined ? {} : { file };
  const problems = structureProblems(text, value);
  if (problems.length > 0) { return { documents: [], problems: problems.map(problem => ({ ...problem, ...place })) }; }
  let places: JsonPlaces | undefined;
  return { documents: [{ value, index: 1, ...place, locate: path => (places ??= new JsonPlaces(text)).locate(path) }], problems: [] };
}

/** Why a text that looks like JSON is none, and whether there is no point in reading it as YAML. */
export function brokenJson(text: string, file?: string): { readonly reading: ParsedText; readonly surely: boolean } | undefined {
  if (!LOOKS_LIKE_JSON.test(text)) { return undefined; }
  const { deepest, open } = shapeOf(text);
  if (deepest > MAX_DEPTH) { return undefined; }
  let first: { readonly error: string; readonly offset: number; readonly end: number } | undefined;
  const onError = (code: number, offset: number, length: number) => { first ??= { error: printParseErrorCode(code), offset, end: offset + length }; };
  visit(text, { onError }, { disallowComments: true });
  if (!first) { return undefined; }
  const truncated = open > 0 && first.end >= text.trimEnd().length;
  const message = first.error === 'EndOfFileExpected'
    ? 'this is no JSON: something follows its end; several objects go into a list (kind: List), or into YAML documents with --- between'
    : `this is no JSON: ${wordsOf(first.error)}${truncated ? ' where it ends; is it truncated?' : ''}`;
  const problem = { message, ...new Lines(text).position(first.offset), ...(file === undefined ? {} : { file }) };
  return { reading: { documents: [], problems: [problem] }, surely: truncated || text.length > MAX_FLOW_YAML };
}

function tryParse(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) { return undefined; }
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // somebody else says what is wrong with it, and where
  }
}

/** What JSON.parse lets pass: keys that are there twice, and nesting that no later reader would survive. */
function structureProblems(text: string, value: unknown): Found[] {
  const shape = shapeOf(text);
  if (shape.deepest > MAX_DEPTH) { return [{ message: TOO_DEEP, ...new Lines(text).position(shape.tooDeepAt) }]; }
  return shape.keys === keysOf(value) ? [] : repeatedKeys(text);
}

interface Shape {
  readonly keys: number;

  /** How many lists and maps are still open at the end. */
  readonly open: number;

  /** How deep they lie in each other, and where that is first too deep. */
  readonly deepest: number;
  readonly tooDeepAt: number;
}

/** What a JSON text consists of. Read by hand: it is fast, and never recurses. */
function shapeOf(text: string): Shape {
  let [keys, depth, deepest, tooDeepAt] = [0, 0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE: at = endOfString(text, at); break;
      case COLON: keys += 1; break;
      case CLOSE_MAP: case CLOSE_LIST: depth -= 1; break;
      case OPEN_MAP: case OPEN_LIST:
        depth += 1;
        if (depth > deepest) { deepest = depth; }
        if (depth === MAX_DEPTH + 1 && tooDeepAt === 0) { tooDeepAt = at; }
    }
  }
  return { keys, open: depth, deepest, tooDeepAt };
}

/** Where the string that begins at an offset ends; the end of the text where it does not. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text[before] === '\\') { before -= 1; }
    if ((at - before) % 2 === 1) { return at; }
  }
  return text.length;
}

/** How many keys are left of a text's: one that was there twice is there once. */
function keysOf(value: unknown): number {
  let keys = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) { continue; }
    if (Array.isArray(next)) {
      for (const inner of next) { open.push(inner); }
    } else {
      for (const key in next) { // no array of a large list's every object
        keys += 1;
        const inner = (next as { readonly [key: string]: unknown })[key];
        if (typeof inner === 'object') { open.push(inner); }
      }
    }
  }
  return keys;
}

function repeatedKeys(text: string): Found[] {
  const lines = new Lines(text);
  const found: Found[] = [];
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => { open.push(new Set()); },
    onObjectEnd: () => { open.pop(); },
    onObjectProperty: (key, offset) => {
      const seen = open[open.length - 1];
      if (seen?.has(key)) { found.push({ message: `the key ${quoted(key)} is there twice`, ...lines.position(offset) }); }
      seen?.add(key);
    },
  });
  return found;
}

/** Where the values of a JSON text were written. */
class JsonPlaces {
  private readonly tree: Node | undefined;
  private readonly lines: Lines;

  constructor(text: string) {
    this.tree = parseTree(text);
    this.lines = new Lines(text);
  }

  /** The place of the key of the value at a path, or of the nearest one above it. */
  public locate(path: Path): Position | undefined {
    if (!this.tree) { return undefined; }
    for (let length = path.length; length > 0; length -= 1) {
      const node = findNodeAtLocation(this.tree, path.slice(0, length));
      if (node) { return this.lines.position((node.parent?.type === 'property' ? node.parent : node).offset); }
    }
    return this.lines.position(this.tree.offset);
  }
}

/** `CommaExpected`, the parser's name of an error, in words. */
function wordsOf(error: string): string {
  return error.replace(/(?!^)[A-Z]/g, letter => ` ${letter}`).toLowerCase();
}
