import { daemonSetOf, containerOf, Manifest, manifests, newChart, podOf, yamlOf } from './manifests';
import {
  CiliumDaemonSet, CiliumDaemonSetProps, CiliumIpam, CiliumPolicyEnforcement, CiliumRouting, CniPaths, CoverageReport, NodeInventory, NodeSelection,
  TaintEffect, Toleration, UpdateStrategy,
} from '../../src';

const cilium = (props: CiliumDaemonSetProps = {}) => new CiliumDaemonSet(newChart(null), 'Network', { metadata: { name: 'cilium' }, ...props });
const config = (props: CiliumDaemonSetProps = {}): Manifest => manifests(cilium(props)).find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'cilium').data;
const initNames = (props: CiliumDaemonSetProps = {}): string[] => podOf(cilium(props)).initContainers.map(({ name }: Manifest) => name);
const envoyOf = (props: CiliumDaemonSetProps = {}) => cilium(props).envoy!;

describe('Cilium', () => {
  test('looks like this', () => {
    expect(yamlOf(cilium())).toMatchSnapshot();
  });

  test('looks like this with everything', () => {
    expect(yamlOf(cilium({
      cniPaths: CniPaths.talos(),
      clusterName: 'prod-eu',
      routing: CiliumRouting.NATIVE,
      podCidr: '10.244.0.0/16',
      directRoutes: true,
      masquerade: true,
      mtu: 1450,
      ipam: CiliumIpam.KUBERNETES,
      kubeProxyReplacement: true,
      apiServer: { host: 'localhost', port: 7445 },
      policyEnforcement: CiliumPolicyEnforcement.ALWAYS,
      wireguard: true,
      hubble: false,
      exclusive: false,
      loadKernelModules: false,
      cgroupRoot: '/sys/fs/cgroup',
      healthPort: 8879,
      envoyMetricsPort: 8964,
      envoyHealthPort: 8878,
      envoyImage: 'registry.corp/envoy:1',
      image: 'registry.corp/cilium:v1.20.0',
      config: { 'enable-bbr': 'true' },
      limits: { memory: '2Gi' },
    }))).toMatchSnapshot();
  });

  test('never waits for the cluster\'s name servers, and ends at once', () => {
    expect(podOf(cilium())).toMatchObject({ hostNetwork: true, dnsPolicy: 'Default', priorityClassName: 'system-node-critical', terminationGracePeriodSeconds: 1 });
    expect(daemonSetOf(cilium())).toMatchObject({ metadata: { namespace: 'kube-system' }, spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } } } });
  });

  test('runs on a node that has no network yet, and so does Envoy', () => {
    const nodes = NodeSelection.everyNode().toleratingOnly(Toleration.exists('dedicated'));
    const covers = (key: string, props: CiliumDaemonSetProps) => CoverageReport.of(manifests(cilium(props)),
      NodeInventory.ofPools({ name: 'a', count: 1, taints: [{ key, effect: TaintEffect.NO_SCHEDULE }] })).success;

    expect(covers('node.cilium.io/agent-not-ready', { nodes })).toBe(true);
    expect(covers('node.cloudprovider.kubernetes.io/uninitialized', { nodes })).toBe(true);
    expect(covers('gpu', { nodes })).toBe(false);
    expect(covers('gpu', {})).toBe(true);
    expect(podOf(envoyOf({ nodes })).tolerations).toEqual(podOf(cilium({ nodes })).tolerations);
  });

  test('lets Envoy tolerate what is added later', () => {
    const agent = cilium({ nodes: NodeSelection.everyNode().toleratingOnly() });
    agent.tolerate(Toleration.exists('gpu'));

    expect(podOf(agent.envoy!).tolerations).toContainEqual({ key: 'gpu', operator: 'Exists' });
    expect(podOf(agent).tolerations).toContainEqual({ key: 'gpu', operator: 'Exists' });
  });

  test('is privileged in one container only, which mounts for the node', () => {
    const privileged = [...podOf(cilium()).containers, ...podOf(cilium()).initContainers].filter(({ securityContext }: Manifest) => securityContext.privileged);

    expect(privileged.map(({ name }) => name)).toEqual(['mount-bpf-fs']);
    expect(privileged[0].volumeMounts).toEqual([{ name: 'sys-fs-bpf', mountPath: '/sys/fs/bpf', mountPropagation: 'Bidirectional' }]);
    expect(podOf(cilium()).securityContext).toEqual({ appArmorProfile: { type: 'Unconfined' }, seccompProfile: { type: 'Unconfined' } });
    expect(containerOf(cilium()).securityContext).toMatchObject({ seLinuxOptions: { level: 's0', type: 'spc_t' }, runAsUser: 0 });
  });

  test('loads no modules and mounts no cgroups where the node does not want it', () => {
    const props = { loadKernelModules: false, cgroupRoot: '/sys/fs/cgroup' };

    expect(containerOf(cilium(props)).securityContext.capabilities.add).not.toContain('SYS_MODULE');
    expect(containerOf(cilium()).securityContext.capabilities.add).toContain('SYS_MODULE');
    expect(initNames(props)).toEqual(['apply-sysctl-overwrites', 'mount-bpf-fs', 'install-cni-binaries']);
    expect(initNames()).toEqual(['mount-cgroup', 'apply-sysctl-overwrites', 'mount-bpf-fs', 'install-cni-binaries']);
    expect([config(props)['cgroup-root'], config()['cgroup-root']]).toEqual(['/sys/fs/cgroup', '/run/cilium/cgroupv2']);
  });

  test('installs the plugin where the nodes look for it', () => {
    const paths = (cniPaths?: CniPaths) => podOf(cilium({ cniPaths })).volumes.flatMap(({ hostPath }: Manifest) => hostPath ? [hostPath.path] : []);

    expect(paths()).toEqual(expect.arrayContaining(['/opt/cni/bin', '/etc/cni/net.d']));
    expect(paths(CniPaths.gke())).toEqual(expect.arrayContaining(['/home/kubernetes/bin', '/etc/cni/net.d']));
    expect(paths(CniPaths.gke())).not.toContain('/opt/cni/bin');
  });

  test('is replaced when its configuration changes', () => {
    const hash = (props: CiliumDaemonSetProps) => daemonSetOf(cilium(props)).spec.template.metadata.annotations['everynode.dev/config-hash'];

    expect(hash({ mtu: 1400 })).not.toBe(hash({ mtu: 1450 }));
    expect(hash({ mtu: 1400 })).toBe(hash({ mtu: 1400 }));
  });
});

