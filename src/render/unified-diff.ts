import { diffArrays, formatPatch, StructuredPatchHunk } from 'diff';

/** How many lines are shown around what changes. */
const CONTEXT = 3;

/** How many lines are compared at once: the time for all of them would grow with the square of what changes. */
const WINDOW = 2_000;

/** A line of two texts: of both, of the first only, or of the second only. */
interface DiffLine {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
}

/** What changes in a file, in the form that `patch -p1` and `git apply` take; empty where nothing does. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const hunks = hunksOf(linesOfDiff(linesOf(before), linesOf(after)));
  const names = file.startsWith('/') ? [file, file] : [`a/${file}`, `b/${file}`];
  return hunks.length === 0 ? '' : formatPatch({ oldFileName: names[0], newFileName: names[1], oldHeader: undefined, newHeader: undefined, hunks }, { includeIndex: false, includeUnderline: false, includeFileHeaders: true });
}

/** Lines with what ends them. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Compares window by window; what follows the last line that both have is compared again with what comes next. */
function linesOfDiff(before: readonly string[], after: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  let [from, to] = [0, 0];
  while (from < before.length || to < after.length) {
    const [fromEnd, toEnd] = [from + WINDOW, to + WINDOW];
    const part = diffArrays(before.slice(from, fromEnd), after.slice(to, toEnd))
      .flatMap(({ value, added, removed }) => value.map((line): DiffLine => ({ mark: added ? '+' : removed ? '-' : ' ', line })));
    const ends = fromEnd >= before.length && toEnd >= after.length;
    const common = part.map(({ mark }) => mark).lastIndexOf(' ');
    for (const line of ends || common < 0 ? part : part.slice(0, common + 1)) {
      lines.push(line);
      if (line.mark !== '+') { from += 1; }
      if (line.mark !== '-') { to += 1; }
    }
  }
  return lines;
}

function hunksOf(lines: readonly DiffLine[]): StructuredPatchHunk[] {
  const hunks: StructuredPatchHunk[] = [];
  let [oldLine, newLine, done] = [1, 1, 0];
  const changed = lines.flatMap(({ mark }, index) => mark === ' ' ? [] : [index]);
  for (let first = 0; first < changed.length;) {
    let last = first;
    while ((changed[last + 1] ?? Infinity) - (changed[last] ?? 0) <= 2 * CONTEXT) { last += 1; }
    const start = Math.max(0, (changed[first] ?? 0) - CONTEXT);
    const part = lines.slice(start, (changed[last] ?? 0) + CONTEXT + 1);
    oldLine += start - done; // all of them are of both texts
    newLine += start - done;
    const [oldLines, newLines] = [part.filter(({ mark }) => mark !== '+').length, part.filter(({ mark }) => mark !== '-').length];
    hunks.push({ oldStart: oldLine, oldLines, newStart: newLine, newLines, lines: part.flatMap(hunkLines) });
    oldLine += oldLines;
    newLine += newLines;
    done = start + part.length;
    first = last + 1;
  }
  return hunks;
}

function hunkLines({ mark, line }: DiffLine): string[] {
  return line.endsWith('\n') ? [`${mark}${line.slice(0, -1)}`] : [`${mark}${line}`, '\\ No newline at end of file'];
}
