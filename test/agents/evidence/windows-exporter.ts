import { readFileSync } from 'fs';
import { join } from 'path';
import { AgentEvidence } from './agent-evidence';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { MetricsMonitor, WindowsExporterCollector, WindowsExporterDaemonSet } from '../../../src';
import { Manifest } from '../manifests';

/** The flags in the sources of v0.31.8 (the Go module), and those of the libraries that it calls for its server and its log; read on 2026-11-27. */
const FLAGS = new Set(readFileSync(join(__dirname, 'windows-exporter-flags.txt'), 'utf8').split('\n').filter(Boolean));

/** The collectors that v0.31.8 registers (pkg/collector/map.go of the Go module); read on 2026-11-27. */
const COLLECTORS = new Set(`ad adcs adfs cache container cpu cpu_info dfsr dhcp diskdrive dns exchange filetime fsrmquota gpu hyperv iis license logical_disk memory
mscluster msmq mssql net netframework nps os pagefile performancecounter physical_disk printer process remote_fx scheduled_task service smb smbclient smtp system
tcp terminal_services textfile thermalzone time udp update vmware`.split(/\s/));

export const WINDOWS_EXPORTER: AgentEvidence = {
  program: 'windows-exporter',
  exportedAs: 'WindowsExporterDaemonSet',
  make: (scope, id, stated = {}) => new WindowsExporterDaemonSet(scope, id, stated),
  makeWithEverything: (scope, id, stated = {}) => new WindowsExporterDaemonSet(scope, id, {
    port: 9200,
    monitor: MetricsMonitor.podMonitor({ labels: { team: 'platform' } }),
    priorityClassName: 'node-agents',
    enabledCollectors: [WindowsExporterCollector.CONTAINER, WindowsExporterCollector.TCP],
    disabledCollectors: [WindowsExporterCollector.SERVICE],
    textfileDirectory: 'C:\\metrics',
    ...stated,
  }),
  takenBy: {
    who: `The program itself was not asked: it runs on Windows only, which could not be had for a test, and nothing here was tried on a Windows node. Every argument
is held against the flags and the collectors in its sources, v0.31.8 (the Go module github.com/prometheus-community/windows_exporter), read on 2026-11-27
(test/agents/evidence/windows-exporter-flags.txt). The command that opens the firewall is written by PowerShell's reference of Get-NetFirewallRule and
New-NetFirewallRule, and was not run.`,
    problemsOf: objects => objects.filter(({ kind }) => kind === 'DaemonSet')
      .flatMap(({ spec }) => spec.template.spec.containers[0].args as string[]).flatMap(argumentProblems),
    broken: { from: '--web.listen-address', to: '--telemetry.addr', found: /no such flag: --telemetry.addr=/ },
  },
  vendor: {
    source: 'prometheus-community/helm-charts, prometheus-windows-exporter 0.12.8 at cf408a290aec (2026-08-22), with its defaults',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: 'the recommended ones, with the version of the chart', why: 'no version: it would change with each release of a chart' },
      { field: 'metadata.name', vendor: '"<release>-prometheus-windows-exporter"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: 'that of the release', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: 'name and instance, with the name of the chart', why: 'the program and the DaemonSet' },
      { field: 'spec.updateStrategy', vendor: '{"rollingUpdate":{"maxUnavailable":1},"type":"RollingUpdate"}', why: 'one node at a time takes hours on hundreds of nodes; a short gap of one in ten loses a few samples' },
      { field: 'spec.template.metadata.labels', vendor: 'with helm.sh/chart', why: 'those of the selector: a new chart alone replaces no pod' },
      inPod('tolerations', '[{"effect":"NoSchedule","operator":"Exists"}]', 'a taint that evicts (NoExecute) evicts the vendor\'s, and the node is no longer watched just then'),
      inPod('affinity', '–', 'virtual nodes run no DaemonSet pods'),
      inPod('os', '–', 'Kubernetes then refuses whatever only Linux knows, and Pod Security does not ask for it'),
      inPod('dnsPolicy', '–', 'Kubernetes\' default, written out: Windows does not know ClusterFirstWithHostNet'),
      inPod('securityContext.windowsOptions.runAsUserName', '"NT AUTHORITY\\\\system"', 'the same account, spelled as Windows does'),
      inPod('terminationGracePeriodSeconds', '–', 'Kubernetes\' default, written out'),
      inPod('initContainers', 'configure-firewall: New-NetFirewallRule in each start of a pod', 'the rule is made once: it has a name, by which it is found'),
      inContainer('args', 'a configuration file with the collectors; textfiles of the container itself', 'what is on by default is the program\'s own choice; collectors are arguments, so that there is no ConfigMap'),
      inContainer('resources', '–', 'without requests it is the first to be evicted when memory gets short; the program limits itself to 200 MB'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.template.spec.automountServiceAccountToken', 'spec.template.spec.hostNetwork', 'spec.template.spec.nodeSelector',
      'spec.template.spec.securityContext.windowsOptions.hostProcess', 'spec.template.spec.containers[0].name', 'spec.template.spec.containers[0].image',
      'spec.template.spec.containers[0].ports', 'spec.template.spec.containers[0].livenessProbe', 'spec.template.spec.containers[0].readinessProbe',
    ],
  },
  ownPaths: (_: Manifest) => [],
  reasons: {
    metrics: 'the metrics of the node, on the node\'s own network',
  },
  limits: [
    'It is a process of its node, as its system account: it mounts nothing, and may do everything. That needs Kubernetes 1.26 and containerd 1.6.',
    'It opens its port in the firewall of the node, by the rule `everynode-windows-exporter-<port>`; nobody takes the rule away. `openFirewall: false` leaves the firewall alone.',
    'It takes its port on the node: choose another with `port`.',
    'A sidecar is a process of the node, too, and needs an image for Windows.',
    'The chart hands `hostPID: true` to Windows pods, where it means nothing; with the operating system stated Kubernetes refuses it, so it is left out.',
  ],
};

function argumentProblems(argument: string): string[] {
  const [, flag = '', value = ''] = /^(--[^=]+)=?(.*)$/.exec(argument) ?? [];
  if (!FLAGS.has(flag)) { return [`no such flag: ${argument}`]; }
  if (!flag.startsWith('--collectors.')) { return []; }
  return value.split(',').filter(name => name !== '[defaults]' && !COLLECTORS.has(name)).map(name => `no such collector: ${name}`);
}
