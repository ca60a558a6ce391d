import { accessSync, constants, readFileSync, realpathSync, statSync } from 'fs';
import { dirname } from 'path';
import { replaceFile } from './replace-file';
import { fileProblem } from './streams';
import { decodeText, encodeText } from '../manifest/text';
import { Problem } from '../model/source';

/** A file and its text, as it was read and as it is to be. */
export interface FileChange {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** A change that may be made: the path behind links, and all bytes. */
interface Prepared {
  readonly file: string;
  readonly real: string;
  readonly mode: number;
  readonly before: Buffer;
  readonly after: Buffer;
}

/** What became of files that were to be written. */
export interface Writing {
  readonly problems: readonly Problem[];

  /** Files that stay changed although others could not be written. */
  readonly left: readonly string[];
}

/** Writes all files, each as a whole, or none: one that cannot be written puts back those before it. */
export function writeFiles(changes: readonly FileChange[]): Writing {
  const prepared = changes.map(prepare);
  const problems = [...prepared.flatMap(one => 'message' in one ? [one] : []), ...repeated(prepared)];
  if (problems.length > 0) { return { problems, left: [] }; }
  const written: Prepared[] = [];
  for (const change of prepared) {
    if ('message' in change) { continue; }
    const problem = attempt(change.file, () => replaceFile(change.after, change.real, change.mode));
    if (problem) { return putBack(written, problem); }
    written.push(change);
  }
  return { problems: [], left: [] };
}

function prepare({ file, before, after }: FileChange): Prepared | Problem {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) { return { message: 'cannot be changed: it is no file that could be replaced', file }; }
    const real = realpathSync(file);
    for (const path of [real, dirname(real)]) {
      if ((statSync(path).mode & 0o222) === 0) { return { message: `cannot be changed: ${path === real ? 'it' : 'its folder'} is read-only`, file }; } // eslint-disable-line no-bitwise
      accessSync(path, constants.W_OK);
    }
    const bytes = readFileSync(real);
    if (decodeText(bytes) !== before) { return { message: 'has changed since it was read', file }; }
    return { file, real, mode: stat.mode, before: bytes, after: encodeText(after, bytes) };
  } catch (error) {
    return { message: `cannot be changed: ${fileProblem(error)}`, file };
  }
}

/** Two paths of one file: what is written to one would be lost by the other. */
function repeated(prepared: readonly (Prepared | Problem)[]): Problem[] {
  const seen = new Map<string, string>();
  return prepared.flatMap(change => {
    if (!('real' in change)) { return []; }
    const other = seen.get(change.real);
    seen.set(change.real, change.file);
    return other === undefined ? [] : [{ message: `cannot be changed: it is the same file as ${other}`, file: change.file }];
  });
}

function putBack(written: readonly Prepared[], problem: Problem): Writing {
  const lost = written.flatMap(({ before, file, real, mode }) => {
    const failed = attempt(file, () => replaceFile(before, real, mode));
    return failed ? [{ file, message: `stays changed, and could not be put back: it ${failed.message}` }] : [];
  });
  const back = written.filter(({ file }) => !lost.some(one => one.file === file)).map(({ file }) => ({ file, message: 'had been written, and was put back' }));
  return { problems: [problem, ...back, ...lost], left: lost.map(({ file }) => file) };
}

function attempt(file: string, write: () => void): Problem | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    return { message: `cannot be written: ${fileProblem(error)}`, file };
  }
}
