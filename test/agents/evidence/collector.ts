import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { hash } from './admission';
import { BuiltProgram, ENVIRONMENT } from './built-program';
import { Manifest } from '../manifests';

const ANSWERS = join(__dirname, 'collector-answers.json');

/** The program. */
export const OTELCOL = new BuiltProgram('otelcol', join(__dirname, 'collector'));

/** What the Collector has against configurations, by the hash of each; an empty text where it takes one. */
export interface RecordedValidation {
  readonly askedOn: string;
  readonly configurations: { readonly [sha256: string]: string };
}

/** Asks the Collector about configurations. */
export function validate(configurations: readonly string[]): { [sha256: string]: string } {
  const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
  try {
    return Object.fromEntries(configurations.map((text, index) => {
      const path = join(folder, `${index}.yaml`);
      writeFileSync(path, here(text));
      const ran = spawnSync(OTELCOL.path, ['validate', `--config=${path}`], { encoding: 'utf8', env: ENVIRONMENT });
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
    const answer = recordedValidation().configurations[hash(text)] ?? (OTELCOL.obstacle() ? 'not recorded' : validate([text])[hash(text)]);
    return answer === '' ? [] : [answer ?? 'not recorded'];
  });
}

/** The configurations of the Collector among the objects of an agent. */
export function configurationsOf(objects: readonly Manifest[]): string[] {
  return objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => data['collector.yaml'] === undefined ? [] : [data['collector.yaml'] as string]);
}
