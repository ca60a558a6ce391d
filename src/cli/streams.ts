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
 * @returns what went wrong
 */
export async function deliver(text: string, file: string | undefined): Promise<string | undefined> {
  return file === undefined ? print(text) : write(text, file);
}

/** Why a file operation failed, in words. */
export function fileProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return CODES.get(code ?? '') ?? message;
}

/** A reader that closes early (`| head`) has seen enough: that is no error. */
async function print(text: string): Promise<string | undefined> {
  return new Promise(resolve => {
    process.stdout.write(text, error => {
      const harmless = !error || (error as NodeJS.ErrnoException).code === 'EPIPE';
      resolve(harmless ? undefined : `standard output: ${fileProblem(error)}`);
    });
  });
}

function write(text: string, file: string): string | undefined {
  try {
    const present = statSync(file, { throwIfNoEntry: false });
    if (present && !present.isFile()) {
      writeFileSync(file, text); // a device or a pipe cannot be replaced; a folder says so
    } else {
      replaceFile(text, present ? realpathSync(file) : file, present?.mode);
    }
    return undefined;
  } catch (error) {
    return `--output ${file}: ${fileProblem(error)}`;
  }
}
