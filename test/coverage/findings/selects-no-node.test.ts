import { selectsNoNode } from '../../../src/coverage/findings/selects-no-node';
import { DaemonSet } from '../../../src/model/daemon-set';
import { InventoryNode } from '../../../src/model/node';
import { daemonSet, declares, matrix, node, pool } from '../../builders';
import { policy } from '../policies';

const find = (agent: DaemonSet, ...nodes: InventoryNode[]) => selectsNoNode(matrix([agent], nodes));
const cause = (agent: DaemonSet, ...nodes: InventoryNode[]) => find(agent, ...nodes)[0]?.message.replace('requires and reaches no node of the inventory: ', '');

const selecting = (labels: Record<string, string>, annotations = {}) => daemonSet({ name: 'ceph', namespace: 'storage', pod: { nodeSelector: labels }, annotations });
const ssd = pool('s', 12, { labels: { disk: 'ssd' } });

test('a DaemonSet that requires and reaches no node is an error, with the ways out', () => {
  expect(find(selecting({ disk: 'sdd' }), ...ssd, node('n'))).toEqual([{
    code: 'SelectsNoNode',
    severity: 'error',
    message: 'requires and reaches no node of the inventory: no node has disk=sdd; 12 have disk=ssd',
    remedies: [
      { text: 'write ssd in place of sdd as the value of disk', yaml: { path: 'spec.template.spec.nodeSelector.disk', set: 'ssd' } },
      { text: 'correct its nodeSelector or node affinity, or the labels of the inventory' },
      {
        text: 'say that it is meant: annotation everynode.dev/may-select-none: "true"',
        yaml: { path: 'metadata.annotations["everynode.dev/may-select-none"]', set: 'true' },
      },
    ],
    daemonSet: 'storage/ceph',
    source: { document: 1 },
  }]);
});

test('a pool that the policy requires and that has no node is named', () => {
  const requiringPool = policy({ requirements: [{ daemonSet: 'storage/ceph', pools: ['ssd'] }] });
  const causes = (...nodes: InventoryNode[]) => selectsNoNode(matrix([selecting({ disk: 'ssd' })], nodes, { policy: requiringPool })).map(({ message }) => message);

  expect(causes(node('n'))).toEqual(['requires and reaches no node of the inventory: no node is in the pool ssd']);
  expect(causes(...pool('ssd', 1))).toEqual([]);
});

test('a role does not hide that its only member requires and reaches no node', () => {
  expect(find(selecting({ disk: 'sdd' }, declares({ role: 'storage' })), ...ssd)).toMatchObject([{ daemonSet: 'storage/ceph' }]);
  expect(find(selecting({ disk: 'sdd' }, declares({ role: 'storage', maySelectNone: true })), ...ssd)).toEqual([]);
});

describe('it is not there where', () => {
  test.each<[string, DaemonSet, InventoryNode]>([
    ['one node has the label', selecting({ disk: 'ssd' }), node('n', { labels: { disk: 'ssd' } })],
    ['the one node with the label has a taint: that is a gap', selecting({ disk: 'ssd' }), node('n', { labels: { disk: 'ssd' }, taints: ['a:NoSchedule'] })],
    ['somebody said that it is meant', selecting({ disk: 'sdd' }, declares({ maySelectNone: true })), ssd[0]!],
    ['it requires a node that it does not reach: that is a gap', selecting({ disk: 'sdd' }, declares({ required: '' })), ssd[0]!],
    ['it reaches a node that it does not require', daemonSet({ annotations: declares({ required: 'a=b' }) }), ssd[0]!],
    ['it reaches a virtual node only: that is another error', daemonSet(), node('v', { virtual: true })],
  ])('%s', (_, agent, one) => {
    expect(find(agent, one)).toEqual([]);
  });

  test('but where somebody said that it is not meant', () => {
    expect(find(selecting({ disk: 'sdd' }, declares({ maySelectNone: false })), ...ssd)).toHaveLength(1);
  });
});

