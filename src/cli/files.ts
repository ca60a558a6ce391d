import { readFileSync, statSync } from 'fs';
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

/** What was read, and what could not be. */
export interface FileReading {
  readonly texts: readonly FileText[];
  readonly problems: readonly Problem[];
}

/** The files that a run reads. What was read once stays: who asks again gets the same, standard input included. */
export class Files {
  /** @param edited what stands for the texts of some files */
  constructor(private readonly edited: ReadonlyMap<string, string> = new Map(), private readonly readings = new Map<string, FileReading>()) {}

  /** What {@link readFiles} gives. */
  public read(paths: readonly string[]): FileReading {
    const key = JSON.stringify(paths);
    const reading = this.readings.get(key) ?? readFiles(paths);
    this.readings.set(key, reading);
    return { ...reading, texts: reading.texts.map(({ text, file }) => ({ text: this.edited.get(file) ?? text, file })) };
  }

  /** The same files, some of them with other texts. */
  public with(edited: ReadonlyMap<string, string>): Files {
    return new Files(edited, this.readings);
  }

  /** Every text that was read, by its file. */
  public texts(): Map<string, string> {
    const texts = [...this.readings.values()].flatMap(reading => reading.texts);
    return new Map(texts.map(({ file, text }) => [file, this.edited.get(file) ?? text]));
  }

  /** The other names under which files were read, each with the first of its names. */
  public otherNames(): Map<string, string> {
    const first = new Map<string, string>();
    const others = new Map<string, string>();
    for (const file of this.texts().keys()) {
      const stat = file === STANDARD_INPUT ? undefined : statSync(file, { throwIfNoEntry: false, bigint: true });
      if (!stat?.isFile()) { continue; }
      const key = `${stat.dev}:${stat.ino}`;
      const known = first.get(key);
      if (known !== undefined) { others.set(file, known).set(known, file); }
      first.set(key, known ?? file);
    }
    return others;
  }
}

/** The texts of files, of all manifests below folders, and of standard input (`-`), each file once, and what could not be read. */
export function readFiles(paths: readonly string[]): FileReading {
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
