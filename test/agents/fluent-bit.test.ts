import { parse } from 'yaml';
import { undocumented } from './fluent-bit-parameters';
import { matchesGlob } from './fluentd-parser';
import { containerOf, Manifest, manifests, newChart, only, podOf } from './manifests';
import { joined } from './multiline';
import {
  ContainerLogFormat, FluentBitLogLevel, FluentBitOptions, LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, MultilineRule,
  WhenBufferFull,
} from '../../src';

const logs = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') =>
  new LogCollectorDaemonSet(newChart(namespace), 'Logs', { metadata: { name: 'logs' }, collector: LogCollector.fluentBit(), ...props });
const textOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging'): string =>
  only('ConfigMap', logs(props, namespace)).data['fluent-bit.yaml'];
const configOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging'): Manifest =>
  parse(textOf(props, namespace));
const tailOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging'): Manifest => configOf(props, namespace).pipeline.inputs[0];
const filterOf = (name: string, props: LogCollectorDaemonSetProps = {}): Manifest =>
  configOf(props).pipeline.filters.find((filter: Manifest) => filter.name === name);
const outputOf = (destination: LogDestination, props: LogCollectorDaemonSetProps = {}): Manifest => configOf({ destination, ...props }).pipeline.outputs[0];
const credentials = { user: { secretName: 's', key: 'user' }, password: { secretName: 's', key: 'password' } };
const certificateAuthority = { secretName: 'ca', key: 'tls.crt' };
const everything: LogCollectorDaemonSetProps = {
  destination: LogDestination.elasticsearch({ host: 'es.logging', ...credentials, certificateAuthority }),
  multiline: MultilineRule.java(),
  journal: {},
  format: ContainerLogFormat.DOCKER,
  whenFull: WhenBufferFull.DROP_OLDEST,
};

describe('the configuration of Fluent Bit', () => {
  test.each<[string, LogCollectorDaemonSetProps]>([
    ['standard output', {}],
    ['everything', everything],
    ['nothing of the API server', { podMetadata: false }],
    ['Elasticsearch', { destination: LogDestination.elasticsearch({ host: 'es' }) }],
    ['OpenSearch', { destination: LogDestination.openSearch({ host: 'os', index: 'one', ...credentials, verifyCertificate: false }) }],
    ['HTTP', { destination: LogDestination.http({ url: 'http://logs.example' }) }],
    ['HTTP with everything', { destination: LogDestination.http({ url: 'https://logs.example/in', ...credentials, certificateAuthority }) }],
    ['Loki', { destination: LogDestination.loki({ url: 'https://loki', ...credentials, certificateAuthority }) }],
    ['OTLP', { destination: LogDestination.otlp({ url: 'https://receiver:4318', ...credentials, certificateAuthority }) }],
  ])('has only documented sections, plugins, options and values: %s', (_, props) => {
    expect(undocumented(configOf(props))).toEqual([]);
  });

  test('would be found out with what does not exist', () => {
    const broken = textOf(everything)
      .replace('read_from_head: true', 'read_from_start: true').replace('name: grep', 'name: grepp').replace('port: 9200', 'port: http').replace('rotate_wait: 60', 'rotate_wait: long')
      .replace('multiline.parser: docker', 'multiline.parser: podman').replace('tls: true', 'tls: maybe').replace('type: regex', 'typ: regex').replace('service:', 'parser: []\nservice:');

    expect(undocumented(parse(broken))).toEqual([
      'no such section: parser',
      'multiline parser messages: type is missing',
      expect.stringContaining('multiline parser messages: typ is not in https://docs.fluentbit.io/manual/data-pipeline/parsers/multiline-parsing'),
      'input tail: multiline.parser is no cri,docker: "podman"',
      'input tail: read_from_start is not in https://docs.fluentbit.io/manual/data-pipeline/inputs/tail',
      'input tail: rotate_wait is no seconds: "long"',
      'filter grepp: no such plugin',
      'output es: port is no integer: "http"',
      'output es: tls is no boolean: "maybe"',
    ]);
  });

  test('says as much of itself as it is asked to, and where it is asked to', () => {
    expect(configOf().service).toMatchObject({ log_level: 'info', http_server: true, http_listen: '0.0.0.0', http_port: 2020 });
    expect(configOf({ collector: LogCollector.fluentBit({ logLevel: FluentBitLogLevel.WARN }), metricsPort: 9999 }).service).toMatchObject({ log_level: 'warn', http_port: 9999 });
    expect(containerOf(logs({ metricsPort: 9999 })).ports).toEqual([{ name: 'metrics', containerPort: 9999 }]);
  });
});

