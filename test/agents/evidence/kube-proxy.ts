import { Duration } from 'cdk8s';
import { AgentEvidence, StatedOptions } from './agent-evidence';
import { KUBE_PROXY_READERS } from './text-program';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { KubeProxyDaemonSet, KubeProxyDaemonSetProps, KubeProxyMode, MetricsMonitor } from '../../../src';
import { Manifest, newChart } from '../manifests';

/** What must be said, of the version whose code is asked. */
const REQUIRED = { apiServer: 'https://api.example:6443', kubernetesVersion: '1.37.2' };

export const KUBE_PROXY: AgentEvidence = {
  program: 'kube-proxy',
  exportedAs: 'KubeProxyDaemonSet',
  make: (scope, id, stated = {}) => new KubeProxyDaemonSet(scope, id, { ...REQUIRED, ...stated }),
  makeWithEverything: (scope, id, stated = {}) => new KubeProxyDaemonSet(scope, id, {
    ...REQUIRED,
    image: 'registry.example/kube-proxy:v1.37.2',
    mode: KubeProxyMode.NFTABLES,
    clusterCidr: '10.244.0.0/16,fd00:10:244::/56',
    nodePortAddresses: ['primary', 'localhost'],
    conntrack: {
      maxPerCore: 65536,
      min: 131072,
      tcpEstablishedTimeout: Duration.hours(2),
      tcpCloseWaitTimeout: Duration.minutes(30),
      tcpBeLiberal: true,
      udpTimeout: Duration.seconds(30),
      udpStreamTimeout: Duration.minutes(3),
    },
    healthzBindAddress: '0.0.0.0:10256',
    metricsBindAddress: '0.0.0.0:10249',
    monitor: MetricsMonitor.serviceMonitor(),
    featureGates: { KubeProxyNFTablesLocalhostNodePorts: true },
    extraConfig: 'nftables:\n  minSyncPeriod: 2s\nclientConnection:\n  qps: 20\n  burst: 40\nlogging:\n  verbosity: 2\n',
    priorityClassName: 'node-agents',
    ...stated,
  }),
  otherPorts: (scope, id, stated: StatedOptions = {}) =>
    new KubeProxyDaemonSet(scope, id, { ...REQUIRED, healthzBindAddress: '0.0.0.0:20256', metricsBindAddress: '127.0.0.1:20249', ...stated }),
  takenBy: {
    who: `Kubernetes' own code, v1.37.2: the configuration is decoded strictly into the types of kube-proxy (kube-proxy itself leaves out what it does not know),
completed with its defaults and validated by its own validation, with the feature gates of that version; the kubeconfig is read by the client that
kube-proxy has, also strictly. Asked anew where Go is there.`,
    problemsOf: objects => KUBE_PROXY_READERS.problemsOf(kubeProxyTextsOf(objects)),
    broken: { from: 'healthzBindAddress', to: 'healthzBind', found: /unknown field "healthzBind"/ },
  },
  vendor: {
    source: 'kubernetes/kubernetes, cmd/kubeadm/app/phases/addons/proxy/manifests.go at v1.37.2 (2026-10-27)',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: '{"k8s-app":"kube-proxy"}', why: 'what it is and which one of them, in the labels that other tools know' },
      { field: 'metadata.name', vendor: '"kube-proxy"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: '"kube-system"', why: 'that of its chart; `kube-system` where the chart has none' },
      { field: 'spec.selector.matchLabels', vendor: '{"k8s-app":"kube-proxy"}', why: 'the program and the DaemonSet; `matchLabels` takes over the one of kubeadm' },
      { field: 'spec.updateStrategy.rollingUpdate', vendor: '–', why: 'Kubernetes\' default, one node at a time, written out' },
      { field: 'spec.template.metadata.labels', vendor: '{"k8s-app":"kube-proxy"}', why: 'those of the selector' },
      { field: 'spec.template.metadata.annotations', vendor: '–', why: 'changes with the configuration, so that a new one reaches the pods' },
      inPod('affinity', '–', 'virtual nodes run no DaemonSet pods'),
      inPod('automountServiceAccountToken', '–', 'Kubernetes\' default, written out, because most agents do without'),
      inPod('dnsPolicy', '–', 'what Kubernetes makes of it on the host network, written out: the name servers of the cluster are reached by a Service'),
      inPod('securityContext', '–', 'the seccomp profile of the runtime for what is not privileged, such as sidecars'),
      inPod('serviceAccountName', '"kube-proxy"', 'called as the DaemonSet, so that two of them never collide; bound to the same ClusterRole, `system:node-proxier`'),
      inPod('terminationGracePeriodSeconds', '–', 'Kubernetes\' default, written out'),
      inContainer('image', 'of the version of the cluster, with imagePullPolicy IfNotPresent, which is Kubernetes\' default', 'of `kubernetesVersion`'),
      inContainer('command', '["/usr/local/bin/kube-proxy","--config=/var/lib/kube-proxy/config.conf","--hostname-override=$(NODE_NAME)"]', 'the same, with its options as arguments, so that `extraArgs` stands behind them'),
      inContainer('args', '–', 'see the command'),
      inContainer('livenessProbe', '–', 'kube-proxy that no longer writes rules is started anew; `/livez` does not turn with the node, as `/healthz` does when an autoscaler removes it'),
      inContainer('readinessProbe', '–', 'an update waits for the pod that it has just replaced'),
      inContainer('startupProbe', '–', 'it may take five minutes to find the API server'),
      inContainer('ports', '–', 'the scheduler knows of what it takes on the node, and a second kube-proxy is not put beside it'),
      inContainer('resources', '–', 'what Kubernetes\' own scripts for Google\'s cloud request (cluster/gce/gci/configure-helper.sh)'),
      inContainer('securityContext', '{"privileged":true}', 'that it is root, and writes to its image, is said'),
      inContainer('volumeMounts', 'the same paths, volumes with other names', 'volumes are named by their paths'),
      inPod('volumes', 'the same two paths and types, and the ConfigMap `kube-proxy`', 'the ConfigMap is called as the DaemonSet'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.updateStrategy.type', 'spec.template.spec.hostNetwork', 'spec.template.spec.nodeSelector', 'spec.template.spec.priorityClassName',
      'spec.template.spec.tolerations', 'spec.template.spec.containers[0].name', 'spec.template.spec.containers[0].env',
    ],
  },
  ownPaths: (_: Manifest) => [],
  sharedPaths: ['/run/xtables.lock'],
  pathTypes: {
    '/lib/modules': 'some nodes have no modules, and no such directory',
    '/run/xtables.lock': 'the file that all who change iptables lock; it never goes away',
  },
  reasons: {
    '/run/xtables.lock': 'iptables is not changed by two at once',
    '/lib/modules': 'modules of the kernel are loaded',
    '/var/lib/kube-proxy': 'its configuration, and the kubeconfig by which it finds the API server',
    'healthz': 'how it is, for the kubelet and for load balancers',
    'metrics': 'its metrics; on the loopback address unless `metricsBindAddress` says otherwise',
    'system:node-proxier': 'Services, what is behind them, and its node; the API server makes this role with all that its version of kube-proxy asks',
  },
  limits: [
    '`kubernetesVersion` must not be newer than the API server, may be up to three minor versions older, and up to three minor versions away from the kubelet of a node ([version skew policy](https://kubernetes.io/releases/version-skew-policy/#kube-proxy)). So the API server is updated first. `variants` do not change the version.',
    'In a cluster of kubeadm, kube-proxy runs already: take it over with `metadata: { name: \'kube-proxy\' }` and `matchLabels: { \'k8s-app\': \'kube-proxy\' }` in `kube-system`, or have kubeadm leave it out, with `proxy: { disabled: true }` in its ClusterConfiguration. Otherwise `kubeadm upgrade` writes its own again.',
    'EKS runs a kube-proxy of its own as an add-on, and nodes of EKS Auto Mode have all of that built in (https://docs.aws.amazon.com/eks/latest/userguide/managing-kube-proxy.html): this one is for clusters that bring none, or where that add-on was left out. The check sees only what it is given.',
    'Two of them on a node are one too many: they have the role `kube-proxy`, and the check finds where it is there twice. What takes its place (`kubeProxyReplacement` of a `CiliumDaemonSet`, `CalicoDataplane.EBPF`) has the role of a network plugin, and says whose place it takes: the check finds both on one node, too, where both are given. See [network plugins](../network-plugins.md).',
    'Each node must reach `apiServer` without a Service and without the name servers of the cluster. The certificate of the API server must have its name.',
    'It tolerates every taint, and always those that a node has until its network is there, also where `nodes` names the taints: network plugins ask the API server by its Service.',
    '`system-node-critical` is refused on GKE outside of `kube-system`, where it is in a chart without a namespace. In another namespace say `priorityClassName`, or make a ResourceQuota for that class.',
    'It is privileged, as kubeadm has it. Since Kubernetes 1.29 the part that needs it could run before it (`--init-only`), with NET_ADMIN and SYS_RESOURCE left for kube-proxy (kubernetes/kubernetes#120864); kubeadm does not do so (kubernetes/kubeadm#2948), and it is not made here.',
    'Nothing limits its memory: a node whose kube-proxy is killed sends packets to pods that are gone. `limits` states a limit.',
    '`KubeProxyMode.IPVS` is deprecated since Kubernetes 1.35, off by default in 1.40 and removed in 1.43, as kube-proxy 1.37 says itself. It needs the modules `ip_vs` on the nodes.',
    '`KubeProxyMode.NFTABLES` needs Linux 5.13, and network plugins that get along with it. A change of the mode leaves no rules behind: kube-proxy removes those of iptables and IPVS when it starts with nftables, and the other way round.',
    'Where nodes have addresses of IPv6 only, say `clusterCidr`, or `healthzBindAddress: \'[::]:10256\'`: otherwise the kubelet asks where nobody listens.',
    'In clusters inside of containers (kind, k3d) say `conntrack: { maxPerCore: 0 }`: the limit of the node cannot be set there. In those without root, `tcpEstablishedTimeout` and `tcpCloseWaitTimeout` are zero, too (pkg/cluster/internal/kubeadm/config.go of kubernetes-sigs/kind).',
    'Fields in `extraConfig` are known by name, not by value. Kube-proxy leaves out a field that it does not know, with no more than a line in its log, so an unknown one is an error here; of `logging` nothing is looked into.',
    'Names in `featureGates` are not looked into, and kube-proxy ends when it starts with one that its version does not know (kubernetes/kubernetes#76329).',
    'Linux only. Windows nodes need another image, with host processes.',
    'Which address family Services have is not looked into. No cluster was started with this.',
  ],
};

