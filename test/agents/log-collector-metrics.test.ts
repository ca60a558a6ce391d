import { containerOf, daemonSetOf, manifests, newChart, only } from './manifests';
import {
  ILogCollector, LogCollection, LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogCollectorFeature, LogCollectorMetrics, LogCollectorProgram,
  LogDestinationKind, MetricsMonitor, MetricsService, NodeSelection,
} from '../../src';

const logs = (props: LogCollectorDaemonSetProps = {}) => new LogCollectorDaemonSet(newChart('logging'), 'Logs', { metadata: { name: 'logs' }, ...props });
const kindsOf = (agent: LogCollectorDaemonSet) => manifests(agent).map(({ kind }) => kind);

class Tail implements ILogCollector {
  public readonly programName = 'tail';
  public readonly features: LogCollectorFeature[] = [];
  public readonly destinationKinds = [LogDestinationKind.STANDARD_OUTPUT];

  constructor(private readonly metrics?: LogCollectorMetrics) {}

  public programFor(_: LogCollection): LogCollectorProgram {
    return { container: { image: 'busybox:1.37', ports: [{ name: 'stats', number: 8080 }] }, metrics: this.metrics };
  }
}

describe('the metrics of a log collector', () => {
  test('are asked for by nobody unless stated', () => {
    expect(kindsOf(logs())).not.toContain('Service');
    expect(daemonSetOf(logs()).spec.template.metadata.annotations).not.toHaveProperty('prometheus.io/scrape');
  });

  test.each([
    ['Fluentd', LogCollector.fluentd(), '/metrics'],
    ['Fluent Bit', LogCollector.fluentBit(), '/api/v2/metrics/prometheus'],
    ['the OpenTelemetry Collector', LogCollector.openTelemetry(), '/metrics'],
  ])('of %s are found where it serves them', (_, collector, path) => {
    const agent = logs({ collector, monitor: MetricsMonitor.serviceMonitor({ labels: { release: 'prometheus' } }), metricsPort: 9999 });
    const service = only('Service', agent);

    expect(only('ServiceMonitor', agent).spec.endpoints).toMatchObject([{ port: 'metrics', path }]);
    expect(service.metadata.labels).toMatchObject(only('ServiceMonitor', agent).spec.selector.matchLabels);
    expect(service.spec).toMatchObject({ clusterIP: 'None', ports: [{ name: 'metrics', port: 9999, targetPort: 'metrics' }] });
    expect(daemonSetOf(agent).spec.template.metadata.labels).toMatchObject(service.spec.selector);
    expect(containerOf(agent).ports).toContainEqual({ name: 'metrics', containerPort: 9999 });
  });

  test('need no Service where the pods themselves are found', () => {
    expect(kindsOf(logs({ monitor: MetricsMonitor.podMonitor() }))).toEqual(expect.arrayContaining(['PodMonitor']));
    expect(kindsOf(logs({ monitor: MetricsMonitor.podMonitor() }))).not.toContain('Service');
    expect(daemonSetOf(logs({ monitor: MetricsMonitor.scrapeAnnotations() })).spec.template.metadata.annotations)
      .toMatchObject({ 'prometheus.io/scrape': 'true', 'prometheus.io/port': '24231', 'prometheus.io/path': '/metrics' });
  });

  test('have a Service where one is asked for', () => {
    expect(only('Service', logs({ service: MetricsService.CLUSTER_IP })).spec).not.toHaveProperty('clusterIP');
    expect(kindsOf(logs({ service: MetricsService.NONE }))).not.toContain('Service');
  });

  test('are found in every variant', () => {
    const agent = logs({ monitor: MetricsMonitor.podMonitor(), variants: { big: { nodes: NodeSelection.labeled({ size: 'big' }) } } });

    expect(only('PodMonitor', agent).spec.selector.matchLabels).toEqual({ 'everynode.dev/variants-of': 'logs' });
  });

  test('of one of our own are found where it says', () => {
    expect(only('PodMonitor', logs({ collector: new Tail({ portName: 'stats', path: '/stats' }), monitor: MetricsMonitor.podMonitor() })).spec.podMetricsEndpoints)
      .toMatchObject([{ port: 'stats', path: '/stats' }]);
  });

  test('fail where there are none', () => {
    expect(() => logs({ collector: LogCollector.logstash(), monitor: MetricsMonitor.serviceMonitor() }))
      .toThrow('platform/Logs: monitor: logstash serves no metrics in the format of Prometheus; leave it out');
    expect(() => logs({ collector: new Tail(), service: MetricsService.HEADLESS })).toThrow('platform/Logs: service: tail serves no metrics in the format of Prometheus; leave it out');
    expect(kindsOf(logs({ collector: LogCollector.logstash(), service: MetricsService.NONE }))).not.toContain('Service');
    expect(() => logs({ collector: new Tail({ portName: 'metrics', path: '/' }), monitor: MetricsMonitor.podMonitor() }))
      .toThrow('platform/Logs: monitor: tail has no port "metrics", on which its metrics are said to be; name it in the container\'s ports');
    expect(() => logs({ monitor: MetricsMonitor.serviceMonitor(), service: MetricsService.NONE }))
      .toThrow('platform/Logs: monitor: a ServiceMonitor finds the pods by their Service, but service is NONE; use MetricsMonitor.podMonitor()');
  });
});
