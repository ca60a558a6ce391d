/** Of some words, the one that another was probably meant to be: it differs only in case, or by two letters at most. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = word.length < 4 ? 2 : 3;
  for (const candidate of words) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= least) { continue; } // a long word is not worth the work
    const distance = candidate.toLowerCase() === word.toLowerCase() ? 0 : editDistance(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** What is said behind a word that is none of some others, if one of them was probably meant: ` (typo of "condition"?)`. */
export function typoOf(word: string, words: Iterable<string>): string {
  const meant = nearest(word, words);
  return meant === undefined ? '' : ` (typo of "${meant}"?)`;
}

/** Whether two words differ only in case, in one letter, or in two neighbours that changed places. */
export function isTypo(left: string, right: string): boolean {
  if (left === right || Math.abs(left.length - right.length) > 1) { return false; }
  return left.toLowerCase() === right.toLowerCase() || Math.max(left.length, right.length) > 2 && editDistance(left, right) === 1;
}

/** How many letters to add, drop, change or swap with their neighbour to make one word of the other. */
export function editDistance(left: string, right: string): number {
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const change = at(last, column - 1) + (left[row - 1] === right[column - 1] ? 0 : 1);
      const swap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1] ? at(before, column - 2) + 1 : Infinity;
      current.push(Math.min(at(last, column) + 1, at(current, column - 1) + 1, change, swap));
    }
    before = last;
    last = current;
  }
  return at(last, right.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
