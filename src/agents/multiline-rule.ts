import { inBrackets, isBrackets, regularExpressionTokens } from './regular-expression';

/** A line of a stack trace of the JVM that is not its first: what is indented, causes, and the name of the exception itself. */
const JAVA = '^(?:\\s|Caused by: |Suppressed: |[\\w$]+(?:\\.[\\w$]+)+(?:Exception|Error|Throwable)(?:: |$))';

/** Which lines belong together. They are joined by line breaks, for each stream of each container by itself. */
export class MultilineRule {
  /**
   * A line that matches begins a message, all others continue one: `MultilineRule.startingWith('^\\d{4}-\\d{2}-\\d{2}')`.
   *
   * @param pattern a regular expression that every collector understands
   * @throws where it is none
   */
  public static startingWith(pattern: string): MultilineRule {
    return new MultilineRule(checked('MultilineRule.startingWith', pattern), false);
  }

  /**
   * A line that matches continues a message, all others begin one: `MultilineRule.continuingWith('^\\s')`.
   *
   * @param pattern a regular expression that every collector understands
   * @throws where it is none
   */
  public static continuingWith(pattern: string): MultilineRule {
    return new MultilineRule(checked('MultilineRule.continuingWith', pattern), true);
  }

  /**
   * Stack traces of the JVM: a line that is indented, that names a cause, or that begins with the full name of an exception
   * continues the message before it.
   */
  public static java(): MultilineRule {
    return new MultilineRule(JAVA, true);
  }

  private constructor(
    /** The regular expression. */
    public readonly pattern: string,

    /** Whether a line that matches continues a message; else it begins one. */
    public readonly continues: boolean,
  ) {}
}

function checked(place: string, pattern: string): string {
  if (pattern === '' || /[\n\r]/.test(pattern)) { throw new Error(`${place}: must be a regular expression on one line, got ${JSON.stringify(pattern)}`); }
  const beyond = beyondAll(regularExpressionTokens(pattern));
  if (beyond) { throw new Error(`${place}: must be a regular expression that every collector understands, without "${beyond}", got "${pattern}"`); }
  try {
    new RegExp(pattern);
  } catch (error) {
    throw new Error(`${place}: must be a regular expression, got "${pattern}": ${(error as Error).message}`);
  }
  return pattern;
}

/** What is not common to the regular expressions of all collectors: looking ahead or behind, named groups, and references to what was matched. */
function beyondAll(tokens: readonly string[]): string | undefined {
  for (const [index, token] of tokens.entries()) {
    const reference = (isBrackets(token) ? inBrackets(token) : [token]).find(one => /^\\[1-9]/.test(one));
    if (reference) { return reference; }
    const [next, afterNext = ''] = tokens.slice(index + 1);
    if (token === '\\k' && next === '<') { return '\\k<'; }
    if (token === '(' && next === '?') { return `(?${afterNext}`; }
  }
  return undefined;
}
