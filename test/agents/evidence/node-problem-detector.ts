import { AgentEvidence } from './agent-evidence';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { MetricsMonitor, NodeProblemDetectorDaemonSet } from '../../../src';
import { Manifest } from '../manifests';

/**
 * Its flags that we use (cmd/options/options.go), and that of its library for logs.
 *
 * @see https://github.com/kubernetes/node-problem-detector/blob/master/cmd/options/options.go
 */
const FLAGS = new Set(['--logtostderr', '--config.system-log-monitor', '--prometheus-address', '--prometheus-port']);

/**
 * The fields of a monitor of a log.
 *
 * @see https://github.com/kubernetes/node-problem-detector/blob/master/pkg/systemlogmonitor/config.go
 * @see https://github.com/kubernetes/node-problem-detector/blob/master/pkg/systemlogmonitor/logwatchers/types/log_watcher.go
 */
const FIELDS = {
  monitor: new Set(['plugin', 'pluginConfig', 'skipList', 'logPath', 'lookback', 'delay', 'bufferSize', 'source', 'conditions', 'rules', 'metricsReporting']),
  condition: new Set(['type', 'reason', 'message']),
  rule: new Set(['type', 'condition', 'reason', 'pattern']),
};

const controller = { type: 'DiskController', reason: 'DiskControllerIsWell', message: 'the disk controller answers' };

