import { realpathSync, statSync, writeFileSync } from 'fs';
import { replaceFile } from './replace-file';

const CODES: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EACCES', 'reading or writing it is not permitted'],
  ['EPERM', 'reading or writing it is not permitted'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'a part of its path is no folder'],
  ['EROFS', 'its file system is read-only'],
  ['ENOSPC', 'no space is left'],
  ['ELOOP', 'its links go in a circle'],
  ['ENAMETOOLONG', 'its name is too long'],
]);

/** Prints a line of what went wrong. */
export function fail(line: string): void {
  process.stderr.write(`everynode: ${line}\n`);
}

/**
 * Keeps the process alive when nobody reads what it prints any more (`| head`). A result that cannot be printed is reported by
 * {@link deliver}; where standard error is closed there is nobody left to tell.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) { stream.on('error', () => undefined); }
}

/**
 * Prints a result, or writes it to a file as a whole: a file that cannot be written stays as it was.
 *
 * @param text all of it, or one piece after the other where it may be longer than a text can be
 * @returns what went wrong
 */
export async function deliver(text: string | Iterable<string>, file: string | undefined): Promise<string | undefined> {
  const pieces = typeof text === 'string' ? [text] : text;
  return file === undefined ? print(pieces) : write(pieces, file);
}

/** Why a file operation failed, in words. */
export function fileProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return CODES.get(code ?? '') ?? message;
}

/** A reader that closes early (`| head`) has seen enough: that is no error. */
async function print(pieces: Iterable<string>): Promise<string | undefined> {
  for (const piece of pieces) {
    const error = await new Promise<Error | null | undefined>(resolve => { process.stdout.write(piece, resolve); });
    if (error) { return (error as NodeJS.ErrnoException).code === 'EPIPE' ? undefined : `standard output: ${fileProblem(error)}`; }
  }
  return undefined;
}

function write(pieces: Iterable<string>, file: string): string | undefined {
  try {
    const present = statSync(file, { throwIfNoEntry: false });
    if (present && !present.isFile()) {
      writeFileSync(file, [...pieces].join('')); // a device or a pipe cannot be replaced; a folder says so
    } else {
      replaceFile(pieces, present ? realpathSync(file) : file, present?.mode);
    }
    return undefined;
  } catch (error) {
    return `--output ${file}: ${fileProblem(error)}`;
  }
}
