import { Duration } from 'cdk8s';
import { AgentEvidence } from './agent-evidence';
import { answersOfCollector } from './collector';
import { statePaths } from './log-collectors';
import { OPEN_TELEMETRY_DIFFERENCES } from './open-telemetry-vendor';
import { inContainer, inPod } from './vendor';
import {
  ContainerLogFormat, HostMetricsScraper, KubeletAddress, KubeletCertificateAuthority, KubeletStatsGroup, MetricsMonitor, MultilineRule,
  OpenTelemetryNodeDaemonSet, OpenTelemetryNodeDaemonSetProps, TelemetryDestination,
} from '../../../src';

const secret = (key: string) => ({ secretName: 'receiver', key });

const EVERYTHING: OpenTelemetryNodeDaemonSetProps = {
  destination: TelemetryDestination.otlp({ url: 'https://receiver.observability:4318', user: secret('user'), password: secret('password'), certificateAuthority: secret('ca.crt') }),
  hostMetrics: {
    interval: Duration.minutes(1),
    scrapers: Object.values(HostMetricsScraper).filter(scraper => scraper !== HostMetricsScraper.NETWORK), // that one takes the network of the node
    excludeMountPoints: ['/mnt/scratch'],
    excludeFileSystemTypes: ['nfs4'],
    excludeDevices: ['loop*'],
  },
  kubeletStats: {
    interval: Duration.minutes(1),
    groups: Object.values(KubeletStatsGroup),
    certificateAuthority: KubeletCertificateAuthority.secret({ secretName: 'kubelet', key: 'ca.crt' }),
    address: KubeletAddress.NODE_NAME,
  },
  logs: { excludeNamespaces: ['kube-system'], excludePods: ['debug-*', 'shop/load-test-*'], format: ContainerLogFormat.DOCKER, multiline: MultilineRule.java() },
  otlpReceiver: {},
  bufferLimit: '1Gi',
  metricsPort: 9999,
  monitor: MetricsMonitor.serviceMonitor({ labels: { team: 'platform' } }),
  priorityClassName: 'node-agents',
  extraConfig: 'exporters:\n  otlp_http:\n    timeout: 10s\n',
};

