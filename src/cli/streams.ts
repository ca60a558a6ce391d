import { closeSync, fsyncSync, openSync, renameSync, unlinkSync, writeFileSync } from 'fs';
import { basename, dirname, join } from 'path';

const CODES: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EACCES', 'reading or writing it is not permitted'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'a part of its path is no folder'],
  ['EAGAIN', 'it is a terminal or has nothing to read'],
  ['EROFS', 'its file system is read-only'],
  ['ENOSPC', 'no space is left'],
  ['ELOOP', 'its links go in a circle'],
]);

/** Prints a line of what went wrong. */
export function fail(line: string): void {
  process.stderr.write(`everynode: ${line}\n`);
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
    process.stdout.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EPIPE' ? undefined : `standard output: ${error.message}`));
    process.stdout.write(text, error => resolve(error && (error as NodeJS.ErrnoException).code !== 'EPIPE' ? `standard output: ${error.message}` : undefined));
  });
}

function write(text: string, file: string): string | undefined {
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}`);
  try {
    const descriptor = openSync(draft, 'wx');
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
    return undefined;
  } catch (error) {
    try { unlinkSync(draft); } catch { /* it was never made, or is the file by now */ }
    return `--output ${file}: ${fileProblem(error)}`;
  }
}
