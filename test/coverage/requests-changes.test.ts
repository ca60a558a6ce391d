import { requestsChangesOf } from '../../src/coverage/requests-changes';
import { DaemonSet } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';
import { clusterInput, daemonSet, node } from '../builders';

const asking = (cpu: string, overrides: object = {}): DaemonSet => daemonSet({ pod: { containers: [{ name: 'a', image: 'a:1', resources: { requests: { cpu } } }], ...overrides } });
const changes = (base: readonly DaemonSet[], head: readonly DaemonSet[], before: readonly InventoryNode[], after = before) =>
  requestsChangesOf(clusterInput(base, before), clusterInput(head, after)).map(({ nodes, before: old, after: now }) => [nodes.names, old?.get('cpu'), now?.get('cpu')]);

test('alike nodes are one line, with what is requested before and after', () => {
  expect(changes([asking('100m')], [asking('150m')], [node('b'), node('a')])).toEqual([[['a', 'b'], 100n, 150n]]);
});

test('a node on which another number of DaemonSets runs is apart', () => {
  expect(changes([asking('100m', { tolerations: [{ operator: 'Exists' }] })], [asking('100m')], [node('a'), node('b', { taints: ['a:NoSchedule'] })])).toEqual([
    [['a'], 100n, 100n], [['b'], 100n, undefined],
  ]);
});

test('nodes that join have nothing before, those that leave nothing after', () => {
  expect(changes([asking('1')], [asking('1')], [node('gone')], [node('new')])).toEqual([[['gone'], 1000n, undefined], [['new'], undefined, 1000n]]);
});

test('virtual nodes have no part in it', () => {
  expect(changes([asking('1')], [asking('2')], [node('v', { virtual: true })])).toEqual([]);
});
