import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { hash } from './admission';

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
  const listed = spawnSync('go', ['list', '-deps', './...'], { cwd: FOLDER, encoding: 'utf8', env: { ...process.env, GOPROXY: 'off' } });
  if (listed.error) { return 'Go is not installed'; }
  return listed.status === 0 ? undefined : 'the Go modules of the grammars are not there';
}

/** Asks a grammar about pipelines. */
export function askGrammar(grammar: Grammar, pipelines: readonly string[]): { [sha256: string]: string } {
  const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
  try {
    const paths = pipelines.map((text, index) => {
      const path = join(folder, `${index}.${grammar.extension}`);
      writeFileSync(path, text);
      return path;
    });
    const ran = spawnSync('go', ['run', grammar.folder, ...paths], { cwd: FOLDER, encoding: 'utf8' });
    if (ran.status !== 0) { throw new Error(ran.stderr); }
    const answers = JSON.parse(ran.stdout) as { [path: string]: string };
    return Object.fromEntries(paths.map((path, index) => [hash(pipelines[index]!), answers[path]!.replaceAll(`${folder}/`, '')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function recordedGrammar(): RecordedGrammar {
  return JSON.parse(readFileSync(ANSWERS, 'utf8')) as RecordedGrammar;
}

export function recordGrammar(askedOn: string, pipelines: { readonly [sha256: string]: string }): void {
  writeFileSync(ANSWERS, `${JSON.stringify({ askedOn, pipelines }, null, 2)}\n`);
}
