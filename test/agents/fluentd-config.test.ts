import { undocumented } from './fluentd-parameters';
import { matchesGlob, ParsedDirective, parseFluentd, textOf } from './fluentd-parser';
import { newChart, only } from './manifests';
import { FluentdLogLevel, LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, SearchDestinationOptions } from '../../src';

const configOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') =>
  parseFluentd(textOfConfig(props, namespace));
const textOfConfig = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') =>
  only('ConfigMap', new LogCollectorDaemonSet(newChart(namespace), 'Logs', { metadata: { name: 'fluentd' }, ...props })).data['fluent.conf'] as string;
const plugin = (config: readonly ParsedDirective[], type: string) => config.find(directive => directive.parameters.get('@type') === type)!;
const parameters = (directive: ParsedDirective) => Object.fromEntries(directive.parameters);
const elasticsearch = (options: Partial<SearchDestinationOptions> = {}) => ({ destination: LogDestination.elasticsearch({ host: 'es.logging', ...options }) });
const openSearch = (options: Partial<SearchDestinationOptions> = {}) => ({ destination: LogDestination.openSearch({ host: 'os.logging', ...options }) });
const credentials = { user: { secretName: 'es', key: 'user' }, password: { secretName: 'es', key: 'password' } };

describe('the configuration of Fluentd', () => {
  test.each<[string, LogCollectorDaemonSetProps]>([
    ['standard output', {}],
    ['Elasticsearch', elasticsearch()],
    ['Elasticsearch with everything', { ...elasticsearch({ ...credentials, index: 'logs', certificateAuthority: { secretName: 'ca', key: 'ca.crt' } }), excludeNamespaces: ['a'] }],
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
    expect(ids.length).toBe(8);
  });

  test('leaves no event without an output, and the own ones out', () => {
    const config = configOf();

    expect(config.filter(({ name }) => name === 'match').map(({ argument }) => argument)).toEqual(['kubernetes.**']);
    expect(config.find(({ name }) => name === 'label')).toMatchObject({ argument: '@FLUENT_LOG', directives: [{ name: 'match', argument: '**' }] });
  });

  test('has its filters before its output, in which order they work', () => {
    expect(configOf(elasticsearch()).filter(({ name }) => name === 'filter' || name === 'match').map(({ parameters: all }) => all.get('@type'))).toEqual([
      'kubernetes_metadata', 'grep', 'record_transformer', 'elasticsearch',
    ]);
  });

  test('says as much of itself as it is asked to', () => {
    expect(parameters(configOf()[0]!)).toEqual({ log_level: 'info', suppress_config_dump: 'true' });
    expect(configOf({ collector: LogCollector.fluentd({ logLevel: FluentdLogLevel.WARN }) })[0]!.parameters.get('log_level')).toBe('warn');
  });

  test('serves its metrics before it reads, so that a long backlog does not fail its probes', () => {
    const types = configOf().filter(({ name }) => name === 'source').map(({ parameters: all }) => all.get('@type'));

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
      && and!.directives.every(({ name, parameters: all }) => name === 'exclude' && new RegExp(all.get('pattern')!.slice(1, -1)).test(record[all.get('key')!] ?? ''));
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

    expect(output.argument).toBe('kubernetes.**');
    expect(parameters(output.directives[0]!)).toEqual({ '@type': 'json' });
  });
});
