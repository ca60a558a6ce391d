import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { askFileProgram } from './file-program';
import { goObstacle } from '../../conformance/go';

const FOLDER = join(__dirname, 'programs');
const ANSWERS = join(__dirname, 'grammar-answers.json');

/** Who is asked about a text: a program in the folder, and how its files end. */
export interface Grammar {
  readonly folder: string;
  readonly extension: string;
}

/** Logstash's own grammar. */
export const LOGSTASH_GRAMMAR: Grammar = { folder: '.', extension: 'conf' };

/** The schema of Fluent Bit's plugins: their options, and the types of these. */
export const FLUENT_BIT_SCHEMA: Grammar = { folder: './fluent-bit', extension: 'yaml' };

/** What grammars have against pipelines, by the hash of each; an empty text where one is taken. */
export interface RecordedGrammar {
  readonly askedOn: string;
  readonly pipelines: { readonly [sha256: string]: string };
}

/** Why no grammar can be asked here; undefined where it can. */
export function whyNoGrammar(): string | undefined {
  return goObstacle(FOLDER, [], './...');
}

/** Asks a grammar about pipelines. */
export function askGrammar({ folder, extension }: Grammar, pipelines: readonly string[]): { [sha256: string]: string } {
  return askFileProgram(join(FOLDER, folder), pipelines, `.${extension}`);
}

export function recordedGrammar(): RecordedGrammar {
  return JSON.parse(readFileSync(ANSWERS, 'utf8')) as RecordedGrammar;
}

export function recordGrammar(askedOn: string, pipelines: { readonly [sha256: string]: string }): void {
  writeFileSync(ANSWERS, `${JSON.stringify({ askedOn, pipelines }, null, 2)}\n`);
}
