import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { hash } from './admission';
import { Manifest } from '../manifests';

const FOLDER = join(__dirname, 'collector');
const ANSWERS = join(__dirname, 'collector-answers.json');
const CACHE = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'everynode');

/** What is put in place of the variables that a container has. */
export const ENVIRONMENT = { ...process.env, K8S_NODE_NAME: 'node-1', K8S_NODE_IP: '10.0.0.1', DESTINATION_USER: 'user', DESTINATION_PASSWORD: 'password' };

/** What the Collector has against configurations, by the hash of each; an empty text where it takes one. */
export interface RecordedValidation {
  readonly askedOn: string;
  readonly configurations: { readonly [sha256: string]: string };
}

/** Where the program is, once it was built; its name changes with what it is built from. */
export function collectorProgram(): string {
  const sources = ['go.mod', 'main.go'].map(name => readFileSync(join(FOLDER, name), 'utf8')).join('');
  return join(CACHE, `otelcol-${hash(sources).slice(0, 16)}`);
}

/** Why the Collector is not asked here; undefined where it is. To build it takes minutes, so no test does. */
export function whyNoCollector(): string | undefined {
  return existsSync(collectorProgram()) ? undefined : 'it was not built (npx ts-node -P test/tsconfig.json -T test/agents/evidence/record.ts)';
}

/** Builds the program. */
export function buildCollector(): void {
  if (existsSync(collectorProgram())) { return; }
  mkdirSync(CACHE, { recursive: true });
  const built = spawnSync('go', ['build', '-o', collectorProgram(), '.'], { cwd: FOLDER, env: { ...process.env, CGO_ENABLED: '0' }, stdio: 'inherit' });
  if (built.status !== 0) { throw new Error('the OpenTelemetry Collector cannot be built'); }
}

/** Asks the Collector about configurations. */
export function validate(configurations: readonly string[]): { [sha256: string]: string } {
  const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
  try {
    return Object.fromEntries(configurations.map((text, index) => {
      const path = join(folder, `${index}.yaml`);
      writeFileSync(path, here(text));
      const ran = spawnSync(collectorProgram(), ['validate', `--config=${path}`], { encoding: 'utf8', env: ENVIRONMENT });
      return [hash(text), ran.status === 0 ? '' : ran.stderr.trim().split('\n').slice(0, 8).join('\n')];
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A configuration without what is only in a container on a node: the root directory of that, and the token of a ServiceAccount. */
function here(text: string): string {
  return text.replace(/root_path: .+/, 'root_path: /').replace(/(kubeletstats:\n(?: {4}.+\n)*? {4}auth_type: )serviceAccount/, '$1none');
}

export function recordedValidation(): RecordedValidation {
  return JSON.parse(readFileSync(ANSWERS, 'utf8')) as RecordedValidation;
}

export function recordValidation(askedOn: string, configurations: { readonly [sha256: string]: string }): void {
  writeFileSync(ANSWERS, `${JSON.stringify({ askedOn, configurations }, null, 2)}\n`);
}

/** What the Collector has against the configuration among the objects of an agent: asked, or as it was recorded. */
export function answersOfCollector(objects: readonly Manifest[]): string[] {
  return configurationsOf(objects).flatMap(text => {
    const answer = recordedValidation().configurations[hash(text)] ?? (whyNoCollector() ? 'not recorded' : validate([text])[hash(text)]);
    return answer === '' ? [] : [answer ?? 'not recorded'];
  });
}

/** The configurations of the Collector among the objects of an agent. */
export function configurationsOf(objects: readonly Manifest[]): string[] {
  return objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => data['collector.yaml'] === undefined ? [] : [data['collector.yaml'] as string]);
}
