import { errorsOf } from './coverage';
import { containerOf, daemonSetOf, Manifest, manifests, newChart, only, podOf, yamlOf } from './manifests';
import { CsiFsGroupPolicy, CsiNodeDaemonSet, CsiNodeDaemonSetProps, CsiReclaimPolicy, CsiVolumeBinding, NodeSelection, TaintEffect, UpdateStrategy } from '../../src';

const DRIVER: CsiNodeDaemonSetProps = { driver: 'disks.csi.example.com', image: 'registry.example/csi/disks:1.0.0' };
const csiNode = (props: Partial<CsiNodeDaemonSetProps> = {}) => new CsiNodeDaemonSet(newChart(), 'Disks', { metadata: { name: 'disks' }, ...DRIVER, ...props });
const mountsOf = (agent: CsiNodeDaemonSet, container?: string) =>
  Object.fromEntries(containerOf(agent, container).volumeMounts.map(({ mountPath, readOnly, mountPropagation }: Manifest) =>
    [mountPath, mountPropagation ?? (readOnly ? 'read' : 'written')]));
const hostPathsOf = (agent: CsiNodeDaemonSet): string[] => podOf(agent).volumes.flatMap(({ hostPath }: Manifest) => hostPath ? [hostPath.path] : []);
const gpu = { name: 'gpu', count: 2, taints: [{ key: 'nvidia.com/gpu', effect: TaintEffect.NO_SCHEDULE }, { key: 'lent', effect: TaintEffect.NO_EXECUTE }] };
const general = { name: 'general', count: 1 };

