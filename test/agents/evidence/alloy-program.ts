import { spawnSync } from 'child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { hash } from './admission';
import { CACHE, whyNotBuilt } from './built-program';
import { askFileProgram } from './file-program';
import { TextProgram } from './text-program';
import { Manifest } from '../manifests';

const MODULE = 'github.com/grafana/alloy';
const SOURCE = join(__dirname, 'alloy', 'main.go');

/** The version of Alloy that is asked and run. */
export const ALLOY_VERSION = 'v1.19.2';

/** Go, as the image of Alloy has no use of it in these components: without C. */
const ENVIRONMENT = { ...process.env, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' };

/** Alloy itself, with the components that the configurations use. To build it takes many minutes, so no test does. */
class AlloyProgram extends TextProgram {
  constructor() {
    super('alloy', 'alloy');
  }

  /** Where it is, once it was built; its name changes with what it is built from. */
  public get path(): string {
    return join(CACHE, `alloy-${hash(readFileSync(SOURCE, 'utf8') + ALLOY_VERSION).slice(0, 16)}`);
  }

  public override obstacle(): string | undefined {
    return whyNotBuilt(this.path);
  }

  public override ask(texts: readonly string[]): { [sha256: string]: string } {
    return askFileProgram(dirname(SOURCE), texts, '.alloy', [this.path, 'check']);
  }

  /** Builds it of Alloy's own sources: its components are for nobody else, so that the program has to be among them. */
  public build(): void {
    if (existsSync(this.path)) { return; }
    const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
    try {
      const own = join(folder, 'internal', 'cmd', 'everynode');
      unpack(folder, MODULE, ALLOY_VERSION, folder);
      const [, syntax] = new RegExp(`${MODULE}/syntax (v\\S+)`).exec(readFileSync(join(folder, 'go.mod'), 'utf8'))!;
      unpack(folder, `${MODULE}/syntax`, syntax!, join(folder, 'syntax'));
      mkdirSync(own, { recursive: true });
      copyFileSync(SOURCE, join(own, 'main.go'));
      mkdirSync(CACHE, { recursive: true });
      go(folder, 'build', '-o', this.path, './internal/cmd/everynode');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Alloy itself. */
export const ALLOY_PROGRAM = new AlloyProgram();

/** The configurations of Alloy among the objects of an agent. */
export function alloyConfigurationsOf(objects: readonly Manifest[]): string[] {
  return objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => data['config.alloy'] === undefined ? [] : [data['config.alloy'] as string]);
}

function unpack(folder: string, module: string, version: string, target: string): void {
  const elsewhere = mkdtempSync(join(folder, 'module-'));
  writeFileSync(join(elsewhere, 'go.mod'), 'module everynode.dev/alloy\n');
  const { Dir } = JSON.parse(go(elsewhere, 'mod', 'download', '-json', `${module}@${version}`)) as { Dir: string };
  rmSync(elsewhere, { recursive: true });
  cpSync(Dir, target, { recursive: true });
  spawnSync('chmod', ['-R', 'u+w', target]);
}

function go(folder: string, ...args: readonly string[]): string {
  const ran = spawnSync('go', args, { cwd: folder, env: ENVIRONMENT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 256 * 1024 * 1024 });
  if (ran.status !== 0) { throw new Error(`go ${args.join(' ')}: ${ran.error?.message ?? ran.stderr}`); }
  return ran.stdout;
}