describe('what Fluent Bit reads', () => {
  test('is every line of every container, from where it stopped, and not what it writes itself', () => {
    const patterns = (tailOf({ excludeNamespaces: ['a'], excludePods: ['debug-*', 'shop/load-*'], sidecars: [{ image: 'proxy:1' }] }).exclude_path as string).split(',');
    const excluded = (file: string) => patterns.some(pattern => matchesGlob(pattern, `/var/log/containers/${file}-${'0'.repeat(64)}.log`));

    expect(['logs-x7k2p_logging_fluent-bit', 'logs-x7k2p_logging_proxy', 'any_a_app', 'debug-1_any_app', 'load-1_shop_app'].map(excluded)).toEqual([true, true, true, true, true]);
    expect(['logs-x7k2p_other_fluent-bit', 'my-logs-x7k2p_logging_fluent-bit', 'logs-x7k2p_logging_app', 'any_ab_app', 'load-1_other_app'].map(excluded)).toEqual([false, false, false, false, false]);
    expect(tailOf({}, null).exclude_path).toBe('/var/log/containers/logs-?????_*_fluent-bit-*.log');
    expect(tailOf()).toMatchObject({ 'path': '/var/log/containers/*.log', 'read_from_head': true, 'db': '/var/lib/everynode/logging/logs/containers.db', 'db.compare_filename': true });
  });

  test('is not what its own pods write, where a file has another name', () => {
    expect(filterOf('grep')).toEqual({
      name: 'grep',
      match: 'kubernetes.*',
      logical_op: 'and',
      exclude: [
        '$kubernetes[\'namespace_name\'] ^logging$', '$kubernetes[\'labels\'][\'app.kubernetes.io/name\'] ^fluent-bit$', '$kubernetes[\'labels\'][\'app.kubernetes.io/instance\'] ^logs$',
      ],
    });
    expect(filterOf('grep', { matchLabels: { app: 'a.b' } }).exclude).toContain('$kubernetes[\'labels\'][\'app\'] ^a\\.b$');
    expect(filterOf('grep', { matchLabels: { only: '' } })).toBeUndefined();
    expect(filterOf('grep', { podMetadata: false })).toBeUndefined();
  });

  test('has the parts of a long line together, for each stream, as the built-in parser of its format does', () => {
    expect([tailOf()['multiline.parser'], tailOf({ format: ContainerLogFormat.DOCKER })['multiline.parser']]).toEqual(['cri', 'docker']);
    expect(podOf(logs({ format: ContainerLogFormat.DOCKER })).volumes.map(({ hostPath }: Manifest) => hostPath?.path)).toContain('/var/lib/docker/containers');
    expect(podOf(logs()).volumes.map(({ hostPath }: Manifest) => hostPath?.path)).not.toContain('/var/lib/docker/containers');
  });

  test('is the journal of the node, too, with its text where that of containers is', () => {
    const { inputs, filters } = configOf({ journal: { path: '/run/log/journal', units: ['kubelet.service', 'a.service'] } }).pipeline;

    expect(inputs[1]).toMatchObject({ 'name': 'systemd', 'tag': 'journal', 'path': '/run/log/journal', 'systemd_filter': ['_SYSTEMD_UNIT=kubelet.service', '_SYSTEMD_UNIT=a.service'], 'db': '/var/lib/everynode/logging/logs/journal.db', 'storage.type': 'filesystem' });
    expect(filters).toContainEqual({ name: 'modify', match: 'journal', rename: 'message log' });
    expect(configOf().pipeline.inputs).toHaveLength(1);
    expect(podOf(logs({ journal: { path: '/run/log/journal' } })).volumes.map(({ hostPath }: Manifest) => hostPath?.path)).toContain('/run/log/journal');
  });

  test('is asked without the inotify watches of the node, which the kubelet needs', () => {
    expect(tailOf().inotify_watcher).toBe(false);
  });
});