export const NODE_PROBLEM_DETECTOR: AgentEvidence = {
  program: 'node-problem-detector',
  exportedAs: 'NodeProblemDetectorDaemonSet',
  make: (scope, id, stated = {}) => new NodeProblemDetectorDaemonSet(scope, id, stated),
  makeWithEverything: (scope, id, stated = {}) => new NodeProblemDetectorDaemonSet(scope, id, {
    port: 9200,
    monitor: MetricsMonitor.podMonitor({ labels: { team: 'platform' } }),
    priorityClassName: 'node-agents',
    kernelRules: [
      { reason: 'DiskControllerFailed', pattern: 'megaraid_sas .* FW in FAULT state', condition: controller },
      { reason: 'LinkFlaps', pattern: 'mlx5_core .* Link down' },
    ],
    ...stated,
  }),
  takenBy: {
    who: `The program itself was not asked: its Go module could not be had for a test. Its arguments are held against its flags, and the file of kernel rules against the
fields that it reads, both read in kubernetes/node-problem-detector on 2026-11-27 (cmd/options/options.go, pkg/systemlogmonitor). Whether a pattern is a regular
expression of Go is not judged: with one that is none the detector does not start.`,
    problemsOf: objects => [
      ...objects.filter(({ kind }) => kind === 'DaemonSet').flatMap(({ spec }) => spec.template.spec.containers[0].args as string[])
        .filter(argument => !FLAGS.has(/^--[^=]+/.exec(argument)?.[0] ?? '')).map(argument => `no such flag: ${argument}`),
      ...objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => monitorProblems(JSON.parse(data['kernel-monitor.json']))),
    ],
    broken: { from: '--prometheus-port', to: '--metrics-port', found: /no such flag: --metrics-port=/ },
  },
  vendor: {
    source: 'kubernetes/node-problem-detector, deployment/node-problem-detector.yaml at 6632ca67148f (2026-08-22)',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: '{"app":"node-problem-detector"}', why: 'what it is and which one of them, in the labels that other tools know' },
      { field: 'metadata.name', vendor: '"node-problem-detector"', why: 'made from the path of the construct, so that two of them never collide; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: '"kube-system"', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: '{"app":"node-problem-detector"}', why: 'the program and the DaemonSet; `matchLabels` takes over a DaemonSet that runs' },
      { field: 'spec.updateStrategy', vendor: '–', why: 'one node at a time, Kubernetes\' default, takes hours on hundreds of nodes' },
      { field: 'spec.template.metadata.labels', vendor: '{"app":"node-problem-detector"}', why: 'those of the selector' },
      inPod('tolerations', '[{"effect":"NoSchedule","operator":"Exists"},{"effect":"NoExecute","operator":"Exists"}]', 'the same in one line, and whatever effect may come'),
      inPod('nodeSelector', '–', 'the vendor says linux by node affinity'),
      inPod('affinity', 'kubernetes.io/os in linux', 'virtual nodes run no DaemonSet pods; Linux is in the node selector'),
      inPod('serviceAccountName', '"node-problem-detector", bound to the ClusterRole system:node-problem-detector', 'a ClusterRole of its own with the same rights, called as the DaemonSet, so that two of them never collide'),
      inPod('automountServiceAccountToken', '–', 'Kubernetes\' default, written out, because most agents do without'),
      inPod('dnsPolicy', '–', 'Kubernetes\' default, written out'),
      inPod('securityContext', '–', 'a privileged container has no such profile; it is for sidecars'),
      inPod('terminationGracePeriodSeconds', '–', 'Kubernetes\' default, written out'),
      inContainer('image', '"registry.k8s.io/node-problem-detector/node-problem-detector:v0.8.19"', 'the manifest is behind the releases: the chart in use (deliveryhero/helm-charts 2.4.1) has v1.35.1'),
      inContainer('command', '["/node-problem-detector","--logtostderr","--config.system-log-monitor=…"]', 'the same program; its arguments are in args, so that `extraArgs` can follow'),
      inContainer('args', 'kernel-, readonly- and docker-monitor.json of a ConfigMap', 'those of the image; nodes no longer run Docker; metrics are served to Prometheus'),
      inContainer('ports', '–', 'its metrics'),
      inContainer('livenessProbe', '–', 'a process that hangs is started anew'),
      inContainer('readinessProbe', '–', 'an update waits until the new pod works'),
      inContainer('resources', '{"limits":{"cpu":"10m","memory":"80Mi"},"requests":{"cpu":"10m","memory":"80Mi"}}', 'it was killed for want of memory (150Mi was proposed); no limit of the processor'),
      inContainer('securityContext.readOnlyRootFilesystem', '–', 'the vendor\'s choice, written out: nobody tried it otherwise'),
      inContainer('securityContext.runAsUser', '–', 'the image\'s user, written out'),
      inContainer('volumeMounts', '/dev/kmsg, /var/log and /etc/localtime, read-only', 'what these monitors read: messages of the kernel have no time zone and are not in /var/log'),
      inPod('volumes', '/dev/kmsg, /var/log and /etc/localtime without a type, and the ConfigMap', 'what must be there is stated: a missing path is an event of the pod'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.template.spec.containers[0].name', 'spec.template.spec.containers[0].env', 'spec.template.spec.containers[0].securityContext.privileged',
    ],
  },
  ownPaths: (_: Manifest) => [],
  reasons: {
    '/dev/kmsg': 'the messages of the kernel',
    '/etc/everynode': 'what messages of the kernel mean, where `kernelRules` says so',
    'metrics': 'how often each problem was seen',
    'nodes': 'whether its node is there',
    'nodes/status': 'conditions of its node',
    'events': 'problems that pass, as events',
  },
  limits: [
    'Its container is privileged: no other may open the messages of the kernel. It has no host namespace.',
    'It reads two monitors of its image (kernel-monitor.json, readonly-monitor.json), so another image may know other problems; one without these files does not start.',
    'A condition that a rule of the kernel sets ends only when the detector is started anew.',
    'Kubernetes has no right to change the status of one node only: its ServiceAccount could change that of every node.',
    'Monitors of files, of the journal and of plugins: by `extraArgs` and `hostPaths`.',
  ],
};

function monitorProblems(monitor: Manifest): string[] {
  const unknown = (fields: ReadonlySet<string>, one: object) => Object.keys(one).filter(field => !fields.has(field)).map(field => `no such field: ${field}`);
  const types = (monitor.conditions as Manifest[]).map(({ type }) => type);
  return [
    ...unknown(FIELDS.monitor, monitor),
    ...(monitor.conditions as Manifest[]).flatMap(condition => unknown(FIELDS.condition, condition)),
    ...(monitor.rules as Manifest[]).flatMap(rule => [
      ...unknown(FIELDS.rule, rule),
      ...(rule.type === 'permanent') === types.includes(rule.condition) ? [] : [`no such condition: ${rule.condition}`],
    ]),
  ];
}
