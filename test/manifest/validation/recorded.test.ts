import { readdirSync, readFileSync } from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import { daemonSetProblems } from '../../../src/manifest/validation/daemon-set';
import { nodeProblems } from '../../../src/manifest/validation/node';
import { WireDaemonSet, WireNode } from '../../../src/manifest/wire';

/** An answer of Kubernetes' own validation (test/conformance/validation). */
interface Vector { readonly daemonSet: WireDaemonSet; readonly refused: boolean; readonly fields: readonly string[] }

/** A cluster of the placement vectors; a cluster that Kubernetes refuses is marked. */
interface Scenario {
  readonly name: string;
  readonly kubernetesVersion: string;
  readonly daemonSets: readonly WireDaemonSet[];
  readonly nodes: readonly WireNode[];
  readonly rejected?: readonly unknown[];
  readonly featureGates?: unknown;
}

const VECTORS = path.join(__dirname, '..', '..', 'conformance', 'vectors');
const FILES = readdirSync(VECTORS);

describe.each(FILES.filter(file => file.startsWith('validation-')))('%s', (file) => {
  test('is answered as Kubernetes does', () => {
    const vectors = linesOf<Vector>(file);

    const differences = vectors.filter(({ daemonSet, refused }) => (daemonSetProblems(daemonSet, minorOf(file)).length > 0) !== refused);

    expect(differences).toEqual([]);
    expect(new Set(vectors.map(({ refused }) => refused))).toEqual(new Set([true, false]));
  });
});

describe.each(FILES.filter(file => /^(pairs|affinity)-/.test(file)))('%s', (file) => {
  test('holds only objects that are accepted', () => {
    expect(linesOf<Scenario>(file).filter(isRefused).map(({ name }) => name)).toEqual([]);
  });
});

test('refuses of the hand-written cases those that Kubernetes refuses', () => {
  const cases = (JSON.parse(readFileSync(path.join(VECTORS, 'cases.json'), 'utf8')) as Scenario[]).filter(({ featureGates }) => featureGates === undefined);

  const wrong = cases.filter(scenario => isRefused(scenario) !== (scenario.rejected !== undefined));

  expect(wrong.map(({ name }) => name)).toEqual([]);
  expect(cases.filter(({ rejected }) => rejected)).toHaveLength(23);
});

function isRefused({ kubernetesVersion, daemonSets, nodes }: Scenario): boolean {
  return daemonSets.some(daemonSet => daemonSetProblems(daemonSet, minorOf(`-${kubernetesVersion}`)).length > 0)
    || nodes.some(node => nodeProblems(node).length > 0);
}

function minorOf(name: string): number {
  return Number(/-1\.(\d+)/.exec(name)?.[1]);
}

function linesOf<T>(file: string): T[] {
  return gunzipSync(readFileSync(path.join(VECTORS, file))).toString().split('\n').filter(Boolean).map(line => JSON.parse(line) as T);
}
