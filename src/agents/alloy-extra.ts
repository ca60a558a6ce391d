const CLOSED_BY: { readonly [opening: string]: string } = { '{': '}', '[': ']', '(': ')' };
const TOKEN = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`|[{}[\]()]|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*|\/\*|[^\s"`{}[\]()/]|["`/]/g;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;
const LABEL = /^"[A-Za-z_][A-Za-z0-9_]*"$/;

/** A text that begins with this and has no end. */
const UNENDED: { readonly [token: string]: string } = { '"': 'a text', '`': 'a text', '/*': 'a comment' };

/** A block that stands outside of all others. */
interface Head {
  readonly name: string;
  readonly label?: string;
  readonly line: number;
}

/** Stages in Alloy's own words, as lines. @throws where one is no stage, or a text or a bracket is not closed */
export function alloyStages(place: string, text: string): string[] {
  for (const { name, label, line } of outermost(place, text)) {
    if (!name.startsWith('stage.') || label !== undefined) { throw new Error(`${place}: line ${line}: must be stages such as stage.drop { … }, got "${shown(name, label)}"`); }
  }
  return withoutEnd(text);
}

/**
 * Blocks in Alloy's own words, as lines. Whether a component exists and takes its arguments only Alloy knows; what is checked is that
 * texts, comments, brackets and blocks are whole, and that none has the name of another.
 *
 * @param taken the names of the blocks that are there already, with their labels
 * @throws where something is not closed, stands outside of all blocks, or is there twice
 */
export function alloyBlocks(place: string, text: string, taken: readonly string[]): string[] {
  const known = new Set(taken);
  for (const { name, label, line } of outermost(place, text)) {
    const title = shown(name, label);
    if (known.has(title)) { throw new Error(`${place}: line ${line}: ${title} is there already; give it another label`); }
    known.add(title);
  }
  return withoutEnd(text);
}

/** The name of a block, as it is written before its bracket. */
export function shown(name: string, label: string | undefined): string {
  return label === undefined ? name : `${name} "${label}"`;
}

function withoutEnd(text: string): string[] {
  return text.replace(/\s+$/, '').split('\n');
}

function outermost(place: string, text: string): Head[] {
  const open: { readonly bracket: string; readonly line: number }[] = [];
  const heads: Head[] = [];
  let words: string[] = [];
  let line = 1;
  for (const [token] of text.matchAll(TOKEN)) {
    const here = `${place}: line ${line}`;
    if (UNENDED[token] !== undefined) { throw new Error(`${here}: ${UNENDED[token]} that begins with ${token} does not end`); }
    if (CLOSED_BY[token] !== undefined) {
      if (open.length === 0) { heads.push(head(here, line, token, words)); }
      open.push({ bracket: token, line });
      words = [];
    } else if (/^[}\])]$/.test(token)) {
      const last = open.pop();
      if (last === undefined || CLOSED_BY[last.bracket] !== token) {
        throw new Error(`${here}: "${token}" closes nothing${last ? `; "${last.bracket}" of line ${last.line} is open` : ''}`);
      }
    } else if (open.length === 0 && !/^(\s|\/\/|\/\*)/.test(token)) {
      words.push(token);
    }
    line += token.split('\n').length - 1;
  }
  const unclosed = open.pop();
  if (unclosed) { throw new Error(`${place}: line ${unclosed.line}: "${unclosed.bracket}" is not closed`); }
  if (words.length > 0) { throw new Error(`${place}: "${words.join(' ')}" at the end opens no block; a block is a name and braces, such as stage.drop { expression = "healthz" }`); }
  if (heads.length === 0) { throw new Error(`${place}: must be at least one block such as loki.echo "x" { }`); }
  return heads;
}

function head(here: string, line: number, bracket: string, [name = '', label, ...others]: readonly string[]): Head {
  if (bracket !== '{' || !NAME.test(name) || label !== undefined && !LABEL.test(label) || others.length > 0) {
    throw new Error(`${here}: must be blocks such as loki.echo "x" { … }, got "${[name, ...label === undefined ? [] : [label], ...others, bracket].join(' ').trim()}"`);
  }
  return { name, label: label?.slice(1, -1), line };
}
