import { sharedCniConfiguration } from '../../../src/coverage/findings/shared-cni-configuration';
import { DaemonSet } from '../../../src/model/daemon-set';
import { InventoryNode } from '../../../src/model/node';
import { daemonSet, declares, matrix, mounting, node } from '../../builders';

const find = (daemonSets: DaemonSet[], ...nodes: InventoryNode[]) => sharedCniConfiguration(matrix(daemonSets, nodes));

const plugin = (name: string, { path = '/etc/cni/net.d', role = undefined as string | undefined, readOnly = false, pod = {} } = {}) =>
  daemonSet({ name, pod: { ...mounting([path], { readOnly }), ...pod }, annotations: declares({ role }) });

test('two that write the configuration of the network of one node are a warning', () => {
  expect(find([plugin('flannel'), plugin('calico')], node('n'))).toEqual([{
    code: 'SharedCniConfiguration',
    severity: 'warning',
    message: 'writes network configuration to /etc/cni/net.d, and so does monitoring/flannel: which of them configures the network of pods is a matter of file names',
    remedies: [
      { text: 'remove one of them, and the file that it left on the nodes' },
      { text: 'nothing, where one only chains or delegates to the other, as multus, portmap and the plugins of service meshes do' },
    ],
    daemonSet: 'monitoring/calico',
    nodes: { names: ['n'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test.each([
  '/etc/cni/net.d/', '/etc/kubernetes/cni/net.d', '/var/lib/rancher/k3s/agent/etc/cni/net.d', '/var/snap/microk8s/current/args/cni-network', 'C:\\etc\\cni\\net.d',
])('%s is where it may be', path => {
  expect(find([plugin('a', { path }), plugin('b', { path })], node('n'))).toHaveLength(1);
});

test.each([
  ['of two roles', { role: 'network' }, { role: 'mesh' }],
  ['of which one has a role', { role: 'network' }, {}],
])('two %s are one, too', (_, a, b) => {
  expect(find([plugin('a', a), plugin('b', b)], node('n'))).toHaveLength(1);
});

test.each<[string, DaemonSet[]]>([
  ['one that only reads', [plugin('a'), plugin('b', { readOnly: true })]],
  ['two of one role', [plugin('a', { role: 'network' }), plugin('b', { role: 'network' })]],
  ['another place', [plugin('a'), plugin('b', { path: '/etc/kubernetes/cni/net.d' })]],
  ['the binaries', [plugin('a', { path: '/opt/cni/bin' }), plugin('b', { path: '/opt/cni/bin' })]],
  ['two that share no node', [plugin('a'), plugin('b', { pod: { nodeSelector: { network: 'other' } } })]],
  ['one alone', [plugin('a')]],
  ['one object twice', [plugin('a'), plugin('a')]],
])('%s is none', (_, daemonSets) => {
  expect(find(daemonSets, node('n'))).toEqual([]);
});

test('a virtual node runs neither', () => {
  expect(find([plugin('a'), plugin('b')], node('v', { virtual: true }))).toEqual([]);
});
