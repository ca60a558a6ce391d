import { undocumented } from './fluentd-parameters';
import { matchesGlob, ParsedDirective, parseFluentd, textOf } from './fluentd-parser';
import { newChart, only } from './manifests';
import { joined } from './multiline';
import {
  ContainerLogFormat, FluentdLogLevel, KafkaLogin, LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, MultilineRule,
  SearchDestinationOptions, WhenBufferFull,
} from '../../src';

const configOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') =>
  parseFluentd(textOfConfig(props, namespace));
const textOfConfig = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') =>
  only('ConfigMap', new LogCollectorDaemonSet(newChart(namespace), 'Logs', { metadata: { name: 'fluentd' }, ...props })).data['fluent.conf'] as string;
const all = (config: readonly ParsedDirective[]): ParsedDirective[] => config.flatMap(directive => [directive, ...all(directive.directives)]);
const plugin = (config: readonly ParsedDirective[], type: string) => all(config).find(directive => directive.parameters.get('@type') === type)!;
const byId = (config: readonly ParsedDirective[], id: string) => all(config).find(directive => directive.parameters.get('@id') === id)!;
const label = (config: readonly ParsedDirective[], name: string) => config.find(directive => directive.name === 'label' && directive.argument === name)!;
const parameters = (directive: ParsedDirective) => Object.fromEntries(directive.parameters);
const elasticsearch = (options: Partial<SearchDestinationOptions> = {}) => ({ destination: LogDestination.elasticsearch({ host: 'es.logging', ...options }) });
const openSearch = (options: Partial<SearchDestinationOptions> = {}) => ({ destination: LogDestination.openSearch({ host: 'os.logging', ...options }) });
const credentials = { user: { secretName: 'es', key: 'user' }, password: { secretName: 'es', key: 'password' } };

describe('the configuration of Fluentd', () => {
  test.each<[string, LogCollectorDaemonSetProps]>([
    ['standard output', {}],
    ['Elasticsearch', elasticsearch()],
    ['Elasticsearch with everything', { ...elasticsearch({ ...credentials, index: 'logs', certificateAuthority: { secretName: 'ca', key: 'ca.crt' } }), excludeNamespaces: ['a'] }],
    ['Kafka', { destination: LogDestination.kafka({ brokers: ['a:9092', 'b:9092'] }) }],
    ['Kafka with everything', { destination: LogDestination.kafka({ brokers: ['a:9092'], ...credentials, certificateAuthority: { secretName: 'ca', key: 'ca.crt' } }) }],
    ['S3', { destination: LogDestination.s3({ bucket: 'logs' }) }],
    ['S3 with everything', { destination: LogDestination.s3({ bucket: 'logs', endpoint: 'https://minio:9000', region: 'eu-central-1', prefix: 'a/b', accessKeyId: credentials.user, secretAccessKey: credentials.password }) }],
    ['HTTP', { destination: LogDestination.http({ url: 'http://logs.example/in' }) }],
    ['HTTP with everything', { destination: LogDestination.http({ url: 'https://logs.example/in', ...credentials, certificateAuthority: { secretName: 'ca', key: 'ca.crt' } }) }],
    ['Docker, the journal, stack traces', { format: ContainerLogFormat.DOCKER, journal: { path: '/run/log/journal', units: ['kubelet.service'] }, multiline: MultilineRule.java(), whenFull: WhenBufferFull.DROP_OLDEST, podMetadata: false }],
    ['OpenSearch', openSearch()],
    ['OpenSearch with everything', openSearch({ ...credentials, indexPrefix: 'k8s', verifyCertificate: false, port: 443 })],
  ])('has only documented plugins, parameters and values: %s', (_, props) => {
    expect(undocumented(configOf(props))).toEqual([]);
  });

  test('would be found out with a parameter or plugin that does not exist', () => {
    const broken = textOfConfig(elasticsearch())
      .replace('read_from_head true', 'read_from_start true').replace('@type cri', '@type crio').replace('port 9200', 'port http').replace('@type grep', '@type grepp')
      .replace('overflow_action block', 'overflow_action wait');

    expect(undocumented(parseFluentd(broken))).toEqual([
      'source tail: read_from_start is not in https://docs.fluentd.org/input/tail (1.19)',
      'source tail: a section parse is not in https://docs.fluentd.org/input/tail (1.19)',
      'filter grepp: no such plugin',
      'match elasticsearch: port is no integer: http',
      'match elasticsearch > buffer: overflow_action is no throw_exception,block,drop_oldest_chunk: wait',
    ]);
  });

  test('gives each plugin a name of its own', () => {
    const ids = [...textOfConfig(elasticsearch()).matchAll(/@id (\S+)/g)].map(match => match[1]);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(9);
  });

  test('leaves no event without an output, and the own ones out', () => {
    const config = configOf();

    expect(config.filter(({ name }) => name === 'match')).toEqual([]); // each source says where its events go
    for (const one of config.filter(({ name }) => name === 'label')) {
      expect(one.directives[one.directives.length - 1]).toMatchObject({ name: 'match', argument: '**' });
    }
    const labels = config.filter(({ name }) => name === 'label').map(({ argument }) => argument);
    expect(all(config).flatMap(({ parameters: own }) => [own.get('@label'), own.get('timeout_label')]).filter(name => name !== undefined && !labels.includes(name))).toEqual([]);
    expect(label(config, '@FLUENT_LOG').directives.map(({ parameters: own }) => own.get('@type'))).toEqual(['null']);
  });

  test('has its filters before its output, in which order they work', () => {
    expect(label(configOf(elasticsearch()), '@MESSAGES').directives.map(({ parameters: own }) => own.get('@type'))).toEqual([
      'kubernetes_metadata', 'grep', 'record_transformer', 'elasticsearch',
    ]);
  });

  test('says as much of itself as it is asked to', () => {
    expect(parameters(configOf()[0]!)).toEqual({ log_level: 'info', suppress_config_dump: 'true' });
    expect(configOf({ collector: LogCollector.fluentd({ logLevel: FluentdLogLevel.WARN }) })[0]!.parameters.get('log_level')).toBe('warn');
  });

  test('serves its metrics before it reads, so that a long backlog does not fail its probes', () => {
    const types = configOf().filter(({ name }) => name === 'source').map(({ parameters: own }) => own.get('@type'));

    expect(types).toEqual(['prometheus', 'prometheus_output_monitor', 'tail']);
    expect(parameters(plugin(configOf(), 'prometheus'))).toMatchObject({ bind: '0.0.0.0', port: '24231', metrics_path: '/metrics' });
    expect(plugin(configOf(), 'tail').parameters.get('skip_refresh_on_startup')).toBe('true');
  });
});

