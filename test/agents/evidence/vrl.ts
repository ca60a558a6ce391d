import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { hash } from './admission';
import { CACHE, whyNotBuilt } from './built-program';
import { Manifest } from '../manifests';

const FOLDER = join(__dirname, 'programs', 'vrl');
const ANSWERS = join(__dirname, 'vrl-answers.json');
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A program of the Vector Remap Language, or a condition in it, and the events that it is put to. */
export interface VrlQuestion {
  readonly program: string;
  readonly condition: boolean;
  readonly events: readonly Manifest[];
}

/** What the compiler has against a program, and what became of the events. */
export interface VrlAnswer {
  readonly problem: string;
  readonly outputs: readonly Manifest[];
}

/** Answers by the hash of their question. */
export interface RecordedVrl {
  readonly askedOn: string;
  readonly answers: { readonly [sha256: string]: VrlAnswer };
}

/** Where it is built; the name changes with what it is built from. */
function target(): string {
  const sources = ['Cargo.toml', 'src/main.rs'].map(name => readFileSync(join(FOLDER, name), 'utf8')).join('');
  return join(CACHE, `vrl-${hash(sources).slice(0, 16)}`);
}

function binary(): string {
  return join(target(), 'debug', 'vrl-answers');
}

/** Why the language is not asked here; undefined where it is. To build it takes minutes, so no test does. */
export function whyNoVrl(): string | undefined {
  return whyNotBuilt(binary());
}

/** Builds the program. */
export function buildVrl(): void {
  if (existsSync(binary())) { return; }
  mkdirSync(CACHE, { recursive: true });
  const built = spawnSync('cargo', ['build', '--target-dir', target()], { cwd: FOLDER, stdio: 'inherit' });
  if (built.status !== 0) { throw new Error('the Vector Remap Language cannot be built'); }
}

/** Asks the language, as it is on a node called node-1. */
export function askVrl(questions: readonly VrlQuestion[]): { [sha256: string]: VrlAnswer } {
  const ran = spawnSync(binary(), [], {
    input: JSON.stringify(questions), encoding: 'utf8', env: { ...process.env, VECTOR_SELF_NODE_NAME: 'node-1' }, maxBuffer: 2 ** 26,
  });
  if (ran.status !== 0) { throw new Error(ran.stderr); }
  const answers = JSON.parse(ran.stdout.replace(UUID, 'some-uuid')) as VrlAnswer[];
  return Object.fromEntries(questions.map((question, index) => [hash(JSON.stringify(question)), answers[index]!]));
}

export function recordedVrl(): RecordedVrl {
  return JSON.parse(readFileSync(ANSWERS, 'utf8')) as RecordedVrl;
}

export function recordVrl(askedOn: string, answers: { readonly [sha256: string]: VrlAnswer }): void {
  writeFileSync(ANSWERS, `${JSON.stringify({ askedOn, answers }, null, 2)}\n`);
}

/** The answer to one question: as it was recorded, or asked. */
export function answerOfVrl(question: VrlQuestion): VrlAnswer {
  const sha256 = hash(JSON.stringify(question));
  return recordedVrl().answers[sha256] ?? (whyNoVrl() ? { problem: 'not recorded', outputs: [] } : askVrl([question])[sha256]!);
}

/** The configurations of Vector among the objects of an agent. */
export function vectorConfigsOf(objects: readonly Manifest[]): Manifest[] {
  return objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => data['vector.yaml'] === undefined ? [] : [parse(data['vector.yaml'])]);
}

/** Every program and every condition in a configuration, by the transform that has it, without events. */
export function programsOf(config: Manifest): [string, VrlQuestion][] {
  return Object.entries(config.transforms as Manifest).flatMap(([name, { source, condition, starts_when, ends_when }]: [string, Manifest]) => [
    ...[source].filter(isText).map((program): [string, VrlQuestion] => [name, { program, condition: false, events: [] }]),
    ...[condition, starts_when, ends_when].filter(isText).map((program): [string, VrlQuestion] => [name, { program, condition: true, events: [] }]),
  ]);
}

/** What the language has against the programs among the objects of an agent. */
export function problemsOfVrl(objects: readonly Manifest[]): string[] {
  return vectorConfigsOf(objects).flatMap(programsOf).map(([name, question]) => [name, answerOfVrl(question).problem]).filter(([, problem]) => problem !== '').map(parts => parts.join(': '));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
