import { spawnSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

const FOLDER = join(__dirname, 'programs', 'datadog');
const ANSWERS = join(__dirname, 'datadog-answers.json');
const MODULE = 'github.com/DataDog/datadog-agent/pkg/config/setup';

/** Variables by name. */
export interface Environment { readonly [name: string]: string }

/** What the Agent's own configuration code makes of an environment. */
export interface ConfigurationAnswer {
  readonly asked: Environment;

  /** The variables that it does not know. */
  readonly unknown: readonly string[];

  /** Its settings that come from the environment, with their values; those of system-probe begin with its name. */
  readonly settings: { readonly [setting: string]: unknown };
}

/** Kept answers: they need no Go. */
export interface RecordedConfiguration {
  readonly module: string;
  readonly askedOn: string;
  readonly answers: { readonly [title: string]: ConfigurationAnswer };
}

/** Why the code cannot be asked here; undefined where it can. */
export function whyNoConfiguration(): string | undefined {
  const listed = spawnSync('go', ['list', '-deps', '.'], { cwd: FOLDER, encoding: 'utf8', env: { ...process.env, GOPROXY: 'off' }, maxBuffer: 2 ** 24 });
  if (listed.error) { return 'Go is not installed'; }
  return listed.status === 0 ? undefined : 'the Go modules of the Datadog Agent are not there';
}

/** Asks the Agent's own code about several environments. */
export function askConfiguration(environments: ReadonlyMap<string, Environment>): { [title: string]: ConfigurationAnswer } {
  const input = [...environments.values()].map(environment => `${JSON.stringify(environment)}\n`).join('');
  const ran = spawnSync('go', ['run', '.'], { cwd: FOLDER, encoding: 'utf8', input, maxBuffer: 2 ** 24 });
  if (ran.status !== 0) { throw new Error(ran.stderr); }
  const answers = ran.stdout.split('\n').filter(Boolean).map(line => JSON.parse(line) as Omit<ConfigurationAnswer, 'asked'>);
  return Object.fromEntries([...environments].map(([title, asked], index) => [title, { asked, ...answers[index]! }]));
}

export function recordedConfiguration(): RecordedConfiguration {
  return JSON.parse(readFileSync(ANSWERS, 'utf8')) as RecordedConfiguration;
}

export function recordConfiguration(askedOn: string, answers: { readonly [title: string]: ConfigurationAnswer }): void {
  const version = new RegExp(`${MODULE} (v[\\d.]+)`).exec(readFileSync(join(FOLDER, 'go.mod'), 'utf8'))![1]!;
  writeFileSync(ANSWERS, `${JSON.stringify({ module: `${MODULE}@${version}`, askedOn, answers }, null, 2)}\n`);
}
