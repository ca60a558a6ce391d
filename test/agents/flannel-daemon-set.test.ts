import { Duration } from 'cdk8s';
import { containerOf, daemonSetOf, Manifest, manifests, newChart, only, podOf, yamlOf } from './manifests';
import {
  CniPaths, CoverageReport, FlannelBackend, FlannelDaemonSet, FlannelDaemonSetProps, FlannelTunnels, NodeInventory, NodeSelection, TaintEffect, Toleration,
  UpdateStrategy,
} from '../../src';

const DUAL = '10.244.0.0/16,fd00:10:244::/56';
const flannel = (props: FlannelDaemonSetProps = {}) => new FlannelDaemonSet(newChart(null), 'Network', { metadata: { name: 'flannel' }, ...props });
const initOf = (agent: FlannelDaemonSet, name: string): Manifest => podOf(agent).initContainers.find((container: Manifest) => container.name === name);
const file = (props: FlannelDaemonSetProps, key: string): Manifest => {
  const found = manifests(flannel(props)).filter(({ kind, data }) => kind === 'ConfigMap' && data[key] !== undefined);
  expect(found).toHaveLength(1);
  return JSON.parse(found[0].data[key]);
};
const network = (props: FlannelDaemonSetProps = {}) => file(props, 'net-conf.json');
const list = (props: FlannelDaemonSetProps = {}) => file(props, 'cni-conf.json');
const args = (props: FlannelDaemonSetProps = {}): string[] => containerOf(flannel(props)).args;

