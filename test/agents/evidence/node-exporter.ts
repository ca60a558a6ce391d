import { readFileSync } from 'fs';
import { join } from 'path';
import { AgentEvidence } from './agent-evidence';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { MetricsMonitor, NodeExporterDaemonSet } from '../../../src';
import { Manifest } from '../manifests';

/** The flags of v1.12.1, by its own `--help`. */
const FLAGS = new Set(readFileSync(join(__dirname, 'node-exporter-flags.txt'), 'utf8').split('\n'));

export const NODE_EXPORTER: AgentEvidence = {
  program: 'node-exporter',
  exportedAs: 'NodeExporterDaemonSet',
  make: (scope, id, stated = {}) => new NodeExporterDaemonSet(scope, id, stated),
  makeWithEverything: (scope, id, stated = {}) => new NodeExporterDaemonSet(scope, id, {
    port: 9200, monitor: MetricsMonitor.podMonitor({ labels: { team: 'platform' } }), priorityClassName: 'node-agents', ...stated,
  }),
  otherPorts: (scope, id, stated = {}) => new NodeExporterDaemonSet(scope, id, { port: 9200, ...stated }),
  takenBy: {
    who: `The program itself, v1.12.1, takes the arguments and serves the metrics of its node: test/agents/node-exporter.run.test.ts builds and runs it with the
user and the mounts of the manifest, where that is possible. Everywhere the arguments are held against its own list of flags.`,
    problemsOf: objects => objects.filter(({ kind }) => kind === 'DaemonSet')
      .flatMap(({ spec }) => spec.template.spec.containers[0].args as string[])
      .filter(argument => !FLAGS.has(/^--[^=]+/.exec(argument)?.[0] ?? '')).map(argument => `no such flag: ${argument}`),
    broken: { from: '--path.procfs', to: '--path.proc', found: /no such flag: --path.proc=/ },
  },
  vendor: {
    source: 'prometheus-community/helm-charts, prometheus-node-exporter 4.56.1 at cf408a290aec (2026-08-22), with its defaults',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: 'the recommended ones, with the version of the chart', why: 'no version: it would change with each release of a chart' },
      { field: 'metadata.name', vendor: '"<release>-prometheus-node-exporter"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: 'that of the release', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: 'name and instance, with the name of the chart', why: 'the program and the DaemonSet' },
      { field: 'spec.updateStrategy', vendor: '{"rollingUpdate":{"maxUnavailable":1},"type":"RollingUpdate"}', why: 'one node at a time takes hours on hundreds of nodes; a short gap of one in ten loses a few samples' },
      { field: 'spec.template.metadata.labels', vendor: 'with helm.sh/chart', why: 'those of the selector: a new chart alone replaces no pod' },
      inPod('tolerations', '[{"effect":"NoSchedule","operator":"Exists"}]', 'a taint that evicts (NoExecute) evicts the vendor\'s, and the node is no longer watched just then'),
      inPod('affinity', 'not on Fargate and virtual-kubelet', 'the same, and not on the virtual nodes of other clouds'),
      inPod('dnsPolicy', '–', 'on the host network the cluster\'s names would not be found otherwise'),
      inPod('securityContext', '{"fsGroup":65534,"runAsGroup":65534,"runAsNonRoot":true,"runAsUser":65534}', 'said of the container; it has no volume whose group could be set; system calls that it does not need are refused'),
      inPod('terminationGracePeriodSeconds', '–', 'Kubernetes\' default, written out'),
      inContainer('args', 'listens on [$(HOST_IP)]:9100; nothing is left out', 'file systems and devices of pods are left out: each pod would be a series of its own'),
      inContainer('resources', '–', 'without requests it is the first to be evicted when memory gets short'),
      inContainer('securityContext', '{"readOnlyRootFilesystem":true}', 'nobody, without a capability and without a way to gain one'),
      inContainer('volumeMounts', 'the same three, without a type', 'what must be there is stated'),
      inPod('volumes', '/proc, /sys and / without a type', 'what must be there is stated: a missing path is an event of the pod'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.template.spec.automountServiceAccountToken', 'spec.template.spec.hostNetwork', 'spec.template.spec.hostPID', 'spec.template.spec.nodeSelector',
      'spec.template.spec.containers[0].name', 'spec.template.spec.containers[0].image', 'spec.template.spec.containers[0].ports',
      'spec.template.spec.containers[0].livenessProbe', 'spec.template.spec.containers[0].readinessProbe',
    ],
  },
  ownPaths: (_: Manifest) => [],
  reasons: {
    '/host/proc': 'processors, memory and processes of the node',
    '/host/sys': 'its devices',
    '/host/root': 'the sizes of its file systems; what the node mounts later is seen, too, unless `rootMountPropagation` says otherwise',
    'metrics': 'the metrics of the node, on the node\'s own network',
  },
  limits: [
    'It takes its port on the node. Some platforms run an exporter of their own on 9100: choose another with `port`.',
    'A node whose `/` is not a shared mount cannot start it unless `rootMountPropagation` is NONE.',
  ],
};