describe('the node plugin of a CSI driver', () => {
  test('looks like this', () => {
    expect(yamlOf(csiNode())).toMatchSnapshot();
  });

  test('looks like this with everything on', () => {
    expect(yamlOf(csiNode({
      args: ['node', '--endpoint=$(CSI_ENDPOINT)'],
      fieldEnv: { CSI_NODE_NAME: 'spec.nodeName' },
      configFiles: { '/etc/disks/disks.conf': 'verbose\n' },
      readOnlyRootFilesystem: false,
      permissions: [{ apiGroups: ['storage.k8s.io'], resources: ['volumeattachments'], verbs: ['get'] }],
      hostNetwork: true,
      hostPid: true,
      healthPort: 9750,
      selinux: true,
      mountsEndWithPod: true,
      kubeletDirectory: '/var/lib/k0s/kubelet',
      registrarImage: 'mirror.example/registrar:v2.17.0',
      livenessProbeImage: 'mirror.example/livenessprobe:v2.19.0',
      csiDriver: {
        attachRequired: false, fsGroupPolicy: CsiFsGroupPolicy.FILE, podInfoOnMount: true, seLinuxMount: true, storageCapacity: true, ephemeral: true,
      },
      storageClasses: [{
        name: 'disks',
        parameters: { type: 'fast' },
        reclaimPolicy: CsiReclaimPolicy.RETAIN,
        volumeBinding: CsiVolumeBinding.IMMEDIATE,
        allowVolumeExpansion: true,
        mountOptions: ['noatime'],
        defaultClass: true,
      }],
    }))).toMatchSnapshot();
  });

  test('is on every node, whatever its taints', () => {
    expect(errorsOf(csiNode(), gpu, general)).toEqual([]);
    expect(errorsOf(csiNode({ nodes: NodeSelection.everyNode().toleratingOnly() }), gpu, general).join()).toContain('untolerated taint nvidia.com/gpu:NoSchedule');
  });

  test('mounts into two directories of the kubelet for others to see, and sees no other of them', () => {
    expect(mountsOf(csiNode())).toEqual({
      '/csi': 'written', '/var/lib/kubelet/plugins': 'Bidirectional', '/var/lib/kubelet/pods': 'Bidirectional', '/dev': 'written', '/tmp': 'written',
    });
    expect(containerOf(csiNode()).securityContext.privileged).toBe(true);
  });

  test('lets the programs beside it read its socket, and only one of them register it', () => {
    expect(mountsOf(csiNode(), 'node-driver-registrar')).toEqual({ '/csi': 'read', '/registration': 'written' });
    expect(mountsOf(csiNode(), 'liveness-probe')).toEqual({ '/csi': 'read' });
  });

  test('follows the kubelet to another directory, everywhere', () => {
    const agent = csiNode({ kubeletDirectory: '/var/lib/k0s/kubelet/' });

    expect(hostPathsOf(agent)).toEqual([
      '/var/lib/k0s/kubelet/plugins/disks.csi.example.com', '/var/lib/k0s/kubelet/plugins', '/var/lib/k0s/kubelet/pods', '/dev', '/var/lib/k0s/kubelet/plugins_registry',
    ]);
    expect(containerOf(agent, 'node-driver-registrar').args).toContain('--kubelet-registration-path=/var/lib/k0s/kubelet/plugins/disks.csi.example.com/csi.sock');
    expect(yamlOf(agent)).not.toContain('/var/lib/kubelet');
    expect(() => csiNode({ kubeletDirectory: 'kubelet' })).toThrow('platform/Disks: kubeletDirectory: must be an absolute path, got "kubelet"');
  });

  test('is told its socket and its node, in the words of its user', () => {
    const agent = csiNode({ args: ['--csi=$(CSI_ENDPOINT)', '--node=$(WHERE)'], fieldEnv: { WHERE: 'spec.nodeName' } });

    expect(containerOf(csiNode()).args).toEqual(['--endpoint=$(CSI_ENDPOINT)', '--nodeid=$(NODE_ID)']);
    expect(containerOf(agent).args).toEqual(['--csi=$(CSI_ENDPOINT)', '--node=$(WHERE)']);
    expect(containerOf(agent).env).toContainEqual({ name: 'CSI_ENDPOINT', value: 'unix:///csi/csi.sock' });
    expect(containerOf(agent).env).toContainEqual({ name: 'WHERE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } });
  });

  test('is of the most important pods in kube-system, and states nothing that is refused elsewhere', () => {
    const inKubeSystem = (props: Partial<CsiNodeDaemonSetProps> = {}) => new CsiNodeDaemonSet(newChart('kube-system'), 'Disks', { ...DRIVER, ...props });

    expect(podOf(inKubeSystem()).priorityClassName).toBe('system-node-critical');
    expect(podOf(inKubeSystem({ priorityClassName: 'storage' })).priorityClassName).toBe('storage');
    expect(podOf(csiNode({ metadata: { namespace: 'kube-system' } })).priorityClassName).toBe('system-node-critical');
    expect(podOf(csiNode())).not.toHaveProperty('priorityClassName');
  });

  test('is privileged alone, and with SELinux so are the programs that open its socket', () => {
    const privileged = (props: Partial<CsiNodeDaemonSetProps>) =>
      podOf(csiNode(props)).containers.map(({ securityContext }: Manifest) => securityContext.privileged ?? false);

    expect(privileged({})).toEqual([true, false, false]);
    expect(privileged({ selinux: true })).toEqual([true, true, true]);
  });

  test('asks the API server nothing unless stated', () => {
    const permissions = [{ resources: ['nodes'], verbs: ['get'] }];

    expect(manifests(csiNode()).map(({ kind }) => kind)).toEqual(['DaemonSet', 'CSIDriver']);
    expect(podOf(csiNode()).automountServiceAccountToken).toBe(false);
    expect(only('ClusterRole', csiNode({ permissions })).rules).toEqual([{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }]);
  });

  test.each([
    ['driver: the name of a CSIDriver must be 1-253 lower case letters', { driver: 'Disks' }],
    ['driver: the name of a CSIDriver must have at most 63 characters (this one has 64)', { driver: 'd'.repeat(64) }],
    ['healthPort: must be a port from 1 to 65535, got 0', { healthPort: 0 }],
    ['healthPort: the next port is taken, too, so it must be at most 65534, got 65535', { healthPort: 65535 }],
    ['updateStrategy: with maxSurge two pods would take the socket of the driver', { updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: 1 }) }],
    ['image: "disks" may be another program on each node', { image: 'disks' }],
    ['storageClasses: the name must be 1-253', { storageClasses: [{ name: 'Fast' }] }],
    ['storageClasses: platform/Disks/StorageClass-a is the StorageClass "a" already', { storageClasses: [{ name: 'a' }, { name: 'a' }] }],
  ])('fails with what could never work: %s', (problem, props) => {
    expect(() => csiNode(props)).toThrow(`platform/Disks: ${problem}`);
  });
});

describe('the health of a driver', () => {
  const portsOf = (agent: CsiNodeDaemonSet) => podOf(agent).containers.flatMap(({ ports }: Manifest) => ports ?? []);

  test('is asked by the kubelet, and so is its registration', () => {
    expect(containerOf(csiNode()).livenessProbe.httpGet).toMatchObject({ path: '/healthz', port: 9808 });
    expect(containerOf(csiNode(), 'node-driver-registrar').livenessProbe.httpGet).toMatchObject({ path: '/healthz', port: 9809 });
    expect(portsOf(csiNode())).toEqual([{ containerPort: 9809, name: 'registration' }, { containerPort: 9808, name: 'health' }]);
  });

  test('is asked on two ports that follow each other', () => {
    const agent = csiNode({ healthPort: 9750 });

    expect(containerOf(agent, 'liveness-probe').args).toContain('--http-endpoint=:9750');
    expect(containerOf(agent, 'node-driver-registrar').args).toContain('--http-endpoint=:9751');
    expect(yamlOf(agent)).not.toMatch(/980[89]/);
  });

  test('takes no port of the node unless stated', () => {
    expect(portsOf(csiNode({ hostNetwork: true }))).toEqual([]);
    expect(podOf(csiNode({ hostNetwork: true })).containers.map(({ name }: Manifest) => name)).toEqual(['csi-node', 'node-driver-registrar']);
    expect(containerOf(csiNode({ hostNetwork: true }))).not.toHaveProperty('livenessProbe');
    expect(portsOf(csiNode({ hostNetwork: true, healthPort: 9750 })).map(({ hostPort }: Manifest) => hostPort)).toEqual([9751, 9750]);
  });
});

