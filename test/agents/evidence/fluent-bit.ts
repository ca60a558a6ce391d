import { parse } from 'yaml';
import { AgentEvidence } from './agent-evidence';
import { collecting, EVERYTHING, statePaths } from './log-collectors';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { ContainerLogFormat, LogCollector, WhenBufferFull } from '../../../src';
import { READ_ON, undocumented } from '../fluent-bit-parameters';

export const FLUENT_BIT: AgentEvidence = {
  program: 'fluent-bit',
  exportedAs: 'LogCollector.fluentBit',
  make: collecting(() => ({ collector: LogCollector.fluentBit() })),
  makeWithEverything: collecting(() => ({
    ...EVERYTHING,
    collector: LogCollector.fluentBit({ extraConfig: 'pipeline:\n  filters:\n    - name: modify\n      match: "*"\n      add: cluster blue\n' }),
    format: ContainerLogFormat.DOCKER,
    journal: { path: '/run/log/journal' },
    whenFull: WhenBufferFull.DROP_OLDEST,
  })),
  takenBy: {
    who: `Fluent Bit itself was not asked: the program could not be had for a test. The schema of its plugins takes every pipeline, option by option and with the
types of the values (github.com/calyptia/go-fluentbit-config v2.6.0, for its long-term release 24.11.2; the answers are
recorded, and asked anew where Go is there). Every section, plugin, option and type of value is held, besides, against a list of those that are documented, each
with its source, read on ${READ_ON} (test/agents/fluent-bit-parameters.ts). What the expressions do to lines is tested with those of the configuration.`,
    problemsOf: objects => objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => undocumented(parse(data['fluent-bit.yaml']))),
    broken: { from: 'read_from_head', to: 'read_from_start', found: /input tail: read_from_start is not in https:\/\/docs.fluentbit.io/ },
  },
  vendor: {
    source: 'fluent/helm-charts, fluent-bit-collector 1.1.1 at 5b81bf7a5a5d (2026-08-18), the newer of its two charts',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: 'the recommended ones, with the version of the chart', why: 'no version: it would change with each release of a chart' },
      { field: 'metadata.name', vendor: '"<release>-fluent-bit-collector"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: 'that of the release', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: 'name and instance', why: 'the same labels, the instance being the DaemonSet' },
      { field: 'spec.updateStrategy', vendor: '–', why: 'one node at a time, Kubernetes\' default, takes hours on hundreds of nodes' },
      { field: 'spec.template.metadata.labels', vendor: 'name and instance', why: 'those of the selector' },
      { field: 'spec.template.metadata.annotations', vendor: '{"checksum/config":"…"}', why: 'the same under another name' },
      inPod('tolerations', '–', 'every node writes logs, also one with a taint'),
      inPod('nodeSelector', '–', 'the image is for Linux'),
      inPod('affinity', '–', 'virtual nodes run no DaemonSet pods'),
      inPod('serviceAccountName', '"<release>-fluent-bit-collector"', 'called as the DaemonSet'),
      inPod('automountServiceAccountToken', '–', 'Kubernetes\' default, written out, because most agents do without'),
      inPod('dnsPolicy', '–', 'Kubernetes\' default, written out'),
      inPod('securityContext', '{"fsGroup":0,"fsGroupChangePolicy":"OnRootMismatch","runAsNonRoot":false,"seccompProfile":{"type":"RuntimeDefault"}}', 'a group of its own is of no use to root, and is not set on host paths'),
      inPod('terminationGracePeriodSeconds', '–', 'time to send what it holds'),
      inContainer('name', '"collector"', 'the name of the program, by which its own logs are left out'),
      inContainer('image', '"ghcr.io/fluent/fluent-bit:5.1.1"', 'the same version from the vendor\'s own registry, which its other chart uses'),
      inContainer('args', '["--workdir=/fluent-bit/etc","--config=/fluent-bit/etc/conf/fluent-bit.yaml"]', 'no path in the configuration is relative'),
      inContainer('env', 'NODE_IP, CONFIG_PATH', 'the name of the node, which each line gets'),
      inContainer('ports', 'http 2020', 'the same port, called for what it is'),
      inContainer('livenessProbe', 'GET / after 10 seconds, twelve times', 'the same, with more patience for one answer'),
      inContainer('readinessProbe', 'GET /api/v2/health after 15 seconds', 'whether it works, not whether its destination does: an update must not wait for that'),
      inContainer('resources', '–', 'without requests it is the first to be evicted when memory gets short; the limit bounds what waits in memory'),
      inContainer('securityContext', '{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"privileged":false,"readOnlyRootFilesystem":true,"runAsGroup":0,"runAsNonRoot":false,"runAsUser":0}', 'the same, without what is the default'),
      inContainer('volumeMounts', '/etc/machine-id and /var/log read-only; a directory for data only if asked for', 'read positions and what waits are always on the node: without them whole files are sent again after a restart; the journal is opened by its path, which needs no machine id'),
      inPod('volumes', '/etc/machine-id and /var/log with types', 'a pod does not start on a node without a machine id'),
    ],
    same: ['apiVersion', 'kind', 'spec.template.spec.containers[0].command'],
  },
  collects: { format: /multiline\.parser: cri\n/, ownLogs: /exclude_path: \/var\/log\/containers\/platform-agent-[0-9a-f]{8}-\?{5}_monitoring_fluent-bit-\*\.log\n/ },
  ownPaths: statePaths,
  reasons: {
    '/var/log': 'the log files of all containers: `containers/` has links into `pods/`',
    '/var/lib/docker/containers': 'with the format of Docker, what those links lead to',
    '/run/log/journal': 'the journal of a node without storage for it',
    'state': 'read positions, and what could not be sent yet',
    '/tmp': 'its root file system cannot be written',
    '/fluent-bit/etc/conf': 'its whole configuration',
    '/fluent-bit/certificates': 'the certificate authority of its destination',
    'metrics': 'its own metrics, for Prometheus (`/api/v2/metrics/prometheus`), and the question whether it lives',
    'pods': 'the labels of each pod of its node, which it adds to each line; with `podMetadata: false` it asks for nothing, and the name of the file tells pod, namespace and container',
  },
  limits: [
    'Kafka and S3 are not among its destinations here: those outputs call a record sent as soon as they have it themselves, so that `bufferLimit` and `whenFull` would say nothing of it.',
    'What waits is in chunks of at most 2 MiB, one at a time for each container, and those of a quiet container are small. While reading waits (the default), all of them are in memory, too: no more than `bufferLimit`, and no more than half of `limits.memory` holds, 128 chunks unless stated. More memory lets more wait; with `WhenBufferFull.DROP_OLDEST` it is on disk alone, up to `bufferLimit`.',
    'While reading waits, what is left of a rotated file is read for 60 seconds more, and then given up.',
    'What Elasticsearch or OpenSearch refuses for good, such as a field of another type, is tried again for ever, and takes its place among what waits: watch `fluentbit_output_retries_total`. They get each line under an id made of it, so that trying again makes no duplicates. What Loki, a receiver of OTLP or a web server calls a bad request is given up, and only its log and `fluentbit_output_errors_total` tell.',
    'The text of a line is its `log`, in the format of Docker with the line break at its end.',
    'A part of a long line whose end does not come within 4 seconds, and a message after which no line comes for 5, go on as they are; so does what has grown to 2 MiB. A line of a file above 1 MiB is skipped.',
    'Metadata of a pod is asked for once for each container; labels that change later are not seen. While the API server does not answer, lines go on without anything of their pod, its name included.',
    'In `extraConfig`, `${NAME}` is an environment variable; elsewhere it is refused, because nothing can make it stand for itself.',
  ],
};