describe('the network of Cilium', () => {
  test('travels in tunnels, or as it is', () => {
    expect(config()).toMatchObject({ 'routing-mode': 'tunnel', 'tunnel-protocol': 'vxlan', 'kube-proxy-replacement': 'false', 'enable-policy': 'default', 'ipam': 'cluster-pool' });
    expect(config({ routing: CiliumRouting.GENEVE })).toMatchObject({ 'tunnel-protocol': 'geneve' });
    expect(config({ routing: CiliumRouting.NATIVE, podCidr: '10.0.0.0/8' })).toMatchObject({ 'routing-mode': 'native', 'ipv4-native-routing-cidr': '10.0.0.0/8' });
    expect(config({ routing: CiliumRouting.NATIVE, masquerade: false })).not.toHaveProperty('tunnel-protocol');
  });

  test('opens host ports only where something does it', () => {
    expect(config()).not.toHaveProperty('cni-chaining-mode');
    expect(config({ portmap: true })['cni-chaining-mode']).toBe('portmap');
    expect(() => cilium({ portmap: true, kubeProxyReplacement: true, apiServer: { host: 'a' } })).toThrow('portmap: with kubeProxyReplacement Cilium opens host ports itself');
  });

  test.each([
    [{ kubeProxyReplacement: true }, 'kubeProxyReplacement: without kube-proxy the API server cannot be asked by its Service; state apiServer'],
    [{ routing: CiliumRouting.NATIVE }, 'podCidr: with CiliumRouting.NATIVE it must be said which addresses are those of pods'],
    [{ podCidr: '10.0.0.0/8' }, 'podCidr is for CiliumRouting.NATIVE only'],
    [{ directRoutes: true }, 'directRoutes is for CiliumRouting.NATIVE only'],
    [{ routing: CiliumRouting.NATIVE, podCidr: '10.0.0.1/8' }, 'podCidr: "10.0.0.1/8" does not begin with its first address; say "10.0.0.0/8"'],
    [{ mtu: 1 }, 'mtu: must be a whole number from 576 to 65535, got 1'],
    [{ clusterName: 'Prod' }, 'clusterName: must have at most 32 lower case letters'],
    [{ cgroupRoot: 'sys/fs/cgroup' }, 'cgroupRoot: must be an absolute path'],
    [{ config: { ipam: 'eni' } }, 'config: "ipam" follows from another prop, which makes it "cluster-pool"; say it there'],
    [{ config: { enable_bbr: 'true' } }, 'config: an option is called such as "enable-bbr", got "enable_bbr"'],
    [{ healthPort: 0 }, 'must be a port from 1 to 65535, got 0'],
    [{ envoyMetricsPort: 70000 }, 'envoyMetricsPort: must be a port from 1 to 65535, got 70000'],
    [{ updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: 1 }) }, 'use maxUnavailable'],
  ] as [CiliumDaemonSetProps, string][])('fails with %j', (props, message) => {
    expect(() => cilium(props)).toThrow(message);
  });

  test('takes further options, also in place of what the chart says', () => {
    expect(config({ config: { 'enable-ipv6': 'true', 'enable-bbr': 'true' } })).toMatchObject({ 'enable-ipv6': 'true', 'enable-bbr': 'true' });
  });
});