describe('mounts that end with the pod of their driver', () => {
  const fuse = (props: Partial<CsiNodeDaemonSetProps> = {}) => csiNode({ mountsEndWithPod: true, ...props });

  test('are ended by nobody but its user', () => {
    expect(daemonSetOf(fuse()).spec.updateStrategy).toEqual({ type: 'OnDelete' });
    expect(containerOf(fuse())).not.toHaveProperty('livenessProbe');
    expect(containerOf(fuse()).readinessProbe).toBeDefined();
    expect(containerOf(fuse()).resources).toEqual({ requests: { cpu: '10m', memory: '40Mi' } });
  });

  test('fail with a rolling update', () => {
    expect(() => fuse({ updateStrategy: UpdateStrategy.rollingUpdate() }))
      .toThrow('use UpdateStrategy.onDelete(), or say that there are no such mounts: mountsEndWithPod: false');
    expect(daemonSetOf(fuse({ updateStrategy: UpdateStrategy.onDelete() })).spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });

  test('are none where the kernel serves them: one node in ten is updated at once', () => {
    expect(daemonSetOf(csiNode()).spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } });
    expect(containerOf(csiNode()).resources.limits).toEqual({ memory: '256Mi' });
  });
});

describe('the objects of the whole cluster', () => {
  test('are in no namespace, and say what Kubernetes assumes unless stated', () => {
    const driver = only('CSIDriver', csiNode());

    expect(driver.metadata).toMatchObject({ name: 'disks.csi.example.com' });
    expect(driver.metadata).not.toHaveProperty('namespace');
    expect(driver.spec).toEqual({
      attachRequired: true, fsGroupPolicy: 'ReadWriteOnceWithFSType', podInfoOnMount: false, seLinuxMount: false, storageCapacity: false, volumeLifecycleModes: ['Persistent'],
    });
  });

  test('leave the CSIDriver to others where asked', () => {
    expect(manifests(csiNode({ createCsiDriver: false })).map(({ kind }) => kind)).toEqual(['DaemonSet']);
  });

  test('have StorageClasses on request', () => {
    expect(only('StorageClass', csiNode({ storageClasses: [{ name: 'disks' }] }))).toMatchObject({
      metadata: { name: 'disks' },
      provisioner: 'disks.csi.example.com',
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: false,
    });
    expect(only('StorageClass', csiNode({ storageClasses: [{ name: 'disks', defaultClass: true }] })).metadata.annotations)
      .toEqual({ 'storageclass.kubernetes.io/is-default-class': 'true' });
  });
});

describe('two node plugins', () => {
  test('of two drivers share no name, no socket and no role, and have a node for both', () => {
    const chart = newChart();
    const agents = ['a', 'b'].map(name => new CsiNodeDaemonSet(chart, name, { ...DRIVER, driver: `${name}.csi.example.com` }));
    const daemonSets = manifests(chart).filter(({ kind }) => kind === 'DaemonSet');
    const socketOf = ({ spec }: Manifest) => spec.template.spec.volumes.find(({ name }: Manifest) => name === 'socket').hostPath.path;

    expect(agents.map(({ driver }) => driver)).toEqual(['a.csi.example.com', 'b.csi.example.com']);
    expect(daemonSets.map(socketOf)).toEqual(['/var/lib/kubelet/plugins/a.csi.example.com', '/var/lib/kubelet/plugins/b.csi.example.com']);
    expect(daemonSets.map(({ metadata }) => metadata.annotations['everynode.dev/role'])).toEqual(['a.csi.example.com', 'b.csi.example.com']);
    expect(errorsOf(chart, general, gpu)).toEqual([]);
  });

  test('of two drivers on the host network find out that they take the same port', () => {
    const chart = newChart();
    ['a', 'b'].forEach(name => new CsiNodeDaemonSet(chart, name, { ...DRIVER, driver: `${name}.csi.example.com`, hostNetwork: true, healthPort: 9808 }));

    expect(errorsOf(chart, general).join()).toContain('host port 9808/TCP is taken');
  });

  test('of one driver are one too many on a node', () => {
    const chart = newChart();
    new CsiNodeDaemonSet(chart, 'One', DRIVER);
    new CsiNodeDaemonSet(chart, 'Two', { ...DRIVER, createCsiDriver: false });

    expect(errorsOf(chart, general).join()).toContain('disks.csi.example.com');
  });

  test('of one driver fail when both make its CSIDriver', () => {
    const chart = newChart();
    new CsiNodeDaemonSet(chart, 'One', DRIVER);

    expect(() => new CsiNodeDaemonSet(chart, 'Two', DRIVER))
      .toThrow('platform/Two: driver: platform/One/CsiDriver is the CSIDriver "disks.csi.example.com" already; choose another driver, or set createCsiDriver to false on one of them');
  });
});
