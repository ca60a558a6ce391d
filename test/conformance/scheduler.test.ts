import { disagreements, showDisagreement } from './judgement';
import { Case, cases, Scenario, scenarios } from './vectors';
import { NEWEST_MINOR, OLDEST_MINOR, tryMinor } from '../../src/model/kubernetes-version';

const FILES = ['1.27', '1.29', '1.31', '1.34', '1.36', '1.37'].flatMap(version => [`clusters-${version}`, `affinity-${version}`, `own-${version}`]);

/** What we answer otherwise than Kubernetes did, in words. */
function wrong(scenario: Scenario, comparisons = false): string[] {
  return disagreements(scenario, comparisons).map(one => `${scenario.name}: ${showDisagreement(one)}`);
}

/** A case as it was recorded, and as other releases answered it. */
function variants(one: Case): Scenario[] {
  return [one, ...Object.entries(one.elsewhere ?? {}).map(([kubernetesVersion, answers]) => ({ ...one, ...answers, kubernetesVersion }))];
}

test.each([...FILES, 'unjudged-1.36'])('%s: outcome, verdicts, filters and missing resources are those of Kubernetes', file => {
  const recorded = scenarios(file);

  expect(recorded.length).toBeGreaterThan(0);
  expect(recorded.flatMap(scenario => wrong(scenario))).toEqual([]);
});

test.each(cases().map(one => [one.id, one.note, one] as const))('%s: %s', (_, __, one) => {
  expect(variants(one).flatMap(variant => wrong(variant, one.featureGates === 'TaintTolerationComparisonOperators=true'))).toEqual([]);
});

test('all of the recorded releases are in the range of versions that we take', () => {
  expect([...new Set(scenarios('pairs-1.27').map(({ kubernetesVersion }) => tryMinor(kubernetesVersion)))]).toEqual([OLDEST_MINOR]);
  expect([...new Set(scenarios('pairs-1.37').map(({ kubernetesVersion }) => tryMinor(kubernetesVersion)))]).toEqual([NEWEST_MINOR]);
});

test('a wrong outcome would be noticed', () => {
  const [one] = scenarios('clusters-1.37');
  const [first] = one!.expected;

  expect(wrong({ ...one!, expected: [{ ...first!, outcome: 'Elsewhere' }] })).toHaveLength(1);
});
