import { Path } from '../model/field-path';
import { Problem } from '../model/source';

export type { Path } from '../model/field-path';
export { showPath } from '../model/field-path';

/** A place in a text, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One document of a text, as JSON data that knows where each value was written. */
export interface ParsedDocument {
  readonly value: unknown;

  /** Which document of its text, from 1. */
  readonly index: number;
  readonly file?: string;

  /** Where the value at a path was written, or the nearest one above it. */
  locate(path: Path): Position | undefined;
}

/** What a text holds, and what of it could not be read. */
export interface ParsedText {
  readonly documents: readonly ParsedDocument[];
  readonly problems: readonly Problem[];
}

/** How deep lists and maps may lie in each other; Kubernetes' own objects stay below 30. */
export const MAX_DEPTH = 200;

/** What is wrong with a text whose lists and maps lie deeper in each other. */
export const TOO_DEEP = `more than ${MAX_DEPTH} lists and maps lie in each other`;

/** An object that holds `__proto__` like any other key. */
export function objectOf(entries: Iterable<readonly [string, unknown]>): { [key: string]: unknown } {
  return Object.fromEntries(entries);
}

/** A document of data that was never a text, such as what a construct renders. */
export function dataDocument(value: unknown): ParsedDocument {
  return { value, index: 1, locate: () => undefined };
}
