import { spawnSync } from 'child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';

const CACHE = path.join(__dirname, '..', '..', 'node_modules', '.cache', 'everynode');
const BUILD_TIMEOUT = 400_000;

/** A program of a Go module, built once and kept. */
export class GoProgram {
  /** Where it is, once it is built. */
  public readonly path: string;

  /** @param folder where its `main` is in the module */
  constructor(private readonly module: string, private readonly version: string, private readonly folder = '') {
    this.path = path.join(CACHE, `${path.basename(module)}-${version}`, path.basename(module));
  }

  /** Why it is not there and cannot be built; undefined where it is there. */
  public obstacle(): string | undefined {
    return existsSync(this.path) ? undefined : this.whyNotBuilt();
  }

  private whyNotBuilt(): string | undefined {
    const folder = mkdtempSync(path.join(tmpdir(), 'everynode-'));
    try {
      writeFileSync(path.join(folder, 'go.mod'), `module everynode.dev/program\n\ngo 1.25\n\nrequire ${this.module} ${this.version}\n`);
      const env = { ...process.env, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' }; // as it is released: it needs no library in its root
      const target = path.join(folder, 'program');
      const built = spawnSync('go', ['build', '-o', target, path.posix.join(this.module, this.folder)], { cwd: folder, encoding: 'utf8', env, timeout: BUILD_TIMEOUT });
      if (built.status !== 0) { return `${this.module} cannot be built: ${built.error?.message ?? built.stderr.trim().split('\n').pop()}`; }
      mkdirSync(path.dirname(this.path), { recursive: true });
      copyFileSync(target, this.path);
      return undefined;
    } catch (error) {
      return `${this.module} cannot be built: ${(error as Error).message}`;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
