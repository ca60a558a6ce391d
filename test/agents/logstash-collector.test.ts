import { parse } from 'yaml';
import { undocumentedOptions, undocumentedSettings } from './logstash-parameters';
import { allPlugins, parseLogstash, ParsedPlugin, ParsedValue } from './logstash-parser';
import { containerOf, manifests, newChart, only, podOf } from './manifests';
import { joined } from './multiline';
import {
  ContainerLogFormat, KafkaLogin, LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, LogstashLogLevel, MultilineRule,
  NodeSelection, WhenBufferFull,
} from '../../src';

const logs = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') =>
  new LogCollectorDaemonSet(newChart(namespace), 'Logs', { metadata: { name: 'logs' }, collector: LogCollector.logstash(), ...props });
const filesOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') => only('ConfigMap', logs(props, namespace)).data as { [name: string]: string };
const pipelineOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') => parseLogstash(filesOf(props, namespace)['collect.conf']!);
const settingsOf = (props: LogCollectorDaemonSetProps = {}) => parse(filesOf(props)['logstash.yml']!) as { [name: string]: unknown };
const pluginOf = (id: string, props: LogCollectorDaemonSetProps = {}): ParsedPlugin =>
  [...pipelineOf(props).values()].flatMap(allPlugins).find(({ options }) => options.get('id') === id)!;
const optionsOf = (id: string, props: LogCollectorDaemonSetProps = {}) => Object.fromEntries(pluginOf(id, props).options);
const credentials = { user: { secretName: 's', key: 'user' }, password: { secretName: 's', key: 'password' } };
const certificateAuthority = { secretName: 'ca', key: 'tls.crt' };

const DESTINATIONS: [string, LogDestination][] = [
  ['standard output', LogDestination.standardOutput()],
  ['Elasticsearch', LogDestination.elasticsearch({ host: 'es' })],
  ['Elasticsearch with everything', LogDestination.elasticsearch({ host: 'fd00::1', ...credentials, certificateAuthority, index: 'logs', verifyCertificate: false })],
  ['Kafka', LogDestination.kafka({ brokers: ['a:9092', 'b:9092'] })],
  ['Kafka with everything', LogDestination.kafka({ brokers: ['a:9092'], ...credentials, certificateAuthority })],
  ['S3', LogDestination.s3({ bucket: 'logs' })],
  ['S3 with everything', LogDestination.s3({ bucket: 'logs', region: 'eu-central-1', accessKeyId: credentials.user, secretAccessKey: credentials.password })],
  ['HTTP', LogDestination.http({ url: 'http://logs.example/in' })],
  ['HTTP with everything', LogDestination.http({ url: 'https://logs.example/in', ...credentials, certificateAuthority })],
];

