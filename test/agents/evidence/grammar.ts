import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { askFileProgram } from './file-program';
import { goObstacle } from '../../conformance/go';

const FOLDER = join(__dirname, 'programs');
const ANSWERS = join(__dirname, 'grammar-answers.json');

/** What Logstash's grammar has against pipelines, by the hash of each; an empty text where it takes one. */
export interface RecordedGrammar {
  readonly askedOn: string;
  readonly pipelines: { readonly [sha256: string]: string };
}

/** Why the grammar cannot be asked here; undefined where it can. */
export function whyNoGrammar(): string | undefined {
  return goObstacle(FOLDER);
}

/** Asks the grammar about pipelines. */
export function askGrammar(pipelines: readonly string[]): { [sha256: string]: string } {
  return askFileProgram(FOLDER, pipelines, '.conf');
}

export function recordedGrammar(): RecordedGrammar {
  return JSON.parse(readFileSync(ANSWERS, 'utf8')) as RecordedGrammar;
}

export function recordGrammar(askedOn: string, pipelines: { readonly [sha256: string]: string }): void {
  writeFileSync(ANSWERS, `${JSON.stringify({ askedOn, pipelines }, null, 2)}\n`);
}
