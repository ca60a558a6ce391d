import { at } from './builders';
import { NodeChange } from '../../src/model/node-event';
import { showTaint } from '../../src/model/taint';
import { NodeStates } from '../../src/simulation/node-states';
import { node, taint } from '../builders';

const after = (...changes: NodeChange[]) => {
  const states = new NodeStates([node('n', { labels: { disk: 'ssd' }, taints: ['own:NoSchedule'] })]);
  changes.forEach((change, index) => states.apply(at(index * 10, change)));
  return states;
};
const taints = (states: NodeStates, name = 'n') => states.tryState(name)?.node.taints.map(showTaint);

test('a cordon and its taint come and go together', () => {
  expect(after({ kind: 'cordon', nodes: 'n' }).tryState('n')?.node.unschedulable).toBe(true);
  expect(taints(after({ kind: 'drain', nodes: 'n' }))).toEqual(['own:NoSchedule', 'node.kubernetes.io/unschedulable:NoSchedule']);
  expect(taints(after({ kind: 'drain', nodes: 'n' }, { kind: 'uncordon', nodes: 'n' }))).toEqual(['own:NoSchedule']);
  expect(after({ kind: 'drain', nodes: 'n' }, { kind: 'uncordon', nodes: 'n' }).tryState('n')?.node.unschedulable).toBe(false);
});

test('a taint takes the place of one of its key and effect', () => {
  expect(taints(after({ kind: 'taintAdded', nodes: 'n', taint: taint('own=2:NoSchedule') }))).toEqual(['own=2:NoSchedule']);
  expect(taints(after({ kind: 'taintAdded', nodes: 'n', taint: taint('own=2:NoExecute') }))).toEqual(['own:NoSchedule', 'own=2:NoExecute']);
});

test('a taint is removed by its key, or by key and effect', () => {
  const two: NodeChange = { kind: 'taintAdded', nodes: 'n', taint: taint('own:NoExecute') };

  expect(taints(after(two, { kind: 'taintRemoved', nodes: 'n', taint: { key: 'own' } }))).toEqual([]);
  expect(taints(after(two, { kind: 'taintRemoved', nodes: 'n', taint: { key: 'own', effect: 'NoSchedule' } }))).toEqual(['own:NoExecute']);
});

test('a node that joins has passing taints besides its own, and is ready later', () => {
  const state = after({ kind: 'nodeJoins', node: node('w', { taints: ['x:NoSchedule'], startupTaints: [taint('x:NoSchedule'), taint('y:NoExecute')] }), readyAfterSeconds: 30 }).tryState('w');

  expect([state?.joinedAt, state?.readyAt, state?.passing.map(showTaint)]).toEqual([0, 30, ['node.kubernetes.io/not-ready:NoSchedule', 'y:NoExecute']]);
  expect(state?.node.taints.map(showTaint)).toEqual(['x:NoSchedule', 'node.kubernetes.io/not-ready:NoSchedule', 'y:NoExecute']);
});

test('what passes is taken away, and nothing else', () => {
  const states = after({ kind: 'notReadyFor', nodes: 'n', seconds: 60 });

  expect(states.pass('n', ({ effect }) => effect === 'NoSchedule').map(showTaint)).toEqual(['node.kubernetes.io/not-ready:NoSchedule']);
  expect(taints(states)).toEqual(['own:NoSchedule', 'node.kubernetes.io/not-ready:NoExecute']);
  expect(states.pass('nobody', () => true)).toEqual([]);
});

test('the longer of two times of not being ready counts', () => {
  expect(after({ kind: 'notReadyFor', nodes: 'n', seconds: 60 }, { kind: 'notReadyFor', nodes: 'n', seconds: 5 }).tryState('n')?.readyAt).toBe(60);
});

test('a label is changed, or goes', () => {
  expect(after({ kind: 'labelChanged', nodes: 'n', label: 'disk', value: 'hdd' }).tryState('n')?.node.labels.get('disk')).toBe('hdd');
  expect(after({ kind: 'labelChanged', nodes: 'n', label: 'disk' }).tryState('n')?.node.labels.has('disk')).toBe(false);
});

test('a node that leaves is gone', () => {
  expect(after({ kind: 'nodeLeaves', nodes: 'n' }).all).toEqual([]);
});
