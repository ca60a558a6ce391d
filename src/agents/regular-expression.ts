/** What is read as one: an escape, brackets with all that is in them, a repetition, the beginning of a group that keeps nothing, or a character. */
const ESCAPE = '\\\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[pP](?:\\{\\^?\\w+\\}|[A-Za-z])|c[A-Za-z]|[^])';
const TOKEN = new RegExp(`${ESCAPE}|\\[(?:\\\\[^]|[^\\]\\\\])*\\]|\\{\\d+(?:,\\d*)?\\}|\\(\\?:|[^]`, 'gu');
const IN_BRACKETS = new RegExp(`${ESCAPE}|[^]`, 'gu');

const CATEGORY = /^\\[pP](?:[CLMNPSZ]|\{(?:[CLMNPSZ]|C[cfo]|L[ulmto]|M[nce]|N[dlo]|P[cdseifo]|S[mcko]|Z[slp])\})$/;
const WHOLE = /^\\(?:x..|u....|c.|[^xuc])$/;
const ANY_OF_A_KIND = /^\\[dDsSwWpPhH]/;

/** How the regular expressions of one engine differ from those of JavaScript. */
export interface RegularExpressionEngine {
  /** The letters and digits that may stand behind a backslash, outside of brackets and in them. */
  readonly escapes: string;
  readonly escapesInBrackets: string;

  /** What stands for more than itself in brackets, and in other places. */
  readonly notInBrackets?: RegExp;
  readonly notOutside?: RegExp;

  /** How often something may be repeated, repetitions within repetitions multiplied. */
  readonly mostRepeats: number;
}

/** @see https://pkg.go.dev/regexp/syntax */
export const GO: RegularExpressionEngine = {
  escapes: 'AzbBdDsSwWpPaftnrvx0', escapesInBrackets: 'dDsSwWpPaftnrvx0', notInBrackets: /\[:/, mostRepeats: 1000,
};

/**
 * In brackets, it has brackets in brackets and what two of them share; outside of them, each brace repeats something. What is more than 10 MB once it
 * is compiled is refused: a letter (`\w`) that is repeated 300 times is (asked of the crate vrl 0.36.0 on 2026-11-27).
 *
 * @see https://docs.rs/regex/latest/regex/#syntax
 */
export const RUST: RegularExpressionEngine = {
  escapes: 'AzbBdDsSwWpPaftnrvxu', escapesInBrackets: 'dDsSwWpPaftnrvxu', notInBrackets: /\[|&&|--|~~/, notOutside: /\{/, mostRepeats: 200,
};

/** Onigmo. In brackets, it has brackets in brackets and what two of them share. @see https://github.com/k-takata/Onigmo/blob/master/doc/RE */
export const RUBY: RegularExpressionEngine = {
  escapes: 'AzZbBdDsSwWhHpPaeftnrvxuc0', escapesInBrackets: 'bdDsSwWhHpPaeftnrvxuc0', notInBrackets: /\[|&&/, notOutside: /\{,\d+\}/, mostRepeats: 100000,
};

/** Parts of an expression, in their order. */
export function regularExpressionTokens(pattern: string): string[] {
  return pattern.match(TOKEN) ?? [];
}

/** Whether a part is brackets with what is in them. */
export function isBrackets(token: string): boolean {
  return token.length > 1 && token.startsWith('[');
}

/** The characters and escapes in brackets. */
export function inBrackets(token: string): string[] {
  return token.slice(1, -1).replace(/^\^/, '').match(IN_BRACKETS) ?? [];
}

/**
 * Of what JavaScript takes, that which an engine does not take or reads in another way is refused. Only the engine itself knows whether an expression
 * becomes too large for it.
 *
 * @throws where there is such a thing
 */
export function checkRegularExpression(place: string, program: string, engine: RegularExpressionEngine, pattern: string): void {
  const problem = problemOf(engine, regularExpressionTokens(pattern));
  if (problem) { throw new Error(`${place}: must be without ${problem}, which ${program} does not take or reads in another way, got "${pattern}"`); }
}

function problemOf(engine: RegularExpressionEngine, tokens: readonly string[]): string | undefined {
  for (const [index, token] of tokens.entries()) {
    const problem = isBrackets(token) ? bracketsProblem(engine, token) : escapeProblem(engine.escapes, token);
    if (problem) { return problem; }
    if (/^\{/.test(token) && /[{,]0\d/.test(token)) { return `"${token}"`; }
    if (/^\{\d+\}$/.test(token) && tokens[index + 1] === '?') { return `"${token}?"`; } // to Onigmo, that is so many times or not at all
  }
  const outside = engine.notOutside?.exec(tokens.map(token => token.length > 1 ? ' ' : token).join(''));
  if (outside) { return `"${outside[0]}" that repeats nothing`; }
  return repeats(tokens) > engine.mostRepeats ? `more than ${engine.mostRepeats} repetitions of one thing` : undefined;
}

function bracketsProblem({ escapesInBrackets, notInBrackets }: RegularExpressionEngine, token: string): string | undefined {
  const items = inBrackets(token);
  if (items.length === 0) { return 'brackets with nothing in them'; }
  const problem = items.map(item => escapeProblem(escapesInBrackets, item)).find(Boolean);
  if (problem) { return `${problem} in brackets`; }
  const found = notInBrackets?.exec(items.map(item => item.length > 1 ? ' ' : item).join(''));
  if (found) { return `"${found[0]}" in brackets`; }
  const range = items.findIndex((item, index) =>
    item === '-' && index > 0 && index < items.length - 1 && [items[index - 1]!, items[index + 1]!].some(end => ANY_OF_A_KIND.test(end)));
  return range < 0 ? undefined : `"${items.slice(range - 1, range + 2).join('')}" in brackets`;
}

function escapeProblem(allowed: string, token: string): string | undefined {
  if (!token.startsWith('\\')) { return undefined; }
  const character = token.slice(1, 2);
  const isKnown = /[A-Za-z0-9]/.test(character)
    ? allowed.includes(character) && (/[pP]/.test(character) ? CATEGORY : WHOLE).test(token)
    : /^\\[\0-\x7f]$/.test(token);
  return isKnown ? undefined : `"${token}"`;
}

/** How often the part is repeated that is repeated most. */
function repeats(tokens: readonly string[]): number {
  const outer: number[] = [];
  let most = 1;
  let last = 1;
  for (const token of tokens) {
    const [, least, upTo] = /^\{(\d+)(?:,(\d*))?\}$/.exec(token) ?? [];
    if (least !== undefined) {
      last *= Math.max(1, Number(upTo ? upTo : least));
    } else if (token === '(' || token === '(?:') {
      outer.push(most);
      [most, last] = [1, 1];
    } else if (token === ')') {
      last = most;
      most = outer.pop() ?? 1;
    } else {
      last = 1;
    }
    most = Math.max(most, last);
  }
  return most;
}