describe('Logstash as a log collector', () => {
  test.each(DESTINATIONS)('has only documented plugins, options, settings and values: %s', (_, destination) => {
    expect(undocumentedOptions(pipelineOf({ destination, multiline: MultilineRule.java() }))).toEqual([]);
    expect(undocumentedSettings(settingsOf({ destination }))).toEqual([]);
  });

  test('would be found out with an option, a plugin or a setting that does not exist', () => {
    const broken = filesOf()['collect.conf']!.replace('start_position', 'start').replace('mode => "tail"', 'mode => "follow"').replace('stdout {', 'standard {').replace('timeout => 30', 'timeout => "30"');

    expect(undocumentedOptions(parseLogstash(broken))).toEqual([
      'input file: mode is no tail,read: "follow"',
      'input file: start is not in https://www.elastic.co/docs/reference/logstash/plugins/plugins-inputs-file',
      'filter aggregate: timeout is no number: "30"',
      'output standard: no such plugin',
    ]);
    expect(undocumentedSettings({ 'queue.type': 'disk', 'pipeline.threads': 1 })).toEqual(['queue.type: "disk"', 'pipeline.threads: no such setting']);
  });

  test('gives each plugin a name of its own', () => {
    const ids = [...pipelineOf().values()].flatMap(allPlugins).map(({ options }) => options.get('id')).filter(Boolean);

    expect(ids).toEqual(['container_logs', 'format', 'keep_parts', 'end_parts', 'time', 'standard_output']);
  });

  test('is started with its own settings, and not by the entry point of its image, which would write into them', () => {
    const { command, args, volumeMounts, securityContext } = containerOf(logs());

    expect([command, args]).toEqual([['/usr/share/logstash/bin/logstash'], ['--path.settings', '/etc/logstash/settings', '--path.config', '/etc/logstash/pipeline/collect.conf']]);
    expect(volumeMounts.map(({ mountPath, readOnly }: { mountPath: string; readOnly?: boolean }) => [mountPath, readOnly])).toEqual([
      ['/var/log', true], ['/var/lib/everynode/logging/logs', undefined], ['/tmp', undefined],
      ['/etc/logstash/pipeline', true], ['/etc/logstash/scripts', true], ['/etc/logstash/settings', true],
    ]);
    expect(securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsUser: 0, runAsGroup: 0 });
    expect(settingsOf().allow_superuser).toBe(true); // Logstash 9 refuses to run as root otherwise
  });

  test('asks the API server for nothing', () => {
    expect(manifests(logs()).map(({ kind }) => kind)).toEqual(['ConfigMap', 'DaemonSet']);
    expect(podOf(logs()).automountServiceAccountToken).toBe(false);
  });

  test('has half of its memory as heap, and follows its limit, that of a variant, too', () => {
    const heapOf = (agent: LogCollectorDaemonSet) => containerOf(agent).env.find(({ name }: { name: string }) => name === 'LS_JAVA_OPTS').value;

    expect(heapOf(logs())).toBe('-Xms768m -Xmx768m');
    expect(containerOf(logs()).resources).toEqual({ requests: { cpu: '200m', memory: '1Gi' }, limits: { memory: '1536Mi' } });
    expect(heapOf(logs({ limits: { memory: '4Gi' } }))).toBe('-Xms2048m -Xmx2048m');
    const varied = logs({ variants: { big: { nodes: NodeSelection.labeled({ size: '4xl' }), limits: { memory: '3Gi' } } } });
    const heaps = manifests(varied).filter(({ kind }) => kind === 'DaemonSet').map(daemonSet => [
      daemonSet.metadata.name, daemonSet.spec.template.spec.containers[0].env.find(({ name }: { name: string }) => name === 'LS_JAVA_OPTS').value,
    ]);
    expect(heaps.sort()).toEqual([['logs', '-Xms768m -Xmx768m'], ['logs-big', '-Xms1536m -Xmx1536m']]);
  });

  test.each(['512Mi', '10'])('fails with the memory limit %s', memory => {
    expect(() => logs({ limits: { memory } })).toThrow(`platform/Logs: limits.memory: Logstash needs at least 768Mi, half of them as heap, got "${memory}"`);
  });

  test('has time to start, and time to end', () => {
    const { startupProbe, livenessProbe, readinessProbe } = containerOf(logs({ metricsPort: 9601 }));

    expect([startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet)).toEqual(Array(3).fill({ path: '/', port: 9601, scheme: 'HTTP' }));
    expect(startupProbe.failureThreshold).toBe(60);
    expect(podOf(logs()).terminationGracePeriodSeconds).toBe(120);
    expect(settingsOf({ metricsPort: 9601 })).toMatchObject({ 'api.http.host': '0.0.0.0', 'api.http.port': 9601 });
  });

  test('says as much of itself as it is asked to, to its standard output', () => {
    expect(settingsOf()['log.level']).toBe('info');
    expect(settingsOf({ collector: LogCollector.logstash({ logLevel: LogstashLogLevel.WARN }) })['log.level']).toBe('warn');
    expect(filesOf()['log4j2.properties']).toContain('rootLogger.appenderRef.console.ref = console\n');
  });
});

