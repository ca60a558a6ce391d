import { containerOf, daemonSetOf, Manifest, manifests, newChart, only, podOf, yamlOf } from './manifests';
import {
  CalicoDaemonSet, CalicoDaemonSetProps, CalicoDataplane, CalicoEncapsulation, CalicoIpam, CniPaths, CoverageReport, NodeInventory, NodeSelection,
  TaintEffect, Toleration,
} from '../../src';

const calico = (props: CalicoDaemonSetProps = {}) => new CalicoDaemonSet(newChart(null), 'Network', { metadata: { name: 'calico-node' }, ...props });
const initOf = (agent: CalicoDaemonSet, name: string): Manifest => podOf(agent).initContainers.find((container: Manifest) => container.name === name);
const env = (container: Manifest): { [name: string]: string } => Object.fromEntries(container.env.map(({ name, value }: Manifest) => [name, value]));
const variables = (props: CalicoDaemonSetProps) => env(containerOf(calico(props)));
const list = (props: CalicoDaemonSetProps): Manifest => JSON.parse(only('ConfigMap', calico(props)).data['10-calico.conflist']);

describe('Calico', () => {
  test('looks like this', () => {
    expect(yamlOf(calico())).toMatchSnapshot();
  });

  test('looks like this with everything', () => {
    expect(yamlOf(calico({
      podCidr: '10.244.0.0/16',
      blockSize: 24,
      encapsulation: CalicoEncapsulation.VXLAN,
      natOutgoing: false,
      mtu: 1450,
      dataplane: CalicoDataplane.EBPF,
      apiServer: { host: '10.0.0.10' },
      ipam: CalicoIpam.HOST_LOCAL,
      hostPorts: false,
      nodeAddress: 'cidr=10.0.0.0/8',
      wireguard: true,
      typhaService: 'calico-typha',
      felix: { LogSeverityScreen: 'Warning' },
      cniPaths: CniPaths.gke(),
      cniImage: 'registry.corp/calico/cni:v3.32.1',
      image: 'registry.corp/calico/node:v3.32.1',
      limits: { memory: '1Gi' },
      variants: { big: { nodes: NodeSelection.labeled({ size: 'big' }), requests: { cpu: '1' } } },
    }))).toMatchSnapshot();
  });

  test('is in kube-system where nobody says otherwise', () => {
    const namespaceOf = (agent: CalicoDaemonSet) => daemonSetOf(agent).metadata.namespace;

    expect(namespaceOf(calico())).toBe('kube-system');
    expect(namespaceOf(new CalicoDaemonSet(newChart('calico-system'), 'Network'))).toBe('calico-system');
    expect(namespaceOf(calico({ metadata: { name: 'calico-node', namespace: 'net' } }))).toBe('net');
  });

  test('never waits for the cluster\'s name servers, and ends at once', () => {
    expect(podOf(calico())).toMatchObject({ hostNetwork: true, dnsPolicy: 'Default', priorityClassName: 'system-node-critical', terminationGracePeriodSeconds: 0 });
    expect(daemonSetOf(calico()).spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } });
  });

  test('runs on a node that has no network yet, whose taints nobody named; another one does not', () => {
    const nodes = NodeSelection.everyNode().toleratingOnly(Toleration.exists('dedicated'));
    const covers = (taint: string, agent: CalicoDaemonSet) => {
      const inventory = NodeInventory.ofPools({ name: 'a', count: 1, taints: [{ key: taint, effect: TaintEffect.NO_SCHEDULE }] });
      return CoverageReport.of(manifests(agent), inventory).success;
    };

    expect(covers('node.cloudprovider.kubernetes.io/uninitialized', calico({ nodes }))).toBe(true);
    expect(covers('dedicated', calico({ nodes }))).toBe(true);
    expect(covers('gpu', calico({ nodes }))).toBe(false);
    expect(covers('gpu', calico())).toBe(true);
    expect(podOf(calico()).tolerations).toEqual([{ operator: 'Exists' }]);
  });

  test('asks for tokens of the plugin\'s account only, which stands before it', () => {
    const objects = manifests(calico());
    const kinds = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

    expect(objects.filter(({ kind }) => kind === 'ClusterRole').flatMap(({ rules }) => rules).find(({ resources }: Manifest) => resources[0] === 'serviceaccounts/token'))
      .toEqual({ apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['calico-node-cni'], verbs: ['create'] });
    expect(kinds.indexOf('ServiceAccount calico-node-cni')).toBeLessThan(kinds.indexOf('DaemonSet calico-node'));
    expect(kinds).toContain('ClusterRoleBinding kube-system:calico-node-cni');
    expect(variables({}).CALICO_CNI_SERVICE_ACCOUNT).toBe('calico-node-cni');
    expect(env(initOf(calico(), 'install-cni')).CALICO_CNI_SERVICE_ACCOUNT).toBe('calico-node-cni');
  });

  test('installs the plugin where the nodes look for it', () => {
    const paths = (props: CalicoDaemonSetProps) =>
      Object.fromEntries(podOf(calico(props)).volumes.flatMap(({ name, hostPath }: Manifest) => hostPath ? [[name, hostPath.path]] : []));
    const mounted = (props: CalicoDaemonSetProps, mountPath: string) =>
      paths(props)[initOf(calico(props), 'install-cni').volumeMounts.find((mount: Manifest) => mount.mountPath === mountPath).name];
    const both = (cniPaths?: CniPaths) => [mounted({ cniPaths }, '/host/opt/cni/bin'), mounted({ cniPaths }, '/host/etc/cni/net.d')];

    expect(both()).toEqual(['/opt/cni/bin', '/etc/cni/net.d']);
    expect(both(CniPaths.gke())).toEqual(['/home/kubernetes/bin', '/etc/cni/net.d']);
    expect(env(initOf(calico({ cniPaths: CniPaths.at('/a/bin', '/a/conf') }), 'install-cni')).CNI_NET_DIR).toBe('/a/conf'); // where the plugin finds its kubeconfig
  });
});

