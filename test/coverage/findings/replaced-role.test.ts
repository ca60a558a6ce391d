import { replacedRole } from '../../../src/coverage/findings/replaced-role';
import { DaemonSet } from '../../../src/model/daemon-set';
import { daemonSet, matrix, node } from '../../builders';

const REPLACES = { annotations: { 'everynode.dev/replaces': 'node-ipam, kube-proxy' } };
const plugin = (overrides: object = REPLACES) => daemonSet({ name: 'network', ...overrides });
const proxy = (overrides: object = {}) => daemonSet({ name: 'proxy', annotations: { 'everynode.dev/role': 'kube-proxy' }, ...overrides });
const find = (...daemonSets: DaemonSet[]) => replacedRole(matrix(daemonSets, [node('a', { labels: { kind: 'a' } }), node('b', { labels: { kind: 'b' } })]));

test('a job that two do on a node, because one of them says that it takes the place of the other', () => {
  expect(find(plugin(), proxy())).toEqual([{
    code: 'ReplacedRole',
    severity: 'warning',
    message: 'does the job of kube-proxy itself, and monitoring/proxy does it there, too',
    remedies: [
      { text: 'remove monitoring/proxy, and what it left on the nodes, or keep it off these nodes' },
      { text: 'leave that job to it: switch off what takes its place in monitoring/network' },
    ],
    daemonSet: 'monitoring/network',
    nodes: expect.objectContaining({ names: ['a', 'b'] }),
    source: { document: 1 },
  }]);
  expect(find(proxy(), plugin())).toMatchObject([{ daemonSet: 'monitoring/network' }]);
});

test('the other one is told by its name, too: that of kubeadm says no role', () => {
  expect(find(plugin(), daemonSet({ name: 'kube-proxy', namespace: 'kube-system' }))).toMatchObject([{ message: expect.stringContaining('and kube-system/kube-proxy does it') }]);
});

test('only where both are', () => {
  expect(find(plugin(), proxy({ pod: { nodeSelector: { kind: 'a' } } }))).toMatchObject([{ nodes: { names: ['a'] } }]);
  expect(find(plugin({ ...REPLACES, pod: { nodeSelector: { kind: 'b' } } }), proxy({ pod: { nodeSelector: { kind: 'a' } } }))).toEqual([]);
});

test.each<[string, DaemonSet[]]>([
  ['one that takes nobody\'s place', [plugin({}), proxy()]],
  ['one beside others', [plugin(), daemonSet({ name: 'kube-proxy-2', annotations: { 'everynode.dev/role': 'logs' } })]],
  ['one that is of that role itself', [plugin({ annotations: { ...REPLACES.annotations, 'everynode.dev/role': 'kube-proxy' } })]],
])('%s is not found', (_, daemonSets) => {
  expect(find(...daemonSets)).toEqual([]);
});