describe('what Logstash reads', () => {
  test('is every line of every container, from where it stopped', () => {
    expect(optionsOf('container_logs')).toMatchObject({
      path: ['/var/log/containers/*.log'], mode: 'tail', start_position: 'beginning', sincedb_path: '/var/lib/everynode/logging/logs/containers.sincedb',
    });
  });

  test('is not what it writes itself, what its sidecars write, and what is left out: by the names of files, without a directory', () => {
    expect(optionsOf('container_logs', { excludeNamespaces: ['a'], excludePods: ['shop/load-*'], sidecars: [{ image: 'proxy:1' }] }).exclude).toEqual([
      'logs-?????_logging_logstash-*.log', 'logs-?????_logging_proxy-*.log', '*_a_*.log', 'load-*_shop_*.log',
    ]);
  });

  test('is read by one worker, in order, so that parts and lines come one after the other', () => {
    expect(settingsOf()).toMatchObject({ 'pipeline.workers': 1, 'pipeline.ordered': true });
    expect(optionsOf('keep_parts')).toMatchObject({ task_id: '%{[@metadata][file]} %{stream}', timeout: 30, push_map_as_event_on_timeout: true, aggregate_maps_path: '/var/lib/everynode/logging/logs/parts' });
    expect(optionsOf('end_parts')).toMatchObject({ task_id: '%{[@metadata][file]} %{stream}', map_action: 'update', end_of_task: true });
  });

  const header = (text: string) => `2026-11-27T10:00:00.1Z stderr F ${text}`;
  const begins = (multiline: MultilineRule) => {
    const codec = (pluginOf('container_logs', { multiline }).options.get('codec') as ParsedPlugin).options;
    expect(codec.get('what')).toBe('previous');
    const matches = (line: string) => new RegExp(codec.get('pattern') as string).test(line);
    return (line: string) => matches(line) === codec.get('negate');
  };

  test('are the lines of a stack trace of Java together', () => {
    const lines = [
      '2026-11-27 10:00:00 ERROR cannot pay', 'java.lang.IllegalStateException: no money', '\tat shop.Cart.pay(Cart.java:42)', 'Caused by: java.io.IOException: gone',
      '\t... 12 more', '2026-11-27 10:00:01 INFO next', 'Exception in thread "main" java.lang.Error', '\tat shop.Main.main(Main.java:1)', 'java.version is 21',
    ].map(header);

    expect(joined(lines, begins(MultilineRule.java()))).toEqual([lines.slice(0, 5).join('\n'), lines[5], lines.slice(6, 8).join('\n'), lines[8]]);
  });

  test('are the lines from one beginning to the next, whether or not the rule says where in the line', () => {
    const lines = ['[1] a', ' b [2]', '[2] c'].map(header);

    expect(joined(lines, begins(MultilineRule.startingWith('^\\[\\d\\]')))).toEqual([`${lines[0]}\n${lines[1]}`, lines[2]]);
    expect(joined(lines, begins(MultilineRule.startingWith('\\[\\d\\]')))).toEqual(lines);
    expect(joined(['a', '+ b', '+ c'].map(header), begins(MultilineRule.continuingWith('^(?:\\+|-)')))).toHaveLength(1);
  });

  test.each(['^a|^b', '^a|b', 'a^'])('fails with a rule that cannot stand behind the time and the stream of a line: %s', pattern => {
    expect(() => logs({ multiline: MultilineRule.startingWith(pattern) })).toThrow(`platform/Logs: multiline: Logstash takes "^" only once, before all that follows; put what follows into (?:…), got "${pattern}"`);
  });

  test('is one line at a time otherwise', () => {
    expect((pluginOf('container_logs').options.get('codec') as ParsedPlugin).plugin).toBe('plain');
  });
});

