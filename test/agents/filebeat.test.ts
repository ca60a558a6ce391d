import { parse } from 'yaml';
import { undocumented } from './filebeat-parameters';
import { containerOf, Manifest, manifests, newChart, only, podOf } from './manifests';
import { joined } from './multiline';
import {
  ContainerLogFormat, FilebeatLogLevel, KafkaLogin, LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, MultilineRule,
  WhenBufferFull,
} from '../../src';

const logs = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') =>
  new LogCollectorDaemonSet(newChart(namespace), 'Logs', { metadata: { name: 'logs' }, collector: LogCollector.filebeat(), ...props });
const configOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging'): Manifest => parse(only('ConfigMap', logs(props, namespace)).data['filebeat.yml']);
const inputOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging'): Manifest => configOf(props, namespace).filebeat.inputs[0];
const processorsOf = (props: LogCollectorDaemonSetProps): string[] => inputOf(props).processors.flatMap((processor: Manifest) => Object.keys(processor)[0]);
const withExtra = (extraConfig: string): LogCollectorDaemonSetProps => ({ collector: LogCollector.filebeat({ extraConfig }) });
const credentials = { user: { secretName: 's', key: 'user' }, password: { secretName: 's', key: 'password' } };
const certificateAuthority = { secretName: 'ca', key: 'tls.crt' };
const ID = '0a'.repeat(32);

