import { ChildProcessWithoutNullStreams, spawn, spawnSync } from 'child_process';
import { mkdirSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { createInterface, Interface } from 'readline';
import { goObstacle } from './go';
import { Question } from './random-scenario';
import { Expected } from './vectors';

const FOLDER = join(__dirname, 'recorder');

/** What Kubernetes says of a question: answers, or why the API server takes an object not at all. */
export interface KubernetesAnswer {
  readonly refused?: string;
  readonly expected?: readonly Expected[];
}

/** Kubernetes' own code of one release, in the Go program of recorder/. */
export class Kubernetes {
  /** Why Go cannot be asked without much ado; undefined where it can. */
  public static obstacle(version: string): string | undefined {
    return goObstacle(FOLDER, flagsOf(version));
  }

  /** Compiles the program for a release, and starts it. */
  public static start(version: string): Kubernetes {
    return new Kubernetes(spawn(Kubernetes.compile(version), ['answer']));
  }

  /** What one of the other parts of the program prints: `admit FILE…` or `time FILE`. */
  public static run(version: string, ...args: string[]): string {
    const { status, stdout } = spawnSync(Kubernetes.compile(version), args, { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['inherit', 'pipe', 'inherit'] });
    if (status !== 0) { throw new Error(`the recorder ended with ${status ?? 'a signal'}`); }
    return stdout;
  }

  private static compile(version: string): string {
    const folder = join(tmpdir(), 'everynode-recorder');
    mkdirSync(folder, { recursive: true });
    const program = join(folder, version);
    const built = spawnSync('go', ['build', ...flagsOf(version), '-o', program, '.'], { cwd: FOLDER, stdio: ['ignore', 'inherit', 'inherit'] });
    if (built.status !== 0) { throw new Error(`the recorder for Kubernetes ${version} cannot be compiled`); }
    return program;
  }

  private readonly answers: AsyncIterableIterator<string>;
  private readonly lines: Interface;

  private constructor(private readonly process: ChildProcessWithoutNullStreams) {
    process.stderr.pipe(globalThis.process.stderr);
    this.lines = createInterface({ input: process.stdout });
    this.answers = this.lines[Symbol.asyncIterator]() as AsyncIterableIterator<string>;
  }

  /** Asks several questions at once; the answers come in the same order. */
  public async ask(questions: readonly Question[]): Promise<KubernetesAnswer[]> {
    for (const question of questions) { this.process.stdin.write(`${JSON.stringify(question)}\n`); }
    const answers: KubernetesAnswer[] = [];
    while (answers.length < questions.length) {
      const { value, done } = await this.answers.next() as IteratorResult<string, undefined>;
      if (done || value === undefined) { throw new Error('the recorder stopped before it had answered'); }
      answers.push(JSON.parse(value) as KubernetesAnswer);
    }
    return answers;
  }

  public stop(): void {
    this.process.stdin.end();
    this.lines.close();
  }
}

function flagsOf(version: string): string[] {
  return [`-modfile=${join('mods', `${version}.mod`)}`, '-tags', `k${version.replace('.', '')}`];
}
