import { AgentEvidence } from './agent-evidence';
import { answersOfCollector } from './collector';
import { collecting, EVERYTHING, statePaths } from './log-collectors';
import { OPEN_TELEMETRY_DIFFERENCES } from './open-telemetry-vendor';
import { inContainer, inPod } from './vendor';
import { ContainerLogFormat, LogCollector, LogDestination } from '../../../src';

const secret = (key: string) => ({ secretName: 'receiver', key });

export const OPEN_TELEMETRY: AgentEvidence = {
  program: 'opentelemetry-collector',
  exportedAs: 'LogCollector.openTelemetry',
  make: collecting(() => ({ collector: LogCollector.openTelemetry() })),
  makeWithEverything: collecting(() => ({
    ...EVERYTHING,
    destination: LogDestination.otlp({ url: 'https://receiver.observability:4318', user: secret('user'), password: secret('password'), certificateAuthority: secret('ca.crt') }),
    format: ContainerLogFormat.DOCKER,
    collector: LogCollector.openTelemetry({ extraConfig: 'exporters:\n  otlp_http:\n    timeout: 10s\n' }),
  })),
  takenBy: {
    who: `The program itself, v0.158.0, built with the components that the configurations use (test/agents/evidence/collector), takes each of them
(\`validate\`), and reads the logs of a node: lines of CRI and Docker, parts, stack traces, nothing twice and nothing lost over a restart. The answers to
\`validate\` are recorded; both are asked anew where the program was built.`,
    problemsOf: answersOfCollector,
    broken: { from: 'start_at', to: 'starts_at', found: /has invalid keys: starts_at|not recorded/ },
  },
  vendor: {
    source: 'open-telemetry/opentelemetry-helm-charts, opentelemetry-collector 0.170.0 at dd5665c06f37 (2026-08-20), mode daemonset with logsCollection, its checkpoints, and kubernetesAttributes',
    readOn: '2026-11-27',
    differences: [
      ...OPEN_TELEMETRY_DIFFERENCES,
      inPod('tolerations', '–', 'every node writes logs, also one with a taint'),
      inPod('securityContext', '{}', 'system calls that no log collector needs are refused'),
      inPod('terminationGracePeriodSeconds', '–', 'time to send what it holds'),
      inContainer('env', 'MY_POD_IP, K8S_NODE_NAME; GOMEMLIMIT only with a limit', 'there is a limit, and Go is told of it'),
      inContainer('ports', 'six host ports, of receivers', 'it receives nothing: no port is taken on the node; its own metrics are served'),
      inContainer('volumeMounts', '/var/log/pods and /var/lib/docker/containers read-only, /var/lib/otelcol', 'Docker\'s directory only where it is asked for; a state directory for each collector, not one for all of a node'),
    ],
    same: ['apiVersion', 'kind', 'spec.template.spec.containers[0].name'],
  },
  collects: { format: /stream>stdout\|stderr\) \(\?P<part>\[FP\]\)/, ownLogs: /exclude:\n\s+- \/var\/log\/pods\/monitoring_platform-agent-[0-9a-f]{8}-\?{5}_\*\/opentelemetry-collector\/\*\.log\n/ },
  ownPaths: statePaths,
  reasons: {
    '/var/log': 'the log files of all containers, in `pods/`',
    '/var/lib/docker/containers': 'with the format of Docker, what those lead to',
    'state': 'read positions, and what could not be sent yet',
    '/tmp': 'its root file system cannot be written',
    '/etc/otelcol/config': 'its whole configuration',
    '/etc/otelcol/certificates': 'the certificate authority of its destination',
    'metrics': 'its own metrics, for Prometheus',
    'health': 'the question whether it lives',
    'pods,namespaces': 'the labels of the pods of its node, which it adds to each line; with `podMetadata: false` it asks for nothing',
  },
  limits: [
    'Logs have OpenTelemetry\'s data model: the text is the body, what is known of the pod are attributes of its resource.',
    'Elasticsearch is not among its destinations here: the exporter could not be had to try the configuration with. Nor is S3.',
    'It does without the operator `container`, which the vendor\'s chart uses: where a container writes to both streams, that puts parts of one and lines of the other together (tried with v0.158.0).',
    'A user or a password that comes from a Secret must be without `$$` and `${`: the Collector puts one `$` and a variable in their place (tried with v0.158.0).',
    'Standard output has no queue: what is printed is printed.',
    'Lines that are being joined are held in memory, and are sent when it ends in peace.',
  ],
};
