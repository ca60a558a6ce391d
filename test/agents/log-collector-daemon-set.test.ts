import { App, Chart, Duration } from 'cdk8s';
import { containerOf, daemonSetOf, Manifest, manifests, newChart, only, podOf, yamlOf } from './manifests';
import {
  ContainerLogFormat, HostPath, ILogCollector, LogCollection, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogCollectorFeature, LogCollectorProgram,
  LogDestination, LogDestinationKind, MultilineRule, NodeSelection, UpdateStrategy, WhenBufferFull,
} from '../../src';

const logs = (props: LogCollectorDaemonSetProps = {}, scope = newChart('logging')) => new LogCollectorDaemonSet(scope, 'Logs', { metadata: { name: 'logs' }, ...props });
const elasticsearch = LogDestination.elasticsearch({ host: 'es.logging', user: { secretName: 'es', key: 'user' }, password: { secretName: 'es', key: 'password' } });

describe('a log collector', () => {
  test('looks like this', () => {
    expect(yamlOf(logs())).toMatchSnapshot();
  });

  test('is Fluentd, and writes to its standard output', () => {
    expect(containerOf(logs())).toMatchObject({ name: 'fluentd', image: 'fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-elasticsearch8-1.1' });
    expect(daemonSetOf(logs()).metadata.annotations).toMatchObject({ 'everynode.dev/agent': 'LogCollectorDaemonSet', 'everynode.dev/role': 'log-collector' });
  });

  test('takes the build of the image that can send to its destination', () => {
    expect(containerOf(logs({ destination: LogDestination.openSearch({ host: 'os' }) })).image).toBe('fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-opensearch-1.1');
    expect(containerOf(logs({ destination: elasticsearch })).image).toContain('-elasticsearch8-');
  });

  test('reads logs as root, without a capability, and writes only to its own directories', () => {
    const container = containerOf(logs());

    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsUser: 0, runAsGroup: 0,
    });
    expect(container.volumeMounts).toEqual([
      { name: 'var-log', mountPath: '/var/log', readOnly: true }, // the whole of it: what is in containers/ are links into pods/
      { name: 'state', mountPath: '/var/lib/everynode/logging/logs' },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'config', mountPath: '/fluentd/etc', readOnly: true },
    ]);
    expect(podOf(logs()).volumes.slice(0, 2)).toEqual([
      { name: 'var-log', hostPath: { path: '/var/log', type: 'Directory' } },
      { name: 'state', hostPath: { path: '/var/lib/everynode/logging/logs', type: 'DirectoryOrCreate' } },
    ]);
  });

  test('keeps its state apart from that of every other one', () => {
    const stateOf = (namespace: string | null, name: string) => podOf(logs({ metadata: { name } }, newChart(namespace))).volumes[1].hostPath.path;

    expect(new Set([stateOf('a', 'b-c'), stateOf('a-b', 'c'), stateOf('a', 'c'), stateOf(null, 'c')]).size).toBe(4);
    expect(stateOf(null, 'c')).toBe('/var/lib/everynode/default/c');
  });

  test('keeps its state where it is told to', () => {
    expect(podOf(logs({ statePath: '/data/logs' })).volumes[1].hostPath.path).toBe('/data/logs');
    expect(() => logs({ statePath: 'data' })).toThrow('platform/Logs: statePath: must be an absolute path of letters, digits, "-", "_" and ".", got "data"');
  });

  test('asks the API server for pods and namespaces of its own node, and for nothing else', () => {
    expect(only('ClusterRole', logs()).rules).toEqual([{ apiGroups: [''], resources: ['pods', 'namespaces'], verbs: ['get', 'list', 'watch'] }]);
    expect(containerOf(logs()).env).toEqual([{ name: 'K8S_NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }]);
  });

  test('has time to send what it holds', () => {
    expect(podOf(logs()).terminationGracePeriodSeconds).toBe(60);
    expect(podOf(logs({ terminationGracePeriod: Duration.seconds(5) })).terminationGracePeriodSeconds).toBe(5);
  });

  test('is asked for its metrics to learn whether it lives', () => {
    const { livenessProbe, readinessProbe, ports } = containerOf(logs());

    expect(ports).toEqual([{ name: 'metrics', containerPort: 24231 }]);
    expect([livenessProbe.httpGet, readinessProbe.httpGet]).toEqual([{ path: '/metrics', port: 24231, scheme: 'HTTP' }, { path: '/metrics', port: 24231, scheme: 'HTTP' }]);
  });

  test('gets its secrets from Secrets, by the environment or as a file, and never from its ConfigMap', () => {
    const destination = LogDestination.elasticsearch({
      host: 'es', userName: 'elastic', password: { secretName: 'es-user', key: 'elastic' }, certificateAuthority: { secretName: 'es-ca', key: 'tls.crt' },
    });
    const agent = logs({ destination });

    expect(containerOf(agent).env).toContainEqual({ name: 'DESTINATION_PASSWORD', valueFrom: { secretKeyRef: { name: 'es-user', key: 'elastic' } } });
    expect(podOf(agent).volumes).toContainEqual({ name: 'secret', secret: { secretName: 'es-ca', items: [{ key: 'tls.crt', path: 'ca.crt' }] } });
    expect(only('ConfigMap', agent).data['fluent.conf']).not.toMatch(/es-user|es-ca/);
    expect(containerOf(logs({ destination: elasticsearch })).env.map(({ name }: { name: string }) => name)).toEqual(['K8S_NODE_NAME', 'DESTINATION_USER', 'DESTINATION_PASSWORD']);
  });

  test('is replaced when its configuration changes', () => {
    const hash = (props: LogCollectorDaemonSetProps) => daemonSetOf(logs(props)).spec.template.metadata.annotations['everynode.dev/config-hash'];

    expect(hash({})).toBe(hash({}));
    expect(hash({ excludeNamespaces: ['a'] })).not.toBe(hash({}));
  });

  test('gives way to what its user chooses', () => {
    const agent = logs({
      image: 'registry.corp/fluentd:1',
      requests: { memory: '1Gi' },
      role: 'logs',
      nodes: NodeSelection.workers(),
      hostPaths: [HostPath.readOnly('/var/lib/docker/containers')],
      destination: elasticsearch,
      bufferLimit: '2Gi',
      collector: undefined,
    });

    expect(containerOf(agent)).toMatchObject({ image: 'registry.corp/fluentd:1', resources: { requests: { cpu: '100m', memory: '1Gi' }, limits: { memory: '1Gi' } } });
    expect(daemonSetOf(agent).metadata.annotations['everynode.dev/role']).toBe('logs');
    expect(containerOf(agent).volumeMounts.map((mount: { mountPath: string }) => mount.mountPath)).toContain('/var/lib/docker/containers');
  });

  test.each([['16Ki', 'must be at least 16Mi, got "16Ki"'], ['much', 'must be a number with an optional suffix'], ['-1Gi', 'must be at least 16Mi']])('fails with the buffer limit %s', (bufferLimit, message) => {
    expect(() => logs({ bufferLimit })).toThrow(`platform/Logs: bufferLimit: ${message}`);
  });

  test('fails with an update that would run two pods on one node, which share its state', () => {
    const updated = (updateStrategy: UpdateStrategy) => () => daemonSetOf(logs({ updateStrategy })).spec.updateStrategy.rollingUpdate;

    expect(updated(UpdateStrategy.rollingUpdate({ maxSurge: 1 }))).toThrow(
      'platform/Logs: updateStrategy: with maxSurge two pods would share the read positions and the buffer of their node; use maxUnavailable');
    expect(updated(UpdateStrategy.rollingUpdate({ maxUnavailable: 2 }))()).toEqual({ maxUnavailable: 2 });
  });

  test('tells on another port how it does', () => {
    const { ports, livenessProbe } = containerOf(logs({ metricsPort: 9000 }));

    expect([ports, livenessProbe.httpGet.port]).toEqual([[{ name: 'metrics', containerPort: 9000 }], 9000]);
    expect(() => logs({ metricsPort: 0 })).toThrow('platform/Logs: metricsPort: must be a port from 1 to 65535, got 0');
  });

  test('asks the API server for nothing where no metadata is wanted', () => {
    expect(manifests(logs({ podMetadata: false })).map(({ kind }) => kind)).not.toContain('ClusterRole');
    expect(podOf(logs({ podMetadata: false })).automountServiceAccountToken).toBe(false);
  });

  test('sees the directory of Docker, and that of a journal that is elsewhere', () => {
    const mountsOf = (props: LogCollectorDaemonSetProps) => containerOf(logs(props)).volumeMounts.map((mount: Manifest) => [mount.mountPath, mount.readOnly]);

    expect(mountsOf({ format: ContainerLogFormat.DOCKER })).toContainEqual(['/var/lib/docker/containers', true]);
    expect(mountsOf({ journal: { path: '/run/log/journal' } })).toContainEqual(['/run/log/journal', true]);
    expect(mountsOf({ journal: {} })).toEqual(mountsOf({}));
  });

  test.each<[LogCollectorDaemonSetProps, string]>([
    [{ excludePods: ['a b'] }, 'excludePods: must be the name of a pod in which "*" is any text, with or without "<namespace>/" before it, got "a b"'],
    [{ excludePods: ['shop/'] }, 'excludePods: must be'],
    [{ excludePods: ['shop/*'] }, 'excludePods: "shop/*" is every pod; to leave out a namespace use excludeNamespaces'],
    [{ journal: { path: 'run/log' } }, 'journal: path: must be an absolute path'],
    [{ journal: { units: [] } }, 'journal: units: must name at least one'],
    [{ journal: { units: ['kubelet'] } }, 'journal: units: must be a unit of systemd such as "kubelet.service", got "kubelet"'],
    [{ statePath: '/a/../b' }, 'statePath: must be an absolute path'],
    [{ requests: { memory: '2Gi' }, limits: { memory: '1Gi' } }, 'limits.memory must not be less than requests.memory (2Gi), got "1Gi"'],
  ])('fails with %j', (props, message) => {
    expect(() => logs(props)).toThrow(`platform/Logs: ${message}`);
  });

  test('does not change when its construct moves', () => {
    const elsewhere = new Chart(new App(), 'elsewhere', { namespace: 'logging' });

    expect(manifests(new LogCollectorDaemonSet(elsewhere, 'Other', { metadata: { name: 'logs' } }))).toEqual(manifests(logs()));
  });
});

describe('a log collector of one\'s own', () => {
  class Tail implements ILogCollector {
    public readonly programName = 'tail';
    public readonly destinationKinds = [LogDestinationKind.STANDARD_OUTPUT];
    public readonly features = [LogCollectorFeature.JOURNAL];
    public asked?: LogCollection;

    public programFor(collection: LogCollection): LogCollectorProgram {
      this.asked = collection;
      return { container: { image: 'registry.example/tail:1', args: ['-F', '/var/log/containers/*.log'], mounts: [HostPath.readOnly('/var/log')] } };
    }
  }

  test('is told what to do, and runs', () => {
    const collector = new Tail();
    const agent = logs({ collector, excludeNamespaces: ['kube-system'] });

    expect(collector.asked).toEqual({
      destination: LogDestination.standardOutput(),
      statePath: '/var/lib/everynode/logging/logs',
      bufferBytes: 512 * 1024 ** 2,
      ownLogs: ['/var/log/containers/logs-?????_logging_tail-*.log'],
      ownLabels: { 'app.kubernetes.io/name': 'tail', 'app.kubernetes.io/instance': 'logs' },
      ownNamespace: 'logging',
      excludedLogs: ['/var/log/containers/*_kube-system_*.log'],
      format: ContainerLogFormat.CRI,
      journal: undefined,
      multiline: undefined,
      podMetadata: false,
      whenFull: WhenBufferFull.WAIT,
      metricsPort: undefined,
      memoryLimit: undefined,
    });
    expect(containerOf(agent)).toMatchObject({ name: 'tail', image: 'registry.example/tail:1' });
    expect(daemonSetOf(agent).spec.selector.matchLabels).toEqual(collector.asked!.ownLabels);
    expect(podOf(agent).terminationGracePeriodSeconds).toBe(60);
    expect(manifests(agent).map(({ kind }) => kind)).toEqual(['DaemonSet']);
  });

  test.each<[LogCollectorDaemonSetProps, string]>([
    [{ podMetadata: true }, 'podMetadata: tail cannot ask the API server about pods; LogCollector.fluentd(), LogCollector.fluentBit(), LogCollector.openTelemetry(), LogCollector.vector(), LogCollector.alloy() and LogCollector.filebeat() can'],
    [{ multiline: MultilineRule.java() }, 'multiline: tail cannot join lines; LogCollector.fluentd(), LogCollector.fluentBit(), LogCollector.logstash(), LogCollector.openTelemetry(), LogCollector.vector(), LogCollector.alloy() and LogCollector.filebeat() can'],
    [{ format: ContainerLogFormat.DOCKER }, 'format: tail cannot read the log format of Docker; LogCollector.fluentd(), LogCollector.fluentBit(), LogCollector.openTelemetry(), LogCollector.vector() and LogCollector.filebeat() can'],
    [{ whenFull: WhenBufferFull.DROP_OLDEST }, 'whenFull: tail cannot drop what is oldest in its buffer; LogCollector.fluentd() and LogCollector.fluentBit() can'],
  ])('fails where it is asked what it cannot do, and says who can: %#', (props, message) => {
    expect(() => logs({ collector: new Tail(), ...props })).toThrow(`platform/Logs: ${message}`);
  });

  test('is not asked for what it can do in vain', () => {
    const collector = new Tail();
    logs({ collector, journal: { units: ['a.service'] }, podMetadata: false, whenFull: WhenBufferFull.WAIT });

    expect(collector.asked!.journal).toEqual({ path: '/var/log/journal', units: ['a.service'] });
  });

  test('may say why it cannot do it, which is told with its place', () => {
    const collector = new Tail();
    collector.programFor = () => { throw new Error('destination: not today'); };

    expect(() => logs({ collector })).toThrow(/^platform\/Logs: destination: not today$/);
  });

  test('fails with a destination that it cannot send to, and says which it can', () => {
    expect(() => logs({ collector: new Tail(), destination: elasticsearch })).toThrow('platform/Logs: destination: tail cannot send to elasticsearch, only to standardOutput; LogCollector.fluentd(), LogCollector.fluentBit(), LogCollector.logstash(), LogCollector.vector() and LogCollector.filebeat() can');
  });
});
