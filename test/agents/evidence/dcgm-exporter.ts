import { Duration } from 'cdk8s';
import { AgentEvidence } from './agent-evidence';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { GpuMetricsDaemonSet, GpuMetricType, MetricsMonitor } from '../../../src';
import { Manifest } from '../manifests';

/**
 * Variables of its environment: those of its flags (pkg/cmd/app.go), and the name of the node, by which it asks for the pods of its own.
 *
 * @see https://github.com/NVIDIA/dcgm-exporter/blob/main/pkg/cmd/app.go
 */
const VARIABLES = new Set(['DCGM_EXPORTER_LISTEN', 'DCGM_EXPORTER_KUBERNETES', 'DCGM_EXPORTER_COLLECTORS', 'DCGM_EXPORTER_INTERVAL', 'NODE_NAME']);

/**
 * A line of its file of metrics: a comment, or a field, a type of metric and a help text.
 *
 * @see https://github.com/NVIDIA/dcgm-exporter/blob/main/etc/default-counters.csv
 */
const LINE = /^(#.*|\s*|DCGM_\w+\s*,\s*(gauge|counter|label)\s*,[^,"]+)$/;

export const DCGM_EXPORTER: AgentEvidence = {
  program: 'dcgm-exporter',
  exportedAs: 'GpuMetricsDaemonSet',
  make: (scope, id, stated = {}) => new GpuMetricsDaemonSet(scope, id, stated),
  makeWithEverything: (scope, id, stated = {}) => new GpuMetricsDaemonSet(scope, id, {
    port: 9200,
    monitor: MetricsMonitor.serviceMonitor({ labels: { team: 'platform' }, interval: Duration.seconds(15) }),
    priorityClassName: 'node-agents',
    collectInterval: Duration.seconds(15),
    metrics: [
      { field: 'DCGM_FI_DEV_GPU_TEMP', type: GpuMetricType.GAUGE, help: 'GPU temperature (in C).' },
      { field: 'DCGM_FI_DRIVER_VERSION', type: GpuMetricType.LABEL, help: 'Driver version' },
    ],
    ...stated,
  }),
  takenBy: {
    who: `The program itself was not asked: neither it nor its Go modules could be had for a test, and nothing here was tried on a GPU. Its variables are held against
those of its flags, and the lines of its file of metrics against the format of its own file, both read in NVIDIA/dcgm-exporter on 2026-11-27
(pkg/cmd/app.go, etc/default-counters.csv). Whether a field exists is for DCGM to say.`,
    problemsOf: objects => [
      ...objects.filter(({ kind }) => kind === 'DaemonSet').flatMap(({ spec }) => spec.template.spec.containers[0].env as Manifest[])
        .filter(({ name }) => !VARIABLES.has(name)).map(({ name }) => `no such variable: ${name}`),
      ...objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => (data['metrics.csv'] as string).split('\n'))
        .filter(line => !LINE.test(line)).map(line => `no such line: ${line}`),
    ],
    broken: { from: 'DCGM_EXPORTER_LISTEN', to: 'DCGM_EXPORTER_ADDRESS', found: /no such variable: DCGM_EXPORTER_ADDRESS/ },
  },
  vendor: {
    source: 'NVIDIA/dcgm-exporter, the chart in deployment at d5e5f510a1b6 (2026-05-12), with its defaults',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: 'the recommended ones, with the version of the chart', why: 'no version: it would change with each release of a chart' },
      { field: 'metadata.name', vendor: '"<release>-dcgm-exporter"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: 'that of the release', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: 'name and instance; the static manifest has the version, too', why: 'the program and the DaemonSet, never a version: the selector cannot be changed' },
      { field: 'spec.updateStrategy', vendor: '{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1},"type":"RollingUpdate"}', why: 'a short gap of one in ten loses a few samples' },
      { field: 'spec.template.metadata.labels', vendor: 'name, instance and component', why: 'those of the selector' },
      inPod('tolerations', '[{"effect":"NoSchedule","key":"node-role.kubernetes.io/control-plane","operator":"Exists"}]', 'GPU nodes are tainted, often with nvidia.com/gpu: the vendor\'s misses them'),
      inPod('nodeSelector', '–', 'the vendor\'s lands on every node, and fails where there is no GPU'),
      inPod('affinity', '–', 'virtual nodes run no DaemonSet pods'),
      inPod('automountServiceAccountToken', 'not mounted, beside a Role to read its metrics from a ConfigMap', 'it asks the API server for nothing: its metrics are in a file'),
      inPod('dnsPolicy', '–', 'Kubernetes\' default, written out'),
      inPod('securityContext', '–', 'system calls that it does not need are refused'),
      inPod('terminationGracePeriodSeconds', '–', 'Kubernetes\' default, written out'),
      inContainer('name', '"exporter"', 'the name of the program, which is a label, too'),
      inContainer('env', 'the same, and -f /etc/dcgm-exporter/default-counters.csv as arguments', 'that file is the program\'s default'),
      inContainer('resources', '{"limits":{"cpu":"200m","memory":"512Mi"},"requests":{"cpu":"100m","memory":"128Mi"}}', 'it was seen to use 400 to 500 MiB and was killed; no limit of the processor, which would only slow it down'),
      inContainer('livenessProbe', 'the same, every 5 seconds', 'Kubernetes\' default of 10 seconds is soon enough'),
      inContainer('securityContext.readOnlyRootFilesystem', '–', 'the vendor\'s choice, written out: nobody tried it otherwise'),
      inContainer('volumeMounts', 'the same, under another name', 'named after the path'),
      inPod('volumes', '/var/lib/kubelet/pod-resources without a type', 'what must be there is stated: a missing path is an event of the pod'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.template.spec.containers[0].image', 'spec.template.spec.containers[0].ports', 'spec.template.spec.containers[0].readinessProbe',
      'spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation', 'spec.template.spec.containers[0].securityContext.capabilities',
      'spec.template.spec.containers[0].securityContext.runAsUser',
    ],
  },
  ownPaths: (_: Manifest) => [],
  reasons: {
    '/var/lib/kubelet/pod-resources': 'the socket by which the kubelet says which pod has which GPU; `podResourcesPath` where the kubelet lives elsewhere',
    '/etc/everynode': 'which metrics it serves, where `metrics` says so',
    'metrics': 'the metrics of the GPUs',
    'SYS_ADMIN': 'the profiling metrics (`DCGM_FI_PROF_*`)',
  },
  limits: [
    'It runs where `nvidia.com/gpu.present` is `true`. NVIDIA\'s GPU operator gives that label (controllers/state_manager.go of NVIDIA/gpu-operator), and no feature discovery does. Without the operator nobody gives it but the one who makes the nodes: state it in their pool, or choose with `nodes` what node feature discovery gives, such as `feature.node.kubernetes.io/pci-10de.present`, which must tolerate the taints of the node itself. On a node without the label there is no pod and no event; without `.orNone()` a cluster without such a node is an error of the check.',
    'A node whose containers do not get GPUs by themselves needs `runtimeClassName`, often `nvidia`.',
    'Beside NVIDIA\'s GPU operator, which runs a DCGM exporter of its own, it would be the second one.',
    'SYS_ADMIN is for the profiling metrics (`DCGM_FI_PROF_*`); it has no other capability.',
  ],
};
