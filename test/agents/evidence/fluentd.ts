import { AgentEvidence } from './agent-evidence';
import { collecting, EVERYTHING, statePaths } from './log-collectors';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { ContainerLogFormat, LogCollector, WhenBufferFull } from '../../../src';
import { READ_ON, undocumented } from '../fluentd-parameters';
import { parseFluentd } from '../fluentd-parser';

export const FLUENTD: AgentEvidence = {
  program: 'fluentd',
  exportedAs: 'LogCollector.fluentd',
  make: collecting(() => ({ collector: LogCollector.fluentd() })),
  makeWithEverything: collecting(() => ({
    ...EVERYTHING,
    collector: LogCollector.fluentd({ extraFilters: '<filter kubernetes.**>\n  @type grep\n</filter>' }),
    format: ContainerLogFormat.DOCKER,
    journal: { path: '/run/log/journal' },
    whenFull: WhenBufferFull.DROP_OLDEST,
  })),
  takenBy: {
    who: `Fluentd itself was not asked: neither the program nor its plugins could be had for a test. Every plugin, parameter, section and type of value in its
configuration is held against a list of those that are documented, each with its source, read on ${READ_ON} for the versions in the image
(test/agents/fluentd-parameters.ts). What the filters do to lines is tested with the expressions of the configuration.`,
    problemsOf: objects => objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => undocumented(parseFluentd(data['fluent.conf']))),
    broken: { from: 'read_from_head', to: 'read_from_start', found: /read_from_start is not in https:\/\/docs.fluentd.org\/input\/tail/ },
  },
  vendor: {
    source: 'fluent/fluentd-kubernetes-daemonset, fluentd-daemonset-elasticsearch-rbac.yaml at 849b9e1ecd84 (2026-08-05)',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: '{"k8s-app":"fluentd-logging","version":"v1"}', why: 'what it is and which one of them, in the labels that other tools know' },
      { field: 'metadata.name', vendor: '"fluentd"', why: 'made from the path of the construct, so that two of them never collide; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: '"kube-system"', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: '{"k8s-app":"fluentd-logging","version":"v1"}', why: 'the selector can never be changed, so no version is in it; `matchLabels` takes over a DaemonSet that runs' },
      { field: 'spec.updateStrategy', vendor: '–', why: 'one node at a time, Kubernetes\' default, takes hours on hundreds of nodes' },
      { field: 'spec.template.metadata.labels', vendor: '{"k8s-app":"fluentd-logging","version":"v1"}', why: 'those of the selector' },
      { field: 'spec.template.metadata.annotations', vendor: '–', why: 'changes with the configuration, so that a new one reaches the pods' },
      inPod('tolerations', 'control-plane and master, NoSchedule, without an operator', 'every node writes logs: also one with a taint of its own, and one that evicts (NoExecute)'),
      inPod('nodeSelector', '–', 'the image is for Linux'),
      inPod('affinity', '–', 'virtual nodes run no DaemonSet pods'),
      inPod('serviceAccountName', '"fluentd"', 'called as the DaemonSet, so that two of them never collide; the vendor\'s deprecated twin serviceAccount is left out'),
      inPod('automountServiceAccountToken', '–', 'Kubernetes\' default, written out, because most agents do without'),
      inPod('dnsPolicy', '–', 'Kubernetes\' default, written out'),
      inPod('securityContext', '–', 'system calls that no log collector needs are refused'),
      inPod('terminationGracePeriodSeconds', '30', 'time to send what it holds'),
      inContainer('image', '"fluent/fluentd-kubernetes-daemonset:v1-debian-elasticsearch"', 'a moving tag may be another program on each node; the vendor\'s is the build for Elasticsearch 7'),
      inContainer('env', 'K8S_NODE_NAME, and FLUENT_ELASTICSEARCH_* with a password in plain text', 'credentials come from a Secret, the rest is in the configuration'),
      inContainer('ports', '–', 'its own metrics, which the vendor\'s image serves undeclared'),
      inContainer('livenessProbe', '–', 'a process that hangs is started anew'),
      inContainer('readinessProbe', '–', 'an update waits until the new pod works'),
      inContainer('resources', '{"limits":{"memory":"200Mi"},"requests":{"cpu":"100m","memory":"200Mi"}}', 'a limit that is the request leaves no room while a backlog is read'),
      inContainer('securityContext', '–', 'root, because log files are root\'s, without a capability, and a root file system that cannot be written'),
      inContainer('volumeMounts', '/var/log writable, /var/log/pods read-only', 'logs are only read; read positions and buffers are in a directory of its own, and the whole configuration in a ConfigMap: that of the image reads the format of Docker'),
      inPod('volumes', '/var/log and /var/log/pods without a type', 'what must be there is stated: a missing path is an event of the pod'),
    ],
    same: ['apiVersion', 'kind', 'spec.template.spec.containers[0].name'],
  },
  collects: { format: /@type cri\n/, ownLogs: /exclude_path \[.*\/platform-agent-[0-9a-f]{8}-\?{5}_monitoring_fluentd-\*\.log/ },
  ownPaths: statePaths,
  reasons: {
    '/var/log': 'the log files of all containers: `containers/` has links into `pods/`',
    '/var/lib/docker/containers': 'with the format of Docker, what those links lead to',
    '/run/log/journal': 'the journal of a node without storage for it',
    'state': 'read positions, and what could not be sent yet',
    '/tmp': 'its root file system cannot be written',
    '/fluentd/etc': 'its whole configuration',
    '/fluentd/certificates': 'the certificate authority of its destination',
    'metrics': 'its own metrics, for Prometheus, and the question whether it lives',
    'pods,namespaces': 'the labels of the pods of its node, which it adds to each line; with `podMetadata: false` it asks for nothing',
  },
  limits: [
    'There are no plugins in its images for Loki and OTLP. Each destination has a build of the image of its own.',
    'A part of a long line whose end does not come within 30 seconds, and a message after which no line comes for 5, go on as they are.',
    'What a filter holds in memory, parts of one line or of one message, is sent when it ends in peace, and lost when it is killed.',
  ],
};
