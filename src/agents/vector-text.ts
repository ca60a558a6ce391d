/** A text that stands for itself. @throws where Vector would put a secret into it */
export function vectorText(place: string, text: string): string {
  if (text.includes('SECRET[')) { throw new Error(`${place}: must be without "SECRET[", in whose place Vector puts a secret, got "${text}"`); }
  return text;
}

/** A text as the Vector Remap Language writes it. */
export function vrlText(text: string): string {
  return JSON.stringify(text);
}

/**
 * A regular expression as the Vector Remap Language writes it.
 *
 * @throws where Rust, in which Vector is written, reads it in another way
 * @see https://docs.rs/regex/latest/regex/#syntax
 */
export function vrlPattern(place: string, pattern: string): string {
  const beyond = beyondRust(pattern);
  if (beyond) { throw new Error(`${place}: ${beyond}, which Vector reads in another way; write it with a backslash, got "${pattern}"`); }
  return `r'${vectorText(place, pattern).replace(/\\?[^]/g, token => token.endsWith('\'') ? '\\\'' : token)}'`;
}

/** In a class, Rust has classes in classes and what two of them share; outside of one, each brace is that of a repetition. */
function beyondRust(pattern: string): string | undefined {
  const outside = pattern.replace(/\\./g, '').replace(/\[\^?\]?([^\]]*)\]/g, (_, inside: string) => `[${/\[|&&|--|~~/.test(inside) ? '!' : ''}]`);
  if (outside.includes('[!]')) { return 'must be without "[", "&&", "--" and "~~" in brackets'; }
  return /\{/.test(outside.replace(/\{\d+(,\d*)?\}/g, '')) ? 'must be without "{" that repeats nothing' : undefined;
}
