import { AgentEvidence } from './agent-evidence';
import { ALLOY_PROGRAM, ALLOY_VERSION, alloyConfigurationsOf } from './alloy-program';
import { collecting, EVERYTHING, statePaths } from './log-collectors';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { AlloyLogLevel, LogCollector, LogDestination } from '../../../src';

const secret = (key: string) => ({ secretName: 'loki', key });

export const ALLOY: AgentEvidence = {
  program: 'alloy',
  exportedAs: 'LogCollector.alloy',
  make: collecting(() => ({ collector: LogCollector.alloy() })),
  makeWithEverything: collecting(() => ({
    ...EVERYTHING,
    bufferLimit: undefined,
    destination: LogDestination.loki({ url: 'https://loki.logging:3100', user: secret('user'), password: secret('password'), certificateAuthority: secret('ca.crt') }),
    journal: { path: '/run/log/journal' },
    collector: LogCollector.alloy({
      logLevel: AlloyLogLevel.WARN,
      extraStages: 'stage.drop {\n  expression = "healthz"\n}',
      extraConfig: 'loki.source.file "boot" {\n  targets    = [{ __path__ = "/var/log/dmesg" }]\n  forward_to = [loki.process.containers.receiver]\n}',
    }),
  })),
  takenBy: {
    who: `The program itself, ${ALLOY_VERSION}, built of its own sources with the components that the configurations use (test/agents/evidence/alloy), takes each of
them at the level \`generally-available\`: it validates them, as \`alloy validate\` does, and loads them, which builds every component. It reads the logs of a node: lines
of CRI, parts, stack traces, nothing twice and, without a rule for messages of several lines, nothing lost over a rotation and a restart, little while Loki is away, and never its own. The answers are recorded; both
are asked anew where the program was built. In the place of Loki, of a receiver of OTLP and of the API server stands a server of the test; there was no Kafka. It was
built without C, so that of \`loki.source.journal\` the arguments were tried, and no journal was read.`,
    problemsOf: objects => ALLOY_PROGRAM.problemsOf(alloyConfigurationsOf(objects)),
    broken: { from: 'path_targets', to: 'path_target', found: /path_target|not recorded/ },
  },
  vendor: {
    source: 'grafana/alloy operations/helm/charts/alloy, chart 1.11.1 at becfd489a7bb (2026-08-26), with alloy.mounts.varlog',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: 'the recommended ones, with the version of the chart', why: 'no version: it would change with each release of a chart' },
      { field: 'metadata.name', vendor: '"<release>-alloy"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: 'that of the release', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: 'name and instance', why: 'the same labels, the instance being the DaemonSet' },
      { field: 'spec.updateStrategy', vendor: '–; minReadySeconds 10', why: 'one node in ten at a time; `minReady` states a time' },
      { field: 'spec.template.metadata.labels', vendor: 'name and instance', why: 'those of the selector' },
      { field: 'spec.template.metadata.annotations', vendor: 'the default container of kubectl', why: 'a change of the configuration replaces the pods, so that no second container has to reload it' },
      inPod('tolerations', '–', 'every node writes logs, also one with a taint'),
      inPod('nodeSelector', '–', 'the image is for Linux'),
      inPod('affinity', '–', 'virtual nodes run no DaemonSet pods'),
      inPod('serviceAccountName', '"<release>-alloy"', 'called as the DaemonSet; it may list and watch pods, where the vendor\'s may read Secrets, ConfigMaps and much more of the whole cluster'),
      inPod('automountServiceAccountToken', '–', 'Kubernetes\' default, written out, because most agents do without'),
      inPod('securityContext', '–', 'system calls that no log collector needs are refused'),
      inPod('terminationGracePeriodSeconds', '–', 'time to send what it holds'),
      inContainer('image', '"docker.io/grafana/alloy:v1.18.1"', 'the release of the same commit'),
      inContainer('args', '["run","/etc/alloy/config.alloy","--storage.path=/tmp/alloy","--server.http.listen-addr=0.0.0.0:12345","--server.http.ui-path-prefix=/","--stability.level=generally-available"]', 'read positions are on the node: in /tmp they are lost with the container, and every file is sent again; nothing is reported to the vendor, and neither profiles nor support bundles are served'),
      inContainer('env', 'ALLOY_DEPLOY_MODE, HOSTNAME, K8S_NODE_NAME', 'the first is for reports, which are off; the second is for components that are not used'),
      inContainer('ports', 'http-metrics 12345', 'the same port, called for what it is'),
      inContainer('livenessProbe', '–', 'one that hangs is started anew; /-/healthy would be wrong here, because a component that waits for another program is no reason'),
      inContainer('readinessProbe', 'GET /-/ready after 10 seconds, with 1 to answer', 'the same, with more patience'),
      inContainer('resources', '–', 'without requests it is the first to be evicted when memory gets short; Alloy reads its limit itself'),
      inContainer('securityContext', '–', 'root, as the image is, but without a capability, and with a root file system that cannot be written'),
      inContainer('volumeMounts', '/etc/alloy, and /var/log read-only', 'the same, and a directory for read positions'),
      inPod('volumes', 'a ConfigMap, and /var/log without a type', 'what must be there is stated'),
    ],
    same: ['apiVersion', 'kind', 'spec.template.spec.containers[0].name', 'spec.template.spec.dnsPolicy'],
  },
  collects: { format: /stage\.cri \{\n/, ownLogs: /replacement = "\/var\/log\/containers\/\{platform-agent-[0-9a-f]{8}-\?{5}_monitoring_alloy-\*\.log\}"\n/ },
  ownPaths: statePaths,
  reasons: {
    '/var/log': 'the log files of all containers: `containers/` has links into `pods/`',
    '/run/log/journal': 'the journal of a node without storage for it',
    'state': 'how far each file and the journal have been read',
    '/tmp': 'its root file system cannot be written',
    '/etc/alloy/config': 'its whole configuration',
    '/etc/alloy/certificates': 'the certificate authority of its destination',
    'metrics': 'its own metrics, for Prometheus (`/metrics`), and the question whether it lives',
    'pods': 'the pods of its node, whose files it reads and whose labels it adds to each line; with `podMetadata: false` it asks for nothing, and the name of the file tells pod, namespace and container',
  },
  limits: [
    'Nothing waits on disk: the write-ahead log of `loki.write` is experimental and deletes what is older than an hour, and `otelcol.storage.file` is in preview. `bufferLimit` is therefore an error. While the destination is away, about 11 MiB wait in memory for Loki and 16 MiB for the others; then nothing more is read, and lines stay in their files as long as the kubelet keeps these. It tries again for ever.',
    'Read positions say what was read, not what was sent. If it has to end while the destination is away, it tries for 15 seconds more (Loki), and what waited in memory is lost. If it is killed, what it read in the 10 seconds before is read again, and what has waited in memory for longer is lost.',
    'What is refused as a bad request is given up, and only its log and its metrics tell (`loki_write_dropped_entries_total` and `otelcol_exporter_send_failed_log_records_total`).',
    'With `podMetadata`, nothing is read until the API server has told which pods the node has. Labels of pods are `pod_label_<name>`, structured metadata in Loki (3 or later) and attributes elsewhere; where the label of a running pod changes, its files are read again from their beginning, which Loki sees as the same entries. The files of a pod that was deleted are let go, read or not.',
    'Labels in Loki are `job`, `node`, `namespace`, `pod`, `container` and `stream`; for the journal `job`, `node` and `unit`. In OTLP and Kafka they are attributes of each record, by these names and not by those of OpenTelemetry.',
    'With `multiline`, a message that still waits for its next line when Alloy ends is lost now and then: in 5 of 16 runs of v1.19.2, whose stage hands it on while what sends it ends, too. Lines without a rule are not concerned.',
    'The format of Docker is not among what it reads here: its stage for it does not put parts of long lines together. A part of a line whose end never comes is held until it ends, and lost then. What is longer than 2 MiB is cut.',
    'What is left of a file when it is rotated away while Alloy does not run is not read.',
    'Lines that belong together are at most 1000, and go on after 5 seconds without another.',
    'Standard output gets each line within a line of Alloy\'s own log. To log fewer of these is an error there, because there would be none.',
    'Whoever reaches its port sees the components with their arguments (secrets are hidden), and can make it load its configuration anew. A NetworkPolicy keeps others away.',
    'Of the journal it reads all entries, and drops those of other units; the first time it reads those of a year.',
  ],
};
