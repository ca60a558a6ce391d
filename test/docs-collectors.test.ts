import { readFileSync } from 'fs';
import { join } from 'path';
import { ILogCollector, LogCollector, LogCollectorDaemonSet, LogCollectorFeature, LogDestinationKind, MetricsMonitor } from '../src';
import { newChart } from './agents/manifests';

const COLLECTORS: { readonly [factory: string]: ILogCollector } = {
  fluentd: LogCollector.fluentd(),
  fluentBit: LogCollector.fluentBit(),
  logstash: LogCollector.logstash(),
  openTelemetry: LogCollector.openTelemetry(),
  vector: LogCollector.vector(),
  alloy: LogCollector.alloy(),
  filebeat: LogCollector.filebeat(),
};

const sendsTo = (kind: LogDestinationKind) => (collector: ILogCollector) => collector.destinationKinds.includes(kind);
const has = (feature: LogCollectorFeature) => (collector: ILogCollector) => collector.features.includes(feature);

/** What the rows say, by their first cell. */
const ROWS: { readonly [row: string]: (collector: ILogCollector) => boolean } = {
  'standard output': sendsTo(LogDestinationKind.STANDARD_OUTPUT),
  'Elasticsearch': sendsTo(LogDestinationKind.ELASTICSEARCH),
  'OpenSearch': sendsTo(LogDestinationKind.OPENSEARCH),
  'Kafka': sendsTo(LogDestinationKind.KAFKA),
  'Amazon S3': sendsTo(LogDestinationKind.S3),
  'other stores that speak S3': has(LogCollectorFeature.S3_ENDPOINT),
  'HTTP': sendsTo(LogDestinationKind.HTTP),
  'Loki': sendsTo(LogDestinationKind.LOKI),
  'OTLP': sendsTo(LogDestinationKind.OTLP),
  'labels of pods (`podMetadata`)': has(LogCollectorFeature.POD_METADATA),
  'Docker\'s format': has(LogCollectorFeature.DOCKER_FORMAT),
  'the journal of the node': has(LogCollectorFeature.JOURNAL),
  'lines that belong together': has(LogCollectorFeature.MULTILINE),
  'a buffer on the node (`bufferLimit`)': has(LogCollectorFeature.HOST_BUFFER),
  'dropping what is oldest': has(LogCollectorFeature.DROP_OLDEST),
  'metrics of itself, for Prometheus': collector => {
    try {
      return Boolean(new LogCollectorDaemonSet(newChart(), 'Logs', { collector, monitor: MetricsMonitor.podMonitor() }));
    } catch (error) {
      expect(String(error)).toContain('serves no metrics in the format of Prometheus');
      return false;
    }
  },
};

const table = readFileSync(join(__dirname, '..', 'docs', 'writing-agents.md'), 'utf8').split('\n').filter(line => line.startsWith('|')).map(line => line.slice(1, -1).split('|').map(cell => cell.trim()));
const header = table.findIndex(([, first]) => first === '`fluentd()`');

test('the table of log collectors names every one of them', () => {
  const factories = Object.getOwnPropertyNames(LogCollector).filter(name => typeof LogCollector[name as keyof typeof LogCollector] === 'function' && !name.startsWith('_'));

  expect(Object.keys(COLLECTORS).sort()).toEqual(factories.sort());
  expect(table[header]!.slice(1)).toEqual(Object.keys(COLLECTORS).map(factory => `\`${factory}()\``));
});

test.each(Object.entries(ROWS))('the table of log collectors is right about %s', (row, can) => {
  const cells = table.slice(header).find(([first]) => first === row)!.slice(1);

  expect(cells).toEqual(Object.values(COLLECTORS).map(collector => can(collector) ? 'yes' : '–'));
});
