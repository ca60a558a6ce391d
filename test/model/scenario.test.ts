import { parseLabelSelector } from '../../src/model/label-selector';
import { BUILT_IN_SCENARIOS, concerns, nodeIn, ownScenario, scenariosNamed, showState } from '../../src/model/scenario';
import { showTaint } from '../../src/model/taint';
import { node, taint } from '../builders';

const named = (name: string) => scenariosNamed([name]).scenarios[0]!;
const taintsIn = (name: string, ...taints: string[]) => nodeIn(named(name), node('n', { taints, startupTaints: [taint('agent:NoExecute')] })).taints.map(showTaint);

test.each([
  ['cordoned', ['node.kubernetes.io/unschedulable:NoSchedule']],
  ['not-ready', ['node.kubernetes.io/not-ready:NoSchedule', 'node.kubernetes.io/not-ready:NoExecute']],
  ['unreachable', ['node.kubernetes.io/unreachable:NoSchedule', 'node.kubernetes.io/unreachable:NoExecute']],
  ['disk-pressure', ['node.kubernetes.io/disk-pressure:NoSchedule']],
  ['memory-pressure', ['node.kubernetes.io/memory-pressure:NoSchedule']],
  ['pid-pressure', ['node.kubernetes.io/pid-pressure:NoSchedule']],
  ['network-unavailable', ['node.kubernetes.io/network-unavailable:NoSchedule']],
  ['uninitialized', ['node.cloudprovider.kubernetes.io/uninitialized=true:NoSchedule']],
  ['autoscaler-scale-down', ['ToBeDeletedByClusterAutoscaler=1767225600:NoSchedule', 'DeletionCandidateOfClusterAutoscaler=1767225600:PreferNoSchedule']],
  ['karpenter-disrupted', ['karpenter.sh/disrupted:NoSchedule']],
  ['new-node', ['node.kubernetes.io/not-ready:NoSchedule', 'agent:NoExecute']],
])('%s adds its taints to those that are there', (name, taints) => {
  expect(taintsIn(name, 'a:NoSchedule')).toEqual(['a:NoSchedule', ...taints]);
});

test('every built-in scenario is in the table above', () => {
  expect(BUILT_IN_SCENARIOS.map(({ name }) => name)).toHaveLength(11);
});

test('a node has one taint of a key and effect', () => {
  expect(taintsIn('uninitialized', 'node.cloudprovider.kubernetes.io/uninitialized:NoSchedule')).toEqual(['node.cloudprovider.kubernetes.io/uninitialized=true:NoSchedule']);
  expect(taintsIn('cordoned', 'node.kubernetes.io/unschedulable:NoExecute')).toHaveLength(2);
});

test('labels are added, replaced and removed', () => {
  const own = ownScenario('s', { addLabels: new Map([['a', '1'], ['b', '2']]), removeLabels: ['c'] });
  const { labels } = nodeIn(own, node('n', { labels: { a: '0', c: '3', d: '4' } }));

  expect(['a', 'b', 'c', 'd'].map(key => labels.get(key))).toEqual(['1', '2', undefined, '4']);
});

test('only the nodes of its selector are concerned, and no virtual one', () => {
  const own = ownScenario('s', { nodes: parseLabelSelector('gpu'), addTaints: [taint('a:NoSchedule')] });
  const [gpu, other, virtual] = [node('g', { labels: { gpu: '' } }), node('n'), node('v', { labels: { gpu: '' }, virtual: true })];

  expect([gpu, other, virtual].map(one => concerns(own, one))).toEqual([true, false, false]);
  expect([gpu, other, virtual].map(one => nodeIn(own, one) === one)).toEqual([false, true, true]);
});

test('what it changes is shown, startup taints only where there are some', () => {
  const own = ownScenario('s', { addTaints: [taint('a=b:NoSchedule')], addLabels: new Map([['c', 'd']]), removeLabels: ['e'] });

  expect(showState(own, [node('n')])).toEqual(['+a=b:NoSchedule', '+c=d', '-e']);
  expect(showState(named('new-node'), [node('n')])).toEqual(['+node.kubernetes.io/not-ready:NoSchedule']);
  expect(showState(named('new-node'), [node('n', { startupTaints: [taint('x:NoExecute')] })])).toEqual(['+node.kubernetes.io/not-ready:NoSchedule', '+x:NoExecute']);
});

describe('names', () => {
  test('are asked for once each, in their order; one\'s own are among them', () => {
    const own = ownScenario('mine', {});

    expect(scenariosNamed(['mine', 'cordoned', 'mine'], [own])).toEqual({ scenarios: [own, named('cordoned')], problems: [] });
  });

  test.each([
    ['cordonned', 'there is no scenario "cordonned" (typo of "cordoned"?); there are cordoned, not-ready, '],
    ['mine', 'there is no scenario "mine"; there are cordoned, '],
    ['__proto__', 'there is no scenario "__proto__"; there are cordoned, '],
  ])('%s is none', (name, problem) => {
    const { scenarios, problems } = scenariosNamed([name]);

    expect(scenarios).toEqual([]);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });
});
