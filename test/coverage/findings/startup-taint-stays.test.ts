import { startupTaintStays } from '../../../src/coverage/findings/startup-taint-stays';
import { CoverageInput } from '../../../src/coverage/matrix';
import { DaemonSet } from '../../../src/model/daemon-set';
import { InventoryNode } from '../../../src/model/node';
import { daemonSet, matrix, node, taint } from '../../builders';

const EBS = 'ebs.csi.aws.com/agent-not-ready:NoExecute';
const fresh = (name: string, labels = {}) => node(name, { labels, startupTaints: [taint(EBS)] });
const driver = daemonSet({ name: 'ebs-csi-node', namespace: 'kube-system', pod: { nodeSelector: { storage: 'ebs' }, tolerations: [{ operator: 'Exists' }] } });
const find = (daemonSets: readonly DaemonSet[], nodes: readonly InventoryNode[], overrides: Partial<CoverageInput> = {}) =>
  startupTaintStays(matrix(daemonSets, nodes, overrides));

test('a startup taint whose remover does not come to the node is an error', () => {
  expect(find([driver, daemonSet()], [fresh('a', { storage: 'ebs' }), fresh('b')])).toMatchObject([{
    code: 'StartupTaintStays',
    severity: 'error',
    message: `${EBS} goes away only when kube-system/ebs-csi-node runs, and no pod of it comes to these nodes, and monitoring/agent waits behind`,
    remedies: [{ text: 'let kube-system/ebs-csi-node run there: nodeSelector, node affinity and tolerations decide' }, { text: 'start these nodes without ebs.csi.aws.com/agent-not-ready' }],
    daemonSet: 'kube-system/ebs-csi-node',
    nodes: { names: ['b'] },
  }]);
});

test('who does not wait for it is not named', () => {
  const tolerant = daemonSet({ pod: { tolerations: [{ operator: 'Exists' }] } });

  expect(find([driver, tolerant], [fresh('b')])[0]!.message).toBe(`${EBS} goes away only when kube-system/ebs-csi-node runs, and no pod of it comes to these nodes`);
});

test('one that only runs in the cluster, too, is told to who waits behind', () => {
  expect(find([daemonSet()], [fresh('b')], { also: [driver] })).toMatchObject([{ daemonSet: 'monitoring/agent' }]);
  expect(find([], [fresh('b')], { also: [driver] })).toEqual([]);
});

test.each<[string, readonly DaemonSet[], readonly InventoryNode[]]>([
  ['it comes there', [driver, daemonSet()], [fresh('a', { storage: 'ebs' })]],
  ['nobody here removes the taint', [daemonSet()], [fresh('b')]],
  ['the node has no such taint', [driver, daemonSet()], [node('b')]],
  ['the node is virtual', [driver, daemonSet()], [{ ...fresh('b'), virtual: true }]],
])('none is there where %s', (_, daemonSets, nodes) => {
  expect(find(daemonSets, nodes)).toEqual([]);
});

test('on nodes of another operating system another one is missing', () => {
  const onLinux = daemonSet({ name: 'ebs-csi-node', pod: { nodeSelector: { 'kubernetes.io/os': 'linux', 'storage': 'ebs' } } });
  const remedies = (...nodes: InventoryNode[]) => find([onLinux], nodes)[0]!.remedies.map(({ text }) => text);
  const [LINUX, WINDOWS] = [fresh('a', { 'kubernetes.io/os': 'linux' }), fresh('b', { 'kubernetes.io/os': 'windows' })];
  const STATE = 'start these nodes without ebs.csi.aws.com/agent-not-ready';

  expect(remedies(WINDOWS)).toEqual(['add what removes it on nodes of windows: monitoring/ebs-csi-node is for another operating system', STATE]);
  expect(remedies(LINUX, WINDOWS)).toEqual([
    'let monitoring/ebs-csi-node run there: nodeSelector, node affinity and tolerations decide',
    'add what removes it on nodes of windows: monitoring/ebs-csi-node is for another operating system',
    STATE,
  ]);
});
