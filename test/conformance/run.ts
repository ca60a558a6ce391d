import { appendFileSync } from 'fs';
import { Distribution } from './distribution';
import { Disagreement, disagreements, showDisagreement } from './judgement';
import { Kubernetes, KubernetesAnswer } from './kubernetes';
import { Random } from './random';
import { Question, randomCluster, randomPair } from './random-scenario';
import { shrink } from './shrink';
import { compareSpeeds } from './speed';
import { NEWEST_MINOR } from '../../src/model/kubernetes-version';

/** How many questions are under way at once. */
const BATCH = 50;

/** How many disagreements are shrunk and printed; the others are only counted. */
const SHOWN = 3;

interface Options {
  readonly version: string;
  readonly seed: number;
  readonly pairs: number;
  readonly clusters: number;

  /** Not to run where that means to fetch or compile much. */
  readonly ifCheap: boolean;

  /** Where to write the scenarios with Kubernetes' answers, one a line. */
  readonly record?: string;

  /** Manifests to ask the API server's code about, in place of scenarios. */
  readonly admit: readonly string[];

  /** Whether to compare speeds, in place of answers. */
  readonly time: boolean;
}

/**
 * Generates scenarios, asks Kubernetes' own code and asks us: `--version 1.36 --seed 7 --pairs 100000 --clusters 1000`.
 * Exit code 1 where the answers differ. `--record FILE` keeps what Kubernetes said. With `--admit FILE…` it says what the
 * API server makes of manifests instead, with `--time` how long both take for a large cluster.
 */
async function main(options: Options): Promise<void> {
  const obstacle = options.ifCheap ? Kubernetes.obstacle(options.version) : undefined;
  if (obstacle !== undefined) {
    print(`conformance: no fresh scenarios: ${obstacle}`);
    return;
  }
  if (options.admit.length > 0) {
    process.stdout.write(Kubernetes.run(options.version, 'admit', ...options.admit));
    return;
  }
  if (options.time) {
    print(compareSpeeds(options.version));
    return;
  }
  const kubernetes = Kubernetes.start(options.version);
  try {
    await askAll(kubernetes, options);
  } finally {
    kubernetes.stop();
  }
}

async function askAll(kubernetes: Kubernetes, options: Options): Promise<void> {
  const random = new Random(options.seed);
  const draw = { pairs: randomPair, clusters: randomCluster };
  for (const kind of (['pairs', 'clusters'] as const).filter(asked => options[asked] > 0)) {
    const run = new Run(kubernetes, (index: number) => draw[kind](random, `${kind}-${options.seed}-${index}`, options.version), options.record);
    await run.ask(options[kind]);
    print(`Kubernetes ${options.version}, seed ${options.seed}: ${run.summary(kind)}`);
    if (run.wrong > 0) { process.exitCode = 1; }
  }
}

/** So many questions of one kind, and what came of them. */
class Run {
  public wrong = 0;
  private asked = 0;
  private refused = 0;
  private answers = 0;
  private readonly distribution = new Distribution();

  constructor(private readonly kubernetes: Kubernetes, private readonly draw: (index: number) => Question, private readonly record?: string) {}

  /** Draws again what the API server refuses. */
  public async ask(count: number): Promise<void> {
    while (this.asked < count) {
      const questions = Array.from({ length: Math.min(BATCH, count - this.asked) }, (_, index) => this.draw(this.asked + index));
      const answered = await this.kubernetes.ask(questions);
      for (const [index, question] of questions.entries()) { await this.judge(question, answered[index] ?? {}); }
      progress(`${this.asked} of ${count}, ${this.wrong} wrong`);
    }
  }

  public summary(kind: string): string {
    return `${this.asked} ${kind}, ${this.answers} answers, ${this.wrong} disagreements (${this.refused} more were refused by the API)\n${this.distribution.toString()}\n`;
  }

  private async judge(question: Question, answer: KubernetesAnswer): Promise<void> {
    if (!answer.expected) {
      this.refused += 1;
      return;
    }
    this.asked += 1;
    this.answers += answer.expected.length;
    if (this.record !== undefined) { appendFileSync(this.record, `${JSON.stringify({ ...question, expected: answer.expected })}\n`); }
    answer.expected.forEach(one => this.distribution.add(one));
    const found = disagreementsOf(question, answer);
    if (found.length === 0) { return; }
    this.wrong += found.length;
    if (this.wrong - found.length < SHOWN) { await this.show(question); }
  }

  private async show(question: Question): Promise<void> {
    const smallest = await shrink(question, async smaller => disagreementsOf(smaller, (await this.kubernetes.ask([smaller]))[0] ?? {}).length > 0);
    const [answer] = await this.kubernetes.ask([smallest]);
    print(`${question.name}, shrunk: ${JSON.stringify(smallest)}`);
    disagreementsOf(smallest, answer ?? {}).forEach(one => print(`  ${showDisagreement(one)}`));
    answer?.expected?.filter(({ message }) => message).forEach(({ message }) => print(`  Kubernetes: ${message}`));
  }
}

function disagreementsOf(question: Question, { expected }: KubernetesAnswer): Disagreement[] {
  return expected ? disagreements({ ...question, expected }) : [];
}

function optionsOf(args: readonly string[]): Options {
  const valueOf = (name: string) => args[args.indexOf(`--${name}`) + 1];
  const numberOf = (name: string, usual: number) => args.includes(`--${name}`) ? Number(valueOf(name)) : usual;
  return {
    version: args.includes('--version') ? valueOf('version') ?? '' : `1.${NEWEST_MINOR}`,
    seed: numberOf('seed', 1),
    pairs: numberOf('pairs', 2000),
    clusters: numberOf('clusters', 100),
    ifCheap: args.includes('--if-cheap'),
    ...args.includes('--record') ? { record: valueOf('record') } : {},
    admit: args.includes('--admit') ? args.slice(args.indexOf('--admit') + 1) : [],
    time: args.includes('--time'),
  };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function progress(text: string): void {
  if (process.stderr.isTTY) { process.stderr.write(`\r${text}`); }
}

main(optionsOf(process.argv.slice(2))).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
