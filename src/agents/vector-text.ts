import { checkRegularExpression, RUST } from './regular-expression';

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
 * @throws where Rust, in which Vector is written, does not take it or reads it in another way
 */
export function vrlPattern(place: string, pattern: string): string {
  checkRegularExpression(place, 'Vector', RUST, pattern);
  return `r'${vectorText(place, pattern).replace(/\\?[^]/g, token => token.endsWith('\'') ? '\\\'' : token)}'`;
}
