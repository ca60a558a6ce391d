import { errorsOf } from './coverage';
import { containerOf, daemonSetOf, Manifest, manifests, newChart, only, podOf, yamlOf } from './manifests';
import { CephCsiDaemonSet, CephCsiDaemonSetProps, CephStorage, UpdateStrategy } from '../../src';

const CLUSTERS = [{ id: 'prod', monitors: ['10.0.0.1:6789'] }];
const ceph = (props: Partial<CephCsiDaemonSetProps> = {}) => new CephCsiDaemonSet(newChart(), 'Ceph', { metadata: { name: 'ceph' }, clusters: CLUSTERS, ...props });
const cephFs = (props: Partial<CephCsiDaemonSetProps> = {}) => ceph({ storage: CephStorage.CEPHFS, ...props });
const clustersOf = (agent: CephCsiDaemonSet) => JSON.parse(only('ConfigMap', agent).data['config.json']);
const mayRead = (agent: CephCsiDaemonSet) => only('ClusterRole', agent).rules.flatMap(({ resources }: Manifest) => resources);
const mountOf = (agent: CephCsiDaemonSet, mountPath: string) => {
  const mount = containerOf(agent).volumeMounts.find((one: Manifest) => one.mountPath === mountPath);
  return mount && podOf(agent).volumes.find(({ name }: Manifest) => name === mount.name);
};

describe('the node plugin of Ceph', () => {
  test('looks like this for block images', () => {
    expect(yamlOf(ceph())).toMatchSnapshot();
  });

  test('looks like this for CephFS, with everything on', () => {
    expect(yamlOf(cephFs({
      clusters: [{
        ...CLUSTERS[0]!, radosNamespace: 'k8s', subvolumeGroup: 'k8s', crushLocationLabels: ['topology.kubernetes.io/zone'], kernelMountOptions: 'ms_mode=secure', fuseMountOptions: 'debug',
      }],
      driver: 'rook-ceph.cephfs.csi.ceph.com',
      kernelMountsOnly: true,
      topologyLabels: ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'],
      cephConf: '[global]\n',
      encryption: '{"vault":{"encryptionKMSType":"vaulttokens"}}',
      selinux: true,
      healthPort: 9750,
      storageClasses: [{ name: 'shared', parameters: { clusterID: 'prod', fsName: 'shared' } }],
    }))).toMatchSnapshot();
  });

  test('is told of clusters in the words of the driver', () => {
    expect(clustersOf(ceph())).toEqual([{ clusterID: 'prod', monitors: ['10.0.0.1:6789'] }]);
    expect(clustersOf(ceph({ clusters: [{ ...CLUSTERS[0]!, radosNamespace: 'k8s', subvolumeGroup: 'pods', crushLocationLabels: ['zone'] }] }))).toEqual([{
      clusterID: 'prod', monitors: ['10.0.0.1:6789'], rbd: { radosNamespace: 'k8s' }, cephFS: { subvolumeGroup: 'pods' }, readAffinity: { enabled: true, crushLocationLabels: ['zone'] },
    }]);
    expect(clustersOf(ceph({ clusters: [{ ...CLUSTERS[0]!, crushLocationLabels: [] }] }))[0]).not.toHaveProperty('readAffinity');
  });

  test('is another driver for each kind of storage', () => {
    expect([ceph(), cephFs()].map(({ driver }) => driver)).toEqual(['rbd.csi.ceph.com', 'cephfs.csi.ceph.com']);
    expect(containerOf(ceph()).args).toEqual(expect.arrayContaining(['--type=rbd', '--drivername=rbd.csi.ceph.com', '--stagingpath=/var/lib/kubelet/plugins/kubernetes.io/csi/']));
    expect(containerOf(cephFs()).args).toEqual(expect.arrayContaining(['--type=cephfs', '--drivername=cephfs.csi.ceph.com']));
    expect([ceph(), cephFs()].map(agent => only('CSIDriver', agent).spec.attachRequired)).toEqual([true, false]);
    expect([ceph(), cephFs()].map(agent => podOf(agent).hostPID ?? false)).toEqual([true, false]);
  });

  test('keeps the network of mounts when its pod is gone', () => {
    expect([ceph(), cephFs()].map(podOf)).toMatchObject([{ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }, { hostNetwork: true }]);
  });

  test('runs beside its sibling on every node', () => {
    const chart = newChart();
    new CephCsiDaemonSet(chart, 'Rbd', { clusters: CLUSTERS });
    new CephCsiDaemonSet(chart, 'CephFs', { clusters: CLUSTERS, storage: CephStorage.CEPHFS });

    expect(errorsOf(chart, { name: 'general', count: 2 })).toEqual([]);
  });

  test('keeps keys in memory, and has none in its configuration', () => {
    expect(mountOf(ceph(), '/tmp/csi/keys').emptyDir).toEqual({ medium: 'Memory' });
    expect(mountOf(ceph(), '/tmp').emptyDir).toEqual({});
    expect(only('ConfigMap', ceph()).data.keyring).toBe('');
  });

  test('has directories of the node of its own', () => {
    expect(mountOf(ceph({ driver: 'a.rbd.csi.ceph.com' }), '/var/log/ceph').hostPath.path).toBe('/var/log/ceph/a.rbd.csi.ceph.com');
    expect(mountOf(cephFs({ kubeletDirectory: '/data/kubelet' }), '/csi/mountinfo').hostPath.path).toBe('/data/kubelet/plugins/cephfs.csi.ceph.com/mountinfo');
    expect(mountOf(ceph(), '/csi/mountinfo')).toBeUndefined();
  });

  test('looks at SELinux only where nodes enforce it', () => {
    expect(mountOf(ceph(), '/etc/selinux')).toBeUndefined();
    expect(mountOf(ceph({ selinux: true }), '/etc/selinux').hostPath).toEqual({ path: '/etc/selinux', type: 'Directory' });
  });

  test('is changed by another list of clusters', () => {
    const hashOf = (id: string) => daemonSetOf(ceph({ clusters: [{ ...CLUSTERS[0]!, id }] })).spec.template.metadata.annotations['everynode.dev/config-hash'];

    expect(hashOf('a')).not.toBe(hashOf('b'));
    expect(hashOf('a')).toBe(hashOf('a'));
  });

  test.each([
    ['clusters: needs at least one', { clusters: [] }],
    ['clusters[0]: id: must have 1-36 bytes, got ""', { clusters: [{ id: '', monitors: ['a'] }] }],
    ['clusters[0]: id: must have 1-36 bytes', { clusters: [{ id: 'é'.repeat(19), monitors: ['a'] }] }],
    ['clusters[1]: id: "a" is that of another cluster already', { clusters: [{ id: 'a', monitors: ['a'] }, { id: 'a', monitors: ['b'] }] }],
    ['clusters[0]: monitors: needs at least one address', { clusters: [{ id: 'a', monitors: [] }] }],
    ['clusters[0]: monitors: must be addresses such as "10.0.0.1:6789" or "[fd00::1]:3300", got "a,b"', { clusters: [{ id: 'a', monitors: ['a,b'] }] }],
    ['encryption: must be a JSON object of key management services by their names, got vault', { encryption: 'vault' }],
    ['encryption: must be a JSON object of key management services by their names, got []', { encryption: '[]' }],
    ['topologyLabels: a label must have', { topologyLabels: ['a/'] }],
  ])('fails with what could never work: %s', (problem, props) => {
    expect(() => ceph(props)).toThrow(`platform/Ceph: ${problem}`);
  });

  test.each(['10.0.0.1', 'mon-a.ceph.svc:3300', '[fd00::1]:6789', 'v1:10.0.0.1:6789', 'v2:[fd00::1]:3300'])('takes the monitor %s', monitor => {
    expect(clustersOf(ceph({ clusters: [{ id: 'a', monitors: [monitor] }] }))[0].monitors).toEqual([monitor]);
  });
});