describe('what the API server is asked by Fluent Bit', () => {
  test('is one pod at a time, and nothing else', () => {
    expect(only('ClusterRole', logs()).rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]);
    expect(filterOf('kubernetes')).toMatchObject({ kube_tag_prefix: 'kubernetes.var.log.containers.', labels: true, annotations: false });
    expect(filterOf('kubernetes')).not.toHaveProperty('use_tag_for_meta');
  });

  test('is nothing where that is not wanted: then the name of the file tells', () => {
    const agent = logs({ podMetadata: false });

    expect(filterOf('kubernetes', { podMetadata: false })).toEqual({ name: 'kubernetes', match: 'kubernetes.*', kube_tag_prefix: 'kubernetes.var.log.containers.', use_tag_for_meta: true });
    expect(manifests(agent).map(({ kind }) => kind)).not.toContain('ClusterRole');
    expect(podOf(agent).automountServiceAccountToken).toBe(false);
  });
});

describe('what Fluent Bit puts together', () => {
  const rulesOf = (multiline: MultilineRule) => {
    const [parser] = configOf({ multiline }).multiline_parsers;
    return { parser, matches: parser.rules.map(({ regex }: Manifest) => new RegExp((regex as string).slice(1, -1))) as [RegExp, RegExp] };
  };
  const begins = (multiline: MultilineRule) => (line: string) => {
    const [first, next] = rulesOf(multiline).matches;
    expect([line, first.test(line)]).toEqual([line, !next.test(line)]); // no line is left without a rule, and none has two
    return first.test(line);
  };

  test('are the lines of a stack trace of Java', () => {
    const lines = ['ERROR cannot pay', 'java.lang.IllegalStateException: no money', '\tat shop.Cart.pay(Cart.java:42)', 'Caused by: java.io.IOException: gone', '', 'INFO next', '\tat a'];

    expect(joined(lines, begins(MultilineRule.java()))).toEqual([lines.slice(0, 4).join('\n'), '', lines.slice(5).join('\n')]);
  });

  test('are the lines from one beginning to the next, wherever the expression finds its place', () => {
    expect(joined(['[1] a', ' b', 'c', '[2] #d'], begins(MultilineRule.startingWith('^\\[\\d+\\]')))).toEqual(['[1] a\n b\nc', '[2] #d']);
    expect(joined(['a', 'b/', 'c', 'd'], begins(MultilineRule.continuingWith('/$|^d')))).toEqual(['a\nb/', 'c\nd']);
    expect(joined(['x BEGIN', 'y'], begins(MultilineRule.startingWith('BEGIN')))).toEqual(['x BEGIN\ny']);
  });

  test('are those of each stream by themselves, before any other filter, kept on the node until they are whole', () => {
    const { filters } = configOf(everything).pipeline;

    expect(rulesOf(MultilineRule.java()).parser).toMatchObject({ name: 'messages', type: 'regex', key_content: 'log', key_group: 'stream', flush_timeout: 5000 });
    expect(filters[0]).toMatchObject({ 'name': 'multiline', 'match': 'kubernetes.*', 'multiline.parser': 'messages', 'buffer': true, 'emitter_storage.type': 'filesystem' });
    expect(filters.filter(({ name }: Manifest) => name === 'multiline')).toHaveLength(1); // a second one would never end
    expect(configOf()).not.toHaveProperty('multiline_parsers');
  });

  test('cannot be told by an expression into which a variable would be put', () => {
    expect(() => logs({ multiline: MultilineRule.startingWith('^a${b}') })).toThrow('platform/Logs: multiline: must be without "${", in whose place Fluent Bit puts a variable, got "^a${b}"');
  });
});

