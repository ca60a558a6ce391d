/** Something that Alloy works out when it runs: what a component exports, or what a function returns. */
export class AlloyExpression {
  constructor(public readonly text: string) {}
}

/** The value of an argument. */
export type AlloyValue = string | number | boolean | AlloyExpression | readonly AlloyValue[] | AlloyMap;

/** A map of values; undefined is left out. */
export interface AlloyMap { readonly [key: string]: AlloyValue | undefined }

/** A block with its arguments and the blocks within. */
export interface AlloyBlock {
  readonly name: string;
  readonly label?: string;
  readonly arguments?: AlloyMap;
  readonly blocks?: readonly AlloyPart[];
}

/** Lines in Alloy's own words, taken as they are. */
export interface AlloyLines {
  readonly lines: readonly string[];
}

/** What a configuration is made of. */
export type AlloyPart = AlloyBlock | AlloyLines;

/**
 * The text of a configuration.
 *
 * @see https://grafana.com/docs/alloy/latest/get-started/syntax/
 */
export function alloyText(parts: readonly AlloyPart[]): string {
  return `${parts.map(part => lines(part).join('\n')).join('\n\n')}\n`;
}

/** What a component exports: `loki.write.destination.receiver`. */
export function exported(name: string): AlloyExpression {
  return new AlloyExpression(name);
}

/** The value of an environment variable, taken when Alloy starts. */
export function environmentVariable(name: string): AlloyExpression {
  return new AlloyExpression(`sys.env(${quoted(name)})`);
}

/** A text with the value of an environment variable behind it. */
export function withVariable(before: string, name: string): AlloyExpression {
  return new AlloyExpression(`${quoted(before)} + ${environmentVariable(name).text}`);
}

/** A regular expression that matches this text and nothing else. */
export function literally(text: string): string {
  return text.replace(/[^A-Za-z0-9_/@:-]/g, '\\$&');
}

function lines(part: AlloyPart): string[] {
  if ('lines' in part) { return [...part.lines]; }
  const { name, label, blocks = [] } = part;
  const head = label === undefined ? name : `${name} ${quoted(label)}`;
  const stated = Object.entries(part.arguments ?? {}).flatMap(([argument, value]) => value === undefined ? [] : [`${argument} = ${shown(value)}`]);
  const body = [...stated, ...blocks.flatMap(lines)];
  return body.length === 0 ? [`${head} { }`] : [`${head} {`, ...body.map(line => `  ${line}`), '}'];
}

function shown(value: AlloyValue): string {
  if (value instanceof AlloyExpression) { return value.text; }
  if (typeof value === 'string') { return quoted(value); }
  if (typeof value !== 'object') { return `${value}`; }
  if (isList(value)) { return `[${value.map(shown).join(', ')}]`; }
  const entries = Object.entries(value).flatMap(([key, one]) => one === undefined ? [] : [`${quoted(key)} = ${shown(one)}`]);
  return `{ ${entries.join(', ')} }`;
}

function isList(value: readonly AlloyValue[] | AlloyMap): value is readonly AlloyValue[] {
  return Array.isArray(value);
}

/** Alloy's texts have the escapes of Go, those of JSON among them. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
