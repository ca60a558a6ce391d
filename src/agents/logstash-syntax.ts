/** The value of an option of a plugin. */
export type LogstashValue = string | number | boolean | readonly string[] | LogstashPlugin;

/** A plugin with its options; undefined is left out. */
export interface LogstashPlugin {
  readonly plugin: string;
  readonly options: { readonly [name: string]: LogstashValue | undefined };
}

/** Filters that are passed only where a condition holds, and those that are passed where it does not. */
export interface LogstashCondition {
  readonly condition: string;
  readonly then: readonly LogstashPart[];
  readonly otherwise: readonly LogstashPart[];
}

/** Lines in Logstash's own words, taken as they are. */
export interface LogstashLines {
  readonly lines: readonly string[];
}

/** What a section is made of. */
export type LogstashPart = LogstashPlugin | LogstashCondition | LogstashLines;

/** The text of one section. */
export function logstashSection(name: 'input' | 'filter' | 'output', parts: readonly LogstashPart[]): string[] {
  return [`${name} {`, ...parts.flatMap(partLines).map(indented), '}'];
}

/**
 * A text that stands for itself. Logstash has no escapes in texts, and puts environment variables in place of `${…}`.
 *
 * @throws where a text cannot be said
 */
export function logstashText(place: string, text: string): string {
  if (/\$\{|[\n\r]|\\["']|\\$/.test(text) || text.includes('"') && text.includes('\'')) {
    throw new Error(`${place}: Logstash cannot take a text of more than one line, with "\${", with both kinds of quotes, or with a "\\" before a quote or at its end; got ${JSON.stringify(text)}`);
  }
  return text;
}

/** The value of an environment variable, taken when Logstash starts. */
export function logstashVariable(name: string): string {
  return `\${${name}}`;
}

function partLines(part: LogstashPart): string[] {
  if ('lines' in part) { return [...part.lines]; }
  if ('condition' in part) {
    return [`if ${part.condition} {`, ...part.then.flatMap(partLines).map(indented), '} else {', ...part.otherwise.flatMap(partLines).map(indented), '}'];
  }
  return pluginLines(part);
}

function pluginLines({ plugin, options }: LogstashPlugin): string[] {
  const stated = Object.entries(options).flatMap(([name, value]) => value === undefined ? [] : [optionLines(name, value)]);
  return [`${plugin} {`, ...stated.flat().map(indented), '}'];
}

function optionLines(name: string, value: LogstashValue): string[] {
  if (typeof value === 'object' && 'plugin' in value) {
    const [first = '', ...rest] = pluginLines(value);
    return [`${name} => ${first}`, ...rest];
  }
  return [`${name} => ${isList(value) ? `[${value.map(quoted).join(', ')}]` : shown(value as string | number | boolean)}`];
}

function isList(value: LogstashValue): value is readonly string[] {
  return Array.isArray(value);
}

function shown(value: string | number | boolean): string {
  return typeof value === 'string' ? quoted(value) : `${value}`;
}

function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}

function indented(line: string): string {
  return `  ${line}`;
}