describe('what Fluent Bit could not send yet', () => {
  test('waits on the node, and is bounded by the buffer and by the memory that it needs', () => {
    const chunks = (props: LogCollectorDaemonSetProps) => configOf(props).service['storage.max_chunks_up'];

    expect(configOf().service['storage.path']).toBe('/var/lib/everynode/logging/logs/storage');
    expect(chunks({})).toBe(128); // half of 512 MiB
    expect(chunks({ bufferLimit: '16Mi' })).toBe(8);
    expect(chunks({ bufferLimit: '2Gi', limits: { memory: '2Gi' } })).toBe(512);
    expect(chunks({ limits: { memory: '1Mi' } })).toBe(1);
  });

  test('makes reading wait when nothing more may, or pushes out what is oldest', () => {
    const destination = LogDestination.elasticsearch({ host: 'es' });

    expect(tailOf()).toMatchObject({ 'storage.type': 'filesystem', 'storage.pause_on_chunks_overlimit': true });
    expect(textOf()).toMatch(/storage\.type: filesystem\n +storage\.pause_on_chunks_overlimit: true\n/); // in any other order it is ignored
    expect(outputOf(destination)).not.toHaveProperty('storage.total_limit_size');
    expect(tailOf({ whenFull: WhenBufferFull.DROP_OLDEST })).toMatchObject({ 'storage.pause_on_chunks_overlimit': false });
    expect(outputOf(destination, { whenFull: WhenBufferFull.DROP_OLDEST, bufferLimit: '1Gi' })['storage.total_limit_size']).toBe(1024 ** 3);
  });

  test('is tried again for ever, and has time to be sent at the end', () => {
    expect(outputOf(LogDestination.standardOutput()).retry_limit).toBe('no_limits');
    expect(configOf().service.grace).toBeLessThan(podOf(logs()).terminationGracePeriodSeconds);
  });
});

describe('where Fluent Bit sends', () => {
  test('is Elasticsearch or OpenSearch, with labels in which there are no dots, and under ids by which nothing is there twice', () => {
    expect(outputOf(LogDestination.elasticsearch({ host: 'es', ...credentials, certificateAuthority }))).toMatchObject({
      'name': 'es',
      'host': 'es',
      'port': 9200,
      'http_user': '${DESTINATION_USER}',
      'http_passwd': '${DESTINATION_PASSWORD}',
      'logstash_format': true,
      'logstash_prefix': 'kubernetes',
      'generate_id': true,
      'replace_dots': true,
      'suppress_type_name': true,
      'tls': true,
      'tls.verify': true,
      'tls.verify_hostname': true,
      'tls.ca_file': '/fluent-bit/certificates/ca.crt',
    });
    expect(outputOf(LogDestination.openSearch({ host: 'os', index: 'one', tls: true, verifyCertificate: false }))).toMatchObject({ 'name': 'opensearch', 'index': 'one', 'tls.verify': false, 'tls.verify_hostname': false });
    expect(outputOf(LogDestination.openSearch({ host: 'os' }))).not.toHaveProperty('tls');
  });

  test.each([
    ['http://logs.example', { host: 'logs.example', port: 80, uri: '/' }],
    ['https://logs.example/in/?a=b', { 'host': 'logs.example', 'port': 443, 'uri': '/in/?a=b', 'tls': true, 'tls.verify': true }],
    ['http://[2001:db8::1]:8080/x', { host: '2001:db8::1', port: 8080, uri: '/x' }],
  ])('is a web server: %s', (url, expected) => {
    expect(outputOf(LogDestination.http({ url }))).toMatchObject({ name: 'http', format: 'json', ...expected });
  });

  test('is Loki, with few labels, and whatever speaks OTLP, each below the path of its URL', () => {
    const loki = outputOf(LogDestination.loki({ url: 'http://loki:3100' }));

    expect(loki).toMatchObject({ name: 'loki', host: 'loki', port: 3100, uri: '/loki/api/v1/push' });
    expect((loki.labels as string).split(', ')).toEqual([
      'job=fluent-bit', 'node=${K8S_NODE_NAME}', 'namespace=$kubernetes[\'namespace_name\']', 'pod=$kubernetes[\'pod_name\']', 'container=$kubernetes[\'container_name\']', 'stream=$stream',
    ]);
    expect(outputOf(LogDestination.loki({ url: 'http://gate/loki/' })).uri).toBe('/loki/loki/api/v1/push');
    expect(outputOf(LogDestination.otlp({ url: 'http://receiver:4318/team' }))).toMatchObject({ name: 'opentelemetry', port: 4318, logs_uri: '/team/v1/logs', logs_body_key: '$log', logs_body_key_attributes: true });
  });

  test('is reached by secrets of the environment only, and by a name in which nothing is put', () => {
    const destination = (userName: string) => LogDestination.http({ url: 'https://h', userName, password: credentials.password });

    expect(outputOf(destination('it\'s "me": #1')).http_user).toBe('it\'s "me": #1');
    expect(() => logs({ destination: destination('${HOME}') })).toThrow('platform/Logs: destination: userName: must be without "${", in whose place Fluent Bit puts a variable, got "${HOME}"');
    expect(textOf(everything)).not.toMatch(/secretName|key: /);
  });

  test.each([
    [LogDestination.kafka({ brokers: ['a:9092'] }), 'kafka', 'LogCollector.fluentd(), LogCollector.logstash(), LogCollector.openTelemetry(), LogCollector.vector(), LogCollector.alloy() and LogCollector.filebeat() can'],
    [LogDestination.s3({ bucket: 'logs' }), 's3', 'LogCollector.fluentd(), LogCollector.logstash() and LogCollector.vector() can'],
  ])('is no place of which it would say too early that all is sent', (destination, kind, others) => {
    expect(() => logs({ destination })).toThrow(`platform/Logs: destination: fluent-bit cannot send to ${kind}, only to elasticsearch, opensearch, http, loki, otlp, standardOutput; ${others}`);
  });
});

