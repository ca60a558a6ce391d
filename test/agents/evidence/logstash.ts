import { parse } from 'yaml';
import { AgentEvidence } from './agent-evidence';
import { collecting, EVERYTHING, statePaths } from './log-collectors';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { LogCollector } from '../../../src';
import { READ_ON, undocumentedOptions, undocumentedSettings } from '../logstash-parameters';
import { parseLogstash } from '../logstash-parser';

export const LOGSTASH: AgentEvidence = {
  program: 'logstash',
  exportedAs: 'LogCollector.logstash',
  make: collecting(() => ({ collector: LogCollector.logstash() })),
  makeWithEverything: collecting(() => ({ ...EVERYTHING, collector: LogCollector.logstash({ extraFilters: 'mutate { add_tag => ["node"] }' }) })),
  takenBy: {
    who: `Logstash itself was not asked: the program could not be had for a test. Its own grammar takes the pipeline (github.com/breml/logstash-config, made from
it; the answers are recorded, and asked anew where Go is there). Every plugin, option, setting and type of value is held against a list of those that are
documented, each with its source, read on ${READ_ON} (test/agents/logstash-parameters.ts). The two Ruby scripts are run by Ruby, where it is there.`,
    problemsOf: objects => objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => [
      ...undocumentedOptions(parseLogstash(data['collect.conf'].replace(/mutate \{[^}]*\}/, ''))), // what the user says is the user's own
      ...undocumentedSettings(parse(data['logstash.yml'])),
    ]),
    broken: { from: 'start_position', to: 'start', found: /input file: start is not in https:\/\/www.elastic.co/ },
  },
  vendor: {
    source: 'there is no DaemonSet of the vendor\'s. Compared is the pod template of the archived chart: elastic/helm-charts, logstash 8.5.1 at 2fd64d0af65f (2022-11-24), a StatefulSet',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'kind', vendor: '"StatefulSet"', why: 'one on each node: it reads the files of its node' },
      { field: 'metadata.labels', vendor: 'app, chart, heritage, release', why: 'what it is and which one of them, in the labels that other tools know' },
      { field: 'metadata.name', vendor: '"<release>-logstash"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: 'that of the release', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: 'app, release', why: 'the program and the DaemonSet' },
      { field: 'spec.updateStrategy', vendor: '{"type":"RollingUpdate"}', why: 'one node in ten at a time' },
      { field: 'spec.template.metadata.labels', vendor: 'app, chart, heritage, release', why: 'those of the selector, without the version of a chart' },
      { field: 'spec.template.metadata.annotations', vendor: 'configchecksum, pipelinechecksum', why: 'one for all: changes with the configuration, so that a new one reaches the pods' },
      inPod('tolerations', '–', 'every node writes logs'),
      inPod('nodeSelector', '–', 'the image is for Linux'),
      inPod('affinity', 'never two on one host', 'a DaemonSet has one on each node; virtual nodes run no DaemonSet pods'),
      inPod('automountServiceAccountToken', '–', 'it asks the API server for nothing'),
      inPod('dnsPolicy', '–', 'Kubernetes\' default, written out'),
      inPod('securityContext', '{"fsGroup":1000,"runAsUser":1000}', 'log files are root\'s: user 1000 reads none of them; system calls that it does not need are refused'),
      inContainer('image', '"docker.elastic.co/logstash/logstash:8.5.1"', 'the release that the vendor maintains'),
      inContainer('command', '– (the entry point writes variables into logstash.yml)', 'settings are in a ConfigMap, which cannot be written'),
      inContainer('args', '–', 'where its settings and its pipeline are, so that nothing of the image\'s own is read'),
      inContainer('env', '{"LS_JAVA_OPTS":"-Xmx1g -Xms1g"}', 'the heap is half of the limit, and follows it'),
      inContainer('ports', 'http 9600', 'the same port, called for what it is'),
      inContainer('livenessProbe', 'GET / after 300 seconds', 'a startup probe waits as long as it takes, and no longer'),
      inContainer('readinessProbe', 'GET / after 60 seconds, three times', 'the startup probe has waited already'),
      inContainer('startupProbe', '–', 'a JVM takes minutes on a busy node'),
      inContainer('resources', '{"limits":{"cpu":"1000m","memory":"1536Mi"},"requests":{"cpu":"100m","memory":"1536Mi"}}', 'no limit of processor time, which makes a JVM start slowly; less memory is taken from the pods of each node'),
      inContainer('securityContext', '{"capabilities":{"drop":["ALL"]},"runAsNonRoot":true,"runAsUser":1000}', 'root, because log files are root\'s, without a capability, and a root file system that cannot be written'),
      inContainer('volumeMounts', 'configuration and pipeline by subPath; data only with a claim', 'logs, and a directory of the node for read positions and the queue; what is mounted by subPath never changes in place'),
      inPod('volumes', 'ConfigMaps', 'see its mounts'),
    ],
    same: ['apiVersion', 'spec.template.spec.containers[0].name', 'spec.template.spec.terminationGracePeriodSeconds'],
  },
  collects: { format: /stdout\|stderr\) \(\?<tag>\[FP\]\)/, ownLogs: /exclude => \[.*platform-agent-[0-9a-f]{8}-\?{5}_monitoring_logstash-\*\.log/ },
  ownPaths: statePaths,
  reasons: {
    '/var/log': 'the log files of all containers: `containers/` has links into `pods/`',
    'state': 'read positions, the queue of what could not be sent yet, what Elasticsearch refused, parts of lines',
    '/tmp': 'its root file system cannot be written',
    '/etc/logstash/settings': 'its settings, and where it logs',
    '/etc/logstash/pipeline': 'its pipeline',
    '/etc/logstash/scripts': 'how it reads the format of CRI',
    '/etc/logstash/certificates': 'the certificate authority of its destination',
    'api': 'how it does, as JSON (not for Prometheus), and the question whether it lives',
  },
  limits: [
    'It is large: 1 GiB is requested on each node, and half of the memory limit is heap. Fluentd does the same job in a fifth of that.',
    'Each line gets what the name of its file tells: pod, namespace, container. Labels would need a plugin that is not in the image and not maintained.',
    'One worker does all the work, so that the parts of a line come one after the other: it bounds how much one node can send.',
    'With `multiline`, a stack trace into which the container writes a beginning of a message on its other stream ends there, and its rest is a message by itself.',
    'Read positions are kept by the inode of a file. A node that gives the inode of a deleted log file to a new one within two weeks begins to read it at the old position, unless it is smaller.',
    'That it runs with a root file system that cannot be written, as root and without a capability, follows from its documents and was not tried.',
    'S3 is Amazon\'s only; a password for Kafka must be without `\'` and `\\`.',
  ],
};
