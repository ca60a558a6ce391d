import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, unlinkSync, writeFileSync } from 'fs';
import { basename, dirname, join } from 'path';

/**
 * Replaces a file as a whole, or leaves it as it was.
 *
 * @param content all of it, or one piece after the other
 * @param mode its permissions; the usual ones when left out
 */
export function replaceFile(content: string | Buffer | Iterable<string>, file: string, mode?: number): void {
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}`);
  const descriptor = openSync(draft, 'wx');
  try {
    try {
      for (const piece of typeof content === 'string' || Buffer.isBuffer(content) ? [content] : content) { writeFileSync(descriptor, piece); }
      if (mode !== undefined) { fchmodSync(descriptor, mode); }
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } catch (error) {
    unlinkSync(draft);
    throw error;
  }
}
