import { spawnSync } from 'child_process';

/** How many packages may have to be compiled anew for a build to be called cheap. */
const CHEAP = 20;

/**
 * Why a Go program cannot be run without much ado; undefined where it can: Go is installed, and its modules and nearly all compiled
 * packages are there.
 *
 * @param folder of the program
 * @param flags of the build
 * @param packages of it
 */
export function goObstacle(folder: string, flags: readonly string[] = [], packages = '.'): string | undefined {
  const listed = spawnSync('go', ['list', '-deps', '-f', '{{if .Stale}}{{.ImportPath}}{{end}}', ...flags, packages], {
    cwd: folder, encoding: 'utf8', env: { ...process.env, GOPROXY: 'off' }, maxBuffer: 2 ** 26,
  });
  if (listed.error) { return 'Go is not installed'; }
  if (listed.status !== 0) { return 'its Go modules are not there'; }
  const stale = listed.stdout.split('\n').filter(Boolean).length;
  return stale > CHEAP ? `${stale} Go packages would have to be compiled` : undefined;
}