describe('where Logstash sends', () => {
  test('is Elasticsearch, with one index for each day or one for all', () => {
    expect(optionsOf('elasticsearch', { destination: LogDestination.elasticsearch({ host: 'es', ...credentials, certificateAuthority }) })).toMatchObject({
      hosts: ['https://es:9200'],
      index: 'kubernetes-%{+YYYY.MM.dd}',
      user: '${DESTINATION_USER}',
      password: '${DESTINATION_PASSWORD}',
      ssl_verification_mode: 'full',
      ssl_certificate_authorities: ['/etc/logstash/certificates/ca.crt'],
    });
    expect(optionsOf('elasticsearch', { destination: LogDestination.elasticsearch({ host: 'fd00::1', index: 'logs' }) })).toMatchObject({ hosts: ['http://[fd00::1]:9200'], index: 'logs', ssl_enabled: false });
  });

  test('is Kafka', () => {
    const of = (options: Partial<Parameters<typeof LogDestination.kafka>[0]>) => optionsOf('kafka', { destination: LogDestination.kafka({ brokers: ['a:1', 'b:2'], ...options }) });

    expect(of({})).toMatchObject({ bootstrap_servers: 'a:1,b:2', topic_id: 'logs', acks: 'all', security_protocol: 'PLAINTEXT' });
    expect(of(credentials)).toMatchObject({
      security_protocol: 'SASL_SSL',
      sasl_mechanism: 'SCRAM-SHA-512',
      sasl_jaas_config: 'org.apache.kafka.common.security.scram.ScramLoginModule required username=\'${DESTINATION_USER}\' password=\'${DESTINATION_PASSWORD}\';',
    });
    expect(of({ ...credentials, login: KafkaLogin.PLAIN, tls: false })).toMatchObject({ security_protocol: 'SASL_PLAINTEXT', sasl_jaas_config: expect.stringContaining('.plain.PlainLoginModule ') });
    expect(of({ certificateAuthority })).toMatchObject({ security_protocol: 'SSL', ssl_truststore_type: 'PEM', ssl_truststore_location: '/etc/logstash/certificates/ca.crt' });
    expect(() => of({ userName: 'it\'s', password: credentials.password })).toThrow('platform/Logs: destination: userName: must be without quotes and "\\" for Logstash and Kafka, got "it\'s"');
  });

  test('is Amazon S3 and no other store, from files on the node', () => {
    expect(optionsOf('s3', { destination: LogDestination.s3({ bucket: 'logs' }) })).toMatchObject({ bucket: 'logs', prefix: 'logs/${K8S_NODE_NAME}/', temporary_directory: '/var/lib/everynode/logging/logs/s3', restore: true });
    expect(() => logs({ destination: LogDestination.s3({ bucket: 'logs', endpoint: 'https://minio:9000' }) })).toThrow(
      'platform/Logs: destination: logstash cannot send to another store than Amazon S3; LogCollector.fluentd() and LogCollector.vector() can');
  });

  test('is a web server', () => {
    expect(optionsOf('http', { destination: LogDestination.http({ url: 'https://logs.example/in', ...credentials }) })).toMatchObject({ url: 'https://logs.example/in', format: 'json_batch', http_method: 'post', ssl_verification_mode: 'full' });
    expect(optionsOf('http', { destination: LogDestination.http({ url: 'http://logs.example/in' }) })).not.toHaveProperty('ssl_verification_mode');
  });

  test('may be away: what cannot be sent waits on the node, up to a limit', () => {
    expect(settingsOf({ bufferLimit: '1Gi' })).toMatchObject({ 'path.data': '/var/lib/everynode/logging/logs', 'queue.type': 'persisted', 'queue.max_bytes': `${1024 ** 3}b`, 'queue.page_capacity': `${64 * 1024 ** 2}b` });
    expect(settingsOf({ bufferLimit: '16Mi' })['queue.page_capacity']).toBe(`${4 * 1024 ** 2}b`); // a page fits into the queue
  });

  test('may refuse a line: what Elasticsearch refuses is kept', () => {
    expect(settingsOf({ destination: LogDestination.elasticsearch({ host: 'es' }) })['dead_letter_queue.enable']).toBe(true);
    expect(settingsOf()).not.toHaveProperty('dead_letter_queue.enable');
  });

  test('is told a text as it is, or not at all', () => {
    const userOf = (userName: string): ParsedValue => optionsOf('elasticsearch', { destination: LogDestination.elasticsearch({ host: 'es', userName, password: credentials.password }) }).user!;

    expect([userOf('it\'s'), userOf('a "b"'), userOf('a\\b')]).toEqual(['it\'s', 'a "b"', 'a\\b']);
    expect(() => userOf('a${b}')).toThrow('platform/Logs: destination: userName: Logstash cannot take a text of more than one line, with "${", with both kinds of quotes, or with a "\\" before a quote or at its end; got "a${b}"');
    expect(() => userOf('a\\')).toThrow('got "a\\\\"');
    expect(() => userOf('\'"')).toThrow('with both kinds of quotes');
  });
});

