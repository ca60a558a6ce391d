import { parse } from 'yaml';
import { containerOf, Manifest, newChart, only } from './manifests';
import {
  ContainerLogFormat, KafkaLogin, LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, MultilineRule,
  OpenTelemetryLogLevel, WhenBufferFull,
} from '../../src';

const logs = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') =>
  new LogCollectorDaemonSet(newChart(namespace), 'Logs', { metadata: { name: 'logs' }, collector: LogCollector.openTelemetry(), ...props });
const configOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging'): Manifest => parse(only('ConfigMap', logs(props, namespace)).data['collector.yaml']);
const operatorsOf = (props: LogCollectorDaemonSetProps, id: string): Manifest[] =>
  configOf(props).receivers.file_log.operators.filter((operator: Manifest) => operator.id?.startsWith(id));
const credentials = { user: { secretName: 's', key: 'user' }, password: { secretName: 's', key: 'password' } };
const certificateAuthority = { secretName: 'ca', key: 'tls.crt' };

describe('the OpenTelemetry Collector as a log collector', () => {
  test('uses the parts that it defines, and defines none that it does not use', () => {
    const { extensions, receivers, processors, exporters, service } = configOf({ destination: LogDestination.otlp({ url: 'https://receiver', ...credentials }) });

    expect(service.extensions).toEqual(Object.keys(extensions));
    expect(service.pipelines.logs).toEqual({ receivers: Object.keys(receivers), processors: Object.keys(processors), exporters: Object.keys(exporters) });
  });

  test('reads every line of every container, from where it stopped, and not what it writes itself', () => {
    expect(configOf({ excludeNamespaces: ['a'], excludePods: ['debug-*', 'shop/load-*'], sidecars: [{ image: 'proxy:1' }] }).receivers.file_log).toMatchObject({
      include: ['/var/log/pods/*/*/*.log'],
      exclude: [
        '/var/log/pods/logging_logs-?????_*/opentelemetry-collector/*.log', '/var/log/pods/logging_logs-?????_*/proxy/*.log',
        '/var/log/pods/a_*_*/*/*.log', '/var/log/pods/*_debug-*_*/*/*.log', '/var/log/pods/shop_load-*_*/*/*.log',
      ],
      start_at: 'beginning',
      storage: 'file_storage',
    });
    expect(configOf({}, null).receivers.file_log.exclude).toEqual(['/var/log/pods/*_logs-?????_*/opentelemetry-collector/*.log']);
    expect(configOf().extensions.file_storage.directory).toBe('/var/lib/everynode/logging/logs/storage');
  });

  test('watches the pods of its own node, or none', () => {
    expect(configOf().processors.k8s_attributes.filter).toEqual({ node_from_env_var: 'K8S_NODE_NAME' });
    expect(configOf({ podMetadata: false }).processors).not.toHaveProperty('k8s_attributes');
  });

  test('joins lines of each stream by themselves, with a rule in which nothing is put in place of anything', () => {
    const [stdout, stderr] = operatorsOf({ multiline: MultilineRule.continuingWith('^\\s|"$') }, 'lines_of_');

    expect([stdout.if, stderr.if]).toEqual(['attributes["log.iostream"] == "stdout"', 'attributes["log.iostream"] == "stderr"']);
    expect(stdout).toMatchObject({ is_first_entry: 'not (body matches "^\\\\s|\\"$$")', combine_with: '\n', force_flush_period: '5s' });
    expect(operatorsOf({ multiline: MultilineRule.startingWith('^\\d') }, 'lines_of_')[0].is_first_entry).toBe('body matches "^\\\\d"');
  });

  test('puts the parts of a long line together, of each stream by themselves, with nothing between them', () => {
    for (const [format, isLast] of [[ContainerLogFormat.CRI, 'attributes.part == "F"'], [ContainerLogFormat.DOCKER, 'attributes.log endsWith "\\n"']] as const) {
      const parts = operatorsOf({ format }, 'parts_of_');

      expect(parts.map(operator => operator.if)).toEqual(['attributes["log.iostream"] == "stdout"', 'attributes["log.iostream"] == "stderr"']);
      expect(parts[0]).toMatchObject({ combine_with: '', is_last_entry: isLast, source_identifier: 'attributes["log.file.path"]' });
    }
  });

  test('sends to Loki by the path of its own, and to any other receiver as it is', () => {
    expect(configOf({ destination: LogDestination.loki({ url: 'http://loki:3100/' }) }).exporters.otlp_http.endpoint).toBe('http://loki:3100/otlp');
    expect(configOf({ destination: LogDestination.otlp({ url: 'http://receiver:4318' }) }).exporters.otlp_http).toMatchObject({ endpoint: 'http://receiver:4318' });
    expect(configOf({ destination: LogDestination.otlp({ url: 'https://receiver', ...credentials, certificateAuthority, verifyCertificate: false }) })).toMatchObject({
      extensions: { basicauth: { client_auth: { username: '${env:DESTINATION_USER}', password: '${env:DESTINATION_PASSWORD}' } } },
      exporters: { otlp_http: { tls: { ca_file: '/etc/otelcol/certificates/ca.crt', insecure_skip_verify: true }, auth: { authenticator: 'basicauth' } } },
    });
  });

  test('sends to Kafka', () => {
    const of = (options: Partial<Parameters<typeof LogDestination.kafka>[0]>) => configOf({ destination: LogDestination.kafka({ brokers: ['a:1'], ...options }) }).exporters.kafka;

    expect(of({ topic: 't' })).toMatchObject({ brokers: ['a:1'], logs: { topic: 't', encoding: 'otlp_json' } });
    expect(of({})).not.toHaveProperty('tls');
    expect(of(credentials)).toMatchObject({ auth: { sasl: { mechanism: 'SCRAM-SHA-512', username: '${env:DESTINATION_USER}' } }, tls: { insecure: false } });
    expect(of({ userName: 'a${b}$', password: credentials.password, login: KafkaLogin.PLAIN }).auth.sasl).toMatchObject({ mechanism: 'PLAIN', username: 'a$${b}$$' });
  });

  test('keeps on the node what it cannot send, up to a limit, for ever; then reading waits', () => {
    expect(configOf({ destination: LogDestination.otlp({ url: 'http://receiver' }), bufferLimit: '1Gi' }).exporters.otlp_http).toMatchObject({
      sending_queue: { storage: 'file_storage', sizer: 'bytes', queue_size: 1024 ** 3, block_on_overflow: true }, retry_on_failure: { max_elapsed_time: '0s' },
    });
    expect(configOf().receivers.file_log.retry_on_failure).toEqual({ enabled: true, max_elapsed_time: '0s' });
  });

  test('is told how much memory it has', () => {
    const limitOf = (agent: LogCollectorDaemonSet) => containerOf(agent).env.find(({ name }: Manifest) => name === 'GOMEMLIMIT').value;

    expect([limitOf(logs()), limitOf(logs({ limits: { memory: '1Gi' } }))]).toEqual(['409MiB', '819MiB']);
    expect(() => logs({ limits: { memory: 'much' } })).toThrow('platform/Logs: limits.memory: must be a number with an optional suffix');
  });

  test('says as much of itself as it is asked to, on ports of its own', () => {
    expect(configOf({ collector: LogCollector.openTelemetry({ logLevel: OpenTelemetryLogLevel.WARN }) }).service.telemetry.logs.level).toBe('warn');
    expect(containerOf(logs({ metricsPort: 9999 })).ports).toEqual([{ name: 'metrics', containerPort: 9999 }, { name: 'health', containerPort: 13133 }]);
    expect(() => logs({ metricsPort: 13133 })).toThrow('platform/Logs: metricsPort: 13133 is the port on which the Collector tells whether it lives; choose another');
  });

  test('takes configuration in its own words, laid over the generated one', () => {
    const config = configOf({ collector: LogCollector.openTelemetry({ extraConfig: 'processors:\n  batch: {}\nservice:\n  telemetry:\n    logs:\n      level: debug\n  extensions: [health_check]\n' }) });

    expect(Object.keys(config.processors)).toEqual(['memory_limiter', 'k8s_attributes', 'resource', 'batch']);
    expect(config.service).toMatchObject({ telemetry: { logs: { level: 'debug' }, metrics: {} }, extensions: ['health_check'] });
  });

  test.each([
    ['a: [', 'extraConfig: must be YAML: '],
    ['- a', 'extraConfig: must be a map with sections such as processors and service'],
    ['', 'extraConfig: must be a map'],
    ['a: 1\na: 2', 'extraConfig: must be YAML: Map keys must be unique'],
    ['exporters:\n  otlphttp:\n    timeout: 10s\n', 'extraConfig: exporters: "otlphttp" is the old name of otlp_http, and would be laid over nothing; write otlp_http'],
    ['receivers:\n  filelog: { start_at: end }\n', 'extraConfig: receivers: "filelog" is the old name of file_log'],
    ['processors: { k8sattributes: { passthrough: true } }', 'extraConfig: processors: "k8sattributes" is the old name of k8s_attributes'],
  ])('fails with %j', (extraConfig, message) => {
    expect(() => logs({ collector: LogCollector.openTelemetry({ extraConfig }) })).toThrow(`platform/Logs: ${message}`);
  });

  test('lets a key be only a key', () => {
    const text = only('ConfigMap', logs({ collector: LogCollector.openTelemetry({ extraConfig: '__proto__:\n  a: 1\n' }) })).data['collector.yaml'];

    expect(text).toContain('__proto__:\n  a: 1');
    expect(({} as Manifest).a).toBeUndefined();
  });

  test.each<[LogCollectorDaemonSetProps, string]>([
    [{ destination: LogDestination.s3({ bucket: 'logs' }) }, 'destination: opentelemetry-collector cannot send to s3, only to kafka, loki, otlp, standardOutput; LogCollector.fluentd(), LogCollector.logstash() and LogCollector.vector() can'],
    [{ journal: {} }, 'journal: opentelemetry-collector cannot read the journal of the node; LogCollector.fluentd(), LogCollector.fluentBit(), LogCollector.vector() and LogCollector.alloy() can'],
    [{ whenFull: WhenBufferFull.DROP_OLDEST }, 'whenFull: opentelemetry-collector cannot drop what is oldest in its buffer; LogCollector.fluentd() and LogCollector.fluentBit() can'],
  ])('is told when it is made what it cannot do: %#', (props, message) => {
    expect(() => logs(props)).toThrow(`platform/Logs: ${message}`);
  });
});
