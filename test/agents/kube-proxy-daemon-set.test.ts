import { Chart, Duration, Testing } from 'cdk8s';
import { parse } from 'yaml';
import { containerOf, daemonSetOf, Manifest, manifests, newChart, only, podOf, yamlOf } from './manifests';
import {
  CalicoDaemonSet, CalicoDataplane, CiliumDaemonSet, CoverageReport, FlannelDaemonSet, KubeProxyDaemonSet, KubeProxyDaemonSetProps, KubeProxyMode,
  MetricsMonitor, MetricsService, NodeAgentDaemonSet, NodeExporterDaemonSet, NodeInventory, NodeSelection, TaintEffect, Toleration, UpdateStrategy,
} from '../../src';

const REQUIRED = { apiServer: 'https://api.example:6443', kubernetesVersion: '1.37.2', metadata: { name: 'kube-proxy' } };
const proxy = (props: Partial<KubeProxyDaemonSetProps> = {}) => new KubeProxyDaemonSet(newChart(null), 'Proxy', { ...REQUIRED, ...props });
const file = (props: Partial<KubeProxyDaemonSetProps>, key: string): Manifest => parse(only('ConfigMap', proxy(props)).data[key]);
const config = (props: Partial<KubeProxyDaemonSetProps> = {}) => file(props, 'config.conf');
const server = (apiServer: string) => file({ apiServer }, 'kubeconfig.conf').clusters[0].cluster.server;
const probes = (props: Partial<KubeProxyDaemonSetProps> = {}) => {
  const { startupProbe, livenessProbe, readinessProbe } = containerOf(proxy(props));
  return [startupProbe, livenessProbe, readinessProbe].map(({ httpGet: { path, port, host } }: Manifest) => [path, port, host]);
};

