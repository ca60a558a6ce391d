import { nodeOf } from '../../src/inventory/kubectl';
import { NEWEST_MINOR, OLDEST_MINOR, tryMinor } from '../../src/model/kubernetes-version';
import { place } from '../../src/placement/place';
import { Placement } from '../../src/placement/placement';
import { Case, cases, daemonSetOf, Expected, objectsOf, Scenario, scenarios } from './vectors';

const FILES = ['1.27', '1.29', '1.31', '1.34', '1.36', '1.37'].flatMap(version => [`clusters-${version}`, `affinity-${version}`]);

/** What we answer otherwise than Kubernetes did, in words. */
function disagreements({ name, kubernetesVersion, nodes, daemonSets, objects, expected }: Scenario, comparisons = false): string[] {
  const inventory = nodes.map(node => nodeOf(node));
  const asked = daemonSets.map(value => daemonSetOf(value, comparisons));
  const { classes, placements } = place({ nodes: inventory, daemonSets: asked, minor: tryMinor(kubernetesVersion)!, objects: objectsOf(objects) });
  const column = new Map(classes.flatMap((nodeClass, index) => nodeClass.nodes.map(node => [node.name, index] as const)));
  const row = new Map(asked.map((daemonSet, index) => [`${daemonSet.namespace}/${daemonSet.name}`, index]));
  return expected.flatMap(theirs => {
    const ours = placements[row.get(`${theirs.daemonSet.namespace}/${theirs.daemonSet.name}`)!]![column.get(theirs.node)!]!;
    const [left, right] = [answer(ours, theirs), expectation(theirs)].map(side => JSON.stringify(side));
    return left === right ? [] : [`${name}: ${theirs.daemonSet.name} on ${theirs.node}: ${left}, Kubernetes says ${right}`];
  });
}

/** Our answer in the form of the vectors; where they do not record the outcome, neither do we say it. */
function answer({ outcome, shouldRun, shouldContinueRunning, reasons }: Placement, { outcome: recorded }: Expected) {
  const judged = recorded === undefined ? reasons.filter(() => !shouldRun) : reasons;
  const insufficient = [...new Set(judged.filter(({ filter }) => filter === 'NodeResourcesFit').map(({ message }) => resourceIn(message)))].sort();
  return { outcome: recorded && outcome, shouldRun, shouldContinueRunning, filters: [...new Set(judged.map(({ filter }) => filter))].sort(), insufficient };
}

function expectation({ outcome, shouldRun, shouldContinueRunning, filters = [], insufficient = [] }: Expected) {
  return { outcome, shouldRun, shouldContinueRunning, filters, insufficient };
}

/** The resource that a message says is missing. */
function resourceIn(message: string): string {
  return /^needs \S+ more (\S+): /.exec(message)?.[1] ?? (/^needs a place for one more pod: /.test(message) ? 'pods' : message);
}

/** A case as it was recorded, and as other releases answered it. */
function variants(one: Case): Scenario[] {
  return [one, ...Object.entries(one.elsewhere ?? {}).map(([kubernetesVersion, answers]) => ({ ...one, ...answers, kubernetesVersion }))];
}

test.each([...FILES, 'unjudged-1.36'])('%s: outcome, verdicts, filters and missing resources are those of Kubernetes', file => {
  const recorded = scenarios(file);

  expect(recorded.length).toBeGreaterThan(0);
  expect(recorded.flatMap(scenario => disagreements(scenario))).toEqual([]);
});

test.each(cases().map(one => [one.id, one.note, one] as const))('%s: %s', (_, __, one) => {
  expect(variants(one).flatMap(variant => disagreements(variant, one.featureGates === 'TaintTolerationComparisonOperators=true'))).toEqual([]);
});

test('all of the recorded releases are in the range of versions that we take', () => {
  expect([...new Set(scenarios('pairs-1.27').map(({ kubernetesVersion }) => tryMinor(kubernetesVersion)))]).toEqual([OLDEST_MINOR]);
  expect([...new Set(scenarios('pairs-1.37').map(({ kubernetesVersion }) => tryMinor(kubernetesVersion)))]).toEqual([NEWEST_MINOR]);
});

test('a wrong outcome would be noticed', () => {
  const [one] = scenarios('clusters-1.37');
  const [first] = one!.expected;

  expect(disagreements({ ...one!, expected: [{ ...first!, outcome: 'Elsewhere' }] })).toHaveLength(1);
});
