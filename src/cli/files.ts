import { readdirSync, readFileSync, realpathSync, statSync } from 'fs';
import { extname, join } from 'path';
import { decodeText } from '../manifest/text';
import { Problem } from '../model/source';
import { fileProblem } from './streams';

/** A text that was read, and where from. */
export interface FileText {
  readonly text: string;
  readonly file: string;
}

/** What standard input is called in messages. */
export const STANDARD_INPUT = 'standard input';

const EXTENSIONS = ['.yaml', '.yml', '.json'];

/** The texts of files, of all manifests below folders, and of standard input (`-`), and what could not be read. */
export function readFiles(paths: readonly string[]): { readonly texts: readonly FileText[]; readonly problems: readonly Problem[] } {
  const texts: FileText[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    try {
      texts.push(...(path === '-' ? [readStandardInput()] : filesAt(path).map(readFile)));
    } catch (error) {
      problems.push(error instanceof UnreadableError ? { message: error.message, file: error.file } : { message: `cannot be read: ${fileProblem(error)}`, file: path });
    }
  }
  return { texts, problems };
}

class UnreadableError extends Error {
  constructor(public readonly file: string, message: string) {
    super(message);
  }
}

function readStandardInput(): FileText {
  if (process.stdin.isTTY) { throw new UnreadableError(STANDARD_INPUT, 'is a terminal: pipe something into it, or name a file'); }
  try {
    return textOf(readFileSync(0), STANDARD_INPUT);
  } catch (error) {
    if (error instanceof UnreadableError) { throw error; }
    throw new UnreadableError(STANDARD_INPUT, `cannot be read: ${fileProblem(error)}`);
  }
}

function readFile(file: string): FileText {
  try {
    return textOf(readFileSync(file), file);
  } catch (error) {
    if (error instanceof UnreadableError) { throw error; }
    throw new UnreadableError(file, `cannot be read: ${fileProblem(error)}`);
  }
}

function textOf(bytes: Buffer, file: string): FileText {
  let text: string;
  try {
    text = decodeText(bytes);
  } catch (error) {
    throw new UnreadableError(file, (error as Error).message);
  }
  if (text.trim() === '') { throw new UnreadableError(file, 'is empty'); }
  return { text, file };
}

function filesAt(path: string): string[] {
  if (!statSync(path).isDirectory()) { return [path]; }
  const files = walk(path, new Set());
  if (files.length === 0) { throw new UnreadableError(path, `is a folder without a manifest (${EXTENSIONS.join(', ')})`); }
  return files;
}

/** The manifests below a folder, in order of their names; a folder that links lead to again is read once. */
function walk(folder: string, seen: Set<string>): string[] {
  const real = realpathSync(folder);
  if (seen.has(real)) { return []; }
  seen.add(real);
  return readdirSync(folder).sort().flatMap(name => {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) { return walk(path, seen); }
    return stat?.isFile() && EXTENSIONS.includes(extname(name).toLowerCase()) ? [path] : [];
  });
}