describe('Envoy', () => {
  test('runs beside the agent, and speaks its language', () => {
    expect(daemonSetOf(envoyOf())).toMatchObject({ metadata: { name: 'cilium-envoy', namespace: 'kube-system', annotations: { 'everynode.dev/role': 'network-proxy' } } });
    expect(config()).toMatchObject({ 'external-envoy-proxy': 'true', 'envoy-xds-mode': 'ads' });
    const sockets = (agent: CiliumDaemonSet) => podOf(agent).volumes.some(({ hostPath }: Manifest) => hostPath?.path === '/var/run/cilium/envoy/sockets');
    expect(sockets(cilium())).toBe(true);
  });

  test('is as the vendor has it: nodes, class, end, rights', () => {
    expect(podOf(envoyOf())).toMatchObject({
      hostNetwork: true,
      dnsPolicy: 'Default',
      priorityClassName: 'system-node-critical',
      terminationGracePeriodSeconds: 1,
      automountServiceAccountToken: false,
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      tolerations: [{ operator: 'Exists' }],
    });
    expect(daemonSetOf(envoyOf()).spec.updateStrategy.rollingUpdate).toEqual({ maxUnavailable: 2 });
    expect(containerOf(envoyOf()).securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['NET_ADMIN', 'SYS_ADMIN'] });
    expect(containerOf(envoyOf()).startupProbe).toMatchObject({ failureThreshold: 105, httpGet: { host: '127.0.0.1', path: '/healthz', port: 9878 } });
    expect(containerOf(envoyOf()).ports).toEqual([{ name: 'envoy-metrics', containerPort: 9964, hostPort: 9964 }]);
  });

  test('is not there when the agent starts it itself', () => {
    const agent = cilium({ envoy: false });

    expect(agent.envoy).toBeUndefined();
    expect(manifests(agent).filter(({ kind }) => kind === 'DaemonSet')).toHaveLength(1);
    expect(config({ envoy: false })['external-envoy-proxy']).toBe('false');
  });
});
