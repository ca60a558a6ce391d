import { AgentEvidence, StatedOptions } from './agent-evidence';
import { CoverageReport, NodeAgentDaemonSet, NodeExporterDaemonSet, NodeInventory, NodeSelection, TaintEffect, Toleration, UpdateStrategy } from '../../../src';
import { allContainersOf, containerOf, daemonSetOf, Manifest, manifests, newChart, podOf } from '../manifests';

/** What broke at others, and what must hold of every agent so that it does not break here. */
export interface Lesson {
  /** The places where it was reported. */
  readonly reports: readonly string[];
  readonly holds: string;

  /** Whether it can happen to this agent at all. */
  readonly concerns: (evidence: AgentEvidence) => boolean;
  readonly expectFor: (evidence: AgentEvidence) => void;
}

const agentOf = ({ make }: AgentEvidence) => make(newChart(), 'Agent');
const everyAgent = () => true;
const portsOfNode = (pod: Manifest) => pod.containers.flatMap(({ ports = [] }: Manifest) => ports).filter(({ hostPort }: Manifest) => hostPort !== undefined);
const hostPathsOf = ({ volumes = [] }: Manifest): { readonly path: string; readonly type: string }[] =>
  volumes.flatMap(({ hostPath = [] }: Manifest) => hostPath);
const takesPorts = (evidence: AgentEvidence) => portsOfNode(podOf(agentOf(evidence))).length > 0;
const isNetworkPlugin = (evidence: AgentEvidence) => daemonSetOf(agentOf(evidence)).metadata.annotations['everynode.dev/role'] === 'network-plugin';

/** Whether nodes are not ready before it runs: it is their network, or network plugins ask the API server through it. */
const precedesNetwork = (evidence: AgentEvidence) => isNetworkPlugin(evidence) || evidence.exportedAs === 'KubeProxyDaemonSet';
const mountsPaths = (evidence: AgentEvidence) => hostPathsOf(podOf(agentOf(evidence))).length > 0;
const bytes = (text: string) => Number(/^\d+/.exec(text)![0]) * ({ Mi: 1, Gi: 1024 }[text.replace(/^\d+/, '')] ?? NaN);

const capabilitiesOf = ({ makeWithEverything }: AgentEvidence): string[] =>
  allContainersOf(podOf(makeWithEverything(newChart(), 'Agent'))).flatMap(({ securityContext }) => securityContext?.capabilities?.add ?? []);

/** @see https://man7.org/linux/man-pages/man7/capabilities.7.html */
const CAPABILITIES = new Set(`
  AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE
  LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYS_ADMIN SYS_BOOT
  SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG SYSLOG WAKE_ALARM
`.trim().split(/\s+/));

