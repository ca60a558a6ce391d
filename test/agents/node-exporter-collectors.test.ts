import { containerOf, Manifest, newChart, podOf, yamlOf } from './manifests';
import { NodeExporterCollector, NodeExporterDaemonSet, NodeExporterDaemonSetProps, UpdateStrategy } from '../../src';

const exporter = (props: NodeExporterDaemonSetProps = {}) => new NodeExporterDaemonSet(newChart(), 'Metrics', props);
const args = (props: NodeExporterDaemonSetProps): string[] => containerOf(exporter(props)).args;
const switches = (props: NodeExporterDaemonSetProps) => args(props).filter(argument => /^--(no-)?collector\.\w+$/.test(argument));
const mounted = (props: NodeExporterDaemonSetProps): string[] => containerOf(exporter(props)).volumeMounts.map(({ mountPath }: Manifest) => mountPath);

describe('the collectors of a node exporter', () => {
  test('are those that are on by default', () => {
    expect(switches({})).toEqual([]);
  });

  test('are switched on and off, each once and in one order', () => {
    expect(switches({
      enabledCollectors: [NodeExporterCollector.SYSTEMD, NodeExporterCollector.ETHTOOL, NodeExporterCollector.SYSTEMD],
      disabledCollectors: [NodeExporterCollector.WIFI, NodeExporterCollector.BTRFS],
    })).toEqual(['--collector.ethtool', '--collector.systemd', '--no-collector.btrfs', '--no-collector.wifi']);
    expect(() => exporter({ enabledCollectors: [NodeExporterCollector.XFS], disabledCollectors: [NodeExporterCollector.XFS] }))
      .toThrow('platform/Metrics: "xfs" is both in enabledCollectors and in disabledCollectors; say it once');
  });

  test.each([NodeExporterCollector.SYSTEMD, NodeExporterCollector.LOGIND])('mount the directory of the system bus for %s, and not its socket', collector => {
    const agent = exporter({ enabledCollectors: [collector] });

    expect(podOf(agent).volumes).toContainEqual({ name: 'run-dbus', hostPath: { path: '/run/dbus', type: 'Directory' } });
    expect(containerOf(agent).volumeMounts).toContainEqual({ name: 'run-dbus', mountPath: '/run/dbus', readOnly: true });
    expect(containerOf(agent).env).toEqual([{ name: 'DBUS_SYSTEM_BUS_ADDRESS', value: 'unix:path=/run/dbus/system_bus_socket' }]);
    expect(containerOf(agent).securityContext.runAsUser).toBe(65534);
  });

  test('mount nothing for the others', () => {
    expect(mounted({ enabledCollectors: [NodeExporterCollector.ETHTOOL, NodeExporterCollector.PROCESSES] })).toEqual(mounted({}));
  });

  test('read metrics that others wrote where it is said', () => {
    expect(mounted({ textfileDirectory: '/var/lib/node-exporter' })).toContain('/host/textfiles');
    expect(args({ textfileDirectory: '/var/lib/node-exporter' })).toContain('--collector.textfile.directory=/host/textfiles');
    expect(args({}).join()).not.toContain('textfile');
    expect(() => exporter({ textfileDirectory: '/x', disabledCollectors: [NodeExporterCollector.TEXTFILE] })).toThrow('platform/Metrics: textfileDirectory: is read by nobody');
    expect(() => exporter({ enabledCollectors: [NodeExporterCollector.TEXTFILE] })).toThrow('platform/Metrics: enabledCollectors: "textfile" reads nothing without textfileDirectory');
    expect(() => exporter({ textfileDirectory: 'textfiles' })).toThrow('must be an absolute path, got "textfiles"');
  });

  test('make it root, without a capability, for slabinfo only', () => {
    const { securityContext } = containerOf(exporter({ enabledCollectors: [NodeExporterCollector.SLABINFO] }));

    expect(securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsUser: 0, runAsGroup: 0 });
  });
});

describe('a node exporter without the network of the node', () => {
  test('takes no port of it, and has nothing on that would tell of the pod\'s', () => {
    const agent = exporter({ hostNetwork: false, disabledCollectors: [NodeExporterCollector.NETDEV, NodeExporterCollector.CPU] });

    expect(podOf(agent)).toMatchObject({ dnsPolicy: 'ClusterFirst', hostPID: true });
    expect(podOf(agent)).not.toHaveProperty('hostNetwork');
    expect(containerOf(agent).ports).toEqual([{ name: 'metrics', containerPort: 9100 }]);
    expect(containerOf(agent).args.filter((argument: string) => argument.startsWith('--no-'))).toEqual(
      ['arp', 'conntrack', 'cpu', 'ipvs', 'netdev', 'netstat', 'nfs', 'nfsd', 'sockstat', 'udp_queues'].map(name => `--no-collector.${name}`));
  });

  test('fails with a collector of the network, and with no other', () => {
    const collectors = (...enabledCollectors: NodeExporterCollector[]) => () => yamlOf(exporter({ hostNetwork: false, enabledCollectors }));

    expect(collectors(NodeExporterCollector.ETHTOOL)).toThrow('platform/Metrics: enabledCollectors: without hostNetwork "ethtool" would tell of the network of the pod; leave hostNetwork out, or "ethtool"');
    expect(collectors(NodeExporterCollector.NETDEV)).toThrow('"netdev" would tell of the network of the pod');
    expect(collectors(NodeExporterCollector.SYSTEMD, NodeExporterCollector.PROCESSES)).not.toThrow();
  });

  test('may be updated with a surge: nothing is taken twice', () => {
    expect(() => exporter({ hostNetwork: false, updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: 1 }) })).not.toThrow();
  });
});

describe('a node exporter without the process namespace of the node', () => {
  test('says the same, and fails with the collector of processes only', () => {
    expect(podOf(exporter({ hostPid: false }))).not.toHaveProperty('hostPID');
    expect(args({ hostPid: false })).toEqual(args({}));
    expect(() => exporter({ hostPid: false, enabledCollectors: [NodeExporterCollector.PROCESSES] })).toThrow('platform/Metrics: enabledCollectors: without hostPid "processes" would tell of the process namespace of the pod');
    expect(() => exporter({ hostPid: false, enabledCollectors: [NodeExporterCollector.SYSTEMD] })).not.toThrow();
  });
});
