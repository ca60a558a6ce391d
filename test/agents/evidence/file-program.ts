import { spawnSync, SpawnSyncReturns } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { hash } from './admission';

/**
 * Asks a Go program that reads files about several texts: what it has against each, by the hash of the text; an empty text where it takes one.
 *
 * @param program the folder of the program, which prints an answer for each path that it is given
 * @param extension of the files, with its dot
 */
export function askFileProgram(program: string, texts: readonly string[], extension: string): { [sha256: string]: string } {
  return askAboutFiles(paths => spawnSync('go', ['run', '.', ...paths], { cwd: program, encoding: 'utf8' }), texts, extension);
}

/** The same, with a program that is run in another way. */
export function askAboutFiles(
  run: (paths: readonly string[]) => SpawnSyncReturns<string>, texts: readonly string[], extension: string,
): { [sha256: string]: string } {
  const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
  try {
    const paths = texts.map((text, index) => {
      const path = join(folder, `${index}${extension}`);
      writeFileSync(path, text);
      return path;
    });
    const ran = run(paths);
    if (ran.status !== 0) { throw new Error(ran.error?.message ?? ran.stderr); }
    const answers = JSON.parse(ran.stdout) as { [path: string]: string };
    return Object.fromEntries(paths.map((path, index) => [hash(texts[index]!), answers[path]!.replaceAll(`${folder}/`, '')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
