/** A plugin as it was read. */
export interface ParsedPlugin {
  readonly plugin: string;
  readonly options: Map<string, ParsedValue>;
}

/** A branch as it was read: its condition, and what is passed where it holds and where it does not. */
export interface ParsedBranch {
  readonly condition: string;
  readonly then: ParsedPart[];
  readonly otherwise: ParsedPart[];
}

export type ParsedPart = ParsedPlugin | ParsedBranch;
export type ParsedValue = string | number | boolean | string[] | ParsedPlugin;

/** The sections of a pipeline, by their names; two of one name are one after the other. */
export type ParsedPipeline = Map<string, ParsedPart[]>;

const TOKEN = /\s+|#[^\n]*|"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<sign>=>|[{}[\],])|(?<word>[^\s#"'{}[\],=]+)/y;

interface Token {
  readonly kind: 'text' | 'sign' | 'word';
  readonly value: string;
}

/**
 * Reads the part of Logstash's configuration language that we write. What it does not know it refuses.
 *
 * @see https://www.elastic.co/docs/reference/logstash/configuration-file-structure
 */
export function parseLogstash(text: string): ParsedPipeline {
  const reader = new Reader(tokens(text));
  const sections: ParsedPipeline = new Map();
  while (!reader.ended) {
    const name = reader.word();
    if (!['input', 'filter', 'output'].includes(name)) { throw new Error(`no section: ${name}`); }
    sections.set(name, [...sections.get(name) ?? [], ...reader.parts()]);
  }
  return sections;
}

/** All plugins, those in branches and codecs, too. */
export function allPlugins(parts: readonly ParsedPart[]): ParsedPlugin[] {
  return parts.flatMap(part => 'condition' in part
    ? allPlugins([...part.then, ...part.otherwise])
    : [part, ...allPlugins([...part.options.values()].filter((value): value is ParsedPlugin => typeof value === 'object' && 'plugin' in value))]);
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) { throw new Error(`cannot be read: ${text.slice(at, at + 20)}`); }
    const { double, single, sign, word } = match.groups!;
    if (double !== undefined || single !== undefined) { found.push({ kind: 'text', value: (double ?? single)! }); }
    if (sign !== undefined) { found.push({ kind: 'sign', value: sign }); }
    if (word !== undefined) { found.push({ kind: 'word', value: word }); }
  }
  return found;
}

class Reader {
  private index = 0;

  constructor(private readonly all: readonly Token[]) {}

  public get ended(): boolean {
    return this.index >= this.all.length;
  }

  public word(): string {
    const token = this.next();
    if (token.kind !== 'word') { throw new Error(`no name: ${token.value}`); }
    return token.value;
  }

  public parts(): ParsedPart[] {
    this.sign('{');
    const parts: ParsedPart[] = [];
    while (!this.isSign('}')) { parts.push(this.part()); }
    this.sign('}');
    return parts;
  }

  private part(): ParsedPart {
    const name = this.word();
    if (name !== 'if') { return { plugin: name, options: this.options() }; }
    let condition = '';
    while (!this.isSign('{')) { condition += this.next().value; }
    const then = this.parts();
    if (this.all[this.index]?.value !== 'else') { return { condition, then, otherwise: [] }; }
    this.next();
    return { condition, then, otherwise: this.parts() };
  }

  private options(): Map<string, ParsedValue> {
    const options = new Map<string, ParsedValue>();
    this.sign('{');
    while (!this.isSign('}')) {
      const name = this.word();
      if (options.has(name)) { throw new Error(`an option twice: ${name}`); }
      this.sign('=>');
      options.set(name, this.value());
    }
    this.sign('}');
    return options;
  }

  private value(): ParsedValue {
    if (this.isSign('[')) { return this.list(); }
    const { kind, value } = this.next();
    if (kind === 'text') { return value; }
    if (this.isSign('{')) { return { plugin: value, options: this.options() }; }
    if (value === 'true' || value === 'false') { return value === 'true'; }
    if (/^\d+$/.test(value)) { return Number(value); }
    throw new Error(`no value: ${value}`);
  }

  private list(): string[] {
    const values: string[] = [];
    this.sign('[');
    while (!this.isSign(']')) {
      values.push(this.next().value);
      if (this.isSign(',')) { this.next(); }
    }
    this.sign(']');
    return values;
  }

  private isSign(value: string): boolean {
    const token = this.all[this.index];
    return token?.kind === 'sign' && token.value === value;
  }

  private sign(value: string): void {
    const token = this.next();
    if (token.kind !== 'sign' || token.value !== value) { throw new Error(`"${value}" is missing before ${token.value}`); }
  }

  private next(): Token {
    const token = this.all[this.index];
    if (!token) { throw new Error('it ends too early'); }
    this.index += 1;
    return token;
  }
}
