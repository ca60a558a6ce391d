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
  if (beyond) { throw new Error(`${place}: ${beyond}, which Vector reads in another way, got "${pattern}"`); }
  return `r'${vectorText(place, pattern).replace(/\\?[^]/g, token => token.endsWith('\'') ? '\\\'' : token)}'`;
}

/** In a class, Rust has classes in classes and what two of them share, and none is empty; outside of one, each brace repeats something. */
function beyondRust(pattern: string): string | undefined {
  if (/(?:^|[^\\])(?:\\\\)*\\[c0]/.test(pattern)) { return 'must be without "\\c" and "\\0"'; }
  const bare = pattern.replace(/\\./g, '');
  if (/\[\^?\]/.test(bare)) { return 'must be without brackets with nothing in them'; }
  if ([...bare.matchAll(/\[([^\]]*)\]/g)].some(([, inside]) => /\[|&&|--|~~/.test(inside!))) { return 'must be without "[", "&&", "--" and "~~" in brackets'; }
  return /\{/.test(bare.replace(/\[[^\]]*\]|\{\d+(?:,\d*)?\}/g, '')) ? 'must be without "{" that repeats nothing' : undefined;
}
