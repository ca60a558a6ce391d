import { equalPriorityContention } from '../../../src/coverage/findings/equal-priority-contention';
import { DaemonSet } from '../../../src/model/daemon-set';
import { InventoryNode } from '../../../src/model/node';
import { daemonSet, matrix, node } from '../../builders';

const find = (daemonSets: DaemonSet[], ...nodes: InventoryNode[]) => equalPriorityContention(matrix(daemonSets, nodes));

const onPort = (name: string, hostPort: number, pod = {}) =>
  daemonSet({ name, pod: { containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 80, hostPort }] }], ...pod } });

test('two of one priority that want one port of a node are a warning that names the peer', () => {
  expect(find([onPort('a', 9100), onPort('b', 9100)], node('n'))).toEqual([{
    code: 'EqualPriorityContention',
    severity: 'warning',
    message: expect.stringMatching(/^has the same priority as monitoring\/[ab], and there is no place for all of them: which of them runs is a race$/),
    remedies: [{ text: 'give the more important one a priority class of a higher value (spec.template.spec.priorityClassName)' }],
    daemonSet: expect.stringMatching(/^monitoring\/[ab]$/),
    nodes: { names: ['n'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test.each<[string, DaemonSet[]]>([
  ['another port', [onPort('a', 9100), onPort('b', 9101)]],
  ['a priority class of a higher value', [onPort('a', 9100), onPort('b', 9100, { priorityClassName: 'system-node-critical' })]],
  ['other nodes', [onPort('a', 9100), onPort('b', 9100, { nodeSelector: { 'kubernetes.io/os': 'windows' } })]],
])('%s is none', (_, daemonSets) => {
  expect(find(daemonSets, node('n'))).toEqual([]);
});

test('a virtual node is none', () => {
  expect(find([onPort('a', 9100), onPort('b', 9100)], node('v', { labels: { type: 'virtual-kubelet' } }))).toEqual([]);
});
