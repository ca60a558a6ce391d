import { parse } from 'yaml';
import { VECTOR_DESTINATIONS, vectorConfigs } from './evidence/cases';
import { answerOfVrl, programsOf } from './evidence/vrl';
import { matchesGlob } from './fluentd-parser';
import { containerOf, Manifest, manifests, newChart, only, podOf } from './manifests';
import { flow, FLOWS } from './vector-flow';
import { undocumented } from './vector-parameters';
import {
  ContainerLogFormat, KafkaLogin, LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, MultilineRule, VectorLogLevel,
  WhenBufferFull,
} from '../../src';

const logs = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') =>
  new LogCollectorDaemonSet(newChart(namespace), 'Logs', { metadata: { name: 'logs' }, collector: LogCollector.vector(), ...props });
const textOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging'): string => only('ConfigMap', logs(props, namespace)).data['vector.yaml'];
const configOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging'): Manifest => parse(textOf(props, namespace));
const sinkOf = (destination: LogDestination): Manifest => configOf({ destination }).sinks.destination;
const credentials = { user: { secretName: 's', key: 'user' }, password: { secretName: 's', key: 'password' } };
const certificateAuthority = { secretName: 'ca', key: 'tls.crt' };

describe('the configuration of Vector', () => {
  test('has only documented components, options and values, for each destination', () => {
    expect(vectorConfigs()).toHaveLength(VECTOR_DESTINATIONS.length + 2);
    expect(vectorConfigs().flatMap(undocumented)).toEqual([]);
  });

  test('would be found out with what does not exist', () => {
    const broken = textOf({ destination: LogDestination.elasticsearch({ host: 'es', ...credentials }) })
      .replace('rotate_wait_secs: 60', 'rotate_wait_secs: long').replace('ends_when', 'ends').replace('concat_raw', 'concat_all').replace('type: filter', 'type: sieve')
      .replace('api_version: v8', 'api_version: v9').replace('when_full: block', 'when_full: drop_oldest').replace('data_dir', 'data').replace('type: directory', 'type: folder')
      .replace('- shape', '- form').replace('except_fields', 'without_fields');

    expect(undocumented(parse(broken)).map(problem => problem.replace(/ is not in .*/, ' is not documented'))).toEqual([
      'global: data_dir is missing',
      'global: data is not documented',
      'secret user: type is no directory: "folder"',
      'sources containers: rotate_wait_secs is no integer: "long"',
      'transforms others: no such type: sieve',
      'transforms whole_lines: ends is not documented',
      'transforms whole_lines: no strategy for message: concat_all',
      'sinks destination: api_version is no auto,v6,v7,v8: "v9"',
      'sinks destination: encoding: without_fields is not documented',
      'sinks destination: buffer: when_full is no block,drop_newest,overflow: "drop_oldest"',
      'destination: no such input: form',
    ]);
  });

  test('has programs that the language takes, and would be heard with others', () => {
    const { transforms } = configOf(FLOWS.cri.props);

    expect(programsOf({ transforms }).map(([name, { condition }]) => [name, condition])).toEqual([['lines', false], ['whole_lines', true], ['messages', true], ['records', false]]);
    expect(vectorConfigs().flatMap(programsOf).map(([, question]) => answerOfVrl(question).problem).filter(problem => problem !== '')).toEqual([]);
    expect(() => flow(FLOWS.parsed, () => ({ problem: 'no such function', outputs: [] }))).toThrow('no such function');
  });

  test('has nothing that is put in place of a variable', () => {
    expect(vectorConfigs().map(config => JSON.stringify(config)).filter(text => /\$\{?[A-Z]/.test(text))).toEqual([]);
    expect(containerOf(logs()).args).toEqual(['--config=/etc/vector/config/vector.yaml', '--graceful-shutdown-limit-secs=45']);
  });

  test('says as much of itself as it is asked to, and where it is asked to; its API is off', () => {
    const agent = logs({ collector: LogCollector.vector({ logLevel: VectorLogLevel.WARN }), metricsPort: 9999 });

    expect(containerOf(agent).env).toContainEqual({ name: 'VECTOR_LOG', value: 'warn' });
    expect(containerOf(agent).ports).toEqual([{ name: 'metrics', containerPort: 9999 }]);
    expect(configOf({ metricsPort: 9999 }).sinks.metrics).toEqual({ type: 'prometheus_exporter', inputs: ['own_metrics'], address: '0.0.0.0:9999' });
    expect(containerOf(logs()).livenessProbe.httpGet).toEqual({ path: '/metrics', port: 9598, scheme: 'HTTP' });
    expect(configOf()).not.toHaveProperty('api');
  });

  test('leaves time to the pod when it has ended', () => {
    const [, seconds] = /--graceful-shutdown-limit-secs=(\d+)/.exec(containerOf(logs()).args.join(' '))!;

    expect(Number(seconds)).toBeLessThan(podOf(logs()).terminationGracePeriodSeconds);
  });
});

describe('what Vector reads', () => {
  const rotated = (file: string, name = '0.log.20261127-100000') => `/var/log/pods/${file}/${name}`;

  test.each([true, false])('is every line of every container, from where it stopped, and not what it writes itself: %s', podMetadata => {
    const { containers } = configOf({ podMetadata, excludeNamespaces: ['a'], excludePods: ['debug-*', 'shop/load-*'], sidecars: [{ image: 'proxy:1' }] }).sources;
    const patterns: string[] = containers.exclude_paths_glob_patterns ?? containers.exclude;
    const excluded = (file: string) => patterns.some(pattern => matchesGlob(pattern, rotated(file))) && patterns.some(pattern => matchesGlob(pattern, rotated(file, '0.log')));

    expect(['logging_logs-x7k2p_u/vector', 'logging_logs-x7k2p_u/proxy', 'a_any_u/app', 'app_debug-1_u/app', 'shop_load-1_u/app'].map(excluded)).toEqual([true, true, true, true, true]);
    expect(['other_logs-x7k2p_u/vector', 'logging_my-logs-x7k2p_u/vector', 'logging_logs-x7k2p_u/app', 'ab_any_u/app', 'other_load-1_u/app'].map(excluded)).toEqual([false, false, false, false, false]);
    expect(patterns.slice(0, 2)).toEqual(['**/*.gz', '**/*.tmp']); // the defaults of kubernetes_logs, which a list of one's own takes the place of
    expect(containers).toMatchObject({ max_line_bytes: 131072, glob_minimum_cooldown_ms: 10000, rotate_wait_secs: 60 });
    expect(configOf().data_dir).toBe('/var/lib/everynode/logging/logs');
    expect(configOf().acknowledgements).toEqual({ enabled: true });
  });

  test('is told by the API server of which pod it is, or by the path of the file', () => {
    expect(only('ClusterRole', logs()).rules).toEqual([{ apiGroups: [''], resources: ['pods', 'namespaces', 'nodes'], verbs: ['list', 'watch'] }]);
    expect(configOf().sources.containers).toMatchObject({ type: 'kubernetes_logs', auto_partial_merge: false, use_apiserver_cache: true });
    expect(containerOf(logs()).env).toContainEqual({ name: 'VECTOR_SELF_NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } });

    const alone = logs({ podMetadata: false });
    expect(configOf({ podMetadata: false }).sources.containers).toMatchObject({ type: 'file', include: ['/var/log/pods/*/*/*.log*'], host_key: '' });
    expect(manifests(alone).map(({ kind }) => kind)).not.toContain('ClusterRole');
    expect(podOf(alone).automountServiceAccountToken).toBe(false);
  });

  test('is the journal of the node, too, by an image that has journalctl', () => {
    const journal = { path: '/run/log/journal', units: ['kubelet.service'] };

    expect(configOf({ journal }).sources.journal).toEqual({ type: 'journald', journal_directory: '/run/log/journal', include_units: ['kubelet.service'], current_boot_only: false });
    expect(configOf({ journal }).transforms.records.inputs).toEqual(['whole_lines', 'units']);
    expect([containerOf(logs({ journal })).image, containerOf(logs()).image]).toEqual(['timberio/vector:0.59.0-debian', 'timberio/vector:0.59.0-distroless-libc']);
    expect(podOf(logs({ journal })).volumes.map(({ hostPath }: Manifest) => hostPath?.path)).toContain('/run/log/journal');
    expect(configOf().sources).not.toHaveProperty('journal');
  });

  test('is where Docker has it, with its format', () => {
    const mounted = (props: LogCollectorDaemonSetProps) => podOf(logs(props)).volumes.map(({ hostPath }: Manifest) => hostPath?.path);

    expect(mounted({ format: ContainerLogFormat.DOCKER })).toContain('/var/lib/docker/containers');
    expect(mounted({})).not.toContain('/var/lib/docker/containers');
  });
});

describe('what becomes of lines, as the language itself says', () => {
  const cart = { pod_namespace: 'shop', pod_name: 'cart-1', pod_uid: 'u-1', container_name: 'app' };
  const texts = (records: readonly Manifest[]) => records.map(({ message, stream }) => [message, stream]);

  test('in the format of CRI: parts are put together, then messages, of each stream of each container by itself', () => {
    const records = flow(FLOWS.cri);

    expect(texts(records)).toEqual([
      ['a long line  ', 'stdout'],
      ['ERROR cannot pay\n\tat shop.Cart.pay(Cart.java:42)\nCaused by: it\'s gone', 'stdout'],
      ['in between', 'stderr'],
      ['of another one', 'stdout'],
      ['not in the format', undefined],
      ['no end', 'stdout'],
    ]);
    expect(records[0]).toEqual({ message: 'a long line  ', stream: 'stdout', timestamp: '2026-11-27T10:00:00.000000001Z', kubernetes: cart, node: 'node-1' });
    expect(records[4]).toEqual({ message: 'not in the format', timestamp: '2026-11-27T10:00:09Z', kubernetes: cart, node: 'node-1' });
  });

  test('in the format of Docker: a line without an end is a part', () => {
    const records = flow(FLOWS.docker);

    expect(texts(records)).toEqual([['in between', 'stderr'], ['a long line  ', 'stdout'], ['', 'stdout'], ['not in the format', undefined]]);
    expect(records[1]).toMatchObject({ timestamp: '2026-11-27T10:00:00.000000001Z', kubernetes: cart });
  });

  test('parsed by Vector: those of its own pods are left out, those of neighbours are not, and streams are not mixed', () => {
    const records = flow(FLOWS.parsed);

    expect(records.map(({ message, stream, kubernetes }) => [message, stream, kubernetes?.pod_namespace])).toEqual([
      ['hello', 'stdout', 'elsewhere'], ['in between', 'stderr', 'logging'], ['a long line', 'stdout', 'logging'], ['nothing is known of its pod', 'stdout', undefined],
    ]);
    expect(records[2].kubernetes.pod_labels).toEqual({ 'app.kubernetes.io/name': 'cart' });
    expect(records.filter(record => 'file' in record || 'origin' in record || 'part' in record || '_partial' in record)).toEqual([]);
  });

  test('for Elasticsearch: an id, a time by its name, and labels without dots', () => {
    expect(flow(FLOWS.search)).toEqual([{
      'id': 'some-uuid',
      '@timestamp': '2026-11-27T10:00:00.000000001Z',
      'timestamp': '2026-11-27T10:00:00.000000001Z', // for the name of the index; it is not sent
      'message': 'hello',
      'stream': 'stdout',
      'node': 'node-1',
      'kubernetes': { pod_namespace: 'shop', pod_name: 'x', pod_uid: 'u', container_name: 'app', pod_labels: { 'app_kubernetes_io/name': 'cart' }, namespace_labels: { 'kubernetes_io/metadata_name': 'shop' } },
    }]);
    expect(sinkOf(LogDestination.elasticsearch({ host: 'es' })).encoding).toEqual({ except_fields: ['timestamp'] });
  });

  test('for a receiver of OTLP: its own data model', () => {
    const text = (stringValue: string) => ({ stringValue });
    const [{ resourceLogs: [{ resource, scopeLogs }] }] = flow(FLOWS.otlp) as [Manifest];

    expect(resource.attributes).toContainEqual({ key: 'k8s.pod.label.app.kubernetes.io/name', value: text('cart') });
    expect(resource.attributes.map(({ key }: Manifest) => key).slice(0, 5).sort()).toEqual(['k8s.container.name', 'k8s.namespace.name', 'k8s.node.name', 'k8s.pod.name', 'k8s.pod.uid']);
    expect(scopeLogs).toEqual([{ logRecords: [{ timeUnixNano: 1795773600000000001, body: text('hello'), attributes: [{ key: 'log.iostream', value: text('stdout') }] }] }]);

    const [{ resourceLogs: [ofJournal] }] = flow(FLOWS.journal) as [Manifest];
    expect(ofJournal.resource.attributes).toEqual([{ key: 'k8s.node.name', value: text('node-1') }]);
    expect(ofJournal.scopeLogs[0].logRecords[0]).toMatchObject({ body: text('started'), attributes: expect.arrayContaining([{ key: 'systemd_unit', value: text('kubelet.service') }]) });
  });

  test('of the journal: fields without underscores before them', () => {
    expect(flow(FLOWS.plainJournal)).toEqual([{ message: 'started', priority: '6', systemd_unit: 'kubelet.service', timestamp: '2026-11-27T10:00:00.000000001Z', node: 'node-1' }]);
  });

  test('with quotes in the expression', () => {
    expect(flow(FLOWS.quotes).map(({ message }) => message)).toEqual(['\'a\nb', '"c', '\\\'d\n\\e']);
  });

  test('is asked of the language, and of nobody else', () => {
    expect(answerOfVrl({ program: '.never = "asked"', condition: false, events: [{ a: 1 }] })).not.toEqual({ problem: '', outputs: [{ a: 1 }] });
  });
});

describe('what Vector is to leave out of its own', () => {
  test('is told by all of its labels, in its own namespace', () => {
    const condition = (props: LogCollectorDaemonSetProps, namespace: string | null = 'logging') => configOf(props, namespace).transforms.others?.condition;

    expect(condition({})).toBe('!(.kubernetes.pod_namespace == "logging" && .kubernetes.pod_labels."app.kubernetes.io/name" == "vector" && .kubernetes.pod_labels."app.kubernetes.io/instance" == "logs")');
    expect(condition({ matchLabels: { app: 'a.b' } }, null)).toBe('!(.kubernetes.pod_labels."app" == "a.b")');
    expect(condition({ matchLabels: { only: '' } })).toBeUndefined();
    expect(condition({ podMetadata: false })).toBeUndefined();
  });
});

describe('an expression for Vector', () => {
  const withPattern = (pattern: string) => () => logs({ multiline: MultilineRule.startingWith(pattern) });

  test.each([
    ['^[[a]', 'must be without "[" in brackets'],
    ['^[a-z&&b]', 'must be without "&&" in brackets'],
    ['^{x', 'must be without "{" that repeats nothing'],
    ['^a{,3}', 'must be without "{" that repeats nothing'],
    ['^[^]', 'must be without brackets with nothing in them'],
    ['\\cA', 'must be without "\\cA"'],
  ])('is not one that Rust reads in another way: %s', (pattern, message) => {
    expect(withPattern(pattern)).toThrow(`platform/Logs: multiline: ${message}, which Vector does not take or reads in another way, got "${pattern}"`);
  });

  test.each(['^\\[\\d{4}-\\d{2}', '^[\\[{]', '^\\{', '^[a-z&]{2,}', '^\\\\c'])('may be what both read alike: %s', pattern => {
    expect(withPattern(pattern)).not.toThrow();
  });

  test('is no place for a secret', () => {
    expect(withPattern('^SECRET[a]')).toThrow('platform/Logs: multiline: must be without "SECRET[", in whose place Vector puts a secret, got "^SECRET[a]"');
  });
});

describe('what Vector could not send yet', () => {
  test('waits on the node; when no more may, reading waits, too', () => {
    expect(configOf().sinks.destination.buffer).toEqual({ type: 'disk', max_size: 512 * 1024 ** 2, when_full: 'block' });
    expect(configOf({ bufferLimit: '2Gi' }).sinks.destination.buffer.max_size).toBe(2 * 1024 ** 3);
  });

  test('has a buffer that Vector takes', () => {
    expect(() => logs({ bufferLimit: '256Mi' })).toThrow('platform/Logs: bufferLimit: Vector\'s buffer has at least 268435488 bytes, a few more than 256Mi, got 268435456; say 512Mi, or more');
    expect(configOf({ bufferLimit: '268435488' }).sinks.destination.buffer.max_size).toBe(268435488);
    expect(() => logs({ whenFull: WhenBufferFull.DROP_OLDEST })).toThrow('platform/Logs: whenFull: vector cannot drop what is oldest in its buffer; LogCollector.fluentd() and LogCollector.fluentBit() can');
  });
});

describe('where Vector sends', () => {
  test('is Elasticsearch or OpenSearch', () => {
    expect(sinkOf(LogDestination.elasticsearch({ host: 'es', ...credentials, certificateAuthority }))).toMatchObject({
      type: 'elasticsearch',
      inputs: ['shape'],
      endpoints: ['https://es:9200'],
      api_version: 'v8',
      bulk: { action: 'create', index: 'kubernetes-%Y.%m.%d' },
      id_key: 'id',
      request_retry_partial: true,
      auth: { strategy: 'basic', user: 'SECRET[user.value]', password: 'SECRET[password.value]' },
      tls: { verify_certificate: true, verify_hostname: true, ca_file: '/etc/vector/certificates/ca.crt' },
    });
    expect(sinkOf(LogDestination.openSearch({ host: '2001:db8::1', index: 'one', tls: true, verifyCertificate: false }))).toMatchObject({
      endpoints: ['https://[2001:db8::1]:9200'], api_version: 'v7', bulk: { index: 'one' }, tls: { verify_certificate: false, verify_hostname: false },
    });
    expect(sinkOf(LogDestination.openSearch({ host: 'os' }))).not.toHaveProperty('tls');
  });

  test('is Kafka, for which it tries for ever', () => {
    const of = (options: Partial<Parameters<typeof LogDestination.kafka>[0]>) => sinkOf(LogDestination.kafka({ brokers: ['a:1', 'b:2'], ...options }));

    expect(of({ topic: 't' })).toMatchObject({ type: 'kafka', inputs: ['records'], bootstrap_servers: 'a:1,b:2', topic: 't', encoding: { codec: 'json' }, message_timeout_ms: 0, librdkafka_options: { 'message.max.bytes': '10000000' } });
    expect(of({})).not.toHaveProperty('tls');
    expect(of({ ...credentials, certificateAuthority })).toMatchObject({
      sasl: { enabled: true, mechanism: 'SCRAM-SHA-512', username: 'SECRET[user.value]', password: 'SECRET[password.value]' }, tls: { enabled: true, ca_file: '/etc/vector/certificates/ca.crt' },
    });
    expect(of({ userName: 'u', password: credentials.password, login: KafkaLogin.PLAIN, tls: false })).toMatchObject({ sasl: { mechanism: 'PLAIN', username: 'u' } });
  });

  test('is a bucket, by the identity of the pod or by a key', () => {
    expect(sinkOf(LogDestination.s3({ bucket: 'logs', region: 'eu-central-1', prefix: 'a/b' }))).toMatchObject({
      type: 'aws_s3', bucket: 'logs', region: 'eu-central-1', key_prefix: 'a/b/{{ node }}/%Y/%m/%d/', compression: 'gzip', encoding: { codec: 'json' }, framing: { method: 'newline_delimited' },
    });
    expect(sinkOf(LogDestination.s3({ bucket: 'logs' }))).not.toHaveProperty('auth');

    const key = { secretName: 'minio', key: 'key' };
    const destination = LogDestination.s3({ bucket: 'logs', endpoint: 'https://minio:9000', accessKeyId: key, secretAccessKey: key });
    expect(sinkOf(destination)).toMatchObject({ endpoint: 'https://minio:9000', auth: { access_key_id: 'SECRET[access_key_id.value]', secret_access_key: 'SECRET[secret_access_key.value]' } });
    expect(configOf({ destination }).secret).toEqual({
      access_key_id: { type: 'directory', path: '/etc/vector/secrets/access_key_id' }, secret_access_key: { type: 'directory', path: '/etc/vector/secrets/secret_access_key' },
    });
  });

  test('is a web server, Loki with few labels, and whatever speaks OTLP, each below the path of its URL', () => {
    expect(sinkOf(LogDestination.http({ url: 'https://logs.example/in?a=b' }))).toMatchObject({ type: 'http', uri: 'https://logs.example/in?a=b', method: 'post', encoding: { codec: 'json' }, tls: { verify_certificate: true } });
    expect(sinkOf(LogDestination.loki({ url: 'http://loki:3100/tenant/' }))).toMatchObject({
      type: 'loki', inputs: ['records'], endpoint: 'http://loki:3100', path: '/tenant/loki/api/v1/push', labels: { job: 'vector', node: '{{ node }}', pod: '{{ kubernetes.pod_name }}' },
    });
    expect(() => sinkOf(LogDestination.loki({ url: 'http://loki:3100/?a=b' }))).toThrow('platform/Logs: destination: url: Vector sends to Loki without a query, got "http://loki:3100/?a=b"');
    expect(sinkOf(LogDestination.otlp({ url: 'https://otlp:4318/team', ...credentials }))).toMatchObject({
      type: 'opentelemetry',
      inputs: ['shape'],
      protocol: {
        type: 'http',
        uri: 'https://otlp:4318/team/v1/logs',
        encoding: { codec: 'otlp' },
        framing: { method: 'bytes' },
        auth: { strategy: 'basic' },
        tls: { verify_certificate: true },
        request: { headers: { 'content-type': 'application/x-protobuf' } },
      },
    });
    expect(sinkOf(LogDestination.standardOutput())).toMatchObject({ type: 'console', target: 'stdout', encoding: { codec: 'json' } });
  });

  test.each(['0123', 'true', 'a #b', 'x: y', '"', '[', '- z', '\\n', '*a', 'a\\'])('may have the password %j, which Vector puts into the text of its configuration', password => {
    const agent = logs({ destination: LogDestination.loki({ url: 'https://h', ...credentials }), collector: LogCollector.vector({ extraConfig: 'sinks: { destination: { tls: { key_pass: "SECRET[password.value]" } } }' }) });
    const text = manifests(agent).find(({ kind }) => kind === 'ConfigMap')!.data['vector.yaml'] as string;
    const { auth, tls } = parse(text.replaceAll('SECRET[password.value]', () => password)).sinks.destination;

    expect([auth.password, tls.key_pass]).toEqual([password, password]);
  });

  test.each([
    ['a web server', LogDestination.http({ url: 'https://h/in?source=a%20b' }), 'https://h/in?source=a%20b'], // Vector would not start
    ['OTLP', LogDestination.otlp({ url: 'https://h/%dd' }), 'https://h/%dd/v1/logs'], // Vector would put the day there
  ])('is no URL in which Vector would put parts of a time: %s', (_, destination, url) => {
    expect(() => logs({ destination })).toThrow(`platform/Logs: destination: url: must be without "%", behind which Vector looks for a part of a time, got "${url}"`);
  });

  test('may have a "%" in its URL where Vector reads that as it is', () => {
    expect(sinkOf(LogDestination.loki({ url: 'https://loki/a%20b' }))).toMatchObject({ path: '/a%20b/loki/api/v1/push' });
  });

  test('is reached by files of Secrets only, each in a directory of its own, and by a name in which nothing is put', () => {
    const destination = (userName: string) => LogDestination.http({ url: 'https://h', userName, password: credentials.password });
    const agent = logs({ destination: LogDestination.http({ url: 'https://h', ...credentials, certificateAuthority }) });

    expect(podOf(agent).volumes.filter(({ secret }: Manifest) => secret).map(({ secret }: Manifest) => [secret.secretName, secret.items])).toEqual([
      ['s', [{ key: 'user', path: 'value' }]], ['s', [{ key: 'password', path: 'value' }]], ['ca', [{ key: 'tls.crt', path: 'ca.crt' }]],
    ]);
    expect(sinkOf(destination('it\'s "me": #1')).auth.user).toBe('it\'s "me": #1');
    expect(() => sinkOf(destination('SECRET[a.b]'))).toThrow('platform/Logs: destination: userName: must be without "SECRET[", in whose place Vector puts a secret, got "SECRET[a.b]"');
  });
});

describe('what is said in Vector\'s own words', () => {
  const with_ = (extraConfig: string, props: LogCollectorDaemonSetProps = {}) => configOf({ ...props, collector: LogCollector.vector({ extraConfig }) });

  test('lies over what is generated', () => {
    const config = with_([
      'transforms:', '  mine: { type: remap, inputs: [records], source: .a = 1 }',
      'sinks:', '  destination: { inputs: [mine], buffer: { when_full: drop_newest } }', '  other: { type: blackhole, inputs: ["who*", "mine.dropped"] }',
      'api: { enabled: true }',
    ].join('\n'));

    expect(Object.keys(config.transforms)).toEqual(['others', 'lines', 'whole_lines', 'records', 'mine']);
    expect(config.sinks.destination).toMatchObject({ type: 'console', inputs: ['mine'], buffer: { type: 'disk', when_full: 'drop_newest' } });
    expect(config.api).toEqual({ enabled: true });
    expect(with_('timezone: UTC')).toEqual({ ...configOf(), timezone: 'UTC' });
  });

  test.each([
    ['a: [', 'extraConfig: must be YAML: '],
    ['- a', 'extraConfig: must be a map with sections such as transforms and sinks'],
    ['', 'extraConfig: must be a map'],
    ['sinks: []', 'extraConfig: sinks: must be a map'],
    ['transforms: { mine: { inputs: [records] } }', 'extraConfig: transforms: mine: must be a map with a type'],
    ['transforms: { mine: text }', 'extraConfig: transforms: mine: must be a map with a type'],
    ['sinks: { other: { type: blackhole } }', 'extraConfig: sinks: other: inputs: must be a list of sources and transforms: containers, own_metrics, others, lines, whole_lines, records'],
    ['sinks: { destination: { inputs: [record] } }', 'extraConfig: sinks: destination: inputs: "record" is no source and no transform; there are containers, own_metrics, '],
  ])('fails with %j', (text, message) => {
    expect(() => with_(text)).toThrow(`platform/Logs: ${message}`);
  });

  test('lets a key be only a key', () => {
    const text = only('ConfigMap', logs({ collector: LogCollector.vector({ extraConfig: '__proto__:\n  a: 1\n' }) })).data['vector.yaml'];

    expect(text).toContain('__proto__:\n  a: 1');
    expect(({} as Manifest).a).toBeUndefined();
  });
});