describe('mounts of Ceph', () => {
  test('are ended by nobody but a user: any of them may be a process of the pod', () => {
    expect([ceph(), cephFs()].map(agent => daemonSetOf(agent).spec.updateStrategy)).toEqual([{ type: 'OnDelete' }, { type: 'OnDelete' }]);
    expect(containerOf(ceph()).resources).toEqual({ requests: { cpu: '250m', memory: '512Mi' } });
    expect(containerOf(ceph({ healthPort: 9750 }))).not.toHaveProperty('livenessProbe');
    expect(() => ceph({ updateStrategy: UpdateStrategy.rollingUpdate() })).toThrow('or say that there are no such mounts: kernelMountsOnly: true');
  });

  test('go on through updates where all are the kernel\'s', () => {
    const agent = ceph({ kernelMountsOnly: true, healthPort: 9750 });

    expect(daemonSetOf(agent).spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } });
    expect(containerOf(agent).resources.limits).toEqual({ memory: '1Gi' });
    expect(containerOf(agent).livenessProbe).toBeDefined();
  });
});

describe('what Ceph asks the API server', () => {
  test('are Secrets only where it mounts anew, or keys are kept in them', () => {
    const least = ['nodes', 'persistentvolumes', 'volumeattachments'];

    expect(mayRead(ceph({ kernelMountsOnly: true }))).toEqual(least);
    expect(mayRead(ceph())).toEqual([...least, 'secrets']);
    expect(mayRead(ceph({ kernelMountsOnly: true, encryption: '{}' }))).toEqual([...least, 'secrets', 'configmaps', 'serviceaccounts', 'serviceaccounts/token']);
  });

  test('is asked by an account of its own', () => {
    expect(manifests(ceph()).map(({ kind }) => kind)).toEqual(['ClusterRole', 'ServiceAccount', 'ClusterRoleBinding', 'ConfigMap', 'DaemonSet', 'CSIDriver']);
    expect(podOf(ceph()).serviceAccountName).toBe('ceph');
  });
});
