import { readFileSync } from 'fs';
import { join } from 'path';
import { AgentEvidence } from './agent-evidence';
import { ENVOY_TYPES } from './text-program';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { CiliumDaemonSet, CiliumIpam, CiliumPolicyEnforcement, CiliumRouting, CniPaths } from '../../../src';
import { Manifest } from '../manifests';

/** The options of the agent v1.20.0 with their types, by its own reference: Documentation/cmdref/cilium-agent.md at 450c53145dc0. */
const OPTIONS = new Map(readFileSync(join(__dirname, 'cilium-agent-flags.txt'), 'utf8').trim().split('\n').map(line => line.split(' ') as [string, string]));

/** What an option of a type may be. */
const VALUES: { readonly [type: string]: RegExp } = {
  bool: /^(true|false)$/,
  int: /^-?\d+$/,
  uint32: /^\d+$/,
  duration: /^(\d+(h|m|s|ms))+$/,
};

/** What some options may be, by the same reference. */
const CHOICES: { readonly [option: string]: RegExp } = {
  'enable-policy': /^(default|always|never)$/,
  'routing-mode': /^(native|tunnel)$/,
  'tunnel-protocol': /^(vxlan|geneve)$/,
  'envoy-xds-mode': /^(split|ads|strict-ads)$/,
  'identity-allocation-mode': /^(kvstore|crd|doublewrite-readkvstore|doublewrite-readcrd)$/,
  'ipam': /^(cluster-pool|multi-pool|kubernetes|eni|azure)$/,
  'cni-chaining-mode': /^(none|portmap)$/,
};

