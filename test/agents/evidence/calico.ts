import { AgentEvidence } from './agent-evidence';
import { undocumentedVariable } from './calico-variables';
import { LIBCNI } from './text-program';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { CalicoDaemonSet, CalicoDataplane, CalicoEncapsulation, CalicoIpam, CniPaths } from '../../../src';
import { allContainersOf, Manifest } from '../manifests';

export const CALICO: AgentEvidence = {
  program: 'calico',
  exportedAs: 'CalicoDaemonSet',
  make: (scope, id, stated = {}) => new CalicoDaemonSet(scope, id, stated),
  makeWithEverything: (scope, id, stated = {}) => new CalicoDaemonSet(scope, id, {
    cniPaths: CniPaths.at('/opt/cni/bin', '/etc/cni/net.d'),
    cniImage: 'registry.example/calico/cni:v3.32.1',
    image: 'registry.example/calico/node:v3.32.1',
    podCidr: '10.244.0.0/16',
    blockSize: 24,
    encapsulation: CalicoEncapsulation.VXLAN_CROSS_SUBNET,
    natOutgoing: true,
    mtu: 1450,
    dataplane: CalicoDataplane.EBPF,
    apiServer: { host: 'api.example', port: 443 },
    ipam: CalicoIpam.CALICO,
    hostPorts: true,
    nodeAddress: 'kubernetes-internal-ip',
    wireguard: true,
    typhaService: 'calico-typha',
    felix: { LogSeverityScreen: 'Warning' },
    priorityClassName: 'node-agents',
    ...stated,
  }),
  takenBy: {
    who: `The list of plugins that is installed on each node is read by libcni v1.3.0, by which container runtimes read it (asked anew where Go is there). Calico
itself was not asked: its code could not be had for a test. Each variable of each container, and its value, is held against what is documented, with its
source, read on 2026-11-27 (test/agents/evidence/calico-variables.ts).`,
    problemsOf: objects => [...LIBCNI.problemsOf(listsOf(objects)), ...variableProblems(objects)],
    broken: { from: '"value":"autodetect"', to: '"value":"detect"', found: /^IP: no such value: detect$/m },
  },
  vendor: {
    source: 'projectcalico/calico, manifests/calico.yaml at 0ca9d1b93644 (2026-06-24), v3.32.1',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: '{"k8s-app":"calico-node"}', why: 'what it is and which one of them, in the labels that other tools know' },
      { field: 'metadata.name', vendor: '"calico-node"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: '"kube-system"', why: 'that of its chart; `kube-system` where the chart has none' },
      { field: 'spec.selector.matchLabels', vendor: '{"k8s-app":"calico-node"}', why: 'the program and the DaemonSet; `matchLabels` takes over one that runs' },
      { field: 'spec.template.metadata.labels', vendor: '{"k8s-app":"calico-node"}', why: 'those of the selector' },
      { field: 'spec.template.metadata.annotations', vendor: '–', why: 'changes with the list of plugins, so that a new one reaches the nodes' },
      inPod('tolerations', 'NoSchedule, NoExecute and CriticalAddonsOnly, each Exists', 'the same taints in one toleration'),
      inPod('affinity', '–', 'virtual nodes run no DaemonSet pods'),
      inPod('automountServiceAccountToken', '–', 'Kubernetes\' default, written out, because most agents do without'),
      inPod('dnsPolicy', '–', 'what Kubernetes makes of it on the host network, written out: the name servers of the cluster need the network that this makes'),
      inPod('serviceAccountName', '"calico-node"', 'called as the DaemonSet, so that two of them never collide'),
      inContainer('env', 'five of them from the ConfigMap calico-config; all from kubernetes-services-endpoint, where there is one', 'typed props in place of two ConfigMaps: what changes replaces the pods, where a ConfigMap that is read at the start reaches each node some day; the account of the plugin has a name of its own'),
      inContainer('readinessProbe.failureThreshold', '–', 'Kubernetes\' default, written out'),
      inContainer('securityContext', '{"privileged":true}', 'that it is root, and writes to its image, is said'),
      inContainer('volumeMounts', 'the same paths, volumes with other names', 'volumes are named by their paths'),
      inPod('initContainers', 'the same three in this order, with variables from the ConfigMap', 'the list of plugins is a file from a ConfigMap; upgrade-ipam is left out with `host-local`, whose addresses in use it would forget'),
      inPod('volumes', '/lib/modules, /proc, /etc/cni/net.d, /var/log/calico/cni, /var/lib/cni/networks without a type; /sys/fs DirectoryOrCreate', 'what must be there is stated, and nothing is ever made below /sys; /lib/modules stays without a type, because some nodes have none'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.updateStrategy', 'spec.template.spec.hostNetwork', 'spec.template.spec.nodeSelector', 'spec.template.spec.priorityClassName',
      'spec.template.spec.securityContext', 'spec.template.spec.terminationGracePeriodSeconds',
      'spec.template.spec.containers[0].name', 'spec.template.spec.containers[0].image', 'spec.template.spec.containers[0].lifecycle',
      'spec.template.spec.containers[0].livenessProbe', 'spec.template.spec.containers[0].readinessProbe.exec', 'spec.template.spec.containers[0].readinessProbe.periodSeconds',
      'spec.template.spec.containers[0].readinessProbe.timeoutSeconds', 'spec.template.spec.containers[0].resources',
    ],
  },
  ownPaths: (_: Manifest) => [],
  sharedPaths: [
    '/etc/cni/net.d', '/opt/cni/bin', '/run/xtables.lock', '/sys/fs', '/sys/fs/bpf', '/var/lib/calico', '/var/lib/cni/networks', '/var/run/calico', '/var/run/nodeagent',
  ],
  pathTypes: {
    '/lib/modules': 'some nodes have no modules, and no such directory',
    '/run/xtables.lock': 'the file that all who change iptables lock; it never goes away',
  },
  reasons: {
    '/host/opt/cni/bin': 'the plugin is installed where the container runtime looks for it',
    '/host/etc/cni/net.d': 'the list of plugins, and the token that the plugin uses, which is made anew before it ends',
    '/lib/modules': 'modules of the kernel are loaded',
    '/run/xtables.lock': 'iptables is not changed by two at once',
    '/var/run/calico': 'sockets, and the tree of cgroups that eBPF programs hang on',
    '/var/lib/calico': 'the name of the node and the size of its packets, for the plugin',
    '/var/run/nodeagent': 'a socket for each pod that asks for one, by which proxies learn of policies',
    '/sys/fs': 'the file system of eBPF maps is mounted, so that it outlives the container',
    '/sys/fs/bpf': 'the maps of eBPF programs, which go on without calico-node',
    '/var/log/calico/cni': 'the log of the plugin',
    '/nodeproc': 'the first process of the node, in whose namespace the tree of cgroups is mounted',
    '/var/lib/cni/networks': 'the addresses that `host-local` gave before, to take them over',
    '/etc/everynode/calico': 'the list of plugins, as it is installed',
    'serviceaccounts/token': 'a token for the plugin; of its own account only',
    'nodes,pods,namespaces,serviceaccounts,services,endpoints': 'which pods policies are about, and where they are',
    'configmaps': 'the addresses of pods, as kubeadm was told',
    'nodes/status': 'the node is told that its network is there',
    'pods/status': 'the pod is told its address',
    'endpointslices': 'policies that are about Services',
    'networkpolicies': 'the policies of Kubernetes',
    'clusternetworkpolicies': 'policies of the whole cluster',
    'daemonsets': 'whether addresses may be taken over from `host-local`',
    'virtualmachineinstancemigrations': 'virtual machines that move from node to node with their addresses',
    'networkpolicies,globalnetworkpolicies,stagednetworkpolicies,stagedglobalnetworkpolicies,stagedkubernetesnetworkpolicies,networksets,globalnetworksets': 'the policies of Calico',
    'felixconfigurations,bgpconfigurations,clusterinformations,ippools': 'how the network is configured; the first node makes what is not there yet',
    'bgppeers,bgpfilters,ipreservations,hostendpoints': 'who else is told of addresses, which are left out, and which interfaces of nodes have policies',
    'tiers': 'the order of policies; the first node makes those that are always there',
    'caliconodestatuses': 'what the node tells of itself when it is asked',
    'blockaffinities,ipamblocks,ipamhandles': 'which node has which addresses',
    'ipamconfigs': 'how addresses are given',
    'pods,nodes,namespaces': 'the plugin: the pod that it makes the network of',
    'blockaffinities,ipamblocks,ipamhandles,clusterinformations,ippools,ipreservations,ipamconfigs': 'the plugin: addresses are taken and given back',
  },
  limits: [
    'It is the part of Calico that is on each node. Its CustomResourceDefinitions, `calico-kube-controllers` and Typha are not made here: [network plugins](../network-plugins.md) shows how they are added. Without the definitions it never gets ready.',
    'It starts without `calico-kube-controllers`: it waits for the API server only, and makes its node, the pools of addresses and the settings of the cluster itself (node/pkg/lifecycle/startup/startup.go of projectcalico/calico, read on 2026-11-27). Without these controllers the addresses of nodes that are gone are not given back, until there are none left (kubernetes/kops#7517).',
    '`calico-kube-controllers` looks for a DaemonSet that is called `calico-node` in `kube-system`: say `metadata: { name: \'calico-node\' }`.',
    '`system-node-critical` is refused on GKE outside of `kube-system`, where it is in a chart without a namespace. In another namespace say `priorityClassName`, or make a ResourceQuota for that class.',
    'It tolerates every taint, and always those that a node has until its network is there, also where `nodes` names the taints: a plugin that waits for a ready node waits for itself.',
    'It has no limit of memory: a node loses its network when calico-node is killed. `limits` states one.',
    '`podCidr`, `blockSize`, `encapsulation` and `natOutgoing` are of the first pool, which is made once. Later ones are changed with `kubectl`, as an `IPPool`.',
    'With BGP (the default) nodes must reach each other on TCP 179 and by IP protocol 4, with VXLAN on UDP 4789, with WireGuard on UDP 51820. None of these is declared as a port of the pod.',
    'k3s and RKE2 look in the standard directories when they run without the plugin that they bring; `CniPaths.k3s()` is for one beside its flannel.',
    'Only IPv4. Windows nodes get Calico from its operator.',
    'Two network plugins on one node are one too many: they have one role, and the check finds where it is there twice.',
    'The manifest was read at v3.32.1, its permissions at a later commit of the same file. No cluster was started with this.',
  ],
};

/** The lists of plugins among the objects of an agent. */
export function listsOf(objects: readonly Manifest[]): string[] {
  return objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => data['10-calico.conflist'] === undefined ? [] : [data['10-calico.conflist'] as string]);
}

function variableProblems(objects: readonly Manifest[]): string[] {
  return objects.filter(({ kind }) => kind === 'DaemonSet')
    .flatMap(({ spec }) => allContainersOf(spec.template.spec))
    .flatMap(({ env = [] }) => env as Manifest[])
    .flatMap(({ name, value = 'node-1' }) => undocumentedVariable(name, value) ?? []);
}
