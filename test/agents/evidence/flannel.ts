import { Duration } from 'cdk8s';
import { AgentEvidence, StatedOptions } from './agent-evidence';
import { backendProblems, flagProblems, pluginProblems } from './flannel-options';
import { FLANNEL_READER, LIBCNI } from './text-program';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { CniPaths, FlannelBackend, FlannelDaemonSet, FlannelDaemonSetProps, FlannelTunnels } from '../../../src';
import { Manifest, newChart } from '../manifests';

export const FLANNEL: AgentEvidence = {
  program: 'flannel',
  exportedAs: 'FlannelDaemonSet',
  make: (scope, id, stated = {}) => new FlannelDaemonSet(scope, id, stated),
  makeWithEverything: (scope, id, stated = {}) => new FlannelDaemonSet(scope, id, {
    cniPaths: CniPaths.at('/opt/cni/bin', '/etc/cni/net.d'),
    cniImage: 'registry.example/flannel-cni-plugin:v1.9.1-flannel3',
    image: 'registry.example/flannel:v0.28.10',
    podCidr: '10.244.0.0/16,fd00:10:244::/56',
    backend: FlannelBackend.vxlan({ vni: 7, port: 4789, directRouting: true, groupBasedPolicy: true, mtu: 1450 }),
    nftables: true,
    masquerade: true,
    interfaces: ['eth1', '10.0.0.1'],
    apiServer: { host: 'api.example', port: 443 },
    hostPorts: true,
    healthPort: 8081,
    priorityClassName: 'node-agents',
    ...stated,
  }),
  otherPorts: (scope, id, stated: StatedOptions = {}) => new FlannelDaemonSet(scope, id, { healthPort: 18082, ...stated }),
  takenBy: {
    who: `The configuration of the network is read by flannel's own code (github.com/flannel-io/flannel v0.28.10: its parser, its check of networks, and the type of
its VXLAN backend; strictly, where flannel itself leaves out what it does not know), and the list of plugins by libcni v1.3.0, by which container runtimes
read it (both asked anew where Go is there). Options of the other backends, of the plugins and of flanneld are held against what is documented, with its
source, read on 2026-11-27 (test/agents/evidence/flannel-options.ts).`,
    problemsOf: objects => [
      ...FLANNEL_READER.problemsOf(flannelNetworksOf(objects)),
      ...LIBCNI.problemsOf(flannelListsOf(objects)),
      ...flannelNetworksOf(objects).flatMap(backendProblems),
      ...flannelListsOf(objects).flatMap(pluginProblems),
      ...argsOf(objects).flatMap(flagProblems),
    ],
    broken: { from: 'EnableNFTables', to: 'EnableNftable', found: /^json: unknown field "EnableNftable"$/m },
  },
  vendor: {
    source: 'flannel-io/flannel, Documentation/kube-flannel.yml at v0.28.10 (2026-10-08)',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: '{"tier":"node","app":"flannel","k8s-app":"flannel"}', why: 'what it is and which one of them, in the labels that other tools know' },
      { field: 'metadata.name', vendor: '"kube-flannel-ds"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: '"kube-flannel", which its manifest makes', why: 'that of its chart; where the chart has none `kube-system`, as every network plugin here, because each platform takes its class there' },
      { field: 'spec.selector.matchLabels', vendor: '{"app":"flannel"}', why: 'the program and the DaemonSet; `matchLabels` takes over one that runs' },
      { field: 'spec.updateStrategy', vendor: '–', why: 'Kubernetes\' default, written out' },
      { field: 'spec.template.metadata.labels', vendor: '{"tier":"node","app":"flannel"}', why: 'those of the selector' },
      { field: 'spec.template.metadata.annotations', vendor: '–', why: 'changes with the configuration, so that a new one reaches the nodes' },
      inPod('tolerations', 'NoSchedule, Exists; its chart NoExecute, too', 'every taint: a node without it is a node without pods'),
      inPod('affinity', 'kubernetes.io/os In [linux]', 'the system is in the node selector; virtual nodes run no DaemonSet pods'),
      inPod('nodeSelector', '–', 'says what the vendor says by affinity'),
      inPod('automountServiceAccountToken', '–', 'Kubernetes\' default, written out, because most agents do without'),
      inPod('dnsPolicy', '–', 'what Kubernetes makes of it on the host network, written out: the name servers of the cluster need the network that this makes'),
      inPod('securityContext', '–', 'the seccomp profile of the runtime'),
      inPod('serviceAccountName', '"flannel"', 'called as the DaemonSet, so that two of them never collide'),
      inPod('terminationGracePeriodSeconds', '–', 'Kubernetes\' default, written out'),
      inContainer('args', '["--ip-masq","--kube-subnet-mgr","--healthz-port=8081"]', 'the same, and it is asked on the loopback address only, which every node has, whatever its family'),
      inContainer('env', 'POD_NAME, POD_NAMESPACE, EVENT_QUEUE_DEPTH=5000, CONT_WHEN_CACHE_NOT_READY=false', 'the node is told by NODE_NAME, so pods need not be read; the other two are its defaults, and `env` states them'),
      inContainer('livenessProbe', 'the same, by the name of the port, on the address of the pod', 'on the loopback address, by its number'),
      inContainer('readinessProbe', 'the same, by the name of the port, on the address of the pod', 'on the loopback address, by its number'),
      inContainer('ports', '[{"containerPort":8081,"name":"healthz","protocol":"TCP"}]', 'Kubernetes\' defaults, one of them written out'),
      inContainer('securityContext', '{"capabilities":{"add":["NET_ADMIN","NET_RAW"]},"privileged":false}', 'the same two, and no others: the vendor\'s has those of the runtime, too; that it is root, and writes to its image, is said'),
      inContainer('volumeMounts', 'the same paths, volumes with other names', 'volumes are named by their paths; of the ConfigMap it sees what it reads'),
      inPod('initContainers', 'the same two in this order, without security context', 'they have one capability, to write to directories of whoever owns them, where the vendor\'s have those of the runtime, and write to nothing else'),
      inPod('volumes', '/run/flannel, /opt/cni/bin and /etc/cni/net.d without a type', 'what is missing is made as a directory by the kubelet, with its rights'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.template.spec.hostNetwork', 'spec.template.spec.priorityClassName', 'spec.template.spec.containers[0].name',
      'spec.template.spec.containers[0].image', 'spec.template.spec.containers[0].command', 'spec.template.spec.containers[0].resources',
    ],
  },
  ownPaths: (_: Manifest) => [],
  sharedPaths: ['/etc/cni/net.d', '/opt/cni/bin', '/run/flannel', '/run/xtables.lock'],
  pathTypes: {
    '/run/xtables.lock': 'the file that all who change iptables lock; it never goes away',
  },
  reasons: {
    '/run/flannel': 'what the plugin must know of the network of its node; the private key of WireGuard',
    '/run/xtables.lock': 'iptables is not changed by two at once',
    '/etc/kube-flannel': 'the configuration of the network, and the list of plugins as it is installed',
    '/opt/cni/bin': 'the plugin is installed where the container runtime looks for it',
    '/etc/cni/net.d': 'the list of plugins',
    'healthz': 'how it is, for the kubelet; on the loopback address only',
    'NET_ADMIN': 'makes interfaces, routes and rules of the packet filter',
    'NET_RAW': 'iptables needs it, where the node has the older kind',
    'DAC_OVERRIDE': 'the plugin is installed whoever owns the directories: some installers give them to a user of their own (kubernetes-sigs/kubespray#13378)',
    'nodes': 'which addresses nodes have, and how they are reached',
    'nodes/status': 'its node is told how it is reached, and that its network is there',
  },
  limits: [
    'The cluster must give each node a part of `podCidr`: kube-controller-manager with `--allocate-node-cidrs` and `--cluster-cidr`, which `podSubnet` of kubeadm sees to. Otherwise flannel ends with "pod cidr not assigned" (flannel-io/flannel#728). Nobody here sees whether both ranges are the same.',
    'The plugins `bridge`, `host-local` and `loopback`, and `portmap` with `hostPorts`, must be on the nodes already, of version 1.0 or later: flannel\'s image has only its own (flannel-io/flannel#1847). The package `kubernetes-cni` has them.',
    'With iptables the module `br_netfilter` must be loaded on the nodes: flannel ends without it.',
    'It knows no network policies. The Kubernetes project has an agent for them that gets along with it (kubernetes-sigs/kube-network-policies), which flannel\'s chart can add.',
    'The backend is not changed while pods run: drain the nodes, or start with new ones. Nodes must reach each other on UDP 8472 (VXLAN; another `port` where stated) or 51820 and 51821 (WireGuard); neither is declared as a port of the pod. With `hostGateway` the network between the nodes must let packets of pods pass.',
    'The backends `udp`, `ipip`, `alloc` and those of clouds are left out: flannel calls them a means to debug, or experimental. So is the pre-shared key of WireGuard, which would stand in a ConfigMap.',
    'An `image` of one\'s own must have `/opt/bin/install-conf` and answer `/readyz`, as v0.28.10 does.',
    'It tolerates every taint, and always those that a node has until its network is there, also where `nodes` names the taints: a plugin that waits for a ready node waits for itself.',
    '`system-node-critical` is refused on GKE outside of `kube-system`, where it is in a chart without a namespace. In another namespace say `priorityClassName`, or make a ResourceQuota for that class.',
    'It asks the API server by its Service, which needs kube-proxy on the node, or `apiServer`.',
    'It has no limit of memory: a node loses its network when flanneld is killed. `limits` states one. In clusters of some thousand nodes say `env: { EVENT_QUEUE_DEPTH: \'10000\' }`.',
    'With `nftables`, kube-proxy should be in its mode nftables, too. Flannel calls that experimental.',
    'k3s and Talos bring flannel themselves. Windows nodes need other images and another configuration.',
    'Two network plugins on one node are one too many: they have one role, and the check finds where it is there twice.',
    'That it does with two capabilities, where the vendor\'s keeps those of the runtime, was read in its code. No cluster was started with this.',
  ],
};