/** The files of kube-proxy among the objects of an agent. */
export function kubeProxyTextsOf(objects: readonly Manifest[], ...files: readonly string[]): string[] {
  const wanted = files.length > 0 ? files : ['config.conf', 'kubeconfig.conf'];
  return objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => wanted.flatMap(file => data[file] === undefined ? [] : [data[file] as string]));
}

/** Others that kube-proxy is asked about: the other one of each choice. */
export function otherKubeProxies(): KubeProxyDaemonSet[] {
  const others: Partial<KubeProxyDaemonSetProps>[] = [
    { mode: KubeProxyMode.IPVS, extraConfig: 'ipvs:\n  strictARP: true\n  scheduler: lc\n  excludeCIDRs: [10.0.0.0/8]\n  tcpTimeout: 15m\n' },
    { clusterCidr: 'fd00:10:244::/56', apiServer: 'https://[fd00::1]:6443' },
    { nodePortAddresses: ['10.0.0.0/8', 'fd00::/8', 'all'], conntrack: { maxPerCore: 0, tcpEstablishedTimeout: Duration.seconds(0) }, apiServer: 'https://api.example/k8s/clusters/c-1' },
    { featureGates: { NFTablesProxyMode: true }, extraConfig: 'iptables: { localhostNodePorts: false, masqueradeAll: true }\ndetectLocalMode: NodeCIDR\nbindAddressHardFail: true\noomScoreAdj: -998\n' },
    { extraConfig: 'bindAddress: "::"\nconfigSyncPeriod: 10m\ndetectLocalMode: BridgeInterface\ndetectLocal: { bridgeInterface: cni0 }\nenableProfiling: true\nportRange: ""\n' },
  ];
  return others.map(props => new KubeProxyDaemonSet(newChart(), 'Agent', { ...REQUIRED, ...props }));
}
