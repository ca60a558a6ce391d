/** A directive as it was read. */
export interface ParsedDirective {
  readonly name: string;
  readonly argument: string;

  /** Values as they are written, by name. */
  readonly parameters: Map<string, string>;
  readonly directives: ParsedDirective[];
}

/**
 * Reads the block syntax of Fluentd's configuration (version 1): directives, parameters, comments. What it does not know it refuses.
 *
 * @see https://docs.fluentd.org/configuration/config-file
 */
export function parseFluentd(text: string): ParsedDirective[] {
  const root: ParsedDirective = { name: '', argument: '', parameters: new Map(), directives: [] };
  const open = [root];
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    const fail = (problem: string): never => { throw new Error(`line ${index + 1}: ${problem}: ${raw}`); };
    const current = open[open.length - 1]!;
    if (line === '' || line.startsWith('#')) { return; }
    const start = /^<([a-z_]+)(?:\s+([^<>]+))?>$/.exec(line);
    const end = /^<\/([a-z_]+)>$/.exec(line);
    if (start) {
      const directive: ParsedDirective = { name: start[1]!, argument: start[2]?.trim() ?? '', parameters: new Map(), directives: [] };
      current.directives.push(directive);
      open.push(directive);
      return;
    }
    if (end) {
      if (open.length === 1 || current.name !== end[1]) { fail(`"${end[1]}" is not open`); }
      open.pop();
      return;
    }
    const parameter = /^(@?[A-Za-z_][A-Za-z0-9_]*)\s+(\S.*)$/.exec(line) ?? fail('neither a directive nor a parameter');
    if (current === root) { fail('a parameter outside of every directive'); }
    if (current.parameters.has(parameter[1]!)) { fail('a parameter twice'); }
    current.parameters.set(parameter[1]!, parameter[2]!);
  });
  if (open.length > 1) { throw new Error(`"${open[open.length - 1]!.name}" is not closed`); }
  return root.directives;
}

/** What a value stands for: quotes and escapes are taken away. Ruby code in double quotes is refused: it stands for something else. */
export function textOf(value: string): string {
  if (value.startsWith('\'')) { return quoted(value, '\''); }
  if (value.startsWith('"')) {
    if (value.includes('#{')) { throw new Error(`Ruby code: ${value}`); }
    return quoted(value, '"');
  }
  return value.replace(/\s+#.*$/, '');
}

/** Ruby's Dir.glob for one directory: `*` and `?` never match a slash. */
export function matchesGlob(pattern: string, path: string): boolean {
  const source = [...pattern].map(character => {
    if (character === '*') { return '[^/]*'; }
    return character === '?' ? '[^/]' : character.replace(/[^A-Za-z0-9]/g, '\\$&');
  }).join('');
  return new RegExp(`^${source}$`).test(path);
}

function quoted(value: string, quote: string): string {
  const body = new RegExp(`^${quote}((?:[^${quote}\\\\]|\\\\.)*)${quote}$`).exec(value);
  if (!body) { throw new Error(`not closed: ${value}`); }
  return body[1]!.replace(/\\(.)/g, '$1');
}