export const OPEN_TELEMETRY_NODE: AgentEvidence = {
  program: 'opentelemetry-node',
  exportedAs: 'OpenTelemetryNodeDaemonSet',
  make: (scope, id, stated = {}) => new OpenTelemetryNodeDaemonSet(scope, id, stated),
  makeWithEverything: (scope, id, stated = {}) => new OpenTelemetryNodeDaemonSet(scope, id, { ...EVERYTHING, ...stated }),
  takenBy: {
    who: `The program itself, v0.158.0, built with the components that the configurations use (test/agents/evidence/collector), takes each of them
(\`validate\`, with \`/\` as the root directory of the node, and without a token for the kubelet). It is also run as the manifest says, in a root directory that holds what is mounted, as root without
the capabilities that are dropped: it measures this machine, asks a kubelet that knows one pod, by HTTPS and with its token, takes a span, and reads logs. One of
its components is of another version: the receiver of kubelet statistics is that of v0.149.0, the nearest that could be had. Its options are the same in v0.160.0
(config.go of both, read on 2026-11-27); which metrics are on by default has changed between them. The answers to \`validate\` are recorded; all is asked anew where
the program was built.`,
    problemsOf: answersOfCollector,
    broken: { from: 'insecure_skip_verify', to: 'skip_verify', found: /has invalid keys: skip_verify|not recorded/ },
  },
  vendor: {
    source: 'open-telemetry/opentelemetry-helm-charts, opentelemetry-collector 0.170.0 at dd5665c06f37 (2026-08-20), mode daemonset with logsCollection, its checkpoints, hostMetrics, kubeletMetrics and kubernetesAttributes',
    readOn: '2026-11-27',
    differences: [
      ...OPEN_TELEMETRY_DIFFERENCES,
      inPod('tolerations', '–', 'every node has metrics and writes logs, also one with a taint'),
      inPod('securityContext', '{}', 'system calls that it does not need are refused'),
      inPod('terminationGracePeriodSeconds', '30', 'time to send what it holds'),
      inContainer('env', 'MY_POD_IP, OTEL_K8S_… besides; GOMEMLIMIT only with a limit', 'those that the configuration names; there is a limit, and Go is told of it'),
      inContainer('ports', 'six host ports, of receivers', 'it receives nothing unless `otlpReceiver` is stated, and then no port is taken on the node unless that is stated, too; its own metrics are served'),
      inContainer('volumeMounts', '/hostfs likewise; /var/log/pods and /var/lib/docker/containers read-only, /var/lib/otelcol', 'Docker\'s directory only where it is asked for; a state directory for each agent, not one for all of a node'),
    ],
    same: ['apiVersion', 'kind', 'spec.template.spec.containers[0].name'],
  },
  collects: { format: /stream>stdout\|stderr\) \(\?P<part>\[FP\]\)/, ownLogs: /exclude:\n\s+- \/var\/log\/pods\/monitoring_platform-agent-[0-9a-f]{8}-\?{5}_\*\/opentelemetry-collector\/\*\.log\n/ },
  ownPaths: statePaths,
  reasons: {
    '/hostfs': 'the processors, memory, disks and file systems of the node; without `hostMetrics` it is not mounted',
    '/var/log': 'the log files of all containers, in `pods/`; without `logs` it is not mounted',
    '/var/lib/docker/containers': 'with the format of Docker, what those lead to',
    'state': 'read positions, and what could not be sent yet',
    '/tmp': 'its root file system cannot be written',
    '/etc/otelcol/config': 'its whole configuration',
    '/etc/otelcol/certificates': 'the certificate authority of its destination',
    '/etc/otelcol/kubelet': 'the certificate authority of the kubelet, where it is stated',
    'metrics': 'its own metrics, for Prometheus',
    'health': 'the question whether it lives',
    'otlp-grpc': 'what pods send by gRPC, where `otlpReceiver` is stated',
    'otlp-http': 'what pods send by HTTP, where `otlpReceiver` is stated',
    'pods,namespaces': 'the labels of the pods of its node, which it adds to what is of them; with `podMetadata: false` it does not ask',
    'nodes/stats': 'what the kubelet tells of its node and its pods; `nodes/proxy`, which allows to run commands in each pod, is not needed for that',
  },
  limits: [
    'While it reads logs its role is `log-collector`: another log collector on the same nodes would send each line once more, and the check finds it. Beside one say `logs: { enabled: false }`; its role is then `node-telemetry`.',
    'A user or a password that comes from a Secret must be without `$$` and `${`: the Collector puts one `$` and a variable in their place (tried with v0.158.0).',
    'Metrics of the network of the node need `hostNetwork: true`: what the kernel tells there is of the network of the one who asks, whatever is mounted (open-telemetry/opentelemetry-collector-contrib#34400). The vendor\'s chart collects them without, and they are those of the pod. The kubelet tells of the network of the node and of its pods in any case.',
    'The certificate of the kubelet is not verified unless `certificateAuthority` says how: most kubelets sign their own, and the vendor\'s chart, which verifies, gets nothing from those (open-telemetry/opentelemetry-helm-charts#1513). Many certificates that can be verified hold the name of the node and not its address: then say `address: KubeletAddress.NODE_NAME`, too. So must clusters with IPv6 only.',
    'It sees all files of the node that root may read, because the sizes of file systems can only be had where they are mounted.',
    'Metrics of single processes are not among what it can be asked for: of the processes of others the kernel tells some of it only to who has the capability SYS_PTRACE.',
    'With standard output nothing waits on the node, and every measured value is a line or more: that is for trying things out.',
    'When the destination is away and nothing more may wait on the node, logs wait in their files; values that would have been measured then are missing afterwards.',
    'What pods send is known to be of them by the address that it comes from, as far as the network keeps that.',
    'Whoever reaches its ports for OTLP may send: nobody logs in there, and nothing is encrypted. A NetworkPolicy keeps others away.',
    'Beside the agent `LogCollector.openTelemetry()` it has the same program, and a directory of its own.',
  ],
};
