/** What takes the place of a part of a text. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text with its parts replaced. Undefined where two of them overlap. */
export function spliced(text: string, splices: readonly Splice[]): string | undefined {
  const ordered = [...splices].sort((left, right) => left.start - right.start || left.end - right.end);
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text: inserted } of ordered) {
    if (start < done) { return undefined; }
    parts.push(text.slice(done, start), inserted);
    done = end;
  }
  return [...parts, text.slice(done)].join('');
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line of an offset ends: before what separates it from the next. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed < 0) { return text.length; }
  return feed > offset && text[feed - 1] === '\r' ? feed - 1 : feed;
}

/** Where the line after that of an offset begins; the end of the text where there is none. */
export function nextLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed < 0 ? text.length : feed + 1;
}

/** What separates the line of an offset from the next, or else from the one before. */
export function lineBreak(text: string, offset: number): string {
  const next = text.indexOf('\n', offset);
  const feed = next < 0 ? text.lastIndexOf('\n', offset - 1) : next;
  return feed > 0 && text[feed - 1] === '\r' ? '\r\n' : '\n';
}

/** The white space with which the line of an offset begins. */
export function indentation(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), lineEnd(text, offset)))?.[0] ?? '';
}