describe('Filebeat as a log collector', () => {
  test('keeps its positions and what it cannot send in one directory of the node, and nothing elsewhere', () => {
    expect(configOf({ bufferLimit: '1Gi' })).toMatchObject({ path: { data: '/var/lib/everynode/logging/logs', logs: '/tmp' }, queue: { disk: { max_size: '1073741824B' } } });
    expect(containerOf(logs()).volumeMounts.filter((mount: Manifest) => !mount.readOnly).map((mount: Manifest) => mount.mountPath)).toEqual(['/var/lib/everynode/logging/logs', '/tmp']);
  });

  test('has as large a queue as its smallest one takes', () => {
    expect(configOf({ bufferLimit: '16Mi' }).queue.disk).toEqual({ max_size: '16777216B' }); // 10 MB at least, and a tenth of it is one file of at least 1 MB
  });

  test('reads what the kubelet links, whatever its size, and knows a file by how it begins', () => {
    expect(inputOf()).toMatchObject({
      type: 'filestream',
      id: 'containers',
      paths: ['/var/log/containers/*.log'],
      file_identity: { fingerprint: { growing: true } },
      prospector: { scanner: { symlinks: true } },
      parsers: [{ container: { stream: 'all', format: 'cri' } }],
    });
    expect(inputOf({ format: ContainerLogFormat.DOCKER }).parsers).toEqual([{ container: { stream: 'all', format: 'docker' } }]);
  });

  test.each([
    [`logs-abcde_logging_filebeat-${ID}`, true],
    [`logs-abcde_logging_proxy-${ID}`, true],
    [`web-1_a_app-${ID}`, true],
    [`debug-1_shop_app-${ID}`, true],
    [`load-7_shop_app-${ID}`, true],
    [`logs-abcde_other_filebeat-${ID}`, false],
    [`logs-web-abcde_logging_filebeat-${ID}`, false],
    [`logs-abcde_logging_other-${ID}`, false],
    [`web-1_ab_app-${ID}`, false],
    [`load-7_other_app-${ID}`, false],
    [`my-debug-1_shop_app-${ID}`, false],
  ])('leaves out its own logs, namespaces and pods, and none of a neighbour: %s', (file, left) => {
    const patterns = inputOf({ excludeNamespaces: ['a'], excludePods: ['debug-*', 'shop/load-*'], sidecars: [{ image: 'proxy:1' }] }).prospector.scanner.exclude_files as string[];

    expect(patterns.some(pattern => new RegExp(pattern).test(`/var/log/containers/${file}.log`))).toBe(left);
    expect(patterns.some(pattern => new RegExp(pattern).test(`/var/log/containers/${file}_log`))).toBe(false);
  });

  test('drops what the pods of its own namespace with all of its labels say, where metadata tells', () => {
    const dropped = (props: LogCollectorDaemonSetProps, namespace?: string | null) =>
      inputOf(props, namespace).processors.flatMap((processor: Manifest) => processor.drop_event?.when.and.map(({ equals }: Manifest) => equals) ?? []);

    expect(dropped({})).toEqual([
      { 'kubernetes.namespace': 'logging' }, { 'kubernetes.labels.app_kubernetes_io/name': 'filebeat' }, { 'kubernetes.labels.app_kubernetes_io/instance': 'logs' },
    ]);
    expect(dropped({ matchLabels: { 'app': 'logs', 'a.b/c': '' } }, null)).toEqual([{ 'kubernetes.labels.app': 'logs' }]);
    expect(dropped({ matchLabels: { app: '' } })).toEqual([]);
    expect(dropped({ podMetadata: false })).toEqual([]);
  });

  test('asks the API server for pods only, and waits for it', () => {
    expect(only('ClusterRole', logs()).rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }]);
    expect(inputOf().processors[0].add_kubernetes_metadata).toEqual({
      node: '\'${K8S_NODE_NAME}\'',
      matchers: [{ logs_path: { logs_path: '/var/log/containers/' } }],
      add_resource_metadata: { node: { enabled: false }, namespace: { enabled: false }, deployment: false, cronjob: false },
      use_kubeadm: false,
      wait_for_metadata: true,
      wait_for_metadata_timeout: '0s',
    });
  });

  test('asks for nothing where no metadata is wanted, and knows the pod by the name of the file', () => {
    expect(manifests(logs({ podMetadata: false })).map(({ kind }) => kind)).not.toContain('ClusterRole');
    expect(processorsOf({ podMetadata: false })).toEqual(['dissect', 'replace', 'add_fields']);
    expect(processorsOf({})).toEqual(['add_kubernetes_metadata', 'drop_event', 'if']);
    expect(inputOf({}).processors[2].if).toEqual({ not: { has_fields: ['kubernetes.pod.name'] } });
  });

  test('gives each line an id in Elasticsearch, and nowhere else', () => {
    expect(processorsOf({ destination: LogDestination.elasticsearch({ host: 'es' }) })).toContain('fingerprint');
    expect(processorsOf({})).not.toContain('fingerprint');
  });

  test('writes to the index that it is asked for, and makes no other', () => {
    const of = (options: Partial<Parameters<typeof LogDestination.elasticsearch>[0]>) => configOf({ destination: LogDestination.elasticsearch({ host: 'es', ...options }) });

    expect(of({}).output.elasticsearch).toEqual({ hosts: ['http://es:9200'], index: 'kubernetes-%{+yyyy.MM.dd}' });
    expect(of({ index: 'logs', host: 'fd00::1' }).output.elasticsearch).toMatchObject({ hosts: ['http://[fd00::1]:9200'], index: 'logs' });
    expect(of({}).setup).toEqual({ template: { enabled: false }, ilm: { enabled: false } });
    expect(of({ ...credentials, certificateAuthority }).output.elasticsearch).toMatchObject({
      hosts: ['https://es:9200'],
      username: '\'${DESTINATION_USER}\'',
      password: '\'${DESTINATION_PASSWORD}\'',
      ssl: { verification_mode: 'full', certificate_authorities: ['/etc/filebeat/certificates/ca.crt'] },
    });
    expect(of({ tls: true, verifyCertificate: false }).output.elasticsearch.ssl).toEqual({ verification_mode: 'none' });
  });

  test('sends to Kafka', () => {
    const of = (options: Partial<Parameters<typeof LogDestination.kafka>[0]>) => configOf({ destination: LogDestination.kafka({ brokers: ['a:1'], ...options }) }).output.kafka;

    expect(of({ topic: 't' })).toEqual({ hosts: ['a:1'], topic: 't', required_acks: -1, compression: 'gzip' });
    expect(of(credentials)).toMatchObject({ username: '\'${DESTINATION_USER}\'', sasl: { mechanism: 'SCRAM-SHA-512' }, ssl: { enabled: true } });
    expect(of({ userName: 'a${b}$$', password: credentials.password, login: KafkaLogin.PLAIN })).toMatchObject({ username: 'a$${b}$$$', sasl: { mechanism: 'PLAIN' } });
    expect(of({ certificateAuthority }).ssl).toEqual({ enabled: true, certificate_authorities: ['/etc/filebeat/certificates/ca.crt'] });
  });

  test('cuts what Kafka would not take', () => {
    expect(inputOf().message_max_bytes).toBe(1024 ** 2);
    expect(2 * inputOf({ destination: LogDestination.kafka({ brokers: ['a:1'] }) }).message_max_bytes).toBeLessThan(1_000_000);
  });

  test('gets its secrets from a Secret', () => {
    const agent = logs({ destination: LogDestination.elasticsearch({ host: 'es', ...credentials, certificateAuthority }) });

    expect(containerOf(agent).env).toContainEqual({ name: 'DESTINATION_PASSWORD', valueFrom: { secretKeyRef: { name: 's', key: 'password' } } });
    expect(podOf(agent).volumes).toContainEqual({ name: 'secret', secret: { secretName: 'ca', items: [{ key: 'tls.crt', path: 'ca.crt' }] } });
  });

  test('joins lines of each stream by themselves', () => {
    const inputs = configOf({ multiline: MultilineRule.java() }).filebeat.inputs as Manifest[];

    expect(inputs.map(({ id, parsers }) => [id, parsers[0].container.stream])).toEqual([['containers-stdout', 'stdout'], ['containers-stderr', 'stderr']]);
    expect(inputs[0]!.parsers[1].multiline).toEqual({
      type: 'pattern', pattern: MultilineRule.java().pattern, negate: false, match: 'after', max_lines: 2000, timeout: '5s',
    });
    expect(inputs[1]!.parsers[1]).toEqual(inputs[0]!.parsers[1]);
    expect(inputOf({ multiline: MultilineRule.startingWith('^\\d') }).parsers[1].multiline).toMatchObject({ pattern: '^\\d', negate: true });
  });

  test.each<[string, string[], string[]]>([
    ['^\\d$', ['1', 'a', '2'], ['1\na', '2']],
    ['^\\$\\d|[$]$', ['$1', 'a$b', 'c$'], ['$1\na$b', 'c$']],
    ['^(?:a|b$)', ['a1', 'bc', 'b'], ['a1\nbc', 'b']],
  ])('joins lines that have their line break still, as Docker\'s do: %s', (rule, lines, messages) => {
    const { parsers } = inputOf({ multiline: MultilineRule.startingWith(rule), format: ContainerLogFormat.DOCKER });
    const { pattern, skip_newline: without } = parsers[1].multiline;
    const begins = (line: string) => new RegExp(pattern as string).test(line);

    expect([joined(lines, line => begins(`${line}\n`)), without]).toEqual([messages, true]);
  });

  test('takes away the line break at the end of a line of Docker, once', () => {
    const [first] = inputOf({ format: ContainerLogFormat.DOCKER }).processors;
    const [{ field, pattern, replacement }] = first.replace.fields;

    expect([field, 'a\n\n'.replace(new RegExp(pattern as string), replacement as string)]).toEqual(['message', 'a\n']);
    expect(JSON.stringify(inputOf().processors)).not.toContain('"message"');
  });

  test('is told how much memory it has', () => {
    const limitOf = (agent: LogCollectorDaemonSet) => containerOf(agent).env.find(({ name }: Manifest) => name === 'GOMEMLIMIT').value;

    expect([limitOf(logs()), limitOf(logs({ limits: { memory: '1Gi' } }))]).toEqual(['409MiB', '819MiB']);
    expect(() => logs({ limits: { memory: 'much' } })).toThrow('platform/Logs: limits.memory: must be a number with an optional suffix');
  });

  test('stores what it holds before it is killed', () => {
    expect(parseInt(configOf().filebeat.shutdown_timeout, 10)).toBeLessThan(podOf(logs()).terminationGracePeriodSeconds);
  });

  test('tells how it does, and says as much of itself as it is asked to', () => {
    const { ports, livenessProbe, args } = containerOf(logs({ metricsPort: 9999 }));

    expect(configOf({ metricsPort: 9999 }).http).toEqual({ enabled: true, host: '0.0.0.0', port: 9999 });
    expect([ports, livenessProbe.httpGet]).toEqual([[{ name: 'stats', containerPort: 9999 }], { path: '/', port: 9999, scheme: 'HTTP' }]);
    expect(configOf({ collector: LogCollector.filebeat({ logLevel: FilebeatLogLevel.WARNING }) }).logging.level).toBe('warning');
    expect(args).toEqual(['-c', '/etc/filebeat/config/filebeat.yml', '-e']);
  });

  test('takes configuration in its own words, laid over the generated one, with dots in keys or without', () => {
    const config = configOf(withExtra('processors:\n  - add_tags:\n      tags: [blue]\nfilebeat.inputs:\n  - type: journald\n    id: journal\nlogging.level: debug\noutput.console:\n  codec.json.pretty: true\n'));

    expect(config.filebeat.inputs.map(({ id }: Manifest) => id)).toEqual(['containers', 'journal']);
    expect(config.filebeat.shutdown_timeout).toBe('30s');
    expect(config).toMatchObject({ logging: { level: 'debug', metrics: { enabled: false } }, output: { console: { codec: { json: { pretty: true } } } }, processors: [{ add_tags: { tags: ['blue'] } }] });
  });

  test('has one output, whatever its user says', () => {
    expect(configOf(withExtra('output.logstash.hosts: [logstash:5044]')).output).toEqual({ logstash: { hosts: ['logstash:5044'] } });
    expect(configOf(withExtra('output:\n  redis:\n    hosts: [redis]')).output).toEqual({ redis: { hosts: ['redis'] } });
  });

  test.each([
    ['a: [', 'extraConfig: must be YAML: '],
    ['- a', 'extraConfig: must be a map with sections such as processors and output'],
    ['', 'extraConfig: must be a map'],
    ['filebeat: 1', 'extraConfig: filebeat: must be a map'],
    ['output: console', 'extraConfig: output: must be a map'],
    ['filebeat.inputs: {}', 'extraConfig: filebeat.inputs: must be a list'],
    ['filebeat.inputs: [{ id: x }]', 'extraConfig: filebeat.inputs: entry 1 must be a map with a type'],
    ['filebeat.inputs: [{ type: journald }, 1]', 'extraConfig: filebeat.inputs: entry 2 must be a map with a type'],
  ])('fails with %j', (extraConfig, message) => {
    expect(() => logs(withExtra(extraConfig))).toThrow(`platform/Logs: ${message}`);
  });

  test('lets a key be only a key', () => {
    expect(only('ConfigMap', logs(withExtra('__proto__.x:\n  a: 1\n'))).data['filebeat.yml']).toContain('__proto__:\n  x:\n    a: 1');
    expect(({} as Manifest).x).toBeUndefined();
  });

  test.each<[LogCollectorDaemonSetProps, string]>([
    [{ destination: LogDestination.openSearch({ host: 'os' }) }, 'destination: filebeat cannot send to opensearch, only to elasticsearch, kafka, standardOutput; LogCollector.fluentd(), LogCollector.fluentBit() and LogCollector.vector() can'],
    [{ destination: LogDestination.loki({ url: 'http://loki' }) }, 'destination: filebeat cannot send to loki, only to elasticsearch, kafka, standardOutput; '],
    [{ destination: LogDestination.s3({ bucket: 'logs' }) }, 'destination: filebeat cannot send to s3, '],
    [{ destination: LogDestination.http({ url: 'http://web' }) }, 'destination: filebeat cannot send to http, '],
    [{ destination: LogDestination.otlp({ url: 'http://web' }) }, 'destination: filebeat cannot send to otlp, '],
    [{ journal: {} }, 'journal: filebeat cannot read the journal of the node; '],
    [{ whenFull: WhenBufferFull.DROP_OLDEST }, 'whenFull: filebeat cannot drop what is oldest in its buffer; '],
  ])('is told when it is made what it cannot do: %#', (props, message) => {
    expect(() => logs(props)).toThrow(`platform/Logs: ${message}`);
  });
});

