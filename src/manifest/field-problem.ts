import { Path } from './document';
import { quoted } from '../model/quote';

export { nearest } from '../model/typo';

/** What is wrong with a value inside an object. */
export interface FieldProblem {
  readonly path: Path;

  /** The end of a sentence that begins with the path: what is allowed, and what was found. */
  readonly message: string;
}

/** A problem with one field: what it must be, and what was found. */
export function fieldProblem(path: Path, rule: string, got?: unknown): FieldProblem {
  return { path, message: got === undefined ? rule : `${rule}, got ${showValue(got)}` };
}

/** A value as a message shows it: short, and never more than one line. */
export function showValue(value: unknown): string {
  if (Array.isArray(value)) { return 'a list'; }
  if (typeof value === 'object' && value !== null) { return 'a map'; }
  return typeof value === 'string' ? quoted(value) : String(value);
}
