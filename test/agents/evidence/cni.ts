import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { askFileProgram } from './file-program';
import { goObstacle } from '../../conformance/go';

const FOLDER = join(__dirname, 'programs', 'cni');
const ANSWERS = join(__dirname, 'cni-answers.json');

/** What libcni, by which container runtimes read them, has against lists of plugins, by the hash of each; an empty text where it takes one. */
export interface RecordedCni {
  readonly askedOn: string;
  readonly lists: { readonly [sha256: string]: string };
}

/** Why libcni cannot be asked here; undefined where it can. */
export function whyNoCni(): string | undefined {
  return goObstacle(FOLDER);
}

/** Asks libcni about lists of plugins. */
export function askCni(lists: readonly string[]): { [sha256: string]: string } {
  return askFileProgram(FOLDER, lists, '.conflist');
}

export function recordedCni(): RecordedCni {
  return JSON.parse(readFileSync(ANSWERS, 'utf8')) as RecordedCni;
}

export function recordCni(askedOn: string, lists: { readonly [sha256: string]: string }): void {
  writeFileSync(ANSWERS, `${JSON.stringify({ askedOn, lists }, null, 2)}\n`);
}