describe('flannel', () => {
  test('looks like this', () => {
    expect(yamlOf(flannel())).toMatchSnapshot();
  });

  test('looks like this with everything', () => {
    expect(yamlOf(flannel({
      podCidr: '10.10.0.0/16,fd00:10::/48',
      backend: FlannelBackend.wireguard({ port: 51900, ipv6Port: 51901, tunnels: FlannelTunnels.AUTO, keepalive: Duration.seconds(25), mtu: 1420 }),
      nftables: true,
      masquerade: false,
      interfaces: ['eth1'],
      apiServer: { host: '10.0.0.10' },
      hostPorts: false,
      healthPort: 18081,
      cniPaths: CniPaths.gke(),
      cniImage: 'registry.corp/flannel-cni-plugin:v1.9.1-flannel3',
      image: 'registry.corp/flannel:v0.28.10',
      limits: { memory: '256Mi' },
      env: { EVENT_QUEUE_DEPTH: '10000' },
      extraArgs: ['-v=1'],
      variants: { big: { nodes: NodeSelection.labeled({ size: 'big' }), requests: { cpu: '1' } } },
    }))).toMatchSnapshot();
  });

  test('is in kube-system where nobody says otherwise', () => {
    expect(daemonSetOf(flannel()).metadata.namespace).toBe('kube-system');
    expect(daemonSetOf(new FlannelDaemonSet(newChart('kube-flannel'), 'Network')).metadata.namespace).toBe('kube-flannel');
  });

  test('has two capabilities and no more, and one while it installs', () => {
    expect(containerOf(flannel()).securityContext).toMatchObject({ capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] }, allowPrivilegeEscalation: false });
    for (const { securityContext } of podOf(flannel()).initContainers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false, capabilities: { add: ['DAC_OVERRIDE'], drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsUser: 0,
      }); // directories of plugins may belong to somebody else than root
    }
  });

  test('asks for nodes only, and knows its own by name', () => {
    expect(only('ClusterRole', flannel()).rules).toEqual([
      { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['nodes/status'], verbs: ['patch'] },
    ]);
    expect(containerOf(flannel()).env).toEqual([{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }]);
  });

  test('never waits for the cluster\'s name servers, and is never there twice', () => {
    expect(podOf(flannel())).toMatchObject({ hostNetwork: true, dnsPolicy: 'Default', priorityClassName: 'system-node-critical' });
    expect(daemonSetOf(flannel()).spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } });
    expect(() => flannel({ updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: 1 }) })).toThrow('Network: updateStrategy: with host port 8081 two pods cannot be on one node');
  });

  test('runs on a node that has no network yet, whose taints nobody named; another one does not', () => {
    const nodes = NodeSelection.everyNode().toleratingOnly(Toleration.exists('dedicated'));
    const covers = (taint: string, agent: FlannelDaemonSet) => {
      const inventory = NodeInventory.ofPools({ name: 'a', count: 1, taints: [{ key: taint, effect: TaintEffect.NO_SCHEDULE }] });
      return CoverageReport.of(manifests(agent), inventory).success;
    };

    expect(covers('node.cloudprovider.kubernetes.io/uninitialized', flannel({ nodes }))).toBe(true);
    expect(covers('gpu', flannel({ nodes }))).toBe(false);
    expect(covers('gpu', flannel())).toBe(true);
    expect(podOf(flannel()).tolerations).toEqual([{ operator: 'Exists' }]);
  });

  test('installs the plugin, then the list, where the nodes look for them', () => {
    const paths = (props: FlannelDaemonSetProps) =>
      Object.fromEntries(podOf(flannel(props)).volumes.flatMap(({ name, hostPath }: Manifest) => hostPath ? [[name, hostPath.path]] : []));
    const mounted = (cniPaths: CniPaths | undefined, container: string, mountPath: string) =>
      paths({ cniPaths })[initOf(flannel({ cniPaths }), container).volumeMounts.find((mount: Manifest) => mount.mountPath === mountPath).name];
    const both = (cniPaths?: CniPaths) => [mounted(cniPaths, 'install-cni-plugin', '/opt/cni/bin'), mounted(cniPaths, 'install-cni', '/etc/cni/net.d')];

    expect(podOf(flannel()).initContainers.map(({ name }: Manifest) => name)).toEqual(['install-cni-plugin', 'install-cni']);
    expect(both()).toEqual(['/opt/cni/bin', '/etc/cni/net.d']);
    expect(both(CniPaths.gke())).toEqual(['/home/kubernetes/bin', '/etc/cni/net.d']);
    expect(both(CniPaths.at('/a/bin', '/a/conf'))).toEqual(['/a/bin', '/a/conf']);
    expect(initOf(flannel(), 'install-cni').args).toEqual(['/etc/kube-flannel/cni-conf.json', '/etc/cni/net.d/10-flannel.conflist']);
  });

  test('has the same image where it is installed and where it runs', () => {
    const images = (props: FlannelDaemonSetProps) => [initOf(flannel(props), 'install-cni').image, containerOf(flannel(props)).image, initOf(flannel(props), 'install-cni-plugin').image];

    expect(images({})).toEqual(['ghcr.io/flannel-io/flannel:v0.28.10', 'ghcr.io/flannel-io/flannel:v0.28.10', 'ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3']);
    expect(images({ image: 'a/b:1', cniImage: 'c/d:2' })).toEqual(['a/b:1', 'a/b:1', 'c/d:2']);
    expect(daemonSetOf(flannel()).metadata.annotations['everynode.dev/architectures']).toBe('amd64,arm,arm64,ppc64le,riscv64,s390x');
    expect(daemonSetOf(flannel({ image: 'a/b:1' })).metadata.annotations).not.toHaveProperty(['everynode.dev/architectures']);
  });

  test('is asked on the loopback address, whatever family the node has', () => {
    const { livenessProbe, readinessProbe, ports } = containerOf(flannel({ healthPort: 18081 }));

    expect(args({ healthPort: 18081 })).toEqual(['--kube-subnet-mgr', '--ip-masq', '--healthz-ip=127.0.0.1', '--healthz-port=18081']);
    expect([livenessProbe.httpGet, readinessProbe.httpGet]).toMatchObject([{ host: '127.0.0.1', path: '/healthz', port: 18081 }, { host: '127.0.0.1', path: '/readyz', port: 18081 }]);
    expect(ports).toEqual([{ name: 'healthz', containerPort: 18081, hostPort: 18081 }]);
  });
});

