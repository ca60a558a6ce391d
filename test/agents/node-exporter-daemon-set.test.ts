import { Duration } from 'cdk8s';
import { containerOf, daemonSetOf, manifests, newChart, only, podOf, yamlOf } from './manifests';
import { HostPath, MetricsMonitor, MetricsService, MountPropagation, NodeExporterDaemonSet, NodeExporterDaemonSetProps, UpdateStrategy } from '../../src';

const exporter = (props: NodeExporterDaemonSetProps = {}) => new NodeExporterDaemonSet(newChart(), 'Metrics', { metadata: { name: 'node-exporter' }, ...props });
const kinds = (props: NodeExporterDaemonSetProps) => manifests(exporter(props)).map(({ kind }) => kind);

describe('a node exporter', () => {
  test('looks like this', () => {
    expect(yamlOf(exporter())).toMatchSnapshot();
  });

  test('shares network and processes of the node, as nobody, without a capability', () => {
    expect(podOf(exporter())).toMatchObject({ hostNetwork: true, hostPID: true, dnsPolicy: 'ClusterFirstWithHostNet', automountServiceAccountToken: false });
    expect(containerOf(exporter()).securityContext).toEqual({
      allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: 65534, runAsGroup: 65534,
    });
  });

  test('sees the node, and can write nothing of it', () => {
    expect(containerOf(exporter()).volumeMounts).toEqual([
      { name: 'proc', mountPath: '/host/proc', readOnly: true },
      { name: 'sys', mountPath: '/host/sys', readOnly: true },
      { name: 'root', mountPath: '/host/root', readOnly: true, mountPropagation: 'HostToContainer' },
    ]);
    expect(podOf(exporter()).volumes.map(({ hostPath }: { hostPath: object }) => hostPath)).toEqual([
      { path: '/proc', type: 'Directory' }, { path: '/sys', type: 'Directory' }, { path: '/', type: 'Directory' },
    ]);
  });

  test('starts also where / is no shared mount', () => {
    const mounts = containerOf(exporter({ rootMountPropagation: MountPropagation.NONE })).volumeMounts;

    expect(mounts[2].mountPropagation).toBe('None');
    expect(() => exporter({ rootMountPropagation: MountPropagation.BIDIRECTIONAL })).toThrow('only for a privileged container');
  });

  test('reads the node where it is mounted', () => {
    expect(containerOf(exporter()).args).toEqual(expect.arrayContaining([
      '--path.procfs=/host/proc', '--path.sysfs=/host/sys', '--path.rootfs=/host/root', '--path.udev.data=/host/root/run/udev/data', '--web.listen-address=:9100',
    ]));
  });

  test('has one port everywhere: in its arguments, on the node, in its probes, its Service and its annotations', () => {
    const agent = exporter({ port: 19100, monitor: MetricsMonitor.scrapeAnnotations() });
    const container = containerOf(agent);

    expect(agent.port).toBe(19100);
    expect(container.args).toContain('--web.listen-address=:19100');
    expect(container.ports).toEqual([{ name: 'metrics', containerPort: 19100, hostPort: 19100 }]);
    expect([container.livenessProbe.httpGet.port, container.readinessProbe.httpGet.port]).toEqual([19100, 19100]);
    expect(only('Service', agent).spec.ports).toEqual([{ name: 'metrics', port: 19100, targetPort: 'metrics' }]);
    expect(daemonSetOf(agent).spec.template.metadata.annotations['prometheus.io/port']).toBe('19100');
    expect(() => exporter({ port: 0 })).toThrow('platform/Metrics: port: must be a port from 1 to 65535, got 0');
  });

  test('has no priority class unless stated', () => {
    expect(podOf(exporter())).not.toHaveProperty('priorityClassName');
    expect(podOf(exporter({ priorityClassName: 'system-cluster-critical' })).priorityClassName).toBe('system-cluster-critical');
  });

  test('gives way to what its user chooses', () => {
    const agent = exporter({
      image: 'registry.corp/node-exporter:v1.9.1',
      requests: { cpu: '50m', memory: '64Mi' },
      extraArgs: ['--no-collector.wifi'],
      podAnnotations: { note: 'x' },
      hostPaths: [HostPath.readOnly('/var/lib/node-metrics', { mountPath: '/textfiles' })],
    });

    expect(containerOf(agent)).toMatchObject({
      name: 'node-exporter',
      image: 'registry.corp/node-exporter:v1.9.1',
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    });
    expect(containerOf(agent).args.at(-1)).toBe('--no-collector.wifi');
    expect(containerOf(agent).volumeMounts).toHaveLength(4);
    expect(daemonSetOf(agent).spec.template.metadata.annotations).toEqual({ note: 'x' });
  });

  test('fails with an update that surges: its port is taken', () => {
    expect(() => exporter({ updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: 1 }) })).toThrow('with host port 9100 two pods cannot be on one node');
  });
});

