import { cases, daemonSetOf, inventoryNodeOf, Scenario, scenarios } from './vectors';
import { ineligibility, verdict } from '../../src/placement/daemon-controller';

/** What we answer otherwise than Kubernetes did, in words. */
function disagreements({ name, nodes, daemonSets, expected }: Scenario, comparisons = false): string[] {
  const templates = new Map(daemonSets.map(value => daemonSetOf(value, comparisons)).map(({ namespace, name: own, template }) => [`${namespace}/${own}`, template]));
  const inventory = new Map(nodes.map(node => inventoryNodeOf(node)).map(node => [node.name, node]));
  return expected.flatMap(answer => {
    const template = templates.get(`${answer.daemonSet.namespace}/${answer.daemonSet.name}`)!;
    const node = inventory.get(answer.node)!;
    const { shouldRun, shouldContinueRunning } = verdict(template, node);
    const ours = { shouldRun, shouldContinueRunning, filters: [...new Set(ineligibility(template, node).map(({ filter }) => filter))].sort() };
    const theirs = { shouldRun: answer.shouldRun, shouldContinueRunning: answer.shouldContinueRunning, filters: answer.shouldRun ? [] : answer.filters ?? [] };
    return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [`${name}: ${JSON.stringify(ours)}, Kubernetes says ${JSON.stringify(theirs)}`];
  });
}

const FILES = ['1.27', '1.29', '1.31', '1.34', '1.36', '1.37'].flatMap(version => [`pairs-${version}`, `clusters-${version}`, `affinity-${version}`]);

test.each([...FILES, 'unjudged-1.36'])('%s: the controller\'s answers are those of Kubernetes', file => {
  const recorded = scenarios(file);

  expect(recorded.length).toBeGreaterThan(0);
  expect(recorded.flatMap(scenario => disagreements(scenario))).toEqual([]);
});

test.each(cases().map(one => [one.id, one.note, one] as const))('%s: %s', (_, __, one) => {
  expect(disagreements(one, one.featureGates === 'TaintTolerationComparisonOperators=true')).toEqual([]);
});

test('a wrong answer would be noticed', () => {
  const [one] = scenarios('pairs-1.37');
  const [answer] = one!.expected;

  expect(disagreements({ ...one!, expected: [{ ...answer!, shouldRun: !answer!.shouldRun }] })).toHaveLength(1);
});