export const LESSONS: readonly Lesson[] = [
  {
    reports: ['kubernetes/kubernetes#106417', 'haproxytech/helm-charts#189'],
    holds: 'an update that starts the new pod before the old one is gone is refused: both would want the same port, or the same state',
    concerns: evidence => takesPorts(evidence) || evidence.ownPaths(podOf(agentOf(evidence))).length > 0,
    expectFor: ({ make }) => {
      expect(() => make(newChart(), 'Agent', { updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: 1 }) })).toThrow(/^platform\/Agent: updateStrategy: .*use maxUnavailable/);
    },
  },
  {
    reports: ['prometheus-community/helm-charts#2983', 'prometheus-community/helm-charts#2248'],
    holds: 'a port of the node can be another one, everywhere',
    concerns: evidence => takesPorts(evidence) && !evidence.fixedPorts,
    expectFor: evidence => {
      const ports = (agent: NodeAgentDaemonSet) => manifests(agent).filter(({ kind }) => kind === 'DaemonSet').flatMap(({ spec }) => portsOfNode(spec.template.spec));
      const stated: StatedOptions & { readonly port: number } = { port: 19200 };
      const other = evidence.otherPorts?.(newChart(), 'Agent') ?? evidence.make(newChart(), 'Agent', stated);
      const taken = ports(agentOf(evidence)).map(({ hostPort }) => hostPort as number);

      expect(taken.filter(port => JSON.stringify(manifests(other)).includes(`${port}`))).toEqual([]);
      expect(ports(other)).toHaveLength(taken.length);
    },
  },
  {
    reports: ['prometheus-community/helm-charts#467', 'rancher/k3k#518'],
    holds: 'it asks nothing of how the node mounts its root, unless that can be switched off',
    concerns: everyAgent,
    expectFor: evidence => {
      const propagated = (agent: Manifest) => (containerOf(agent).volumeMounts ?? []).filter((mount: Manifest) => mount.mountPropagation !== undefined);

      expect(['node-exporter', 'opentelemetry-node'].includes(evidence.program) || isNetworkPlugin(evidence) || evidence.mountsForPods || propagated(agentOf(evidence)).length === 0).toBe(true);
    },
  },
  {
    reports: ['fluent/fluentd-kubernetes-daemonset#434', 'fluent/fluentd-kubernetes-daemonset#412', 'fluent/fluentd#3428'],
    holds: 'it reads the format of containerd and CRI-O, and never what it writes itself',
    concerns: ({ collects }) => collects !== undefined,
    expectFor: evidence => {
      const config = configOf(agentOf(evidence));

      expect(config).toMatch(evidence.collects!.format);
      expect(config).toMatch(evidence.collects!.ownLogs);
    },
  },
  {
    reports: [
      'vectordotdev/helm-charts#271', 'grafana/k8s-monitoring-helm#1298', 'flannel-io/flannel#1044', 'kubernetes-sigs/aws-ebs-csi-driver#848',
      'aws/containers-roadmap#1706', 'hetznercloud/csi-driver#119', 'kubernetes/kubeadm#699',
    ],
    holds: 'it tolerates every taint unless told otherwise',
    concerns: everyAgent,
    expectFor: evidence => expect(podOf(agentOf(evidence)).tolerations).toEqual([{ operator: 'Exists' }]),
  },
  {
    reports: ['k8snetworkplumbingwg/multus-cni#1346', 'NVIDIA/dcgm-exporter#609', 'kubernetes/kubernetes#123500'],
    holds: 'memory has room above what is requested, and both can be changed',
    concerns: everyAgent,
    expectFor: evidence => {
      const { requests, limits } = containerOf(agentOf(evidence)).resources ?? {};

      expect(limits === undefined ? isNetworkPlugin(evidence) || evidence.limits.some(limit => limit.startsWith('Nothing limits its memory')) : bytes(limits.memory) > bytes(requests.memory)).toBe(true); // a node without network costs more than memory
      expect(containerOf(evidence.make(newChart(), 'Agent', { limits: { memory: '4Gi' } })).resources.limits.memory).toBe('4Gi');
    },
  },
  {
    reports: ['fluent/fluent-bit#4609', 'newrelic/helm-charts#1500'],
    holds: 'what waits in its memory is bounded for all of its inputs together, well below its limit, whatever that is',
    concerns: ({ program }) => program === 'fluent-bit',
    expectFor: ({ make }) => {
      for (const memory of ['128Mi', '512Mi', '4Gi']) {
        const [, chunks] = /storage\.max_chunks_up: (\d+)\n/.exec(configOf(make(newChart(), 'Agent', { limits: { memory } })))!;

        expect([memory, Number(chunks) * 2 <= bytes(memory) / 2]).toEqual([memory, true]);
      }
    },
  },
  {
    reports: ['grafana/loki#1153', 'grafana/loki#4740'],
    holds: 'it takes none of the few inotify watches of the node, which the kubelet needs',
    concerns: ({ program }) => ['alloy', 'fluentd', 'fluent-bit'].includes(program),
    expectFor: evidence => expect(configOf(agentOf(evidence))).toMatch(/enable_stat_watcher false\n|inotify_watcher: false\n|max_poll_frequency = "2s"\n/),
  },
  {
    reports: ['NVIDIA/k8s-device-plugin#701'],
    holds: 'no version is in its selector, which can never be changed',
    concerns: everyAgent,
    expectFor: evidence => {
      const selectorOf = (image?: string) => daemonSetOf(evidence.make(newChart(), 'Agent', { image })).spec.selector;

      expect(selectorOf('registry.example/other:9.9.9')).toEqual(selectorOf());
    },
  },
  {
    reports: ['NVIDIA/k8s-device-plugin#255'],
    holds: 'a second one on a node is found before it takes the sockets of the first, and an update that would start one is refused',
    concerns: ({ program }) => program === 'nvidia-device-plugin',
    expectFor: ({ make }) => {
      const both = (...gpus: string[]) => {
        const chart = newChart();
        gpus.forEach((gpu, index) => make(chart, `Agent${index}`, { nodes: NodeSelection.labeled({ gpu }) }));
        return CoverageReport.of(manifests(chart), NodeInventory.ofPools(...['a', 'b'].map(gpu => ({ name: gpu, count: 1, labels: { gpu } }))));
      };

      expect([both('a', 'a').success, both('a', 'b').success]).toEqual([false, true]);
      expect(() => make(newChart(), 'Agent', { updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: 1 }) })).toThrow(/^platform\/Agent: updateStrategy: .*use maxUnavailable/);
    },
  },
  {
    reports: ['projectcalico/calico#13681', 'falcosecurity/charts#1052'],
    holds: 'what must be at a path of the node is stated, and sockets are reached through their directory: a mounted one would be that of the program that has ended',
    concerns: mountsPaths,
    expectFor: ({ makeWithEverything, pathTypes = {} }) => {
      const paths = hostPathsOf(podOf(makeWithEverything(newChart(), 'Agent')));

      expect(paths.length).toBeGreaterThan(0);
      expect(paths.filter(({ type }) => !['Directory', 'DirectoryOrCreate', 'File', 'CharDevice'].includes(type)).map(({ path }) => path).sort()).toEqual(Object.keys(pathTypes)); // the kubelet takes no socket for a File
    },
  },
  {
    reports: ['projectcalico/calico#13681'],
    holds: 'nothing is made where the kernel keeps its own: that fails on a kernel without it, and the pod never starts',
    concerns: everyAgent,
    expectFor: ({ makeWithEverything }) => {
      const made = hostPathsOf(podOf(makeWithEverything(newChart(), 'Agent'))).filter(({ type }) => type !== 'Directory' && type !== 'File');

      expect(made.filter(({ path }) => /^\/(sys|proc)(\/|$)/.test(path))).toEqual([]);
    },
  },
  {
    reports: ['flannel-io/flannel#1044', 'flannel-io/flannel#1921'],
    holds: 'it starts on a node that is not ready because it has no network yet, also where the taints are named',
    concerns: precedesNetwork,
    expectFor: ({ make }) => {
      const plugin = make(newChart(), 'Network', { nodes: NodeSelection.everyNode().toleratingOnly(Toleration.exists('dedicated')) });
      const exporter = newChart();
      new NodeExporterDaemonSet(exporter, 'Metrics', { nodes: NodeSelection.everyNode().toleratingOnly(Toleration.exists('dedicated')) });
      const fresh = NodeInventory.ofPools({ name: 'fresh', count: 1, taints: [{ key: 'example.com/not-yet', effect: TaintEffect.NO_SCHEDULE }] });

      expect(podOf(plugin).tolerations).toEqual(expect.arrayContaining([
        { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoSchedule' },
        { key: 'node.cloudprovider.kubernetes.io/uninitialized', operator: 'Exists', effect: 'NoSchedule' },
      ]));
      expect(podOf(exporter).tolerations).toEqual([{ key: 'dedicated', operator: 'Exists' }]);
      expect(CoverageReport.of(manifests(plugin), fresh).success).toBe(false); // it is the taints of the start alone that are added
    },
  },
  {
    reports: ['cilium/cilium#13852', 'odigos-io/odigos#1321', 'DataDog/datadog-agent#52365', 'DataDog/helm-charts#409'],
    holds: 'it has no class that a platform refuses outside of kube-system, or is there by itself, and takes one of its user\'s own',
    concerns: everyAgent,
    expectFor: evidence => {
      const byItself = evidence.make(newChart(null), 'Agent');

      expect([undefined, 'kube-system']).toContain(podOf(byItself).priorityClassName && daemonSetOf(byItself).metadata.namespace);
      expect(podOf(evidence.make(newChart(), 'Agent', { priorityClassName: 'node-agents' })).priorityClassName).toBe('node-agents');
    },
  },
  {
    reports: ['open-telemetry/opentelemetry-helm-charts#149', 'cilium/cilium#38083', 'open-telemetry/opentelemetry-helm-charts#773'],
    holds: 'it takes no port of the node',
    concerns: evidence => !takesPorts(evidence) && evidence.exportedAs !== 'CephCsiDaemonSet', // that is on the network of the node for its mounts
    expectFor: evidence => {
      const agent = evidence.makeWithEverything(newChart(), 'Agent');

      expect(podOf(agent).hostNetwork ?? false).toBe(isNetworkPlugin(evidence));
      expect(portsOfNode(podOf(agent))).toEqual([]);
    },
  },
  {
    reports: ['open-telemetry/opentelemetry-helm-charts#1513', 'open-telemetry/opentelemetry-helm-charts#1247'],
    holds: 'it reads the statistics of a kubelet that has signed its own certificate, as most have',
    concerns: ({ program }) => program === 'opentelemetry-node',
    expectFor: evidence => expect(configOf(agentOf(evidence))).toMatch(/endpoint: https:.*:10250\n\s+insecure_skip_verify: true\n/),
  },
  {
    reports: ['open-telemetry/opentelemetry-collector-contrib#34400'],
    holds: 'it tells nothing of a network that is not the node\'s',
    concerns: ({ program }) => program === 'opentelemetry-node',
    expectFor: evidence => expect(configOf(agentOf(evidence))).not.toMatch(/^\s+network:/m),
  },
  {
    reports: ['grafana/agent#3373', 'prometheus-community/helm-charts#4837'],
    holds: 'it does not say the level of its namespace on its pods, where it does nothing',
    concerns: everyAgent,
    expectFor: ({ makeWithEverything }) => {
      const { labels, annotations = {} } = daemonSetOf(makeWithEverything(newChart(), 'Agent')).spec.template.metadata;

      expect(Object.keys({ ...labels, ...annotations }).filter(key => key.startsWith('pod-security.kubernetes.io/'))).toEqual([]);
    },
  },
  {
    reports: ['DataDog/helm-charts#484', 'cdk8s-team/cdk8s-plus#4267'],
    holds: 'a capability is one that Linux has, in the spelling of Kubernetes',
    concerns: evidence => capabilitiesOf(evidence).length > 0,
    expectFor: evidence => expect(capabilitiesOf(evidence).filter(capability => !CAPABILITIES.has(capability))).toEqual([]),
  },
  {
    reports: ['DataDog/helm-charts#2486'],
    holds: 'it may not send signals, which its vendor gave it for a feature that it does not have',
    concerns: evidence => capabilitiesOf(evidence).length > 0 && !isNetworkPlugin(evidence),
    expectFor: evidence => expect(capabilitiesOf(evidence)).not.toContain('KILL'),
  },
  {
    reports: ['open-telemetry/opentelemetry-helm-charts#149', 'cilium/cilium#38083'],
    holds: 'it opens host ports of pods, or its page says that it does not',
    concerns: isNetworkPlugin,
    expectFor: evidence => {
      const opens = /"type": "portmap"/.test(configOf(agentOf(evidence)));

      expect(opens || evidence.limits.some(limit => /`hostPort`.* does nothing/.test(limit))).toBe(true);
    },
  },
  {
    reports: ['longhorn/longhorn#3859', 'longhorn/longhorn#7677', 'longhorn/longhorn#10555'],
    holds: 'all that it runs on a node is in one DaemonSet, so that one statement of nodes and tolerations is enough',
    concerns: ({ mountsForPods }) => mountsForPods === true,
    expectFor: ({ makeWithEverything }) => {
      const agent = makeWithEverything(newChart(), 'Agent', { nodes: NodeSelection.everyNode().toleratingOnly(Toleration.exists('storage')) });

      expect(manifests(agent).filter(({ spec }) => spec?.template !== undefined || spec?.containers !== undefined).map(({ kind }) => kind)).toEqual(['DaemonSet']);
      expect(podOf(agent).tolerations).toEqual([{ key: 'storage', operator: 'Exists' }]);
    },
  },
  {
    reports: ['rook/rook#4248', 'ceph/ceph-csi#703', 'ceph/ceph-csi#1929'],
    holds: 'where mounts end with its pod, no update, no probe and no limit of memory ends them: somebody deletes the pod, and a rolling update is refused',
    concerns: ({ mountsForPods }) => mountsForPods === true,
    expectFor: ({ makeWithEverything }) => {
      const agent = makeWithEverything(newChart(), 'Agent');

      expect(daemonSetOf(agent).spec.updateStrategy).toEqual({ type: 'OnDelete' });
      expect([containerOf(agent).resources.limits, containerOf(agent).livenessProbe]).toEqual([undefined, undefined]);
      expect(() => makeWithEverything(newChart(), 'Agent', { updateStrategy: UpdateStrategy.rollingUpdate() }))
        .toThrow(/^platform\/Agent: updateStrategy: the mounts of the driver end with its pod/);
    },
  },
  {
    reports: ['rook/rook#8085'],
    holds: 'mounts of Ceph keep their network when the pod is gone: it is that of the node',
    concerns: ({ exportedAs }) => exportedAs === 'CephCsiDaemonSet',
    expectFor: ({ make, makeWithEverything }) => {
      expect([make, makeWithEverything].map(made => podOf(made(newChart(), 'Agent')).hostNetwork)).toEqual([true, true]);
    },
  },
];

/** All configuration files of an agent. */
export function configOf(agent: Manifest): string {
  return manifests(agent).filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => Object.values(data)).join('\n');
}
