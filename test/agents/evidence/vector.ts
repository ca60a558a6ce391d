import { AgentEvidence } from './agent-evidence';
import { collecting, EVERYTHING, statePaths } from './log-collectors';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { problemsOfVrl, vectorConfigsOf } from './vrl';
import { ContainerLogFormat, LogCollector, VectorLogLevel } from '../../../src';
import { READ_ON, undocumented } from '../vector-parameters';

const EXTRA = `transforms:
  cluster:
    type: remap
    inputs: [records]
    source: .cluster = "blue"
  shape:
    inputs: [cluster]
`;

export const VECTOR: AgentEvidence = {
  program: 'vector',
  exportedAs: 'LogCollector.vector',
  make: collecting(() => ({ collector: LogCollector.vector() })),
  makeWithEverything: collecting(() => ({
    ...EVERYTHING,
    collector: LogCollector.vector({ logLevel: VectorLogLevel.WARN, extraConfig: EXTRA }),
    format: ContainerLogFormat.DOCKER,
    journal: { path: '/run/log/journal' },
  })),
  takenBy: {
    who: `Vector itself was not asked: the program could not be had for a test. Its language was: the compiler of the Vector Remap Language in the release that
Vector 0.59.0 has (crate vrl 0.36.0) takes every program and every condition, whether or not it knows the types of their fields,
and runs them on lines of each format; what became of these is recorded, and asked anew where the compiler is there. Every component, option and type of value is
held, besides, against a list of those that are documented, each with its source, read on ${READ_ON} (test/agents/vector-parameters.ts).`,
    problemsOf: objects => [...vectorConfigsOf(objects).flatMap(undocumented), ...problemsOfVrl(objects)],
    broken: { from: 'rotate_wait_secs', to: 'rotate_wait', found: /sources containers: rotate_wait is not in github\.com\/vectordotdev\/vector/ },
  },
  vendor: {
    source: 'vectordotdev/helm-charts, charts/vector 0.57.0 in the role of an agent at 6dbdb4a1906d (2026-06-10)',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: 'the recommended ones, with the component "Agent" and the version of Vector', why: 'no version: it would change with each release' },
      { field: 'metadata.name', vendor: '"<release>-vector"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: 'that of the release', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: 'name, instance and component', why: 'name and instance, the instance being the DaemonSet' },
      { field: 'spec.updateStrategy', vendor: '–', why: 'one node at a time, Kubernetes\' default, takes hours on hundreds of nodes' },
      { field: 'spec.template.metadata.labels', vendor: 'those of the selector, and vector.dev/exclude: "true"', why: 'with that label no Vector of the cluster reads them; here the collector leaves out its own logs alone, by their files and by their labels' },
      { field: 'spec.template.metadata.annotations', vendor: '{"checksum/config":"…"}', why: 'the same under another name' },
      inPod('tolerations', '–', 'every node writes logs, also one with a taint (vectordotdev/helm-charts#271)'),
      inPod('nodeSelector', '–', 'the image is for Linux'),
      inPod('affinity', '–', 'virtual nodes run no DaemonSet pods'),
      inPod('serviceAccountName', '"<release>-vector"', 'called as the DaemonSet'),
      inPod('automountServiceAccountToken', '– (true in the ServiceAccount)', 'Kubernetes\' default, written out, because most agents do without'),
      inPod('securityContext', '–', 'the system calls of the container runtime\'s own list are enough'),
      inContainer('image', '"timberio/vector:0.56.0-distroless-libc"', 'the newest release that could be found; `journalctl` for a journal is in the image of Debian only'),
      inContainer('args', '["--config-dir","/etc/vector/"]', 'one file, and less time to end than the pod has: both are 60 seconds there, and the kubelet kills it in the middle'),
      inContainer('env', 'VECTOR_LOG and the same three fields; PROCFS_ROOT and SYSFS_ROOT', 'metrics of the node are another agent\'s'),
      inContainer('ports', 'prom-exporter 9090', 'the default of Vector\'s own exporter'),
      inContainer('livenessProbe', '–', 'one that hangs is started anew'),
      inContainer('readinessProbe', 'GET /health on 8686, if the API is on', 'its metrics in place of its API, by which whoever reaches the pod reads every record'),
      inContainer('resources', '–', 'without requests it is the first to be evicted when memory gets short'),
      inContainer('securityContext', '–', 'root, as the image has it, but without a capability and with a root file system that cannot be written'),
      inContainer('volumeMounts', '/var/lib/vector at /vector-data-dir; /var/log, /var/lib, /proc and /sys read-only', 'only what it reads; nothing of what other programs keep in /var/lib'),
      inPod('volumes', '/var/lib/vector, /var/log, /var/lib, /proc and /sys without types; a projected volume', 'a directory of each collector\'s own: two of them in one would take each other\'s positions'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.template.spec.containers[0].name', 'spec.template.spec.dnsPolicy', 'spec.template.spec.terminationGracePeriodSeconds',
    ],
  },
  collects: {
    format: /type: kubernetes_logs\n/, // which tells the format of CRI from that of Docker by itself
    ownLogs: /exclude_paths_glob_patterns:\n(?: +- .*\n)* +- \/var\/log\/pods\/monitoring_platform-agent-[0-9a-f]{8}-\?{5}_\*\/vector\/\*\n/,
  },
  ownPaths: statePaths,
  reasons: {
    '/var/log': 'the log files of all containers, in `pods/`',
    '/var/lib/docker/containers': 'with the format of Docker, what the files in `pods/` lead to',
    '/run/log/journal': 'the journal of a node without storage for it',
    'state': 'read positions, and what could not be sent yet',
    '/etc/vector/config': 'its whole configuration',
    '/etc/vector/certificates': 'the certificate authority of its destination',
    '/etc/vector/secrets/user': 'who logs in at its destination: Vector reads it when it starts',
    '/etc/vector/secrets/password': 'how',
    'metrics': 'its own metrics, for Prometheus (`/metrics`), and the question whether it lives',
    'pods,namespaces,nodes': 'the labels of each pod of its node and of their namespaces, which it adds to each line; of nodes it asks in any case. With `podMetadata: false` it asks for nothing, and the path of the file tells pod, namespace and container',
  },
  limits: [
    'A credential is read from its file when Vector starts: after it was changed in its Secret, the pods have to be replaced. It must be without `\'`, and be one line: Vector puts it into the text of its configuration (vectordotdev/vector#17343, #25905).',
    '`bufferLimit` is at least 268435488 bytes, a few more than 256Mi: two files of 128 MiB, of which one is kept free, so that 128 MiB less than the limit may wait (vectordotdev/vector lib/vector-buffers/src/variants/disk_v2/common.rs at 4745a2f4d52e). `WhenBufferFull.DROP_OLDEST` is an error: the buffer could drop what is newest only.',
    'A record in the buffer counts as sent for the source. Read positions are written every 10 seconds and when Vector ends, so that nothing is read twice after that; if it is killed, what was read since then is sent once more (vectordotdev/vector lib/file-source/src/file_server.rs at 4968c6d160b2). The buffer is written through to the disk every 500 ms: what came after that is lost where a node loses its power.',
    'While reading waits, what is left of a rotated file is read for 60 seconds after it is compressed or gone, and then given up.',
    'Where nobody answers, or with 429 or a status from 500 on, it tries again for ever. What is refused in another way is dropped: a field of another type, a bad request, and all that is sent while a password or a key is wrong. Besides, web servers and receivers of OTLP are asked again after 408 (since 0.56.0, vectordotdev/vector#25057), S3 where it says that time ran out (src/aws/mod.rs at 68fa03d3c84d), and for Elasticsearch and OpenSearch 501 is final (src/sinks/elasticsearch/retry.rs at 5ebf221680c5). Watch `vector_component_discarded_events_total` and `vector_component_errors_total`. Elasticsearch and OpenSearch get each record under an id of its own, and trying again makes no duplicates.',
    'To Kafka, Vector leaves trying again to librdkafka, which never gives up waiting. What is refused for good is dropped (src/sinks/kafka/service.rs at 7de53bb028e6), such as a message above the `max.message.bytes` of its topic once it is compressed, or above 10 MB before that.',
    'In the URL of a web server or of a receiver of OTLP a `%` is an error: Vector takes it for a part of a time, as in `%d` (src/template.rs at ff1446a0a35c).',
    'When it is told to end, it sends for 45 seconds more: a shorter `terminationGracePeriod` cuts that off, and what was in memory is read again.',
    'Objects in S3 are written after 5 minutes or 10 MB; until then what is in them is in the buffer and in memory.',
    'Parts of a long line go on as they are when no other one comes for 5 seconds, and so does a message without another line; 64 parts (1 MiB) or 1000 lines are the most. A line of a file above 128 KiB is dropped.',
    'Parts are put together here and not by the source `kubernetes_logs`, which would mix the two streams of a container.',
    'A pod whose namespace the API server did not tell yet is read a little later. With `podMetadata: false` a line that is not in the format goes on as it is.',
    'A journal whose files are newer than the `journalctl` of the image cannot be read (vectordotdev/vector#16673).',
    'Since 0.59.0 it is made for Kubernetes from 1.32 on (its release notes). The labels of Loki are taken as they are since 0.58.0 (vectordotdev/vector#26176): with the image of 0.57 it would not start.',
    'Its API is off, so `vector top` and `vector tap` have nobody to ask.',
  ],
};
