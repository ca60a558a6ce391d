import { parse } from 'yaml';
import { AgentEvidence } from './agent-evidence';
import { FILEBEAT_PARTS, filebeatConfigurationsOf, forOldFilebeat } from './filebeat-program';
import { collecting, EVERYTHING, statePaths } from './log-collectors';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { ContainerLogFormat, LogCollector } from '../../../src';
import { READ_ON, undocumented } from '../filebeat-parameters';

export const FILEBEAT: AgentEvidence = {
  program: 'filebeat',
  exportedAs: 'LogCollector.filebeat',
  make: collecting(() => ({ collector: LogCollector.filebeat() })),
  makeWithEverything: collecting(() => ({
    ...EVERYTHING,
    format: ContainerLogFormat.DOCKER,
    collector: LogCollector.filebeat({ extraConfig: 'processors:\n  - add_tags:\n      tags: [blue]\n' }),
  })),
  takenBy: {
    who: `Filebeat 9.5.4 itself was not asked: the program could not be had for a test. Filebeat 7.17.0, the newest whose sources could be had, makes every
input, processor, queue and output of the configurations with its own code, and reads the logs of a node with them, into an Elasticsearch of the test: lines of CRI and
Docker, parts, stack traces, nothing twice and nothing lost over a restart (test/agents/evidence/programs/filebeat, test/agents/filebeat.run.test.ts; the
answers are recorded, both are asked anew where the program was built). It does not know \`file_identity.fingerprint\`, in whose place it gets \`native\`, and does not
hear \`node\`, \`use_kubeadm\`, \`deployment\`, \`cronjob\` and \`wait_for_metadata\` of \`add_kubernetes_metadata\`. Every section, input, parser,
processor, output, option and type of value is held, besides, against a list of those that are documented for 9.5, each with its source, read on ${READ_ON}
(test/agents/filebeat-parameters.ts).`,
    problemsOf: objects => filebeatConfigurationsOf(objects).flatMap(text => [
      ...undocumented(parse(text)), ...FILEBEAT_PARTS.problemsOf([forOldFilebeat(text)]),
    ]),
    broken: { from: 'exclude_files', to: 'ignore_files', found: /input filestream: prospector\.scanner\.ignore_files is not in https:\/\/www\.elastic\.co/ },
  },
  vendor: {
    source: 'elastic/beats, deploy/kubernetes/filebeat-kubernetes.yaml at 005f19f1ece8 (2026-11-27), which is the day on which it was read, as that of the commit is not known; its chart ended with 8.5.1',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: '{"k8s-app":"filebeat"}', why: 'what it is and which one of them, in the labels that other tools know' },
      { field: 'metadata.name', vendor: '"filebeat"', why: 'made from the path of the construct, so that two of them never collide; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: '"kube-system"', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: '{"k8s-app":"filebeat"}', why: 'the program and the DaemonSet: a second one selects other pods' },
      { field: 'spec.updateStrategy', vendor: '–', why: 'one node at a time, Kubernetes\' default, takes hours on hundreds of nodes' },
      { field: 'spec.template.metadata.labels', vendor: '{"k8s-app":"filebeat"}', why: 'those of the selector' },
      { field: 'spec.template.metadata.annotations', vendor: '–', why: 'changes with the configuration, so that a new one reaches the pods' },
      inPod('tolerations', '–', 'every node writes logs, also one with a taint: the vendor\'s misses control planes'),
      inPod('nodeSelector', '–', 'the image is for Linux'),
      inPod('affinity', '–', 'virtual nodes run no DaemonSet pods'),
      inPod('serviceAccountName', '"filebeat"', 'called as the DaemonSet; it may read pods, and neither namespaces, nodes, replica sets, jobs, leases nor the configuration of kubeadm'),
      inPod('automountServiceAccountToken', '–', 'Kubernetes\' default, written out, because most agents do without'),
      inPod('dnsPolicy', '"ClusterFirstWithHostNet"', 'it is not on the host network, on which the vendor finds the node\'s name; here it is told'),
      inPod('securityContext', '–', 'system calls that no log collector needs are refused'),
      inPod('terminationGracePeriodSeconds', '30', 'time to store what it holds, of which it takes half'),
      inContainer('image', '"docker.elastic.co/beats/filebeat-wolfi:9.5.2"', 'the release that followed, on the image that has `journalctl`, for an input of `extraConfig`'),
      inContainer('args', '["-c","/etc/filebeat.yml","-e"]', 'the same at another place'),
      inContainer('env', 'ELASTICSEARCH_HOST and more, the password as text; NODE_NAME', 'where it sends is in its configuration, and passwords come from Secrets; Go is told of the limit'),
      inContainer('ports', '–', 'how it does, and the probes'),
      inContainer('livenessProbe', '–', 'a program that hangs is started anew; where its destination is away, it still answers'),
      inContainer('readinessProbe', '–', 'an update waits until the new one runs'),
      inContainer('resources', '{"limits":{"memory":"200Mi"},"requests":{"cpu":"100m","memory":"100Mi"}}', 'what waits on its way to the disk is in memory: up to 2,560 lines'),
      inContainer('securityContext', '{"runAsUser":0}', 'root, too, but without a capability, and with a root file system that cannot be written'),
      inContainer('volumeMounts', 'configuration by subPath, /usr/share/filebeat/data, /var/lib/docker/containers and /var/log read-only', 'Docker\'s directory only where it is asked for: no other node has it; what is mounted by subPath never changes in place'),
      inPod('volumes', '/var/lib/filebeat-data with a type, the others without', 'a directory for each instance: two in one directory stop each other; what must be there is stated'),
    ],
    same: ['apiVersion', 'kind', 'spec.template.spec.containers[0].name'],
  },
  collects: { format: /container:\n\s+stream: all\n\s+format: cri\n/, ownLogs: /exclude_files:\n\s+- \^\/var\/log\/containers\/platform-agent-[0-9a-f]{8}-(\[\^\/\]){5}_monitoring_filebeat-\[\^\/\]\*\\\.log\$\n/ },
  ownPaths: statePaths,
  reasons: {
    '/var/log': 'the log files of all containers: `containers/` has links into `pods/`',
    '/var/lib/docker/containers': 'with the format of Docker, what those links lead to',
    'state': 'read positions, and the queue of what could not be sent yet',
    '/tmp': 'its root file system cannot be written',
    '/etc/filebeat/config': 'its whole configuration',
    '/etc/filebeat/certificates': 'the certificate authority of its destination',
    'stats': 'how it does, as JSON (`/stats`, not for Prometheus), and the question whether it lives; its vendor calls that a preview',
    'pods': 'the labels of the pods of its node, which it adds to each line; with `podMetadata: false` it asks for nothing, and the name of the file tells pod, namespace and container',
  },
  limits: [
    'It sends to Elasticsearch, Kafka and its standard output. It asks Elasticsearch whether it is Elasticsearch, so OpenSearch is not among its destinations. Logstash and Redis, which it knows, too, are an `output` of `extraConfig`, which takes the place of the generated one.',
    'In Elasticsearch an index is written by its name: no index template, no life cycle, no data stream is made by it. What Elasticsearch refuses for good, such as a field of another type, is dropped, and only its log and `libbeat.output.events.dropped` tell. Each line has an id made of it, so that sending again makes no duplicates; one that was sent and not yet confirmed when it ends is sent again to Kafka.',
    'The vendor\'s parser puts the parts of a long line together whatever stream they are of: where a container writes to both streams at once, a line of the one ends up in the other, and the rest of the long line is one by itself (tried with 7.17.0).',
    'With `multiline`, each file is read twice, once for each stream, so that stack traces are not torn. The read positions are others: to switch it on or off begins anew, and what is on the node is sent once more.',
    'It waits for the API server when it starts, however long that takes, so that no line goes without labels; logs wait in their files meanwhile. Later, a line of a pod that it does not know goes on with what the name of the file tells.',
    'When the queue is full, reading waits. What is left of a rotated file is read until nothing was read of it for 5 minutes, and takes its space until then, even if it is deleted; where reading waits longer than that, and after a restart, what was not read of a rotated file is lost.',
    'Up to 2,560 lines are in memory on their way to the queue and from it, whatever their size. A message is cut at 1 MiB, for Kafka at 480 KiB, and has 2,000 lines at most.',
    'A line that is in another format than it was told is left out, and its log tells.',
    'A user or a password that comes from a Secret must be without `\'`: Filebeat reads it as if it stood in its configuration.',
    'The journal of the node is not read: Filebeat calls `journalctl` of its image for that, which must be as new as that of the node, and says nothing where it is not. An input `journald` in `extraConfig` is the way for those who know their nodes.',
    'Images before 9.5 read a file only once it has 1024 bytes, and give up asking the API server after half a minute.',
  ],
};
