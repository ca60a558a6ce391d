import { Path } from '../document';
import { FieldProblem, fieldProblem, nearest } from '../field-problem';

/** What validators return: problems as they come, so that none hides another. */
export type Problems = Iterable<FieldProblem>;

/** A text that must be one of a few words, with a guess where it looks like a typo. */
export function* oneOf(path: Path, word: string, words: readonly string[]): Problems {
  if (words.includes(word)) { return; }
  const { message } = fieldProblem(path, `must be ${listed(words)}`, word);
  const meant = nearest(word, words);
  yield { path, message: meant === undefined ? message : `${message} (typo of "${meant}"?)` };
}

/** A field that must be there and not be empty. */
export function* required(path: Path, value: string | readonly unknown[] | null | undefined, why = ''): Problems {
  if (value === undefined || value === null || value.length === 0) { yield fieldProblem(path, `is required${why}`); }
}

/** A field that must not be there. */
export function* forbidden(path: Path, value: unknown, why: string): Problems {
  if (value !== undefined && value !== null) { yield fieldProblem(path, `must not be set ${why}`); }
}

/** A number within bounds, both included; absent numbers pass. */
export function* within(path: Path, value: number | null | undefined, least: number, most: number): Problems {
  if (typeof value === 'number' && (value < least || value > most)) { yield fieldProblem(path, `must be ${least}-${most}`, value); }
}

/** A number that is not negative; absent numbers pass. */
export function* notNegative(path: Path, value: number | null | undefined): Problems {
  if (typeof value === 'number' && value < 0) { yield fieldProblem(path, 'must not be negative', value); }
}

/** A text that some syntax check of the model has something to say about. */
export function* wellFormed(path: Path, text: string, problemOf: (text: string) => string | undefined): Problems {
  const rule = problemOf(text);
  if (rule !== undefined) { yield fieldProblem(path, rule, text); }
}

/** Indices and items of a list that may be absent. */
export function items<T>(list: readonly T[] | null | undefined): IterableIterator<[number, T]> {
  return (list ?? []).entries();
}

/** Keys and values of a map that may be absent. A key with no value has the type's empty one, as in Go. */
export function entries<T>(map: { readonly [key: string]: T | null } | null | undefined, empty: T): [string, T][] {
  return Object.entries(map ?? {}).map(([key, value]) => [key, value ?? empty]);
}

/** Whether a field is there. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** `A`, `A or B`, `A, B or C`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