describe('what is said in Fluent Bit\'s own words', () => {
  const with_ = (extraConfig: FluentBitOptions['extraConfig'], props: LogCollectorDaemonSetProps = {}) => configOf({ ...props, collector: LogCollector.fluentBit({ extraConfig }) });

  test('comes after what is generated, and lies over the service', () => {
    const config = with_([
      'service: { flush: 5 }', 'parsers: [{ name: mine, format: json }]', 'multiline_parsers: [{ name: other, type: regex }]',
      'pipeline:', '  inputs: [{ name: dummy }]', '  filters: [{ name: lua }]', '  outputs: [{ name: "null", match: x }]',
    ].join('\n'), { multiline: MultilineRule.java() });
    const names = (list: Manifest[]) => list.map(({ name }) => name);

    expect(config.service).toMatchObject({ flush: 5, http_port: 2020 });
    expect(names(config.parsers)).toEqual(['mine']);
    expect(names(config.multiline_parsers)).toEqual(['messages', 'other']);
    expect(names(config.pipeline.inputs)).toEqual(['tail', 'dummy']);
    expect(names(config.pipeline.filters)).toEqual(['multiline', 'modify', 'kubernetes', 'grep', 'lua']);
    expect(names(config.pipeline.outputs)).toEqual(['stdout', 'null']);
    expect(with_('service: {}')).toEqual(configOf());
  });

  test.each([
    ['a: [', 'must be YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 5'],
    ['- name: x', 'must be a map with sections: service, parsers, multiline_parsers, pipeline'],
    ['', 'must be a map with sections: service, parsers, multiline_parsers, pipeline'],
    ['filters: []', '"filters" is not among its sections: service, parsers, multiline_parsers, pipeline'],
    ['__proto__: {}', '"__proto__" is not among its sections: service, parsers, multiline_parsers, pipeline'],
    ['service: on', 'service: must be a map'],
    ['pipeline: []', 'pipeline: must be a map'],
    ['pipeline: { filter: [] }', 'pipeline: "filter" is not among its sections: inputs, filters, outputs'],
    ['pipeline: { filters: { name: x } }', 'pipeline: filters: must be a list'],
    ['pipeline: { filters: [{ name: x }, { match: y }] }', 'pipeline: filters: entry 2 must be a map with a name'],
    ['parsers: [text]', 'parsers: entry 1 must be a map with a name'],
  ])('fails with %j', (text, message) => {
    expect(() => with_(text)).toThrow(`platform/Logs: extraConfig: ${message}`);
  });
});
