import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { hash } from './admission';
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
  const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
  try {
    const paths = pipelines.map((text, index) => {
      const path = join(folder, `${index}.conf`);
      writeFileSync(path, text);
      return path;
    });
    const ran = spawnSync('go', ['run', '.', ...paths], { cwd: FOLDER, encoding: 'utf8' });
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