describe('the network of flannel', () => {
  test('is what its manifest has', () => {
    expect(network()).toEqual({ Network: '10.244.0.0/16', EnableNFTables: false, Backend: { Type: 'vxlan' } });
    expect(list()).toEqual({
      name: 'cbr0',
      cniVersion: '1.0.0',
      plugins: [{ type: 'flannel', delegate: { hairpinMode: true, isDefaultGateway: true } }, { type: 'portmap', capabilities: { portMappings: true } }],
    });
  });

  test('has addresses of either family, or of both', () => {
    expect(network({ podCidr: '10.0.0.0/8' })).toMatchObject({ Network: '10.0.0.0/8' });
    expect(network({ podCidr: 'fd00::/48,10.0.0.0/8' })).toMatchObject({ Network: '10.0.0.0/8', EnableIPv6: true, IPv6Network: 'fd00::/48' });
    expect(network({ podCidr: 'fd00::/48' })).toMatchObject({ EnableIPv4: false, EnableIPv6: true, IPv6Network: 'fd00::/48' });
    expect(network({ podCidr: 'fd00::/48' })).not.toHaveProperty('Network');
    expect(network()).not.toHaveProperty('EnableIPv6');
  });

  test.each([
    [FlannelBackend.vxlan(), { Type: 'vxlan' }],
    [FlannelBackend.vxlan({ vni: 1, port: 4789, directRouting: false, groupBasedPolicy: true, mtu: 1400 }), { Type: 'vxlan', VNI: 1, Port: 4789, DirectRouting: false, GBP: true, MTU: 1400 }],
    [FlannelBackend.vxlan({ vni: 9999999, mtu: 576 }), { Type: 'vxlan', VNI: 9999999, MTU: 576 }],
    [FlannelBackend.hostGateway(), { Type: 'host-gw' }],
    [FlannelBackend.wireguard(), { Type: 'wireguard' }],
    [FlannelBackend.wireguard({ port: 1, ipv6Port: 2, tunnels: FlannelTunnels.IPV4, keepalive: Duration.minutes(1), mtu: 65535 }),
      { Type: 'wireguard', ListenPort: 1, ListenPortV6: 2, Mode: 'ipv4', PersistentKeepaliveInterval: 60, MTU: 65535 }],
  ])('goes by %j', (backend, expected) => {
    expect(network({ backend }).Backend).toEqual(expected);
  });

  test('is as it was told', () => {
    expect(network({ nftables: true }).EnableNFTables).toBe(true);
    expect(list({ hostPorts: false }).plugins.map(({ type }: Manifest) => type)).toEqual(['flannel']);
    expect(args({ masquerade: false })).not.toContain('--ip-masq');
    expect(args({ interfaces: ['eth1', 'fd00::1', '10.0.0.1'] }).slice(-3)).toEqual(['--iface=eth1', '--iface=fd00::1', '--iface=10.0.0.1']);
    expect(containerOf(flannel({ apiServer: { host: 'api.example', port: 443 } })).env).toEqual(expect.arrayContaining([
      { name: 'KUBERNETES_SERVICE_HOST', value: 'api.example' }, { name: 'KUBERNETES_SERVICE_PORT', value: '443' },
    ]));
  });

  test.each([
    [{ podCidr: '10.244.0.0' }, 'Network: podCidr: must be a range of IPv4 addresses such as "10.244.0.0/16", got "10.244.0.0"'],
    [{ podCidr: '10.244.7.1/16' }, 'Network: podCidr: "10.244.7.1/16" does not begin with its first address; say "10.244.0.0/16"'],
    [{ podCidr: 'fd00::/48,fd01::/48' }, 'Network: podCidr: must have at most one range of each family'],
    [{ podCidr: '' }, 'Network: podCidr: must be a range of IPv4 addresses'],
    [{ podCidr: '10.244.0.0/29' }, 'Network: podCidr: "10.244.0.0/29" is too small for flannel, which takes prefixes up to /28'],
    [{ podCidr: '10.244.0.0/16,fd00::/125' }, 'Network: podCidr: "fd00::/125" is too small for flannel, which takes prefixes up to /124'],
    [{ podCidr: DUAL, backend: FlannelBackend.vxlan({ vni: 10000 }) }, 'Network: backend: vni: must be at most 9999 where pods have addresses of IPv6, got 10000'],
    [{ podCidr: DUAL, backend: FlannelBackend.vxlan({ mtu: 1329 }) }, 'Network: backend: mtu: must be at least 1330 where pods have addresses of IPv6, got 1329'],
    [{ podCidr: DUAL, backend: FlannelBackend.wireguard({ mtu: 1359 }) }, 'Network: backend: mtu: must be at least 1360 where pods have addresses of IPv6, got 1359'],
    [{ backend: FlannelBackend.wireguard({ tunnels: FlannelTunnels.IPV6 }) }, 'Network: backend: tunnels: by the IPv6 addresses of nodes needs a range of IPv6 in podCidr, too'],
    [{ podCidr: 'fd00::/48', backend: FlannelBackend.wireguard({ tunnels: FlannelTunnels.IPV4 }) }, 'Network: backend: tunnels: by the IPv4 addresses of nodes needs a range of IPv4'],
    [{ healthPort: 0 }, 'Network: healthPort: must be a port from 1 to 65535, got 0'],
    [{ extraArgs: ['--healthz-port=9'] }, 'Network: extraArgs: --healthz-port: the probes would ask elsewhere; state healthPort'],
    [{ extraArgs: ['-v=1', '-kube-subnet-mgr=false'] }, 'Network: extraArgs: --kube-subnet-mgr: the part of the network that a node has comes from its Node'],
    [{ env: { NODE_NAME: 'a' } }, 'Network: env: NODE_NAME: each node has a name of its own'],
    [{ env: { FLANNELD_SUBNET_FILE: '/a' } }, 'Network: env: FLANNELD_SUBNET_FILE: the plugin reads /run/flannel/subnet.env'],
    [{ variants: { edge: { nodes: NodeSelection.labeled({ edge: 'true' }), env: { FLANNELD_HEALTHZ_IP: '::' } } } }, 'Network: variant "edge": env: FLANNELD_HEALTHZ_IP: the probes ask'],
    [{ interfaces: ['eth 1'] }, 'Network: interfaces: must be names such as "eth1", or addresses, got "eth 1"'],
    [{ interfaces: ['a-name-that-is-too-long'] }, 'Network: interfaces: must be names such as "eth1", or addresses'],
    [{ interfaces: ['eth1', 'eth1'] }, 'Network: interfaces: "eth1" is stated twice'],
    [{ apiServer: { host: 'https://api' } }, 'Network: apiServer: host'],
    [{ image: 'ghcr.io/flannel-io/flannel:latest' }, 'may be another program on each node'],
    [{ cniImage: 'ghcr.io/flannel-io/flannel-cni-plugin' }, 'may be another program on each node'],
  ] as [FlannelDaemonSetProps, string][])('fails with %j', (props, message) => {
    expect(() => flannel(props)).toThrow(message);
  });

  test.each([
    FlannelBackend.vxlan({ vni: 9999, mtu: 1330 }),
    FlannelBackend.wireguard({ tunnels: FlannelTunnels.IPV6, mtu: 1360 }),
    FlannelBackend.wireguard({ tunnels: FlannelTunnels.AUTO }),
    FlannelBackend.hostGateway(),
  ])('takes what is just enough for both families: %j', backend => {
    expect(network({ podCidr: '10.244.0.0/28,fd00::/124', backend })).toMatchObject({ EnableIPv6: true });
  });

  test.each([
    [() => FlannelBackend.vxlan({ vni: 0 }), 'FlannelBackend.vxlan: vni: must be a whole number from 1 to 9999999, got 0'],
    [() => FlannelBackend.vxlan({ vni: 10000000 }), 'FlannelBackend.vxlan: vni: must be a whole number'],
    [() => FlannelBackend.vxlan({ port: 70000 }), 'FlannelBackend.vxlan: port: must be a port from 1 to 65535, got 70000'],
    [() => FlannelBackend.vxlan({ mtu: 575 }), 'FlannelBackend.vxlan: mtu: must be a whole number from 576 to 65535, got 575; leave it out for that of the node'],
    [() => FlannelBackend.wireguard({ port: 0 }), 'FlannelBackend.wireguard: port: must be a port'],
    [() => FlannelBackend.wireguard({ ipv6Port: 51820 }), 'FlannelBackend.wireguard: ipv6Port: must be another one than port, got 51820'],
    [() => FlannelBackend.wireguard({ port: 51821 }), 'FlannelBackend.wireguard: ipv6Port: must be another one than port, got 51821'],
    [() => FlannelBackend.wireguard({ keepalive: Duration.millis(500) }), 'FlannelBackend.wireguard: keepalive: must be a whole number of seconds, of at least 1, got 0.5'],
    [() => FlannelBackend.wireguard({ mtu: 1.5 }), 'FlannelBackend.wireguard: mtu: must be a whole number'],
  ])('fails with a backend that cannot be: %#', (backend, message) => {
    expect(backend).toThrow(message);
  });
});