describe('kube-proxy', () => {
  test('looks like this', () => {
    expect(yamlOf(proxy())).toMatchSnapshot();
  });

  test('looks like this with everything', () => {
    expect(yamlOf(proxy({
      mode: KubeProxyMode.IPVS,
      clusterCidr: 'fd00:10:244::/56,10.244.0.0/16',
      nodePortAddresses: ['10.0.0.0/8'],
      conntrack: { maxPerCore: 0, tcpCloseWaitTimeout: Duration.minutes(30), udpTimeout: Duration.seconds(30) },
      metricsBindAddress: '[::]:10249',
      monitor: MetricsMonitor.serviceMonitor(),
      featureGates: { KubeProxyNFTablesLocalhostNodePorts: false },
      extraConfig: 'ipvs: { strictARP: true }\nclientConnection: { qps: 20 }\n',
      limits: { memory: '512Mi' },
      extraArgs: ['-v=2'],
      variants: { big: { nodes: NodeSelection.labeled({ size: 'big' }), requests: { cpu: '1' } } },
    }))).toMatchSnapshot();
  });

  test('is in kube-system where nobody says otherwise', () => {
    expect(daemonSetOf(proxy()).metadata.namespace).toBe('kube-system');
    expect(daemonSetOf(new KubeProxyDaemonSet(newChart('proxies'), 'Proxy', REQUIRED)).metadata.namespace).toBe('proxies');
  });

  test('is of the version of the cluster', () => {
    expect(containerOf(proxy({ kubernetesVersion: '1.31.4' })).image).toBe('registry.k8s.io/kube-proxy:v1.31.4');
    expect(containerOf(proxy({ kubernetesVersion: 'v1.36.0-rc.1' })).image).toBe('registry.k8s.io/kube-proxy:v1.36.0-rc.1');
    expect(daemonSetOf(proxy()).metadata.annotations['everynode.dev/architectures']).toBe('amd64,arm64,ppc64le,s390x');
  });

  test('has the permissions that the API server keeps for it, and none of its own', () => {
    const objects = manifests(proxy());

    expect(objects.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'ClusterRoleBinding', 'ConfigMap', 'DaemonSet']);
    expect(only('ClusterRoleBinding', proxy())).toMatchObject({
      metadata: { name: 'kube-system:kube-proxy:system:node-proxier' },
      roleRef: { kind: 'ClusterRole', name: 'system:node-proxier' },
      subjects: [{ kind: 'ServiceAccount', name: 'kube-proxy', namespace: 'kube-system' }],
    });
    expect(podOf(proxy())).toMatchObject({ serviceAccountName: 'kube-proxy', automountServiceAccountToken: true });
  });

  test('is on the network of its node, privileged, and never waits for the cluster\'s name servers', () => {
    expect(podOf(proxy())).toMatchObject({ hostNetwork: true, dnsPolicy: 'Default', priorityClassName: 'system-node-critical' });
    expect(containerOf(proxy()).securityContext).toMatchObject({ privileged: true });
    expect(daemonSetOf(proxy()).spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } });
    expect(() => proxy({ updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: 1 }) })).toThrow('Proxy: updateStrategy: with host port 10256 two pods cannot be on one node');
  });

  test('knows its node by the name that Kubernetes has for it', () => {
    expect(containerOf(proxy()).args).toEqual(['--config=/var/lib/kube-proxy/config.conf', '--hostname-override=$(NODE_NAME)']);
    expect(containerOf(proxy()).env).toEqual([{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }]);
  });

  test('runs on a node that has no network yet, whose taints nobody named; another one does not', () => {
    const nodes = NodeSelection.everyNode().toleratingOnly(Toleration.exists('dedicated'));
    const covers = (taint: string, agent: KubeProxyDaemonSet) => {
      const inventory = NodeInventory.ofPools({ name: 'a', count: 1, taints: [{ key: taint, effect: TaintEffect.NO_SCHEDULE }] });
      return CoverageReport.of(manifests(agent), inventory).success;
    };

    expect(covers('node.cloudprovider.kubernetes.io/uninitialized', proxy({ nodes }))).toBe(true);
    expect(covers('gpu', proxy({ nodes }))).toBe(false);
    expect(covers('gpu', proxy())).toBe(true);
  });

  test('is not warned of its own ports, whatever it is called; another one that takes them is', () => {
    const inventory = NodeInventory.ofPools({ name: 'a', count: 1 });
    const other = newChart();
    new NodeExporterDaemonSet(other, 'Metrics', { port: 10256 });
    const reportOf = (objects: Manifest[]) => CoverageReport.of(objects, inventory).toText();

    expect(reportOf(manifests(proxy({ metadata: { name: 'services' } })))).not.toContain('KnownHostPort');
    expect(reportOf(manifests(other))).toContain('KnownHostPort');
  });

  test('is one too many where it is there twice', () => {
    const chart = newChart(null);
    new KubeProxyDaemonSet(chart, 'One', { ...REQUIRED, metadata: { name: 'one' } });
    const inventory = NodeInventory.ofPools({ name: 'a', count: 1 });

    expect(CoverageReport.of(manifests(chart), inventory).success).toBe(true);
    new KubeProxyDaemonSet(chart, 'Two', { ...REQUIRED, metadata: { name: 'two' }, healthzBindAddress: '0.0.0.0:20256', metricsBindAddress: '127.0.0.1:20249' });
    expect(CoverageReport.of(manifests(chart), inventory).success).toBe(false);
  });
});

