/** A directive of a Fluentd configuration: `<filter kubernetes.**>` with its parameters and the directives within. */
export interface FluentdDirective {
  readonly name: string;

  /** What stands behind the name: a pattern of tags, a label. */
  readonly argument?: string;

  /** Values as they are written, by name. Undefined is left out. */
  readonly parameters?: { readonly [name: string]: string | number | boolean | undefined };
  readonly directives?: readonly FluentdPart[];
}

/** Lines in Fluentd's own words, taken as they are. */
export interface FluentdLines {
  readonly lines: readonly string[];
}

/** What a configuration is made of. */
export type FluentdPart = FluentdDirective | FluentdLines;

/**
 * The text of a Fluentd configuration.
 *
 * @see https://docs.fluentd.org/configuration/config-file
 */
export function fluentdText(directives: readonly FluentdPart[]): string {
  return `${directives.map(directive => lines(directive).join('\n')).join('\n\n')}\n`;
}

/** A text that stands for itself: nothing in it is evaluated. */
export function literal(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** The value of an environment variable, taken when Fluentd starts. */
export function environmentVariable(name: string): string {
  return `"#{ENV['${name}']}"`;
}

/** A text with the value of an environment variable in it. What stands around it has no quotes and nothing to evaluate. */
export function withVariable(before: string, name: string, after: string): string {
  return `"${before}#{ENV['${name}']}${after}"`;
}

/** A list of texts that stand for themselves. */
export function list(texts: readonly string[]): string {
  return JSON.stringify(texts);
}

/** A regular expression that matches exactly this text. */
export function exactly(text: string): string {
  return `/^${text.replace(/[^A-Za-z0-9_-]/g, '\\$&')}$/`;
}

function lines(part: FluentdPart): string[] {
  if ('lines' in part) { return [...part.lines]; }
  const { name, argument, parameters, directives } = part;
  const stated = Object.entries(parameters ?? {}).filter(([, value]) => value !== undefined);
  return [
    `<${argument === undefined ? name : `${name} ${argument}`}>`,
    ...stated.map(([parameter, value]) => `  ${parameter} ${value}`),
    ...(directives ?? []).flatMap(lines).map(line => `  ${line}`),
    `</${name}>`,
  ];
}
