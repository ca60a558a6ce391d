import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { hash } from './admission';

/** Where programs are kept that take minutes to build. */
export const CACHE = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'everynode');

/** What is put in place of the variables that a container has. */
export const ENVIRONMENT = { ...process.env, K8S_NODE_NAME: 'node-1', K8S_NODE_IP: '10.0.0.1', DESTINATION_USER: 'user', DESTINATION_PASSWORD: 'password' };

/** Why a program that takes minutes to build is not asked here; undefined where it is there. */
export function whyNotBuilt(path: string): string | undefined {
  return existsSync(path) ? undefined : 'it was not built (npx ts-node -P test/tsconfig.json -T test/agents/evidence/record.ts)';
}

/** A program in Go that is built once and kept. To build it takes minutes, so no test does. */
export class BuiltProgram {
  /** Where it is, once it was built; its name changes with what it is built from. */
  public readonly path: string;

  constructor(name: string, private readonly folder: string) {
    const sources = ['go.mod', 'main.go'].map(file => readFileSync(join(folder, file), 'utf8')).join('');
    this.path = join(CACHE, `${name}-${hash(sources).slice(0, 16)}`);
  }

  /** Why it is not asked here; undefined where it is. */
  public obstacle(): string | undefined {
    return whyNotBuilt(this.path);
  }

  public build(): void {
    if (existsSync(this.path)) { return; }
    mkdirSync(CACHE, { recursive: true });
    const built = spawnSync('go', ['build', '-o', this.path, '.'], { cwd: this.folder, env: { ...process.env, CGO_ENABLED: '0' }, stdio: 'inherit' });
    if (built.status !== 0) { throw new Error(`${this.folder} cannot be built`); }
  }
}