describe('the configuration of kube-proxy', () => {
  test('says no more than what was said', () => {
    expect(config()).toEqual({
      apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
      kind: 'KubeProxyConfiguration',
      clientConnection: { kubeconfig: '/var/lib/kube-proxy/kubeconfig.conf' },
      mode: 'iptables',
      healthzBindAddress: '0.0.0.0:10256',
      metricsBindAddress: '127.0.0.1:10249',
    });
  });

  test('asks the API server at its own address, with the token of the pod', () => {
    expect(server('https://api.example:6443')).toBe('https://api.example:6443');
    expect(server('https://[fd00::1]:6443')).toBe('https://[fd00::1]:6443');
    expect(server('https://10.0.0.1')).toBe('https://10.0.0.1');
    expect(server('https://api.example/k8s/clusters/c-1')).toBe('https://api.example/k8s/clusters/c-1');
    expect(file({}, 'kubeconfig.conf').users).toEqual([{ name: 'default', user: { tokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' } }]);
  });

  test('has times as Kubernetes writes them, and numbers, zero among them', () => {
    const conntrack = { maxPerCore: 0, tcpEstablishedTimeout: Duration.hours(2), udpStreamTimeout: Duration.seconds(0), tcpBeLiberal: false };

    expect(config({ conntrack }).conntrack).toEqual({ maxPerCore: 0, tcpEstablishedTimeout: '7200s', udpStreamTimeout: '0s', tcpBeLiberal: false });
  });

  test('follows the family of the addresses', () => {
    const addresses = (clusterCidr?: string) => {
      const { healthzBindAddress, metricsBindAddress } = config({ clusterCidr });
      return [healthzBindAddress, metricsBindAddress];
    };

    expect(addresses('10.244.0.0/16,fd00::/48')).toEqual(['0.0.0.0:10256', '127.0.0.1:10249']);
    expect(addresses('fd00::/48,10.244.0.0/16')).toEqual(['[::]:10256', '[::1]:10249']);
    expect(addresses('fd00::/48')).toEqual(['[::]:10256', '[::1]:10249']);
    expect(config({ clusterCidr: 'fd00::/48', metricsBindAddress: '127.0.0.1:10249' }).metricsBindAddress).toBe('127.0.0.1:10249');
  });

  test('is asked where it listens, by a path that its version has', () => {
    expect(probes()).toEqual(Array(3).fill(['/livez', 10256, undefined]));
    expect(probes({ healthzBindAddress: '127.0.0.1:20256' })).toEqual(Array(3).fill(['/livez', 20256, '127.0.0.1']));
    expect(probes({ healthzBindAddress: '[::]:10256' })).toEqual(Array(3).fill(['/livez', 10256, undefined]));
    expect(probes({ kubernetesVersion: '1.28.0' })).toEqual(Array(3).fill(['/livez', 10256, undefined]));
    expect(probes({ kubernetesVersion: '1.27.16' })).toEqual(Array(3).fill(['/healthz', 10256, undefined]));
  });

  test('opens its metrics only when it is told to, and tells Prometheus then', () => {
    const open = { metricsBindAddress: '0.0.0.0:10249' };
    const kinds = (props: Partial<KubeProxyDaemonSetProps>) => manifests(proxy(props)).map(({ kind }) => kind).filter(kind => /Service$|Monitor$/.test(kind));

    expect(kinds({})).toEqual([]);
    expect(kinds(open)).toEqual(['Service']);
    expect(kinds({ ...open, service: MetricsService.NONE, monitor: MetricsMonitor.podMonitor() })).toEqual(['PodMonitor']);
    expect(kinds({ ...open, monitor: MetricsMonitor.serviceMonitor() })).toEqual(['Service', 'ServiceMonitor']);
    expect(only('Service', proxy(open)).spec).toMatchObject({ clusterIP: 'None', ports: [{ name: 'metrics', port: 10249 }] });
    expect(() => proxy({ monitor: MetricsMonitor.podMonitor() }))
      .toThrow('Proxy: monitor: metrics are served on 127.0.0.1, where nobody but the node reaches them; state metricsBindAddress: "0.0.0.0:10249"');
    expect(() => proxy({ service: MetricsService.HEADLESS, metricsBindAddress: '[::1]:10249' })).toThrow('Proxy: service: metrics are served on ::1');
    expect(kinds({ service: MetricsService.NONE })).toEqual([]);
  });

  test('takes further fields, and none that is unknown or said elsewhere', () => {
    expect(config({ mode: KubeProxyMode.IPVS, extraConfig: 'ipvs: { strictARP: true }\nclientConnection: { qps: 20 }' })).toMatchObject({
      ipvs: { strictARP: true }, clientConnection: { kubeconfig: '/var/lib/kube-proxy/kubeconfig.conf', qps: 20 }, mode: 'ipvs',
    });
    expect(() => proxy({ extraConfig: 'mode: ipvs' })).toThrow('Proxy: extraConfig: "mode" is not said here: say it with mode');
    expect(() => proxy({ extraConfig: 'clusterCIDR: 10.0.0.0/8' })).toThrow('Proxy: extraConfig: "clusterCIDR" is not said here: say it with clusterCidr');
    expect(() => proxy({ extraConfig: 'hostnameOverride: a' })).toThrow('Proxy: extraConfig: "hostnameOverride" is not said here: it is the name of the node');
    expect(() => proxy({ extraConfig: 'clientConnection: { kubeconfig: /a/b }' })).toThrow('Proxy: extraConfig: clientConnection: "kubeconfig" is not said here: it follows from apiServer');
    expect(() => proxy({ extraConfig: 'ipvs: { strictArp: true }' })).toThrow('Proxy: extraConfig: ipvs: kube-proxy knows no field "strictArp" (typo of "strictARP"?); here it may have syncPeriod');
    expect(() => proxy({ extraConfig: 'ipTables: {}' })).toThrow('Proxy: extraConfig: kube-proxy knows no field "ipTables" (typo of "iptables"?)');
    expect(() => proxy({ extraConfig: 'winkernel: {}' })).toThrow('Proxy: extraConfig: kube-proxy knows no field "winkernel"; here it may have');
    expect(() => proxy({ extraConfig: 'ipvs: true' })).toThrow('Proxy: extraConfig: ipvs: must be a map');
    expect(() => proxy({ extraConfig: 'ipvs: { strictARP: true }' })).toThrow('Proxy: extraConfig: "ipvs" does nothing in the mode iptables; state mode, or leave it out');
    expect(() => proxy({ mode: KubeProxyMode.IPVS, extraConfig: 'nftables: { masqueradeAll: true }' })).toThrow('"nftables" does nothing in the mode ipvs');
    expect(() => proxy({ mode: KubeProxyMode.IPVS, extraConfig: 'iptables: { masqueradeAll: true }' })).not.toThrow(); // which IPVS goes by, too
    expect(() => proxy({ extraConfig: '- a' })).toThrow('Proxy: extraConfig: must be a map with fields such as ipvs');
  });

  test.each([
    ['1.28.0', { mode: KubeProxyMode.NFTABLES }, 'mode: nftables needs Kubernetes 1.29, and kubernetesVersion is "1.28.0"'],
    ['1.30.0', { mode: KubeProxyMode.NFTABLES }, 'mode: nftables needs Kubernetes 1.31, or featureGates: { NFTablesProxyMode: true }'],
    ['1.30.0', { nodePortAddresses: ['primary'] }, 'nodePortAddresses: "primary" needs Kubernetes 1.31'],
    ['1.36.3', { nodePortAddresses: ['primary', '10.0.0.0/8'] }, 'nodePortAddresses: "primary" beside others needs Kubernetes 1.37'],
    ['1.36.3', { nodePortAddresses: ['localhost'] }, 'nodePortAddresses: "localhost" needs Kubernetes 1.37'],
    ['1.36.3', { nodePortAddresses: ['all'] }, 'nodePortAddresses: "all" needs Kubernetes 1.37'],
    ['1.28.15', { conntrack: { tcpBeLiberal: true } }, 'conntrack: tcpBeLiberal needs Kubernetes 1.29'],
    ['1.28.15', { conntrack: { udpTimeout: Duration.seconds(1) } }, 'conntrack: udpTimeout needs Kubernetes 1.29'],
    ['1.27.16', { extraConfig: 'logging: {}' }, 'extraConfig: "logging" needs Kubernetes 1.28'],
  ] as [string, Partial<KubeProxyDaemonSetProps>, string][])('fails where %s does not know %j', (kubernetesVersion, props, message) => {
    expect(() => proxy({ kubernetesVersion, ...props })).toThrow(`Proxy: ${message}`);
    expect(() => proxy(props)).not.toThrow();
  });

  test('knows options of nftables from 1.29 on', () => {
    expect(() => proxy({ kubernetesVersion: '1.28.15', extraConfig: 'nftables: {}' })).toThrow('Proxy: extraConfig: "nftables" needs Kubernetes 1.29');
  });

  test('takes nftables earlier where it is switched on', () => {
    expect(config({ kubernetesVersion: '1.29.0', mode: KubeProxyMode.NFTABLES, featureGates: { NFTablesProxyMode: true } })).toMatchObject({ mode: 'nftables', featureGates: { NFTablesProxyMode: true } });
    expect(() => proxy({ kubernetesVersion: '1.30.0', mode: KubeProxyMode.NFTABLES, featureGates: { NFTablesProxyMode: false } })).toThrow('mode: nftables needs');
    expect(() => proxy({ mode: KubeProxyMode.NFTABLES, featureGates: { NFTablesProxyMode: false } })).toThrow('Proxy: mode: nftables needs what featureGates switches off: NFTablesProxyMode');
  });

  test.each([
    ['--proxy-mode=ipvs', '--proxy-mode: kube-proxy leaves it out beside its configuration file; say it with a prop, or with extraConfig'],
    ['--feature-gates=A=true', '--feature-gates: kube-proxy leaves it out'],
    ['-config=/a', '--config: its configuration follows from the props'],
    ['--hostname-override=a', '--hostname-override: it is the name of the node'],
    ['--master=https://other', '--master: say it with apiServer'],
    ['--init-only', '--init-only: kube-proxy would do that and end, again and again'],
  ])('refuses the argument %s, which would not do what it says', (argument, message) => {
    expect(() => proxy({ extraArgs: ['-v=2', argument] })).toThrow(`Proxy: extraArgs: ${message}`);
  });

  test('is called as its node', () => {
    expect(() => proxy({ env: { NODE_NAME: 'a' } })).toThrow('Proxy: env: NODE_NAME: it is the name of the node');
    expect(() => proxy({ variants: { edge: { nodes: NodeSelection.labeled({ edge: 'true' }), env: { NODE_NAME: 'a' } } } })).toThrow('Proxy: variant "edge": env: NODE_NAME');
  });

  test('has an image of the version by which it is configured', () => {
    expect(() => proxy({ kubernetesVersion: '1.36.1', image: 'registry.example:5000/kube-proxy:v1.27.4-eksbuild.2' })).toThrow('Proxy: image: "registry.example:5000/kube-proxy:v1.27.4-eksbuild.2" is of another version than kubernetesVersion, "1.36.1"');
    expect(() => proxy({ kubernetesVersion: '1.36.1', image: 'registry.example:5000/kube-proxy:v1.36.4-eksbuild.2' })).not.toThrow();
    expect(() => proxy({ kubernetesVersion: '1.36.1', image: 'registry.example:5000/kube-proxy:ours-7' })).not.toThrow();
    expect(() => proxy({ kubernetesVersion: '1.36.1', image: 'registry.example/our-proxy:1.2.3' })).not.toThrow(); // numbered by others
  });

  test('takes arguments of logging', () => {
    const extraArgs = ['-v=4', '--vmodule=proxier=5', '--logging-format=json', '--log-flush-frequency=1s'];

    expect(containerOf(proxy({ extraArgs })).args.slice(-4)).toEqual(extraArgs);
  });

  test.each([
    [{ kubernetesVersion: '1.31' }, 'kubernetesVersion: must be a release of Kubernetes from 1.27 to 1.37 with all three numbers, such as "1.37.2", got "1.31"'],
    [{ kubernetesVersion: '1.31.4-gke.100' }, 'kubernetesVersion: must be a release of Kubernetes'],
    [{ kubernetesVersion: '1.26.1' }, 'kubernetesVersion: must be a release of Kubernetes'],
    [{ kubernetesVersion: '1.99.1' }, 'kubernetesVersion: must be a release of Kubernetes'],
    [{ apiServer: 'api.example:6443' }, 'apiServer: must be a URL such as "https://api.example:6443", got "api.example:6443"'],
    [{ apiServer: 'http://api.example' }, 'apiServer: must be a URL'],
    [{ apiServer: 'https://user@api.example' }, 'apiServer: must be a URL'],
    [{ apiServer: 'https://api.example?a' }, 'apiServer: must be a URL'],
    [{ apiServer: 'https://[10.0.0.1]' }, 'apiServer: must be a URL'],
    [{ apiServer: 'https://api_server' }, 'apiServer: host'],
    [{ apiServer: 'https://api.example:0' }, 'apiServer: port: must be a port from 1 to 65535, got 0'],
    [{ apiServer: 'https://kubernetes.default.svc' }, 'apiServer: "kubernetes.default.svc" is a Service, which is reached only once kube-proxy runs; say where the API server is without it'],
    [{ apiServer: 'https://kubernetes.default.svc.cluster.local:443' }, 'is a Service'],
    [{ clusterCidr: '10.244.0.0' }, 'clusterCidr: must be a range of IPv4 addresses'],
    [{ clusterCidr: '10.244.0.0/16,10.245.0.0/16' }, 'clusterCidr: must have at most one range of each family, such as "10.244.0.0/16,fd00:10:244::/56", got "10.244.0.0/16,10.245.0.0/16"'],
    [{ clusterCidr: 'fd00::/129' }, 'clusterCidr: must be a range of IPv6 addresses such as "fd00:10:244::/56", got "fd00::/129"'],
    [{ clusterCidr: '10.244.0.0/16, fd00::/48' }, 'clusterCidr: must be a range of IPv6 addresses'],
    [{ nodePortAddresses: ['10.0.0.1'] }, 'nodePortAddresses: must be ranges of addresses such as "10.0.0.0/8", or "primary", "localhost", "all", got "10.0.0.1"'],
    [{ nodePortAddresses: ['10.0.0.0/33'] }, 'nodePortAddresses: must be ranges'],
    [{ nodePortAddresses: ['fd00::/129'] }, 'nodePortAddresses: must be ranges'],
    [{ nodePortAddresses: ['all', 'all'] }, 'nodePortAddresses: "all" is stated twice'],
    [{ conntrack: { maxPerCore: -1 } }, 'conntrack: maxPerCore: must be a whole number from 0 to 2147483647, got -1'],
    [{ conntrack: { maxPerCore: 0, min: 1 } }, 'conntrack: min: does nothing where maxPerCore is 0'],
    [{ conntrack: { min: 2 ** 31 } }, 'conntrack: min: must be a whole number from 0 to 2147483647'],
    [{ conntrack: { udpTimeout: Duration.millis(1500) } }, 'conntrack: udpTimeout: must be a whole number of seconds, of at least 0, got 1.5'],
    [{ healthzBindAddress: '0.0.0.0' }, 'healthzBindAddress: must be an address with a port, such as "0.0.0.0:10256" or "[::]:10256", got "0.0.0.0"'],
    [{ healthzBindAddress: 'localhost:10256' }, 'healthzBindAddress: must be an address with a port'],
    [{ healthzBindAddress: '::1:10256' }, 'healthzBindAddress: must be an address with a port'],
    [{ metricsBindAddress: '[10.0.0.1]:10249' }, 'metricsBindAddress: must be an address with a port'],
    [{ metricsBindAddress: '127.0.0.1:70000' }, 'metricsBindAddress: port: must be a port from 1 to 65535, got 70000'],
    [{ metricsBindAddress: '127.0.0.1:10256' }, 'metricsBindAddress: must have another port than healthzBindAddress, got 10256'],
    [{ featureGates: { 'proxy-mode': true } }, 'featureGates: a feature is called such as "NFTablesProxyMode", got "proxy-mode"'],
    [{ featureGates: { NFTablesProxyMode: 'true' as unknown as boolean } }, 'featureGates: NFTablesProxyMode: must be true or false, got "true"'],
    [{ image: 'registry.example/kube-proxy:latest' }, 'may be another program on each node'],
  ] as [Partial<KubeProxyDaemonSetProps>, string][])('fails with %j', (props, message) => {
    expect(() => proxy(props)).toThrow(message);
  });
});

describe('kube-proxy beside a network plugin', () => {
  const apiServer = { host: '10.0.0.10', port: 443 };
  const saidBeside = (plugin: (scope: Chart) => unknown): string[] => {
    const chart = newChart(null);
    new KubeProxyDaemonSet(chart, 'Proxy', { apiServer: 'https://api.example:6443', kubernetesVersion: '1.37.2' });
    plugin(chart);
    const { findings } = CoverageReport.of(Testing.synth(chart), NodeInventory.ofPools({ name: 'worker', count: 2, labels: { 'kubernetes.io/os': 'linux' } }))._report.clusters[0]!;
    return findings.map(({ code }) => code).filter(code => code === 'ReplacedRole');
  };

  test.each([
    ['Cilium in its place', (scope: Chart) => new CiliumDaemonSet(scope, 'Network', { kubeProxyReplacement: true, apiServer })],
    ['Calico in its place', (scope: Chart) => new CalicoDaemonSet(scope, 'Network', { dataplane: CalicoDataplane.EBPF, apiServer })],
  ])('%s is one too many', (_, plugin) => {
    expect(saidBeside(plugin)).toEqual(['ReplacedRole']);
  });

  test.each([
    ['Cilium', (scope: Chart) => new CiliumDaemonSet(scope, 'Network')],
    ['Calico', (scope: Chart) => new CalicoDaemonSet(scope, 'Network')],
    ['Flannel', (scope: Chart) => new FlannelDaemonSet(scope, 'Network')],
  ])('%s needs it', (_, plugin) => {
    expect(saidBeside(plugin)).toEqual([]);
  });
});

test('what an agent takes the place of is a role', () => {
  const agent = (replaces: string[]) => new NodeAgentDaemonSet(newChart(null), 'Agent', { container: { image: 'a/b:1' }, replaces });

  expect(daemonSetOf(agent(['kube-proxy', 'node-ipam'])).metadata.annotations['everynode.dev/replaces']).toBe('kube-proxy,node-ipam');
  expect(daemonSetOf(agent([])).metadata.annotations).not.toHaveProperty(['everynode.dev/replaces']);
  expect(() => agent(['kube proxy'])).toThrow('Agent: replaces: must be roles such as "kube-proxy", got "kube proxy"');
});
