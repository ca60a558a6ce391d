import { findNodeAtLocation, Node, parseTree, visit } from 'jsonc-parser';
import { MAX_DEPTH, ParsedText, Path, Position } from './document';

/**
 * Reads a JSON text the fast way: positions are only looked up when somebody asks for one. Undefined where the text is no JSON,
 * which YAML may still be.
 */
export function tryParseJson(text: string, file?: string): ParsedText | undefined {
  const value = tryParse(text);
  if (value === undefined) { return undefined; }
  const place = file === undefined ? {} : { file };
  const problem = structureProblem(text);
  if (problem) { return { documents: [], problems: [{ ...problem, ...place }] }; }
  let tree: Node | undefined;
  const locate = (path: Path): Position | undefined => {
    tree ??= parseTree(text);
    return tree && positionAt(text, offsetOf(tree, path));
  };
  return { documents: [{ value, index: 1, ...place, locate }], problems: [] };
}

function tryParse(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) { return undefined; }
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the YAML parser reads it next, and says what is wrong and where
  }
}

/** What JSON.parse lets pass: a key that is there twice, and nesting that no later reader would survive. */
function structureProblem(text: string): { message: string; line: number; column: number } | undefined {
  const keys: Set<string>[] = [];
  let depth = 0;
  let found: { message: string; offset: number } | undefined;
  const enter = (offset: number) => {
    depth += 1;
    if (depth > MAX_DEPTH) {
      found ??= { message: `more than ${MAX_DEPTH} lists and maps lie in each other`, offset };
      return false;
    }
    return found === undefined;
  };
  visit(text, {
    onObjectBegin: offset => { keys.push(new Set()); return enter(offset); },
    onObjectEnd: () => { keys.pop(); depth -= 1; },
    onArrayBegin: offset => enter(offset),
    onArrayEnd: () => { depth -= 1; },
    onObjectProperty: (key, offset) => {
      const seen = keys[keys.length - 1];
      if (seen?.has(key)) { found ??= { message: `the key ${JSON.stringify(key)} is there twice`, offset }; }
      seen?.add(key);
    },
  });
  return found && { message: found.message, ...positionAt(text, found.offset) };
}

function offsetOf(tree: Node, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node) { return (node.parent?.type === 'property' ? node.parent : node).offset; }
  }
  return tree.offset;
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}
