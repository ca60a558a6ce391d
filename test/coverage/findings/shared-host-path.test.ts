import { CNI_CONFIGURATION } from '../../../src/coverage/findings/shared-cni-configuration';
import { sharedHostPath } from '../../../src/coverage/findings/shared-host-path';
import { DaemonSet } from '../../../src/model/daemon-set';
import { InventoryNode } from '../../../src/model/node';
import { daemonSet, matrix, mounting, node } from '../../builders';

const find = (daemonSets: DaemonSet[], ...nodes: InventoryNode[]) => sharedHostPath(matrix(daemonSets, nodes));
const writing = (name: string, hostPaths: string[], pod = {}) => daemonSet({ name, pod: { ...mounting(hostPaths), ...pod } });
const reading = (name: string, hostPaths: string[]) => daemonSet({ name, pod: mounting(hostPaths, { readOnly: true }) });
const both = (path: string) => find([writing('a', [path]), writing('b', [path])], node('n'));

test('two that write to one path of a node are a warning that names both, the path and the nodes', () => {
  const positions = ['/data', '/var/log/'];

  expect(find([writing('b', positions), writing('a', ['/var/log', '/data', '/other'])], node('n-1'), node('n-2'))).toEqual([{
    code: 'SharedHostPath',
    severity: 'warning',
    message: 'writes to /data, /var/log of the node, and so does monitoring/b',
    remedies: [{ text: 'give each paths of its own' }, { text: 'set readOnly: true on the mounts of the one that only reads' }],
    daemonSet: 'monitoring/a',
    nodes: { names: ['n-1', 'n-2'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test('each pair is one', () => {
  const found = find([writing('a', ['/data']), writing('b', ['/data']), writing('c', ['/data'])], node('n'));

  expect(found.map(({ daemonSet: name, message }) => `${name} ${message}`)).toEqual([
    'monitoring/a writes to /data of the node, and so does monitoring/b',
    'monitoring/a writes to /data of the node, and so does monitoring/c',
    'monitoring/b writes to /data of the node, and so does monitoring/c',
  ]);
  expect(found[0]!.remedies[0]).toEqual({ text: 'give each a path of its own' });
});

test('only nodes that run both are named', () => {
  const labels = { disk: 'ssd' };
  const found = find([writing('a', ['/data']), writing('b', ['/data'], { nodeSelector: labels })], node('n'), node('s', { labels }), node('v', { labels, virtual: true }));

  expect(found[0]!.nodes?.names).toEqual(['s']);
});

test.each<[string, DaemonSet[]]>([
  ['one that only reads', [writing('a', ['/data']), reading('b', ['/data'])]],
  ['another path', [writing('a', ['/data/a']), writing('b', ['/data/b'])]],
  ['a path below the other', [writing('a', ['/data']), writing('b', ['/data/b'])]],
  ['a path that begins like the other', [writing('a', ['/data']), writing('b', ['/database'])]],
  ['two mounts of one DaemonSet', [writing('a', ['/data', '/data'])]],
  ['one object twice', [writing('a', ['/data']), writing('a', ['/data'])]],
  ['two that never share a node', [writing('a', ['/data']), writing('b', ['/data'], { nodeSelector: { 'kubernetes.io/os': 'windows' } })]],
])('%s is none', (_, daemonSets) => {
  expect(find(daemonSets, node('n'), node('w', { labels: { 'kubernetes.io/os': 'windows' }, taints: ['os=windows:NoSchedule'] }))).toEqual([]);
});

test('a virtual node runs neither', () => {
  expect(find([writing('a', ['/data']), writing('b', ['/data'])], node('v', { virtual: true }))).toEqual([]);
});

test.each([
  '/', '/etc', '/opt/', '/tmp', '/usr/bin', '/usr/local/bin', '/var', '/var/lib', 'C:\\', 'C:\\ProgramData',
  '/dev', '/dev/mem', '/proc', '/proc/sys/net', '/sys', '/sys/fs/bpf', '/run', '/var/run', '/run/xtables.lock', '/var/run/docker.sock', '/run/cilium/envoy/sockets', '\\\\.\\pipe\\containerd',
  '/lib/modules', '/usr/lib/modules', '/usr/src', '/etc/localtime', '/etc/machine-id', '/etc/ssl/certs',
  '/var/lib/docker/containers', '/var/lib/containerd', '/var/log/pods', '/var/log/containers', '/var/log/journal',
  '/var/lib/kubelet', '/var/lib/kubelet/', '/var/lib/kubelet/pods', '/var/lib/kubelet/plugins', '/var/lib/kubelet/plugins_registry', '/var/lib/kubelet/device-plugins',
  '/var/lib/kubelet/plugins/kubernetes.io/csi', '/var/lib/k0s/kubelet', '/var/snap/microk8s/common/var/lib/kubelet/plugins', 'C:\\var\\lib\\kubelet\\plugins_registry',
  '/opt/cni/bin', '/var/lib/cni/networks', '/home/kubernetes/bin', ...CNI_CONFIGURATION,
])('%s is meant to be shared', path => {
  expect(both(path)).toEqual([]);
});

test.each([
  '/var/log', '/var/lib/agent', '/opt/agent', '/etc/containerd', '/etc/hosts', '/tmp/agent', '/data', '/device', '/runner', '/etc/sslx',
  '/var/lib/kubelet/plugins/csi.example.com', '/var/lib/kubelet2', '/var/log/podsx', 'C:\\ProgramData\\Agent',
])('%s is not', path => {
  expect(both(path)).toHaveLength(1);
});

test('a kubelet elsewhere shares its directories with the drivers that register with it, and what is theirs is not', () => {
  const driver = (name: string, ...more: string[]) => writing(name, ['/data/k8s/plugins_registry', '/data/k8s/plugins', '/data/k8s/pods', ...more]);

  expect(find([driver('a', '/data/k8s/plugins/a'), driver('b', '/data/k8s/plugins/b')], node('n'))).toEqual([]);
  expect(find([driver('a', '/data/k8s/plugins/a'), driver('b', '/data/k8s/plugins/a')], node('n'))[0]!.message)
    .toBe('writes to /data/k8s/plugins/a of the node, and so does monitoring/b');
  expect(both('/data/k8s/plugins')).toHaveLength(1); // nobody says that there is a kubelet
  expect(find([driver('a', '/data/k9s/plugins'), driver('b', '/data/k9s/plugins')], node('n'))).toHaveLength(1);
});