/** The configurations of the network among the objects of an agent. */
export function flannelNetworksOf(objects: readonly Manifest[]): string[] {
  return textsOf(objects, 'net-conf.json');
}

/** The lists of plugins among the objects of an agent. */
export function flannelListsOf(objects: readonly Manifest[]): string[] {
  return textsOf(objects, 'cni-conf.json');
}

/** Others that flannel is asked about: the other one of each choice. */
export function otherFlannels(): FlannelDaemonSet[] {
  const others: FlannelDaemonSetProps[] = [
    { podCidr: 'fd00:10:244::/56', hostPorts: false, masquerade: false },
    { backend: FlannelBackend.hostGateway(), podCidr: '10.244.0.0/28' },
    { backend: FlannelBackend.wireguard() },
    { backend: FlannelBackend.wireguard({ port: 51900, ipv6Port: 51901, tunnels: FlannelTunnels.AUTO, keepalive: Duration.seconds(25), mtu: 1420 }) },
  ];
  return others.map(props => new FlannelDaemonSet(newChart(), 'Agent', props));
}

function textsOf(objects: readonly Manifest[], file: string): string[] {
  return objects.filter(({ kind, data }) => kind === 'ConfigMap' && data[file] !== undefined).map(({ data }) => data[file] as string);
}

function argsOf(objects: readonly Manifest[]): string[][] {
  return objects.filter(({ kind }) => kind === 'DaemonSet').map(({ spec }) => spec.template.spec.containers[0].args as string[]);
}
