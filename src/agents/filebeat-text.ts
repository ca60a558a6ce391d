/** A text that stands for itself: Filebeat puts variables in place of `${…}`, and takes one `$` away before a `$` or a `}`. */
export function filebeatText(text: string): string {
  return text.replace(/\$(?=[${}])/g, '$$$$');
}

/**
 * The value of an environment variable, as it is. Without the quotes in it, Filebeat reads a value as if it stood in its configuration: `0123` is 83,
 * `a,b` is a list, and neither is a password. Only a value with a `'` cannot be taken.
 */
export function filebeatVariable(name: string): string {
  return `'\${${name}}'`;
}
