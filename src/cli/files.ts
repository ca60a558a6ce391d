import { readFileSync } from 'fs';
import { FileSearch } from './file-search';
import { isTerminal, readStandardInput } from './standard-input';
import { fileProblem } from './streams';
import { decodeText } from '../manifest/text';
import { Problem } from '../model/source';

/** A text that was read, and where from. */
export interface FileText {
  readonly text: string;
  readonly file: string;
}

/** What standard input is called in messages. */
export const STANDARD_INPUT = 'standard input';

const TERMINAL: Problem = { message: 'is a terminal: pipe something into it, or name a file', file: STANDARD_INPUT };

/** The texts of files, of all manifests below folders, and of standard input (`-`), each file once, and what could not be read. */
export function readFiles(paths: readonly string[]): { readonly texts: readonly FileText[]; readonly problems: readonly Problem[] } {
  const search = new FileSearch();
  paths.filter(path => path !== '-').forEach(path => search.add(path));
  const readings = [
    ...search.files.map(file => read(file, () => readFileSync(file))),
    ...paths.includes('-') ? [isTerminal() ? TERMINAL : read(STANDARD_INPUT, readStandardInput)] : [],
  ];
  return {
    texts: readings.flatMap(reading => 'text' in reading ? [reading] : []),
    problems: [...search.problems, ...readings.flatMap(reading => 'message' in reading ? [reading] : [])],
  };
}

function read(file: string, readBytes: () => Buffer): FileText | Problem {
  let bytes: Buffer;
  try {
    bytes = readBytes();
  } catch (error) {
    return { message: `cannot be read: ${fileProblem(error)}`, file };
  }
  try {
    const text = decodeText(bytes);
    return text.trim() === '' ? { message: 'is empty', file } : { text, file };
  } catch (error) {
    return { message: (error as Error).message, file };
  }
}