describe('what Logstash is asked and cannot do', () => {
  test.each<[LogCollectorDaemonSetProps, string]>([
    [{ destination: LogDestination.openSearch({ host: 'os' }) }, 'destination: logstash cannot send to opensearch, only to elasticsearch, kafka, s3, http, standardOutput; LogCollector.fluentd(), LogCollector.fluentBit() and LogCollector.vector() can'],
    [{ podMetadata: true }, 'podMetadata: logstash cannot ask the API server about pods; LogCollector.fluentd(), LogCollector.fluentBit(), LogCollector.openTelemetry(), LogCollector.vector(), LogCollector.alloy() and LogCollector.filebeat() can'],
    [{ journal: {} }, 'journal: logstash cannot read the journal of the node; LogCollector.fluentd(), LogCollector.fluentBit(), LogCollector.vector() and LogCollector.alloy() can'],
    [{ format: ContainerLogFormat.DOCKER }, 'format: logstash cannot read the log format of Docker; LogCollector.fluentd(), LogCollector.fluentBit(), LogCollector.openTelemetry(), LogCollector.vector() and LogCollector.filebeat() can'],
    [{ whenFull: WhenBufferFull.DROP_OLDEST }, 'whenFull: logstash cannot drop what is oldest in its buffer; LogCollector.fluentd() and LogCollector.fluentBit() can'],
  ])('is told when it is made: %#', (props, message) => {
    expect(() => logs(props)).toThrow(`platform/Logs: ${message}`);
  });
});

describe('what is said in Logstash\'s own words', () => {
  test('is passed by each message before it is sent, or comes after all others', () => {
    const pipeline = pipelineOf({ collector: LogCollector.logstash({ extraFilters: 'mutate { add_tag => ["x"] }', extraConfig: '# mine\noutput { stdout { } }\n' }) });

    expect(allPlugins(pipeline.get('filter')!).map(({ plugin }) => plugin)).toEqual(['ruby', 'aggregate', 'aggregate', 'date', 'mutate']);
    expect(allPlugins(pipeline.get('output')!).map(({ plugin }) => plugin)).toEqual(['stdout', 'json_lines', 'stdout']);
  });

  test.each([
    ['output { stdout { }', 'line 1: "{" is not closed'],
    ['output { stdout { ] }', 'line 1: "]" closes nothing; "{" of line 1 is open'],
    ['}', 'line 1: "}" closes nothing'],
    ['output {\n  a => "b\n}', 'line 2: a text that begins with " does not end'],
    ['outputs { }', 'line 1: must be sections input { … }, filter { … } and output { … }, got "outputs"'],
    ['filter { } mutate', '"mutate" at the end opens nothing'],
  ])('fails with %j', (extraConfig, message) => {
    expect(() => logs({ collector: LogCollector.logstash({ extraConfig }) })).toThrow(`platform/Logs: extraConfig: ${message}`);
  });

  test('fails with filters that are not whole', () => {
    expect(() => logs({ collector: LogCollector.logstash({ extraFilters: 'mutate {' }) })).toThrow('platform/Logs: extraFilters: line 1: "{" is not closed');
  });
});