describe('the cause is', () => {
  test.each<[string, DaemonSet, InventoryNode, string]>([
    ['the value, with the nearest one', selecting({ disk: 'sdd' }), node('n', { labels: { disk: 'ssd' } }), 'no node has disk=sdd; 1 has disk=ssd'],
    ['the key, with the nearest one', selecting({ dsik: 'ssd' }), node('n', { labels: { disk: 'ssd' } }), 'no node has dsik=ssd; 1 has the label disk'],
    ['the key, where none is near', selecting({ flavour: 'ssd' }), node('n'), 'no node has flavour=ssd; none has the label flavour'],
    ['the first condition that no node meets', selecting({ 'kubernetes.io/os': 'linux', 'disk': 'sdd' }), node('n', { labels: { disk: 'ssd' } }), 'no node has disk=sdd; 1 has disk=ssd'],
    ['the template\'s node', daemonSet({ pod: { nodeName: 'w-1' } }), node('n'), 'no node is called w-1'],
    ['the one term of its affinity', daemonSet({ pod: required([{ key: 'disk', operator: 'Exists' }]) }), node('n'), 'no node has disk; none has the label disk'],
    ['its nodeSelector, before what it declares', daemonSet({ pod: { nodeSelector: { a: 'b' } }, annotations: declares({ required: 'tier=gpu' }) }), node('n', { labels: { tier: 'cpu' } }), 'no node has a=b; none has the label a'],
  ])('%s', (_, agent, one, expected) => {
    expect(cause(agent, one)).toBe(expected);
  });

  test('the combination, where each condition alone is met', () => {
    expect(cause(selecting({ a: '1', b: '1' }), node('x', { labels: { a: '1' } }), node('y', { labels: { b: '1' } }))).toBe('no node has all of the labels that it asks for');
  });
});

test('a typed agent is told what to write in TypeScript', () => {
  expect(find(selecting({ disk: 'sdd' }, { 'everynode.dev/agent': 'X' }), ...ssd)[0]!.remedies[2]).toMatchObject({ typescript: 'nodes: NodeSelection.….orNone()' });
});

describe('what was meant is an edit', () => {
  const first = (agent: DaemonSet, ...nodes: InventoryNode[]) => find(agent, ...nodes)[0]!.remedies[0];

  test('of a value of the affinity', () => {
    expect(first(daemonSet({ pod: required([{ key: 'disk', operator: 'In', values: ['sdd'] }]) }), ...ssd)).toMatchObject({
      yaml: { path: expect.stringMatching(/nodeSelectorTerms\[0\]\.matchExpressions\[0\]\.values$/), add: ['ssd'] },
    });
  });

  test('of a key, with the other keys as they were', () => {
    expect(first(selecting({ 'kubernetes.io/os': 'linux', 'dsik': 'ssd' }), ...ssd)).toEqual({
      text: 'write disk in place of dsik',
      yaml: { path: 'spec.template.spec.nodeSelector', set: { 'kubernetes.io/os': 'linux', 'disk': 'ssd' } },
    });
  });

  test('not where a tainted node would then be missed', () => {
    expect(first(selecting({ disk: 'sdd' }), node('n', { labels: { disk: 'ssd' }, taints: ['a:NoSchedule'] }))).toEqual({ text: 'write ssd in place of sdd as the value of disk' });
  });

  test('not where the words are far apart', () => {
    expect(first(selecting({ disk: 'nvme' }), ...ssd)).toEqual({ text: expect.stringMatching(/^correct/) });
  });

  test('not where it is what is required that matches no node', () => {
    expect(first(selecting({ disk: 'sdd' }, declares({ required: 'disk=sdd' })), ...ssd)).toEqual({ text: 'write ssd in place of sdd as the value of disk' });
  });
});

function required(matchExpressions: object[]) {
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } } } };
}
