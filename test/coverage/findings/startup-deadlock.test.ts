import { startupDeadlock } from '../../../src/coverage/findings/startup-deadlock';
import { CoverageInput } from '../../../src/coverage/matrix';
import { DaemonSet } from '../../../src/model/daemon-set';
import { InventoryNode } from '../../../src/model/node';
import { daemonSet, ManifestOverrides, matrix, node, taint } from '../../builders';

const [A, B, NOT_READY] = ['one.example.com/starting', 'two.example.com/not-there-yet', 'node.kubernetes.io/not-ready'];

/** An agent that removes some taints and tolerates others. */
const agent = (name: string, removes: string, tolerates: readonly string[], overrides: ManifestOverrides = {}) => daemonSet({
  name,
  ...overrides,
  annotations: { ...removes === '' ? {} : { 'everynode.dev/removes-taints': removes }, ...overrides.annotations },
  pod: { tolerations: [NOT_READY, ...tolerates].map(key => ({ key, operator: 'Exists' })), ...overrides.pod },
});

const fresh = (name: string, ...taints: string[]) => node(name, { startupTaints: taints.map(taint) });
const BOTH = fresh('n', `${A}:NoSchedule`, `${B}:NoSchedule`);
const find = (daemonSets: readonly DaemonSet[], nodes: readonly InventoryNode[] = [BOTH], overrides: Partial<CoverageInput> = {}) =>
  startupDeadlock(matrix(daemonSets, nodes, overrides));

test('two agents that each wait for the taint that the other one removes are one error, with its remedy', () => {
  const found = find([agent('a', A, [A]), agent('b', B, [B]), agent('logs', '', [])]);

  expect(found).toEqual([{
    code: 'StartupDeadlock',
    severity: 'error',
    message: `on a new node monitoring/a waits for ${B}:NoSchedule, which goes away only when monitoring/b runs; monitoring/b waits for ${A}:NoSchedule, which goes away only when monitoring/a runs: none of that ever happens, and monitoring/logs waits behind`,
    remedies: [
      { text: `tolerate ${B} with operator Exists, effect NoSchedule`, yaml: { path: 'spec.template.spec.tolerations', add: [{ key: B, operator: 'Exists', effect: 'NoSchedule' }] } },
      { text: 'tolerate every taint: operator Exists without a key', yaml: { path: 'spec.template.spec.tolerations', add: [{ operator: 'Exists' }] } },
      { text: `or let monitoring/b tolerate ${A}:NoSchedule` },
    ],
    daemonSet: 'monitoring/a',
    nodes: { names: ['n'], pools: [], hypothetical: 0 },
    source: expect.anything(),
  }]);
});

test('what is advised opens the circle', () => {
  const { remedies: [first] } = find([agent('a', A, [A]), agent('b', B, [B])])[0]!;

  expect(find([agent('a', A, [A]).edited!([first!.yaml!])!, agent('b', B, [B])])).toEqual([]);
});

test.each<[string, readonly DaemonSet[]]>([
  ['a chain', [agent('a', A, [A, B]), agent('b', B, [B])]],
  ['a chain the other way round', [agent('a', A, [A]), agent('b', B, [A, B])]],
  ['two that start at once', [agent('a', A, [A, B]), agent('b', B, [A, B])]],
  ['a taint that is somebody else\'s matter', [agent('a', A, [A]), agent('logs', '', [A])]],
  ['nobody', []],
])('%s is none', (_, daemonSets) => {
  expect(find(daemonSets)).toEqual([]);
});

test('three in a row are one circle', () => {
  const C = 'third.example.com/absent';
  const nodes = [fresh('n', ...[A, B, C].map(key => `${key}:NoExecute`))];
  const circle = find([agent('a', A, [A, C]), agent('b', B, [B, A]), agent('c', C, [C, B])], nodes);

  expect(circle.map(({ message }) => message)).toEqual([
    `on a new node monitoring/a waits for ${B}:NoExecute, which goes away only when monitoring/b runs; monitoring/b waits for ${C}:NoExecute, which goes away only when monitoring/c runs; monitoring/c waits for ${A}:NoExecute, which goes away only when monitoring/a runs: none of that ever happens`,
  ]);
});

test('two circles are two findings', () => {
  expect(find([agent('a', A, [B]), agent('b', B, [A])]).map(({ daemonSet: name, message }) => [name, message])).toEqual([
    ['monitoring/a', `on a new node monitoring/a waits for ${A}:NoSchedule, which goes away only when it runs itself: none of that ever happens`],
    ['monitoring/b', `on a new node monitoring/b waits for ${B}:NoSchedule, which goes away only when it runs itself: none of that ever happens`],
  ]);
});

test('one circle on nodes with other agents is one finding', () => {
  const only = (name: string) => agent(name, '', [], { pod: { nodeSelector: { 'kubernetes.io/hostname': name } } });
  const found = find([agent('a', A, [A]), agent('b', B, [B]), only('m'), only('n')], [BOTH, fresh('m', `${B}:NoSchedule`, `${A}:NoSchedule`)]);

  expect(found.map(({ nodes, message }) => [nodes!.names.join(' '), message.replace(/.*ever happens/, '')])).toEqual([['m n', ', and monitoring/m, monitoring/n wait behind']]);
});

