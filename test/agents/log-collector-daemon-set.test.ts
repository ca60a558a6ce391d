import { App, Chart, Duration } from 'cdk8s';
import { containerOf, daemonSetOf, manifests, newChart, only, podOf, yamlOf } from './manifests';
import {
  HostPath, ILogCollector, LogCollection, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogCollectorProgram, LogDestination, LogDestinationKind,
  NodeSelection,
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

  test('does not change when its construct moves', () => {
    const elsewhere = new Chart(new App(), 'elsewhere', { namespace: 'logging' });

    expect(manifests(new LogCollectorDaemonSet(elsewhere, 'Other', { metadata: { name: 'logs' } }))).toEqual(manifests(logs()));
  });
});

describe('a log collector of one\'s own', () => {
  class Tail implements ILogCollector {
    public readonly programName = 'tail';
    public readonly destinationKinds = [LogDestinationKind.STANDARD_OUTPUT];
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
      excludedNamespaces: ['kube-system'],
    });
    expect(containerOf(agent)).toMatchObject({ name: 'tail', image: 'registry.example/tail:1' });
    expect(daemonSetOf(agent).spec.selector.matchLabels).toEqual(collector.asked!.ownLabels);
    expect(podOf(agent).terminationGracePeriodSeconds).toBe(60);
    expect(manifests(agent).map(({ kind }) => kind)).toEqual(['DaemonSet']);
  });

  test('fails with a destination that it cannot send to, and says which it can', () => {
    expect(() => logs({ collector: new Tail(), destination: elasticsearch })).toThrow('platform/Logs: destination: tail cannot send to elasticsearch, only to standardOutput');
  });
});