describe('the documented options of Filebeat', () => {
  const problemsWith = (change: (config: Manifest) => unknown) => {
    const config = configOf({ multiline: MultilineRule.java() });
    change(config);
    return undocumented(config);
  };

  test('are all that is used', () => {
    expect(problemsWith(() => undefined)).toEqual([]);
  });

  test.each<[(config: Manifest) => unknown, RegExp]>([
    [config => { config.quee = {}; }, /^quee: there is none/],
    [config => { config.filebeat.inputs[0].type = 'files'; }, /^input files: there is none/],
    [config => { config.filebeat.inputs[0].prospector.scanner.symlink = true; }, /^input filestream: prospector\.scanner\.symlink is not in https/],
    [config => { delete config.filebeat.inputs[0].id; }, /^input filestream: id is missing/],
    [config => { config.filebeat.inputs[0].parsers[0].container.stream = 'both'; }, /parser container: stream: is no all,stdout,stderr/],
    [config => { config.filebeat.inputs[0].parsers[1].multiline.negate = 'no'; }, /parser multiline: negate: is no boolean/],
    [config => { config.filebeat.inputs[0].processors[0] = { add_kube_metadata: {} }; }, /processor add_kube_metadata: there is none/],
    [config => { config.filebeat.inputs[0].processors[1].drop_event.when = { equal: {} }; }, /there is no condition equal/],
    [config => { config.filebeat.inputs[0].processors[2].then[0].dissect.pattern = 'x'; }, /processor dissect: pattern is not in https/],
    [config => { config.queue.disk.max_size = '5'; }, /^queue: disk\.max_size: is no size/],
    [config => { config.output.kafka = { hosts: ['a'], topic: 't' }; }, /^output: one of them is taken, got 2/],
    [config => { config.http.port = '1'; }, /^http: port: is no integer/],
  ])('are held against what is synthesized: %#', (change, found) => {
    expect(problemsWith(change).join('\n')).toMatch(found);
  });
});
