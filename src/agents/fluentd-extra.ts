/** A directive that is open, and where it was opened. */
interface OpenDirective {
  readonly name: string;
  readonly line: number;
}

/**
 * Directives in Fluentd's own words, as lines, if their blocks are whole. Whether a plugin exists and takes its parameters only
 * Fluentd knows.
 *
 * @throws where a directive is not closed, is closed twice, or a parameter stands outside of all
 */
export function fluentdLines(place: string, text: string): string[] {
  const lines = text.replace(/\s+$/, '').split('\n');
  const open: OpenDirective[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    index = readLine(place, lines, index, open);
  }
  const unclosed = open.pop();
  if (unclosed) { throw new Error(`${place}: line ${unclosed.line}: <${unclosed.name}> is not closed; a line </${unclosed.name}> is missing`); }
  return lines;
}

/** Reads one line, with those that a value goes on in. The index of the last one. */
function readLine(place: string, lines: readonly string[], index: number, open: OpenDirective[]): number {
  const line = lines[index]!.trim();
  const here = `${place}: line ${index + 1}`;
  if (line === '' || line.startsWith('#')) { return index; }
  const [, end] = /^<\/([a-z_]+)>\s*(?:#.*)?$/.exec(line) ?? [];
  const [, start] = /^<([a-z_]+)(?:\s[^<>]*)?>\s*(?:#.*)?$/.exec(line) ?? [];
  if (end !== undefined) {
    const closed = open.pop();
    if (closed?.name !== end) {
      throw new Error(`${here}: </${end}> closes nothing${closed ? `; <${closed.name}> of line ${closed.line} is open` : ''}`);
    }
    return index;
  }
  if (start !== undefined) {
    open.push({ name: start, line: index + 1 });
    return index;
  }
  if (line.startsWith('<')) { throw new Error(`${here}: must be a directive such as <filter kubernetes.**>, got "${line}"`); }
  if (!/^@?[A-Za-z_$][^\s]*(\s|$)/.test(line)) { throw new Error(`${here}: must be a parameter with its value, got "${line}"`); }
  if (open.length === 0 && !line.startsWith('@include ')) { throw new Error(`${here}: a parameter stands within a directive, got "${line}"`); }
  return lastOf(here, lines, index);
}

/** An array, a hash or a text in double quotes may go on in further lines. */
function lastOf(here: string, lines: readonly string[], first: number): number {
  let value = lines[first]!.trim().replace(/^\S+\s*/, '');
  if (!/^["[{]/.test(value)) { return first; }
  for (let index = first; ; index += 1) {
    if (isWhole(value)) { return index; }
    if (index + 1 >= lines.length) { throw new Error(`${here}: a value that begins with ${value[0]} does not end`); }
    value = `${value}\n${lines[index + 1]!}`;
  }
}

function isWhole(value: string): boolean {
  const texts = value.replace(/"(?:[^"\\]|\\[\s\S])*"/g, '');
  if (texts.includes('"')) { return false; }
  const count = (character: string) => texts.split(character).length - 1;
  return count('[') <= count(']') && count('{') <= count('}');
}
