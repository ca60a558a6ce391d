const CLOSED_BY: { readonly [opening: string]: string } = { '{': '}', '[': ']', '(': ')' };
const TOKEN = /\s+|#[^\n]*|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|[{}[\]()]|[^\s#"'{}[\]()]+|["']/g;

/** Filters in Logstash's own words, as lines. @throws where a text or a bracket is not closed */
export function logstashFilters(place: string, text: string): string[] {
  outermost(place, text);
  return text.replace(/\s+$/, '').split('\n');
}

/** Whole sections in Logstash's own words, as lines. @throws where they are none, or a text or a bracket is not closed */
export function logstashSections(place: string, text: string): string[] {
  const wrong = outermost(place, text).find(({ words }) => !/^(input|filter|output)$/.test(words));
  if (wrong) {
    throw new Error(`${place}: line ${wrong.line}: must be sections input { … }, filter { … } and output { … }, got "${wrong.words}"`);
  }
  return text.replace(/\s+$/, '').split('\n');
}

/** Words that stand outside of all brackets, up to the bracket that they open. */
interface Outermost {
  readonly words: string;
  readonly line: number;
}

/** Whether a plugin exists and takes its options only Logstash knows; what is checked is that texts and brackets are whole. */
function outermost(place: string, text: string): Outermost[] {
  const open: { readonly bracket: string; readonly line: number }[] = [];
  const found: Outermost[] = [];
  let words: string[] = [];
  let line = 1;
  for (const [token] of text.matchAll(TOKEN)) {
    const first = token[0]!;
    if (token === '"' || token === '\'') { throw new Error(`${place}: line ${line}: a text that begins with ${token} does not end`); }
    if (CLOSED_BY[first] !== undefined) {
      if (open.length === 0) { found.push({ words: words.join(' '), line }); }
      open.push({ bracket: first, line });
      words = [];
    } else if (/[}\])]/.test(first)) {
      const last = open.pop();
      if (last === undefined || CLOSED_BY[last.bracket] !== first) { throw new Error(`${place}: line ${line}: "${first}" closes nothing${last ? `; "${last.bracket}" of line ${last.line} is open` : ''}`); }
    } else if (open.length === 0 && !/^[\s#]/.test(token)) {
      words.push(token);
    }
    line += token.split('\n').length - 1;
  }
  const unclosed = open.pop();
  if (unclosed) { throw new Error(`${place}: line ${unclosed.line}: "${unclosed.bracket}" is not closed`); }
  if (words.length > 0) { throw new Error(`${place}: "${words.join(' ')}" at the end opens nothing`); }
  return found;
}
