import { containerOf, daemonSetOf, Manifest, manifests, newAgent, newChart, only, podOf } from './manifests';
import {
  CoverageReport, MetricsMonitor, MetricsService, NodeExporterDaemonSet, NodeInventory, NodeOperatingSystem, PodDnsPolicy, WindowsExporterCollector,
  WindowsExporterDaemonSet, WindowsExporterDaemonSetProps,
} from '../../src';

const exporter = (props: WindowsExporterDaemonSetProps = {}) => new WindowsExporterDaemonSet(newChart(), 'Metrics', props);
const args = (props: WindowsExporterDaemonSetProps): string[] => containerOf(exporter(props)).args;
const LINUX_ONLY = [
  'seccompProfile', 'capabilities', 'runAsUser', 'runAsGroup', 'runAsNonRoot', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation', 'privileged', 'fsGroup', 'hostPID', 'hostPath',
];

describe('a Windows exporter', () => {
  test('is a process of its node', () => {
    expect(podOf(exporter())).toMatchObject({
      os: { name: 'windows' },
      hostNetwork: true,
      dnsPolicy: 'ClusterFirst',
      nodeSelector: { 'kubernetes.io/os': 'windows' },
      securityContext: { windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' } },
    });
    expect(containerOf(exporter())).not.toHaveProperty('securityContext');
  });

  test.each(LINUX_ONLY)('says nothing that only Linux knows: %s', field => {
    const text = JSON.stringify(daemonSetOf(exporter({ textfileDirectory: 'C:\\metrics', sidecars: [{ image: 'registry.example/tools/helper:1' }] })));

    expect(text).not.toContain(`"${field}"`);
    if (field !== 'hostPath' && field !== 'hostPID' && field !== 'privileged' && field !== 'fsGroup') {
      expect(JSON.stringify(daemonSetOf(newAgent({ container: { image: 'registry.example/a/b:1', user: 1, group: 1 } })))).toContain(`"${field}"`); // as one for Linux does
    }
  });

  test('has one port everywhere: in its arguments, on the node, in its probes, in the firewall, its Service', () => {
    const agent = exporter({ port: 19182, monitor: MetricsMonitor.scrapeAnnotations() });

    expect(agent.port).toBe(19182);
    expect(containerOf(agent)).toMatchObject({
      args: ['--web.listen-address=:19182'],
      ports: [{ name: 'metrics', containerPort: 19182, hostPort: 19182 }],
      livenessProbe: { httpGet: { path: '/health', port: 19182 } },
      readinessProbe: { httpGet: { path: '/health', port: 19182 } },
    });
    expect(podOf(agent).initContainers[0].args[2]).toContain('-LocalPort 19182');
    expect(only('Service', agent).spec.ports).toEqual([{ name: 'metrics', port: 19182, targetPort: 'metrics' }]);
    expect(() => exporter({ port: 70000 })).toThrow('platform/Metrics: port: must be a port from 1 to 65535, got 70000');
  });

  test('opens the firewall before it starts, unless it is told not to', () => {
    expect(podOf(exporter()).initContainers.map(({ name, command }: Manifest) => [name, command])).toEqual([['open-firewall', ['powershell.exe']]]);
    expect(podOf(exporter({ image: 'registry.corp/windows-exporter:1' })).initContainers[0].image).toBe('registry.corp/windows-exporter:1');
    expect(podOf(exporter({ openFirewall: false }))).not.toHaveProperty('initContainers');
  });

  test('has the collectors that are chosen, each once', () => {
    expect(args({})).toEqual(['--web.listen-address=:9182']);
    expect(args({
      enabledCollectors: [WindowsExporterCollector.TCP, WindowsExporterCollector.CONTAINER, WindowsExporterCollector.TCP],
      disabledCollectors: [WindowsExporterCollector.SERVICE],
      textfileDirectory: 'C:\\Program Files\\metrics',
    })).toEqual([
      '--web.listen-address=:9182', '--collectors.enabled=[defaults],container,tcp,textfile', '--collectors.disabled=service',
      '--collector.textfile.directories=C:\\Program Files\\metrics',
    ]);
  });

  test('fails with what could never work', () => {
    const [textfile, cpu] = [[WindowsExporterCollector.TEXTFILE], [WindowsExporterCollector.CPU]];

    expect(() => exporter({ enabledCollectors: cpu, disabledCollectors: cpu })).toThrow('platform/Metrics: "cpu" is both in enabledCollectors and in disabledCollectors');
    expect(() => exporter({ enabledCollectors: textfile })).toThrow('platform/Metrics: enabledCollectors: "textfile" reads nothing without textfileDirectory');
    expect(() => exporter({ disabledCollectors: textfile, textfileDirectory: 'C:\\m' })).toThrow('platform/Metrics: textfileDirectory: is read by nobody');
    expect(() => exporter({ textfileDirectory: '/var/lib/metrics' })).toThrow('platform/Metrics: textfileDirectory: must be one absolute path of a Windows node such as "C:\\metrics", got "/var/lib/metrics"');
    expect(() => exporter({ sidecars: [{ image: 'registry.example/a/b:1', user: 1 }] })).toThrow('platform/Metrics: sidecar "b": user: is only for Linux, and its nodes run Windows');
  });

  test('makes a DaemonSet and a Service', () => {
    expect(manifests(exporter()).map(({ kind }) => kind)).toEqual(['DaemonSet', 'Service']);
    expect(manifests(exporter({ service: MetricsService.NONE })).map(({ kind }) => kind)).toEqual(['DaemonSet']);
  });
});

describe('a cluster of Linux and Windows nodes', () => {
  const inventory = NodeInventory.ofPools(
    { name: 'linux', count: 2, allocatable: { cpu: '4', memory: '8Gi', pods: '110' } },
    { name: 'windows', count: 1, labels: { 'kubernetes.io/os': 'windows' }, allocatable: { cpu: '4', memory: '8Gi', pods: '110' } },
  );

  test('is covered by both exporters, each node by exactly one', () => {
    const chart = newChart();
    new NodeExporterDaemonSet(chart, 'Linux');
    new WindowsExporterDaemonSet(chart, 'Windows');

    const report = CoverageReport.of(manifests(chart), inventory);

    expect(() => report.assertNoGaps()).not.toThrow();
    expect(manifests(chart).filter(({ kind }) => kind === 'DaemonSet').map(({ metadata }) => metadata.annotations['everynode.dev/role'])).toEqual(['node-metrics', 'node-metrics']);
  });
});

describe('an agent of one\'s own for Windows', () => {
  const container = { image: 'registry.example/tools/agent:1.0' };

  test('need not be a process of its node', () => {
    const agent = newAgent({ operatingSystem: NodeOperatingSystem.WINDOWS, container });

    expect(podOf(agent)).toMatchObject({ os: { name: 'windows' }, nodeSelector: { 'kubernetes.io/os': 'windows' } });
    expect(podOf(agent)).not.toHaveProperty('securityContext');
  });

  test('fails with what only the other system knows', () => {
    const windows = { operatingSystem: NodeOperatingSystem.WINDOWS, container };

    expect(() => newAgent({ hostProcess: true, hostNetwork: true, container })).toThrow('platform/Agent: hostProcess: is only for Windows');
    expect(() => newAgent({ ...windows, hostProcess: true })).toThrow('platform/Agent: hostProcess: Kubernetes takes it only with hostNetwork');
    expect(() => newAgent({ ...windows, hostPid: true })).toThrow('platform/Agent: hostPid: is only for Linux');
    expect(() => newAgent({ ...windows, container: { ...container, capabilities: ['NET_ADMIN'] } })).toThrow('platform/Agent: capabilities: is only for Linux');
    expect(() => newAgent({ ...windows, hostNetwork: true, dnsPolicy: PodDnsPolicy.CLUSTER_FIRST_WITH_HOST_NET })).toThrow('platform/Agent: dnsPolicy: Windows does not know ClusterFirstWithHostNet');
  });
});

describe('init containers of an agent', () => {
  test('come before the others, with the same defaults', () => {
    const agent = newAgent({ initContainers: [{ image: 'registry.example/tools/prepare:1', emptyDirs: ['/tmp'], configFiles: { '/etc/prepare/a.conf': 'a' } }] });

    expect(podOf(agent).initContainers[0]).toMatchObject({
      name: 'prepare',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsNonRoot: true },
      volumeMounts: [{ mountPath: '/tmp' }, { mountPath: '/etc/prepare', readOnly: true }],
    });
    expect(only('ConfigMap', agent).data).toEqual({ 'a.conf': 'a' });
  });

  test('fail with a port, a probe or a name that is taken', () => {
    const init = { image: 'registry.example/tools/prepare:1' };

    expect(() => newAgent({ initContainers: [{ ...init, ports: [{ name: 'web', number: 80 }] }] })).toThrow('platform/Agent: init container "prepare": ports: a container that ends before the others start');
    expect(() => newAgent({ initContainers: [{ ...init, name: 'agent' }] })).toThrow('platform/Agent: two containers are called "agent"');
  });
});