describe('what Fluentd reads', () => {
  test('is every line of every container, in the format of containerd and CRI-O, from where it stopped', () => {
    const tail = plugin(configOf(), 'tail');

    expect(parameters(tail)).toMatchObject({ path: '/var/log/containers/*.log', tag: 'kubernetes.*', read_from_head: 'true' });
    expect(textOf(tail.parameters.get('pos_file')!)).toBe('/var/lib/everynode/logging/fluentd/containers.pos');
    expect(parameters(tail.directives[0]!)).toEqual({ '@type': 'cri' });
  });

  test('is kept where it is told to', () => {
    expect(textOf(plugin(configOf({ statePath: '/data/fluentd' }), 'tail').parameters.get('pos_file')!)).toBe('/data/fluentd/containers.pos');
  });
});

describe('what Fluentd does not read', () => {
  const id = '0a'.repeat(32);
  const excluded = (path: string, props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') =>
    (JSON.parse(plugin(configOf(props, namespace), 'tail').parameters.get('exclude_path')!) as string[]).some(pattern => matchesGlob(pattern, `/var/log/containers/${path}`));

  test('is what it writes itself', () => {
    expect(excluded(`fluentd-x7k2p_logging_fluentd-${id}.log`)).toBe(true);
  });

  test('is what its sidecars write', () => {
    expect(excluded(`fluentd-x7k2p_logging_proxy-${id}.log`, { sidecars: [{ image: 'proxy:1' }] })).toBe(true);
    expect(excluded(`fluentd-x7k2p_logging_proxy-${id}.log`)).toBe(false);
  });

  test.each([
    `fluentd-api-5d4f8c7b9-x7k2p_logging_fluentd-${id}.log`,
    `fluentd-api-x7k2p_logging_fluentd-${id}.log`,
    `fluentd-0_logging_fluentd-${id}.log`,
    `my-fluentd-x7k2p_logging_fluentd-${id}.log`,
    `fluentd-x7k2p_other_fluentd-${id}.log`,
    `fluentd-x7k2p_logging_app-${id}.log`,
    `fluentdx-x7k2p_logging_fluentd-${id}.log`,
  ])('is not what a neighbour writes: %s', path => {
    expect(excluded(path)).toBe(false);
  });

  test('is what it writes in whatever namespace it is deployed to, when the chart has none', () => {
    expect(excluded(`fluentd-x7k2p_anywhere_fluentd-${id}.log`, {}, null)).toBe(true);
    expect(excluded(`fluentd-api-x7k2p_anywhere_fluentd-${id}.log`, {}, null)).toBe(false);
  });

  test('is told by a name that Kubernetes cuts', () => {
    const name = 'f'.repeat(63);
    const props = { metadata: { name } };

    expect(excluded(`${'f'.repeat(58)}x7k2p_logging_fluentd-${id}.log`, props)).toBe(true);
    expect(excluded(`${'f'.repeat(63)}-x7k2p_logging_fluentd-${id}.log`, props)).toBe(false);
    expect(excluded(`${'f'.repeat(57)}-x7k2p_logging_fluentd-${id}.log`, { metadata: { name: 'f'.repeat(57) } })).toBe(true);
  });

  test('is what pods of namespaces write that are left out', () => {
    const props = { excludeNamespaces: ['kube-system', 'a'] };

    expect(excluded(`coredns-1_kube-system_coredns-${id}.log`, props)).toBe(true);
    expect(excluded(`coredns-1_a_coredns-${id}.log`, props)).toBe(true);
    expect(excluded(`coredns-1_kube-system2_coredns-${id}.log`, props)).toBe(false);
    expect(excluded(`kube-system_b_kube-system-${id}.log`, props)).toBe(false);
    expect(() => configOf({ excludeNamespaces: ['kube_system'] })).toThrow('platform/Logs: excludeNamespaces: a namespace must be 1-63 lower case letters, digits and "-", beginning and ending with a letter or digit, got "kube_system"');
  });

  /** The `<and>` of a grep filter drops a record when all of its conditions match. */
  const dropped = (record: { [accessor: string]: string }, props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') => {
    const [and] = plugin(configOf(props, namespace), 'grep').directives;
    return and!.name === 'and' && and!.directives.length > 0
      && and!.directives.every(({ name, parameters: own }) => name === 'exclude' && new RegExp(own.get('pattern')!.slice(1, -1)).test(record[own.get('key')!] ?? ''));
  };
  const NAMESPACE = '$.kubernetes.namespace_name';
  const PROGRAM = '$[\'kubernetes\'][\'labels\'][\'app.kubernetes.io/name\']';
  const INSTANCE = '$[\'kubernetes\'][\'labels\'][\'app.kubernetes.io/instance\']';

  test('is also told by its labels', () => {
    const own = { [NAMESPACE]: 'logging', [PROGRAM]: 'fluentd', [INSTANCE]: 'fluentd' };

    expect(dropped(own)).toBe(true);
    expect(dropped({ ...own, [NAMESPACE]: 'logging-2' })).toBe(false);
    expect(dropped({ ...own, [INSTANCE]: 'other' })).toBe(false);
    expect(dropped({ ...own, [PROGRAM]: 'fluentd-aggregator' })).toBe(false);
    expect(dropped({ [NAMESPACE]: 'logging' })).toBe(false);
  });

  test('is told by the labels that were taken over, dots taken literally', () => {
    const accessor = '$[\'kubernetes\'][\'labels\'][\'k8s-app\']';
    const props = { matchLabels: { 'k8s-app': 'fluentd.logging' } };

    expect(dropped({ [NAMESPACE]: 'logging', [accessor]: 'fluentd.logging' }, props)).toBe(true);
    expect(dropped({ [NAMESPACE]: 'logging', [accessor]: 'fluentdxlogging' }, props)).toBe(false);
  });

  test('is not told by a label without a value, which is no other than a missing one', () => {
    const accessor = '$[\'kubernetes\'][\'labels\'][\'app\']';

    expect(plugin(configOf({ matchLabels: { fluentd: '' } }), 'grep')).toBeUndefined();
    expect(dropped({ [NAMESPACE]: 'logging', [accessor]: 'fluentd' }, { matchLabels: { fluentd: '', app: 'fluentd' } })).toBe(true);
    expect(dropped({ [NAMESPACE]: 'logging' }, { matchLabels: { fluentd: '', app: 'fluentd' } })).toBe(false);
  });

  test('is told by its labels alone when the chart has no namespace', () => {
    expect(dropped({ [NAMESPACE]: 'anywhere', [PROGRAM]: 'fluentd', [INSTANCE]: 'fluentd' }, {}, null)).toBe(true);
  });
});

describe('where Fluentd sends', () => {
  test('is a search engine, with one index for each day', () => {
    expect(parameters(plugin(configOf(elasticsearch({ port: 9201 })), 'elasticsearch'))).toMatchObject({
      host: '\'es.logging\'', port: '9201', scheme: 'http', logstash_format: 'true', logstash_prefix: '\'kubernetes\'',
    });
    expect(parameters(plugin(configOf(openSearch({ indexPrefix: 'k8s' })), 'opensearch'))).toMatchObject({ host: '\'os.logging\'', port: '9200', logstash_prefix: '\'k8s\'' });
  });

  test('is one index when that is said', () => {
    const output = parameters(plugin(configOf(elasticsearch({ index: 'logs' })), 'elasticsearch'));

    expect(output).toMatchObject({ index_name: '\'logs\'', include_timestamp: 'true' });
    expect(output).not.toHaveProperty('logstash_format');
  });

  test('is encrypted and verified where there is a password, unless stated', () => {
    const output = (options: Partial<SearchDestinationOptions>) => parameters(plugin(configOf(elasticsearch(options)), 'elasticsearch'));

    expect(output(credentials)).toMatchObject({ scheme: 'https', ssl_verify: 'true' });
    expect(output({ ...credentials, tls: false })).toMatchObject({ scheme: 'http' });
    expect(output({ ...credentials, tls: false })).not.toHaveProperty('ssl_verify');
    expect(output({ tls: true, verifyCertificate: false })).toMatchObject({ scheme: 'https', ssl_verify: 'false' });
    expect(output({ tls: true, certificateAuthority: { secretName: 'ca', key: 'tls.crt' } })).toMatchObject({ ca_file: '/fluentd/certificates/ca.crt' });
  });

  test('knows its secrets by the environment only', () => {
    const text = textOfConfig(elasticsearch(credentials));

    expect(parameters(plugin(parseFluentd(text), 'elasticsearch'))).toMatchObject({ user: '"#{ENV[\'DESTINATION_USER\']}"', password: '"#{ENV[\'DESTINATION_PASSWORD\']}"' });
    expect(text).not.toMatch(/secretName|key: /);
  });

  test('is reached by a name of a user in which nothing is evaluated', () => {
    const userName = 'it\'s "#{`id`}" \\';
    const value = plugin(configOf(elasticsearch({ userName, password: credentials.password })), 'elasticsearch').parameters.get('user')!;

    expect(value.startsWith('\'')).toBe(true);
    expect(textOf(value)).toBe(userName);
  });

  test('may be away: what cannot be sent waits on the node, up to a limit, for ever', () => {
    const [buffer] = plugin(configOf({ ...elasticsearch(), bufferLimit: '1Gi' }), 'elasticsearch').directives;

    expect(parameters(buffer!)).toMatchObject({
      '@type': 'file', 'path': '\'/var/lib/everynode/logging/fluentd/buffer\'', 'total_limit_size': `${1024 ** 3}`, 'overflow_action': 'block', 'retry_forever': 'true',
    });
  });

  test('gets labels without dots, which a search engine would take for objects', () => {
    const [record] = plugin(configOf(openSearch()), 'record_transformer').directives;

    expect(record!.parameters.get('kubernetes')).toMatch(/^\$\{record\["kubernetes"\].*\}$/);
    expect(record!.parameters.get('kubernetes')!.match(/\$\{/g)).toHaveLength(1); // only then is the value a hash, and not its text
    expect(plugin(configOf(), 'record_transformer')).toBeUndefined();
  });

  test('is its own standard output otherwise', () => {
    const output = plugin(configOf(), 'stdout');

    expect(output.argument).toBe('**');
    expect(parameters(output.directives[0]!)).toEqual({ '@type': 'json' });
  });
});

describe('what Fluentd puts together', () => {
  test('are the parts of a long line, of each stream by itself, with nothing between them', () => {
    const parts = byId(configOf(), 'parts_together');

    expect(parameters(parts)).toMatchObject({ key: 'message', partial_key: 'logtag', partial_value: 'P', separator: '""', stream_identity_key: 'stream', use_first_timestamp: 'true' });
    expect(label(configOf(), '@READ').directives[0]).toEqual(parts);
    expect(parts.parameters.get('timeout_label')).toBe('@MESSAGES'); // a part whose end does not come is not lost
  });

  test('are those of Docker, which says by a line break where a line ends', () => {
    const config = configOf({ format: ContainerLogFormat.DOCKER });
    const end = new RegExp(textOf(byId(config, 'parts_together').parameters.get('multiline_end_regexp')!).slice(1, -1));

    expect([end.test('whole\n'), end.test('part')]).toEqual([true, false]);
    expect(byId(config, 'parts_together').parameters.get('timeout_label')).toBe('@WHOLE');
    expect(parameters(byId(config, 'message').directives[0]!)).toEqual({ message: '${record["log"].to_s.chomp}' });
    expect(parameters(plugin(config, 'json'))).toMatchObject({ time_key: 'time' });
  });

  const begins = (multiline: MultilineRule) => {
    const pattern = textOf(byId(configOf({ multiline }), 'lines_together').parameters.get('multiline_start_regexp')!);
    return (line: string) => new RegExp(pattern.slice(1, -1)).test(line);
  };

  test('are the lines of a stack trace of Java', () => {
    const lines = [
      '2026-11-27 10:00:00 ERROR cannot pay',
      'java.lang.IllegalStateException: no money',
      '\tat shop.Cart.pay(Cart.java:42)',
      'Caused by: java.io.IOException: gone',
      '\t... 12 more',
      '2026-11-27 10:00:01 INFO next',
      'Exception in thread "main" java.lang.Error',
      '\tat shop.Main.main(Main.java:1)',
      'java.version is 21',
    ];

    expect(joined(lines, begins(MultilineRule.java()))).toEqual([lines.slice(0, 5).join('\n'), lines[5], lines.slice(6, 8).join('\n'), lines[8]]);
  });

  test('are the lines from one beginning to the next', () => {
    expect(joined(['[1] a', ' b', 'c', '[2] #d'], begins(MultilineRule.startingWith('^\\[\\d+\\]')))).toEqual(['[1] a\n b\nc', '[2] #d']);
    expect(joined(['a', 'it\'s b', 'c'], begins(MultilineRule.continuingWith('^it\'s|^#')))).toEqual(['a\nit\'s b', 'c']);
  });

  test('goes on when no other line comes, and does not tell of it', () => {
    expect(parameters(byId(configOf({ multiline: MultilineRule.java() }), 'lines_together'))).toMatchObject({ 'flush_interval': '5', 'timeout_label': '@MESSAGES', '@log_level': 'warn', 'stream_identity_key': 'stream' });
    expect(byId(configOf(), 'lines_together')).toBeUndefined();
  });
});

describe('what Fluentd reads besides', () => {
  test('is the journal of the node, from where it stopped', () => {
    const config = configOf({ journal: {} });

    expect(parameters(byId(config, 'journal'))).toMatchObject({ '@label': '@MESSAGES', 'path': '\'/var/log/journal\'', 'tag': 'journal' });
    expect(JSON.parse(byId(config, 'journal').parameters.get('matches')!)).toContainEqual({ _SYSTEMD_UNIT: 'kubelet.service' });
    expect(textOf(byId(config, 'journal').directives[0]!.parameters.get('path')!)).toBe('/var/lib/everynode/logging/fluentd/journal.pos');
  });

  test('is not what pods write that are left out', () => {
    const excluded = (file: string) => (JSON.parse(plugin(configOf({ excludePods: ['debug-*', 'shop/load-*'] }), 'tail').parameters.get('exclude_path')!) as string[])
      .some(pattern => matchesGlob(pattern, `/var/log/containers/${file}-${'0'.repeat(64)}.log`));

    expect(['debug-1_any_app', 'load-1_shop_app', 'load-1_other_app', 'my-debug-1_any_app'].map(excluded)).toEqual([true, true, false, false]);
  });

  test('is asked without the inotify watches of the node, which the kubelet needs', () => {
    expect(plugin(configOf(), 'tail').parameters.get('enable_stat_watcher')).toBe('false');
  });

  test('has no labels where they are not wanted', () => {
    expect(plugin(configOf({ podMetadata: false }), 'kubernetes_metadata')).toBeUndefined();
    expect(plugin(configOf({ podMetadata: false }), 'grep')).toBeUndefined();
  });
});

describe('where else Fluentd sends', () => {
  test('is a topic of Kafka', () => {
    const of = (options: Partial<Parameters<typeof LogDestination.kafka>[0]>) => parameters(byId(configOf({ destination: LogDestination.kafka({ brokers: ['a:1', 'b:2'], ...options }) }), 'kafka'));

    expect(of({})).toMatchObject({ brokers: '\'a:1,b:2\'', default_topic: '\'logs\'', required_acks: '-1' });
    expect(of({})).not.toHaveProperty('ssl_ca_certs_from_system');
    expect(of(credentials)).toMatchObject({ scram_mechanism: 'sha512', sasl_over_ssl: 'true', ssl_ca_certs_from_system: 'true' });
    expect(of({ ...credentials, login: KafkaLogin.PLAIN, tls: false })).toMatchObject({ sasl_over_ssl: 'false' });
    expect(of({ ...credentials, login: KafkaLogin.PLAIN })).not.toHaveProperty('scram_mechanism');
  });

  test('is a bucket, with the objects of each node under its name', () => {
    const output = byId(configOf({ destination: LogDestination.s3({ bucket: 'logs', endpoint: 'https://minio:9000' }) }), 's3');

    expect(parameters(output)).toMatchObject({ s3_endpoint: '\'https://minio:9000\'', force_path_style: 'true', path: '"logs/#{ENV[\'K8S_NODE_NAME\']}/"' });
    expect(output.parameters.get('s3_object_key_format')).toContain('%{uuid_flush}'); // nothing is overwritten
    expect(output.directives.find(({ name }) => name === 'buffer')!.argument).toBe('time');
  });

  test('is a web server', () => {
    const output = byId(configOf({ destination: LogDestination.http({ url: 'https://logs.example/in', ...credentials, verifyCertificate: false }) }), 'http');

    expect(parameters(output)).toMatchObject({ endpoint: '\'https://logs.example/in\'', json_array: 'true', tls_verify_mode: 'none' });
    expect(parameters(output.directives.find(({ name }) => name === 'auth')!)).toMatchObject({ method: 'basic', password: '"#{ENV[\'DESTINATION_PASSWORD\']}"' });
  });

  test('may lose what is oldest when that is wanted', () => {
    expect(parameters(plugin(configOf(elasticsearch()), 'elasticsearch').directives[0]!).overflow_action).toBe('block');
    expect(parameters(plugin(configOf({ ...elasticsearch(), whenFull: WhenBufferFull.DROP_OLDEST }), 'elasticsearch').directives[0]!).overflow_action).toBe('drop_oldest_chunk');
  });
});

describe('what is said in Fluentd\'s own words', () => {
  const with_ = (options: Parameters<typeof LogCollector.fluentd>[0]) => configOf({ collector: LogCollector.fluentd(options) });

  test('is passed by each line before it is sent', () => {
    const types = label(with_({ extraFilters: '<filter kubernetes.**>\n  @type parser\n</filter>\n' }), '@MESSAGES').directives.map(({ parameters: own }) => own.get('@type'));

    expect(types).toEqual(['kubernetes_metadata', 'grep', 'parser', 'stdout']);
  });

  test('comes after all others', () => {
    expect(with_({ extraConfig: '# mine\n<source>\n  @type tcp\n</source>' }).slice(-1)[0]!.parameters.get('@type')).toBe('tcp');
    expect(textOfConfig({ collector: LogCollector.fluentd({ extraConfig: '<source>\n  values [\n    1\n  ]\n  text "a\n b" # c\n</source>' }) })).toContain('  ]\n  text "a\n b" # c\n</source>\n');
  });

  test.each([
    ['<filter **>\n@type x', 'line 1: <filter> is not closed; a line </filter> is missing'],
    ['<filter **>\n</match>', 'line 2: </match> closes nothing; <filter> of line 1 is open'],
    ['</match>', 'line 1: </match> closes nothing'],
    ['@type x', 'line 1: a parameter stands within a directive, got "@type x"'],
    ['<filter **\n</filter>', 'line 1: must be a directive such as <filter kubernetes.**>, got "<filter **"'],
    ['<filter **>\n  a "b\n</filter>', 'line 2: a value that begins with " does not end'],
    ['<filter **>\n  = 5\n</filter>', 'line 2: must be a parameter with its value, got "= 5"'],
  ])('fails with %j', (text, message) => {
    expect(() => with_({ extraConfig: text })).toThrow(`platform/Logs: extraConfig: ${message}`);
    expect(() => with_({ extraFilters: text })).toThrow(`platform/Logs: extraFilters: ${message}`);
  });
});