export const CILIUM: AgentEvidence = {
  program: 'cilium',
  exportedAs: 'CiliumDaemonSet',
  make: (scope, id, stated = {}) => new CiliumDaemonSet(scope, id, stated),
  makeWithEverything: (scope, id, stated = {}) => new CiliumDaemonSet(scope, id, {
    cniPaths: CniPaths.at('/opt/cni/bin', '/etc/cni/net.d'),
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
    hubble: true,
    exclusive: true,
    loadKernelModules: false,
    cgroupRoot: '/sys/fs/cgroup',
    envoy: true,
    config: { 'enable-bbr': 'true' },
    priorityClassName: 'node-agents',
    ...stated,
  }),
  otherPorts: (scope, id, stated = {}) => new CiliumDaemonSet(scope, id, { healthPort: 8879, envoyMetricsPort: 8964, envoyHealthPort: 8878, ...stated }),
  takenBy: {
    who: `Envoy's bootstrap is read by the types by which Envoy reads it, those of Cilium's filters among them (go-control-plane v1.37.0 and the module of
cilium/proxy that Cilium 1.20.0 has; asked anew where Go is there). Each option of the agent, and its value, is held against the list that the agent
v1.20.0 prints of itself (Documentation/cmdref, read on 2026-11-27). The agent itself could not be built for a test: a module that it needs could not be had.`,
    problemsOf: objects => [...ENVOY_TYPES.problemsOf(bootstrapsOf(objects)), ...optionProblems(objects)],
    broken: { from: '"enable-ipv6"', to: '"ipv6-enabled"', found: /^no such option: ipv6-enabled$/m },
  },
  vendor: {
    source: 'cilium/cilium, install/kubernetes/cilium at 450c53145dc0 (2026-07-29), chart 1.20.0 with its defaults',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES.filter(({ field }) => field !== 'spec.template.spec.restartPolicy'),
      { field: 'metadata.labels', vendor: '{"k8s-app":"cilium",…} with the version of the chart', why: 'no version: it would change with each release of a chart' },
      { field: 'metadata.name', vendor: '"cilium"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: '"kube-system"', why: 'that of its chart; `kube-system` where the chart has none' },
      { field: 'spec.selector.matchLabels', vendor: '{"k8s-app":"cilium"}', why: 'the program and the DaemonSet; `matchLabels` takes over one that runs' },
      { field: 'spec.template.metadata.labels', vendor: '{"k8s-app":"cilium",…} with helm.sh/chart', why: 'those of the selector: a new chart alone replaces no pod' },
      { field: 'spec.template.metadata.annotations', vendor: '{"kubectl.kubernetes.io/default-container":"cilium-agent"}', why: 'changes with the configuration, so that a new one reaches the pods; the first container is the agent' },
      inPod('affinity', 'no two of them on one node', 'a DaemonSet has one on each node already, and an update that would start a second one is an error here; virtual nodes run no DaemonSet pods'),
      inPod('dnsPolicy', '–', 'what Kubernetes makes of it on the host network, written out: the name servers of the cluster need the network that this makes'),
      inPod('serviceAccountName', '"cilium"', 'called as the DaemonSet, so that two of them never collide'),
      inContainer('env', 'the same, and CILIUM_CLUSTERMESH_CONFIG', 'connected clusters are not covered'),
      inContainer('lifecycle', 'the same two, with another text of the first', 'the rules of AWS\'s network plugin are looked for once'),
      inContainer('livenessProbe', 'the same, by the name of the port', 'by its number'),
      inContainer('readinessProbe', 'the same, by the name of the port', 'by its number'),
      inContainer('startupProbe', 'the same, by the name of the port', 'by its number'),
      inContainer('ports', 'health and, for Hubble, peer-service 4244', 'flows are seen on the node by a socket; `hubble-listen-address` in `config` opens the port, which needs certificates'),
      inContainer('securityContext', 'the same capabilities and SELinux options', 'that it is root, may gain rights and writes to its image is written out'),
      inContainer('volumeMounts', 'the same paths of the node, certificates of Hubble and of connected clusters', 'its configuration is mounted, where the vendor has a container that fetches it'),
      inPod('initContainers', 'config, mount-cgroup, apply-sysctl-overwrites, mount-bpf-fs, clean-cilium-state, install-cni-binaries', 'the configuration is mounted, so a change replaces the pods; state is cleaned by hand, once, when it must be'),
      inPod('volumes', '/sys/fs/bpf DirectoryOrCreate; projected Secrets of Hubble and of connected clusters', 'nothing is ever made below /sys; those Secrets belong to what is not covered'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.updateStrategy', 'spec.template.spec.automountServiceAccountToken', 'spec.template.spec.hostNetwork', 'spec.template.spec.nodeSelector',
      'spec.template.spec.priorityClassName', 'spec.template.spec.restartPolicy', 'spec.template.spec.securityContext', 'spec.template.spec.terminationGracePeriodSeconds', 'spec.template.spec.tolerations',
      'spec.template.spec.containers[0].name', 'spec.template.spec.containers[0].image', 'spec.template.spec.containers[0].command', 'spec.template.spec.containers[0].args',
    ],
  },
  ownPaths: (_: Manifest) => [],
  sharedPaths: [
    '/etc/cni/net.d', '/opt/cni/bin', '/proc', '/proc/sys/kernel', '/proc/sys/net', '/run/xtables.lock', '/sys/fs/bpf', '/sys/fs/cgroup', '/var/run/cilium', '/var/run/cilium/envoy/sockets',
    '/var/run/netns',
  ],
  pathTypes: {
    '/lib/modules': 'some nodes have no modules, and no such directory',
    '/run/xtables.lock': 'the file that all who change iptables lock; it never goes away',
  },
  reasons: {
    '/var/run/cilium': 'its state, so that the network goes on when it is started anew; sockets by which it is asked',
    '/var/run/cilium/netns': 'the networks of pods, also of those that start later',
    '/var/run/cilium/envoy/sockets': 'where Envoy, in its own pod, finds it',
    '/sys/fs/bpf': 'the maps and programs of the network, which go on without the agent; one container mounts the file system where it is missing',
    '/host/proc/sys/net': 'settings of the network of the node',
    '/host/proc/sys/kernel': 'settings of the kernel for programs in it',
    '/host/etc/cni/net.d': 'its configuration as a plugin, written once it is ready',
    '/lib/modules': 'modules of the kernel are loaded',
    '/run/xtables.lock': 'iptables is not changed by two at once',
    '/tmp': 'what it keeps while it runs',
    '/tmp/cilium/config-map': 'its configuration, one file for each option',
    '/hostproc': 'the first process of the node, in whose mounts programs are run that prepare the node',
    '/hostbin': 'where those programs are put for a moment: on the node, in a directory that allows to run them',
    '/host/opt/cni/bin': 'the plugin is installed where the container runtime looks for it',
    '/sys/fs/cgroup': 'with `cgroupRoot`: the tree of cgroups of the node',
    'health': 'how it is, for the kubelet; on the loopback address only',
    'CHOWN': 'gives files of its state to Envoy',
    'KILL': 'ends programs that it started',
    'NET_ADMIN': 'makes the network',
    'NET_RAW': 'sends packets of its own, to see whether nodes reach each other',
    'IPC_LOCK': 'keeps the memory of maps from being swapped',
    'SYS_MODULE': 'loads modules of the kernel; not with `loadKernelModules: false`',
    'SYS_ADMIN': 'loads programs into the kernel, also where that has no capability of its own for it, and enters the networks of pods',
    'SYS_RESOURCE': 'locks as much memory as the maps need',
    'DAC_OVERRIDE': 'writes to files of the node whoever owns them',
    'FOWNER': 'sets the rights of such files',
    'SETGID': 'starts programs as another group',
    'SETUID': 'starts programs as another user',
    'SYSLOG': 'reads addresses of the kernel, to hang programs on them',
    'SYS_CHROOT': 'enters the mounts of the node',
    'SYS_PTRACE': 'reaches the first process of the node',
    'namespaces,services,pods,nodes': 'which pods there are, where, and what they are called',
    'networkpolicies': 'the policies of Kubernetes',
    'endpointslices': 'which pods are behind a Service',
    'customresourcedefinitions': 'whether the operator has made the definitions yet',
    'ciliumnetworkpolicies,ciliumclusterwidenetworkpolicies,ciliumcidrgroups,ciliumegressgatewaypolicies,ciliumlocalredirectpolicies,ciliumenvoyconfigs,ciliumclusterwideenvoyconfigs,ciliumdatapathplugins': 'the policies of Cilium',
    'ciliumloadbalancerippools,ciliumbgpnodeconfigs,ciliumbgpadvertisements,ciliumbgppeerconfigs,ciliuml2announcementpolicies,ciliumpodippools,ciliumendpointslices,ciliumnodeconfigs': 'which addresses there are, and who is told of them',
    'ciliumidentities': 'a number for each set of labels, by which policies know pods',
    'ciliumendpoints': 'the pods of its node, for the others',
    'ciliumnodes': 'its node, and the ranges of addresses that it has',
    'ciliumnodes/status': 'which addresses of them are used',
    'ciliumendpoints/status,ciliuml2announcementpolicies/status,ciliumbgpnodeconfigs/status': 'what became of what it was told',
  },
  limits: [
    'It is the part of Cilium that is on each node. Its operator, which also makes the CustomResourceDefinitions, Hubble\'s relay and connected clusters are not made here: [network plugins](../network-plugins.md) shows how they are added. Without the operator it never gets ready.',
    'Envoy runs in a DaemonSet of its own on the same nodes, called as the agent with `-envoy` behind it, with the role `network-proxy`. Update both together. `envoy: false` has the agent start it.',
    'Without `kubeProxyReplacement` a `hostPort` of a pod does nothing, unless `portmap` is on the nodes and chained: `portmap: true`.',
    'The containers that write to `/opt/cni/bin` lack DAC_OVERRIDE, as the chart\'s do: where that directory belongs to somebody else than root, as some installers leave it, they cannot write (kubernetes-sigs/kubespray#13378, cilium/cilium#23838). Give it to root.',
    'Nodes that are born with the taint `node.cilium.io/agent-not-ready` get no pod before their network is there; Cilium takes it away. Any plugin but this one must tolerate it.',
    '`system-node-critical` is refused on GKE outside of `kube-system`, where it is in a chart without a namespace. In another namespace say `priorityClassName`, or make a ResourceQuota for that class.',
    'It tolerates every taint, and always those that a node has until its network is there, also where `nodes` names the taints: a plugin that waits for a ready node waits for itself.',
    'Envoy has the class, the update strategy, the end and the nodes of the agent. The chart keeps it off nodes with the label `cilium.io/no-schedule=true`, gives it an account without permissions, and fixes the digest of its image: here it follows `nodes`, has no account, and `envoyImage` states a digest.',
    'It has no limit of memory: a node loses its network when the agent is killed. `limits` states one.',
    'Talos: `loadKernelModules: false`, `cgroupRoot: \'/sys/fs/cgroup\'`, `ipam: CiliumIpam.KUBERNETES`, and its local proxy as `apiServer`, `{ host: \'localhost\', port: 7445 }`.',
    'Options of the chart that are what the agent does by itself are left out, and those of the operator. So are Secrets of policies (`policy-secrets-namespace`, with its Role in `cilium-secrets`), the TCP port of Hubble and Envoy\'s Service.',
    'Nodes with a configuration of their own (`CiliumNodeConfig`) and changes without a restart are left out: the configuration is that of the ConfigMap.',
    'Nodes must reach each other on UDP 8472 (VXLAN), 6081 (Geneve) or 51871 (WireGuard). None of these is declared as a port of the pod.',
    'Two network plugins on one node are one too many: they have one role, and the check finds where it is there twice.',
    'No cluster was started with this. That it runs without the container that fetches its configuration follows from how it reads its directory.',
  ],
};

/** The bootstrap configurations of Envoy among the objects of an agent. */
export function bootstrapsOf(objects: readonly Manifest[]): string[] {
  return objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => data['bootstrap-config.json'] === undefined ? [] : [data['bootstrap-config.json'] as string]);
}

function optionProblems(objects: readonly Manifest[]): string[] {
  return objects.filter(({ kind, data }) => kind === 'ConfigMap' && data['routing-mode'] !== undefined)
    .flatMap(({ data }) => Object.entries(data as { [option: string]: string }))
    .flatMap(([option, value]) => optionProblem(option, value) ?? []);
}

function optionProblem(option: string, value: string): string | undefined {
  const type = OPTIONS.get(option);
  if (type === undefined) { return `no such option: ${option}`; }
  const allowed = CHOICES[option] ?? VALUES[type];
  return allowed === undefined || allowed.test(value) ? undefined : `${option}: no such value: ${value}`;
}
