import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { hash } from './admission';

const FOLDER = join(__dirname, 'programs', 'cni');
const ANSWERS = join(__dirname, 'cni-answers.json');

/** What libcni, by which container runtimes read them, has against lists of plugins, by the hash of each; an empty text where it takes one. */
export interface RecordedCni {
  readonly askedOn: string;
  readonly lists: { readonly [sha256: string]: string };
}

/** Why libcni cannot be asked here; undefined where it can. */
export function whyNoCni(): string | undefined {
  const listed = spawnSync('go', ['list', '-deps', '.'], { cwd: FOLDER, encoding: 'utf8', env: { ...process.env, GOPROXY: 'off' } });
  if (listed.error) { return 'Go is not installed'; }
  return listed.status === 0 ? undefined : 'the Go module of libcni is not there';
}

/** Asks libcni about lists of plugins. */
export function askCni(lists: readonly string[]): { [sha256: string]: string } {
  const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
  try {
    const paths = lists.map((text, index) => {
      const path = join(folder, `${index}.conflist`);
      writeFileSync(path, text);
      return path;
    });
    const ran = spawnSync('go', ['run', '.', ...paths], { cwd: FOLDER, encoding: 'utf8' });
    if (ran.status !== 0) { throw new Error(ran.stderr); }
    const answers = JSON.parse(ran.stdout) as { [path: string]: string };
    return Object.fromEntries(paths.map((path, index) => [hash(lists[index]!), answers[path]!.replaceAll(`${folder}/`, '')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function recordedCni(): RecordedCni {
  return JSON.parse(readFileSync(ANSWERS, 'utf8')) as RecordedCni;
}

export function recordCni(askedOn: string, lists: { readonly [sha256: string]: string }): void {
  writeFileSync(ANSWERS, `${JSON.stringify({ askedOn, lists }, null, 2)}\n`);
}
