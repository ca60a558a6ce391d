import { csiNodePluginOf } from '../../src/manifest/csi-node-plugin';

const REGISTRY = { name: 'registration', hostPath: { path: '/var/lib/kubelet/plugins_registry' } };
const args = (...words: string[]) => ({ containers: [{ args: words }] });
const registered = (path: string, env: object[] = []) => ({ containers: [{ args: [`--kubelet-registration-path=${path}`], env }] });
const PATH = '/var/lib/kubelet/plugins/ebs.csi.aws.com/csi.sock';

test.each<[string, Parameters<typeof csiNodePluginOf>[0], readonly string[]]>([
  ['the registrar\'s option', registered(PATH), ['ebs.csi.aws.com']],
  ['the option in two words', args('--kubelet-registration-path', PATH), ['ebs.csi.aws.com']],
  ['the option with one dash', args('-kubelet-registration-path', PATH), ['ebs.csi.aws.com']],
  ['the option of the command', { containers: [{ command: ['/registrar', `--kubelet-registration-path=${PATH}`] }] }, ['ebs.csi.aws.com']],
  ['a variable', registered('$(SOCKET)', [{ name: 'SOCKET', value: PATH }]), ['ebs.csi.aws.com']],
  ['a variable in a variable', registered('$(SOCKET)', [{ name: 'NAME', value: 'ebs.csi.aws.com' }, { name: 'SOCKET', value: '/var/lib/kubelet/plugins/$(NAME)/csi.sock' }]), ['ebs.csi.aws.com']],
  ['another directory of the kubelet', registered('/var/data/kubelet/plugins/a.example.com/csi.sock'), ['a.example.com']],
  ['another directory of plugins', registered('/var/lib/kubelet/csi-plugins/csi.juicefs.com/csi.sock'), ['csi.juicefs.com']],
  ['a path of Windows', registered('C:\\var\\lib\\kubelet\\plugins\\disk.csi.azure.com\\csi.sock'), ['disk.csi.azure.com']],
  ['a directory that is called otherwise', registered('/var/lib/kubelet/plugins/csi-secrets-store/csi.sock'), ['secrets-store.csi.k8s.io']],
  ['the directory of the NFS driver, whose manifest does not say the name', registered('/var/lib/kubelet/plugins/csi-nfsplugin/csi.sock'), ['nfs.csi.k8s.io']],
  ['the directory of OpenEBS with LVM', registered('/var/lib/kubelet/plugins/lvm-localpv/csi.sock'), ['local.csi.openebs.io']],
  ['the directory of OpenEBS with ZFS', registered('/var/lib/rancher/k3s/agent/kubelet/plugins/zfs-localpv/csi.sock'), ['zfs.csi.openebs.io']],
  ['several registrars', { containers: [...registered(PATH).containers, ...registered('/var/lib/kubelet/plugins/b.example.com/s.sock').containers] }, ['b.example.com', 'ebs.csi.aws.com']],
  ['a sidecar among the init containers', { initContainers: registered(PATH).containers }, ['ebs.csi.aws.com']],
  ['the directory of the socket', { volumes: [REGISTRY, { name: 'socket', hostPath: { path: '/var/lib/kubelet/plugins/a.example.com/' } }] }, ['a.example.com']],
  ['an option of the driver', { ...args('--endpoint=unix:///csi/csi.sock', '--drivername=nfs.csi.k8s.io'), volumes: [REGISTRY, { name: 'socket', hostPath: { path: '/var/lib/kubelet/plugins/csi-nfsplugin' } }] }, ['nfs.csi.k8s.io']],
  ['a name without a dot, where an option says so', { ...args('--driver-name=plain', '--v=5'), volumes: [REGISTRY] }, ['plain']],
  ['a variable of the driver', { containers: [{ env: [{ name: 'CSI_DRIVER_NAME', value: 'plain' }, { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }] }], volumes: [REGISTRY] }, ['plain']],
])('a node plugin says its driver by %s', (_, spec, expected) => {
  expect(csiNodePluginOf(spec)).toEqual(expected);
});

test('a driver that works through another one is not that one: it only mounts its directory', () => {
  const manila = registered('/var/lib/kubelet/plugins/manila.csi.openstack.org/csi.sock');

  expect(csiNodePluginOf({ ...manila, volumes: [REGISTRY, { name: 'forwarded', hostPath: { path: '/var/lib/kubelet/plugins/csi-nfsplugin' } }] })).toEqual(['manila.csi.openstack.org']);
});

test('one that registers something, and does not say what, has no name', () => {
  expect(csiNodePluginOf({ containers: [{ args: ['--v=5'], env: [{ name: 'A', value: '' }] }], volumes: [REGISTRY] })).toEqual([]);
  expect(csiNodePluginOf(registered('$(UNKNOWN)', [{ name: 'UNKNOWN', valueFrom: { configMapKeyRef: { name: 'a', key: 'b' } } }]))).toEqual([]);
});

test.each<[string, Parameters<typeof csiNodePluginOf>[0]]>([
  ['mounts nothing of the kubelet', args('--drivername=a.example.com')],
  ['mounts the pods of the kubelet', { volumes: [{ name: 'pods', hostPath: { path: '/var/lib/kubelet/pods' } }] }],
  ['mounts the device plugins', { volumes: [{ name: 'd', hostPath: { path: '/var/lib/kubelet/device-plugins' } }] }],
  ['says nothing', {}],
])('a pod that %s is none', (_, spec) => {
  expect(csiNodePluginOf(spec)).toBeUndefined();
});

test('two dollars are one', () => {
  expect(csiNodePluginOf({ containers: [{ args: [`--kubelet-registration-path=${PATH}`, '--drivername=$$(NAME)'], env: [{ name: 'NAME', value: 'x.example.com' }] }] })).toEqual(['$(NAME)', 'ebs.csi.aws.com', 'x.example.com']);
});