describe('the network of Calico', () => {
  test.each([
    [CalicoEncapsulation.IPIP, 'Always', 'Never', 'bird'],
    [CalicoEncapsulation.IPIP_CROSS_SUBNET, 'CrossSubnet', 'Never', 'bird'],
    [CalicoEncapsulation.VXLAN, 'Never', 'Always', 'vxlan'],
    [CalicoEncapsulation.VXLAN_CROSS_SUBNET, 'Never', 'CrossSubnet', 'vxlan'],
    [CalicoEncapsulation.NONE, 'Never', 'Never', 'bird'],
  ])('is encapsulated: %s', (encapsulation, ipip, vxlan, backend) => {
    const agent = calico({ encapsulation });

    expect(env(containerOf(agent))).toMatchObject({ CALICO_IPV4POOL_IPIP: ipip, CALICO_IPV4POOL_VXLAN: vxlan, CALICO_NETWORKING_BACKEND: backend });
    expect(containerOf(agent).readinessProbe.exec.command.includes('-bird-ready')).toBe(backend === 'bird');
    expect(containerOf(agent).livenessProbe.exec.command.includes('-bird-live')).toBe(backend === 'bird');
    expect(env(initOf(agent, 'upgrade-ipam')).CALICO_NETWORKING_BACKEND).toBe(backend);
  });

  test('has one size of packets everywhere', () => {
    expect(variables({ mtu: 1400 })).toMatchObject({ FELIX_IPINIPMTU: '1400', FELIX_VXLANMTU: '1400', FELIX_WIREGUARDMTU: '1400' });
    expect(list({ mtu: 1400 }).plugins[0].mtu).toBe(1400);
    expect(list({}).plugins[0].mtu).toBe(0);
  });

  test('leaves addresses in use alone when the node gives them', () => {
    expect(list({ ipam: CalicoIpam.HOST_LOCAL }).plugins[0].ipam).toEqual({ type: 'host-local', subnet: 'usePodCidr' });
    expect(variables({ ipam: CalicoIpam.HOST_LOCAL }).USE_POD_CIDR).toBe('true');
    expect(initOf(calico({ ipam: CalicoIpam.HOST_LOCAL }), 'upgrade-ipam')).toBeUndefined();
    expect(variables({})).not.toHaveProperty('USE_POD_CIDR');
    expect(initOf(calico(), 'upgrade-ipam')).toBeDefined();
  });

  test('opens host ports of pods, unless told otherwise', () => {
    expect(list({}).plugins.map(({ type }: Manifest) => type)).toEqual(['calico', 'portmap']);
    expect(list({ hostPorts: false }).plugins.map(({ type }: Manifest) => type)).toEqual(['calico']);
  });

  test('does without kube-proxy only when the API server is known without it', () => {
    const agent = calico({ dataplane: CalicoDataplane.EBPF, apiServer: { host: '10.0.0.10', port: 443 } });

    expect(env(containerOf(agent))).toMatchObject({ FELIX_BPFENABLED: 'true', KUBERNETES_SERVICE_HOST: '10.0.0.10', KUBERNETES_SERVICE_PORT: '443', CALICO_IPV4POOL_IPIP: 'Never' });
    expect(env(initOf(agent, 'install-cni'))).toMatchObject({ KUBERNETES_SERVICE_HOST: '10.0.0.10' });
    expect(variables({ dataplane: CalicoDataplane.NFTABLES })).toMatchObject({ FELIX_NFTABLESMODE: 'Enabled', CALICO_IPV4POOL_IPIP: 'Always' });
    expect(() => calico({ dataplane: CalicoDataplane.EBPF })).toThrow('Network: dataplane: eBPF takes the place of kube-proxy, so the API server cannot be asked by its Service; state apiServer');
  });

  test('finds Typha in its own namespace', () => {
    expect(variables({ typhaService: 'calico-typha' })).toMatchObject({ FELIX_TYPHAK8SSERVICENAME: 'calico-typha', FELIX_TYPHAK8SNAMESPACE: 'kube-system' });
  });

  test('takes further parameters of Felix, and none that is said elsewhere', () => {
    expect(variables({ felix: { DefaultEndpointToHostAction: 'DROP', BPFLogLevel: 'Info' } })).toMatchObject({ FELIX_DEFAULTENDPOINTTOHOSTACTION: 'DROP', FELIX_BPFLOGLEVEL: 'Info' });
    expect(() => calico({ felix: { VXLANMTU: '1400' } })).toThrow('Network: felix: "VXLANMTU" follows from another prop, which makes it "0"; say it there');
    expect(() => calico({ felix: { FELIX_X: '1' } })).toThrow('felix: a parameter is called such as "LogSeverityScreen", got "FELIX_X"');
    expect(() => calico({ felix: { LogFilePath: 'a', LOGFILEPATH: 'b' } })).toThrow('"LOGFILEPATH" is said twice');
  });

  test.each([
    [{ podCidr: '10.244.0.0' }, 'podCidr: must be a range of IPv4 addresses such as "10.244.0.0/16", got "10.244.0.0"'],
    [{ podCidr: '10.244.0.0/33' }, 'podCidr: must be a range of IPv4 addresses'],
    [{ podCidr: 'fd00::/48' }, 'podCidr: must be a range of IPv4 addresses'],
    [{ podCidr: '10.244.7.1/16' }, 'podCidr: "10.244.7.1/16" does not begin with its first address; say "10.244.0.0/16"'],
    [{ podCidr: '10.244.0.0/27' }, 'podCidr: "10.244.0.0/27" is smaller than one block of addresses (blockSize 26), so no node would get one'],
    [{ blockSize: 19 }, 'blockSize: must be a whole number from 20 to 32, got 19'],
    [{ mtu: 100 }, 'mtu: must be a whole number from 576 to 65535, got 100; leave it out to have it found out'],
    [{ nodeAddress: 'eth0' }, 'nodeAddress: must be "first-found"'],
    [{ apiServer: { host: 'https://api' } }, 'apiServer: host'],
    [{ apiServer: { host: 'api.example', port: 0 } }, 'apiServer: port: must be a port from 1 to 65535, got 0'],
    [{ image: 'quay.io/calico/node:latest' }, 'may be another program on each node'],
  ] as [CalicoDaemonSetProps, string][])('fails with %j', (props, message) => {
    expect(() => calico(props)).toThrow(message);
  });

  test('takes what is at the edge', () => {
    expect(variables({ podCidr: '10.0.0.0/26' }).CALICO_IPV4POOL_CIDR).toBe('10.0.0.0/26');
    expect(variables({ podCidr: '0.0.0.0/0', blockSize: 32 }).CALICO_IPV4POOL_BLOCK_SIZE).toBe('32');
    expect(variables({ apiServer: { host: 'fd00::1' } }).KUBERNETES_SERVICE_HOST).toBe('fd00::1');
    expect(variables({ mtu: 576 }).FELIX_VXLANMTU).toBe('576');
  });
});