describe('the metrics of the nodes', () => {
  test('are found by a Service that resolves to all pods', () => {
    expect(only('Service', exporter())).toMatchObject({
      metadata: { name: 'node-exporter', namespace: 'monitoring' },
      spec: { type: 'ClusterIP', clusterIP: 'None', selector: { 'app.kubernetes.io/name': 'node-exporter', 'app.kubernetes.io/instance': 'node-exporter' } },
    });
  });

  test('are found by a Service with an address, or none', () => {
    expect(only('Service', exporter({ service: MetricsService.CLUSTER_IP })).spec).not.toHaveProperty('clusterIP');
    expect(kinds({ service: MetricsService.NONE })).toEqual(['DaemonSet']);
  });

  test('are found by a Service that selects the pods by the labels that were taken over', () => {
    expect(only('Service', exporter({ matchLabels: { app: 'exporter' } })).spec.selector).toEqual({ app: 'exporter' });
  });

  test('fail when their Service cannot have the name', () => {
    expect(() => exporter({ metadata: { name: '9100.exporter' } })).toThrow('a Service must begin with a letter and have only lower case letters, digits and "-", got "9100.exporter"; choose another metadata.name, or service: MetricsService.NONE');
    expect(daemonSetOf(exporter({ metadata: { name: '9100.exporter' }, service: MetricsService.NONE })).metadata.name).toBe('9100.exporter');
  });

  test('are asked for by nobody unless stated', () => {
    expect(kinds({})).toEqual(['DaemonSet', 'Service']);
    expect(daemonSetOf(exporter()).spec.template.metadata).not.toHaveProperty('annotations');
  });

  test('are asked for by a ServiceMonitor, which selects the Service', () => {
    const agent = exporter({ monitor: MetricsMonitor.serviceMonitor({ interval: Duration.seconds(15), labels: { release: 'prometheus' } }) });
    const monitor = only('ServiceMonitor', agent);

    expect(monitor).toMatchObject({
      apiVersion: 'monitoring.coreos.com/v1',
      metadata: { name: 'node-exporter', namespace: 'monitoring', labels: { release: 'prometheus' } },
      spec: { endpoints: [{ port: 'metrics', path: '/metrics', interval: '15s' }] },
    });
    expect(only('Service', agent).metadata.labels).toMatchObject(monitor.spec.selector.matchLabels);
    expect(only('Service', agent).metadata.labels).not.toHaveProperty('release');
  });

  test('are asked for by a PodMonitor, which selects the pods and needs no Service', () => {
    const agent = exporter({ monitor: MetricsMonitor.podMonitor(), service: MetricsService.NONE, matchLabels: { app: 'exporter' } });

    expect(only('PodMonitor', agent).spec).toMatchObject({ selector: { matchLabels: { app: 'exporter' } }, podMetricsEndpoints: [{ port: 'metrics', path: '/metrics' }] });
    expect(daemonSetOf(agent).spec.template.metadata.labels).toEqual({ app: 'exporter' });
    expect(containerOf(agent).ports[0].name).toBe('metrics');
  });

  test('are asked for by annotations', () => {
    expect(daemonSetOf(exporter({ monitor: MetricsMonitor.scrapeAnnotations() })).spec.template.metadata.annotations).toEqual({
      'prometheus.io/scrape': 'true', 'prometheus.io/port': '9100', 'prometheus.io/path': '/metrics',
    });
  });

  test('fail when a ServiceMonitor has no Service', () => {
    expect(() => exporter({ monitor: MetricsMonitor.serviceMonitor(), service: MetricsService.NONE }))
      .toThrow('platform/Metrics: monitor: a ServiceMonitor finds the pods by their Service, but service is NONE; use MetricsMonitor.podMonitor()');
  });
});
