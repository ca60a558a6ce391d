import { AgentEvidence } from './agent-evidence';
import { NodeSelection, Toleration, UpdateStrategy } from '../../../src';
import { containerOf, daemonSetOf, Manifest, manifests, newChart, podOf, yamlOf } from '../manifests';

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
const bytes = (text: string) => Number(/^\d+/.exec(text)![0]) * ({ Mi: 1, Gi: 1024 }[text.replace(/^\d+/, '')] ?? NaN);

export const LESSONS: readonly Lesson[] = [
  {
    reports: ['kubernetes/kubernetes#106417', 'haproxytech/helm-charts#189'],
    holds: 'an update that starts the new pod before the old one is gone is refused: both would want the same port, or the same state',
    concerns: everyAgent,
    expectFor: ({ make }) => {
      expect(() => make(newChart(), 'Agent', { updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: 1 }) })).toThrow(/^platform\/Agent: updateStrategy: .*use maxUnavailable/);
    },
  },
  {
    reports: ['prometheus-community/helm-charts#2983', 'prometheus-community/helm-charts#2248'],
    holds: 'a port of the node can be another one, everywhere',
    concerns: ({ otherPort }) => otherPort !== undefined,
    expectFor: ({ otherPort }) => {
      const { port, usual, other } = otherPort!;

      expect(yamlOf(usual(newChart(), 'Agent'))).toContain(port);
      expect(yamlOf(other(newChart(), 'Agent'))).not.toContain(port);
    },
  },
  {
    reports: ['prometheus-community/helm-charts#467', 'rancher/k3k#518'],
    holds: 'it asks nothing of how the node mounts its root, unless that can be switched off',
    concerns: ({ mountsForPods }) => !mountsForPods,
    expectFor: evidence => {
      const propagated = (agent: Manifest) => containerOf(agent).volumeMounts.filter((mount: Manifest) => mount.mountPropagation !== undefined);

      expect(evidence.program === 'node-exporter' || propagated(agentOf(evidence)).length === 0).toBe(true);
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
      'aws/containers-roadmap#1706', 'hetznercloud/csi-driver#119',
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
      const { requests, limits } = containerOf(agentOf(evidence)).resources;

      expect(limits === undefined ? Infinity : bytes(limits.memory)).toBeGreaterThan(bytes(requests.memory));
      expect(containerOf(evidence.make(newChart(), 'Agent', { limits: { memory: '4Gi' } })).resources.limits.memory).toBe('4Gi');
    },
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
    reports: ['projectcalico/calico#13681', 'falcosecurity/charts#1052'],
    holds: 'what must be at a path of the node is stated, and it is a directory: a file would pin what was there when the pod started',
    concerns: everyAgent,
    expectFor: ({ makeWithEverything }) => {
      const types = podOf(makeWithEverything(newChart(), 'Agent')).volumes.filter((volume: Manifest) => volume.hostPath).map((volume: Manifest) => volume.hostPath.type);

      expect(types.length).toBeGreaterThan(0);
      expect(types.filter((type: string) => type !== 'Directory' && type !== 'DirectoryOrCreate')).toEqual([]);
    },
  },
  {
    reports: ['cilium/cilium#13852', 'odigos-io/odigos#1321', 'DataDog/helm-charts#409'],
    holds: 'it has no class that a platform refuses outside of kube-system, and takes one of its user\'s own',
    concerns: everyAgent,
    expectFor: evidence => {
      expect(podOf(agentOf(evidence)).priorityClassName).toBeUndefined();
      expect(podOf(evidence.make(newChart(), 'Agent', { priorityClassName: 'node-agents' })).priorityClassName).toBe('node-agents');
    },
  },
  {
    reports: ['open-telemetry/opentelemetry-helm-charts#149', 'cilium/cilium#38083', 'open-telemetry/opentelemetry-helm-charts#773'],
    holds: 'it takes no port of the node',
    concerns: ({ makeWithEverything }) => podOf(makeWithEverything(newChart(), 'Agent')).hostNetwork !== true,
    expectFor: ({ makeWithEverything }) => {
      const pod = podOf(makeWithEverything(newChart(), 'Agent'));

      expect(pod.hostNetwork).toBeUndefined();
      expect(pod.containers.flatMap(({ ports }: Manifest) => ports ?? []).filter(({ hostPort }: Manifest) => hostPort !== undefined)).toEqual([]);
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