test('only the nodes with these taints are named', () => {
  expect(find([agent('a', A, [A]), agent('b', B, [B])], [BOTH, node('o'), fresh('p', `${A}:NoSchedule`), node('v', { virtual: true, startupTaints: BOTH.startupTaints })])
    .map(({ nodes }) => nodes!.names)).toEqual([['n']]);
});

test('a circle among those that only run in the cluster, too, is told to who waits behind', () => {
  expect(find([agent('logs', '', [])], [BOTH], { also: [agent('a', A, [A]), agent('b', B, [B])] })).toMatchObject([{
    severity: 'error', daemonSet: 'monitoring/logs', remedies: [{ text: `let monitoring/a tolerate ${B}:NoSchedule` }, { text: `let monitoring/b tolerate ${A}:NoSchedule` }],
  }]);
  expect(find([], [BOTH], { also: [agent('a', A, [A]), agent('b', B, [B])] })).toEqual([]);
});

describe('a network plugin that waits until the node is ready', () => {
  const plugin = (name: string, role?: string, tolerations: object[] = []) =>
    daemonSet({ name, annotations: role ? { 'everynode.dev/role': role } : {}, pod: { hostNetwork: true, tolerations } });
  const severities = (daemonSets: readonly DaemonSet[], nodes: readonly InventoryNode[], overrides: Partial<CoverageInput> = {}) =>
    find(daemonSets, nodes, overrides).map(({ severity }) => severity);

  test('is an error by its role, although no startup taint is stated: every new node is not ready', () => {
    expect(find([plugin('own', 'network-plugin')], [node('n')])).toMatchObject([{
      severity: 'error',
      message: 'on a new node monitoring/own waits for node.kubernetes.io/not-ready:NoSchedule, which goes away only when it runs itself: none of that ever happens',
      remedies: [{ text: 'tolerate node.kubernetes.io/not-ready with operator Exists, effect NoSchedule' }, { text: 'tolerate every taint: operator Exists without a key' }],
    }]);
  });

  test('is a warning where only its name says what it is, unless the taint is stated', () => {
    expect(find([plugin('kube-flannel-ds')], [node('n')])).toMatchObject([{ severity: 'warning', message: expect.stringMatching(/\(unless another network plugin, which was not given, makes nodes ready\)$/) }]);
    expect(severities([plugin('kube-flannel-ds')], [fresh('n', `${NOT_READY}:NoSchedule`)])).toEqual(['error']);
    expect(severities([daemonSet()], [node('n')], { also: [plugin('aws-node')] })).toEqual([]);
  });

  test('is none where it tolerates the taint; what the controller adds is for NoExecute only', () => {
    expect(severities([plugin('kube-flannel-ds', undefined, [{ key: NOT_READY, operator: 'Exists', effect: 'NoExecute' }])], [node('n')])).toEqual(['warning']);
    expect(severities([plugin('kube-flannel-ds', undefined, [{ key: NOT_READY, operator: 'Exists', effect: 'NoSchedule' }])], [node('n')])).toEqual([]);
    expect(severities([plugin('kube-flannel-ds', undefined, [{ operator: 'Exists' }])], [node('n')])).toEqual([]);
  });

  test('is none where another one starts', () => {
    expect(severities([plugin('cilium'), plugin('aws-node', undefined, [{ operator: 'Exists' }])], [node('n')])).toEqual([]);
  });

  test('is none on nodes that it does not select, which have another one', () => {
    const here = daemonSet({ name: 'cilium', pod: { nodeSelector: { net: 'cilium' }, tolerations: [{ operator: 'Exists' }] } });

    expect(severities([here, daemonSet()], [node('n'), node('m', { labels: { net: 'cilium' } })])).toEqual([]);
  });

  test('is certain where the circle is one without it, too', () => {
    const CILIUM = 'node.cilium.io/agent-not-ready';
    const cilium = daemonSet({ name: 'cilium', pod: { tolerations: [{ key: NOT_READY, operator: 'Exists' }, { key: CILIUM, operator: 'Exists' }] } });
    const ebs = (tolerations: object[]) => daemonSet({ name: 'ebs-csi-node', pod: { tolerations: [{ key: 'ebs.csi.aws.com/agent-not-ready', operator: 'Exists' }, ...tolerations] } });
    const nodes = [fresh('n', `${CILIUM}:NoExecute`, 'ebs.csi.aws.com/agent-not-ready:NoExecute')];

    expect(severities([cilium, ebs([])], nodes)).toEqual(['error']);
    expect(severities([cilium, ebs([{ key: CILIUM, operator: 'Exists' }])], nodes)).toEqual(['warning']);
  });
});

test('a cloud controller manager that waits for the node that it initializes is an error', () => {
  const taints = ['node.cloudprovider.kubernetes.io/uninitialized=true:NoSchedule'];
  const manager = daemonSet({ name: 'cloud-controller-manager', pod: { nodeSelector: { control: 'yes' }, tolerations: [{ key: NOT_READY, operator: 'Exists' }] } });

  expect(find([manager, agent('logs', '', [])], [node('cp', { labels: { control: 'yes' }, startupTaints: taints.map(taint) }), fresh('n', ...taints)]).map(({ severity, nodes, message }) => [severity, nodes!.names.join(' '), message])).toEqual([
    ['error', 'cp n', `on a new node monitoring/cloud-controller-manager waits for ${taints[0]}, which goes away only when it runs itself: none of that ever happens, and monitoring/logs waits behind`],
  ]);
});
