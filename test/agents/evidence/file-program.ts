import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { hash } from './admission';
import { ENVIRONMENT } from './built-program';

/**
 * Asks a Go program that reads files about several texts: what it has against each, by the hash of the text; an empty text where it takes one.
 *
 * @param program the folder of the program, which prints an answer for each path that it is given
 * @param extension of the files, with its dot
 * @param command that takes the paths
 */
export function askFileProgram(
  program: string, texts: readonly string[], extension: string, [command, ...args]: readonly [string, ...string[]] = ['go', 'run', '.'],
): { [sha256: string]: string } {
  const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
  try {
    const paths = texts.map((text, index) => {
      const path = join(folder, `${index}${extension}`);
      writeFileSync(path, text);
      return path;
    });
    const ran = spawnSync(command, [...args, ...paths], { cwd: program, encoding: 'utf8', env: ENVIRONMENT });
    if (ran.status !== 0) { throw new Error(ran.error?.message ?? ran.stderr); }
    const answers = JSON.parse(ran.stdout) as { [path: string]: string };
    return Object.fromEntries(paths.map((path, index) => [hash(texts[index]!), answers[path]!.replaceAll(`${folder}/`, '')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
