import { quoted } from '../model/quote';
import { Problem } from '../model/source';

/** The way to a value inside a document: keys and indices. */
export type Path = readonly (string | number)[];

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

/** `spec.tolerations[0].key`, with quotes where a key is no plain word. */
export function showPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') { return `${text}[${step}]`; }
    if (!/^[A-Za-z_$][\w$-]*$/.test(step)) { return `${text}[${quoted(step)}]`; }
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** An object that holds `__proto__` like any other key. */
export function objectOf(entries: Iterable<readonly [string, unknown]>): { [key: string]: unknown } {
  return Object.fromEntries(entries);
}

/** A document of data that was never a text, such as what a construct renders. */
export function dataDocument(value: unknown): ParsedDocument {
  return { value, index: 1, locate: () => undefined };
}
