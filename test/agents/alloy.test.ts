import { alloyBlocksOf, ReadBlock } from './alloy-parser';
import { matchesGlob } from './fluentd-parser';
import { containerOf, manifests, newChart, only, podOf } from './manifests';
import { joined } from './multiline';
import {
  AlloyLogLevel, AlloyOptions, ContainerLogFormat, KafkaLogin, LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, MultilineRule,
  WhenBufferFull,
} from '../../src';

const logs = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') =>
  new LogCollectorDaemonSet(newChart(namespace), 'Logs', { metadata: { name: 'logs' }, collector: LogCollector.alloy(), ...props });
const textOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging'): string => only('ConfigMap', logs(props, namespace)).data['config.alloy'];
const configOf = (props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging') => alloyBlocksOf(textOf(props, namespace));
const titleOf = ({ name, label }: ReadBlock) => label === undefined ? name : `${name}.${label}`;
const blockOf = (title: string, props: LogCollectorDaemonSetProps = {}, namespace: string | null = 'logging'): ReadBlock => {
  const block = configOf(props, namespace).find(one => titleOf(one) === title);
  if (block === undefined) { throw new Error(`there is no ${title}`); }
  return block;
};
const within = (block: ReadBlock, name: string): ReadBlock['arguments'] | undefined => block.blocks.find(one => one.name === name)?.arguments;
const stagesOf = (props: LogCollectorDaemonSetProps = {}) => blockOf('loki.process.containers', props).blocks;
const stageOf = (name: string, props: LogCollectorDaemonSetProps = {}) => stagesOf(props).find(one => one.name === `stage.${name}`)?.arguments;
const credentials = { user: { secretName: 's', key: 'user' }, password: { secretName: 's', key: 'password' } };
const certificateAuthority = { secretName: 'ca', key: 'tls.crt' };
const loki = LogDestination.loki({ url: 'http://loki:3100' });

describe('the configuration of Alloy', () => {
  test.each<[string, LogCollectorDaemonSetProps]>([
    ['standard output', {}],
    ['nothing of the API server', { podMetadata: false }],
    ['Loki, with the journal', { destination: loki, journal: {} }],
    ['OTLP, with a password', { destination: LogDestination.otlp({ url: 'https://receiver', ...credentials }) }],
    ['Kafka', { destination: LogDestination.kafka({ brokers: ['a:1'] }) }],
  ])('uses the components that it has, and has none that nothing uses: %s', (_, props) => {
    const text = textOf(props);
    const has = configOf(props).filter(({ label }) => label !== undefined).map(titleOf);
    const used = [...text.matchAll(/\b((?:loki|otelcol|discovery|local)\.[a-z_.]+)\.(?:receiver|rules|targets|output|input|handler)\b/g)].map(([, name]) => name!);
    const reads = ['loki.source.file.containers', 'loki.source.journal.journal'];

    expect([...new Set(used)].sort()).toEqual(has.filter(name => !reads.includes(name)).sort());
  });

  test('says as much of itself as it is asked to, on its port, and reports nothing', () => {
    expect(blockOf('logging').arguments).toEqual({ level: 'info', format: 'logfmt' });
    expect(blockOf('logging', { destination: loki, collector: LogCollector.alloy({ logLevel: AlloyLogLevel.WARN }) }).arguments.level).toBe('warn');
    expect(containerOf(logs({ metricsPort: 9999 }))).toMatchObject({
      args: [
        'run', '/etc/alloy/config/config.alloy', '--storage.path=/var/lib/everynode/logging/logs', '--server.http.listen-addr=0.0.0.0:9999',
        '--server.http.enable-pprof=false', '--server.http.disable-support-bundle', '--stability.level=generally-available', '--disable-reporting',
      ],
      ports: [{ name: 'metrics', containerPort: 9999 }],
      readinessProbe: { httpGet: { path: '/-/ready', port: 9999 } },
      livenessProbe: { httpGet: { path: '/-/ready', port: 9999 } },
    });
  });

  test.each([AlloyLogLevel.WARN, AlloyLogLevel.ERROR])('fails where nothing would come to standard output, at the level %s', logLevel => {
    expect(() => logs({ collector: LogCollector.alloy({ logLevel }) })).toThrow(`platform/Logs: logLevel: Alloy prints logs at the level info, so that with "${logLevel}" none would come`);
  });

  test('has no secret, and root has no capability', () => {
    const agent = logs({ destination: LogDestination.loki({ url: 'https://loki', ...credentials, certificateAuthority }) });
    const { securityContext, env } = containerOf(agent);

    expect(securityContext).toMatchObject({ runAsUser: 0, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
    expect(env).toEqual(expect.arrayContaining([{ name: 'DESTINATION_PASSWORD', valueFrom: { secretKeyRef: { name: 's', key: 'password' } } }]));
    expect(podOf(agent).terminationGracePeriodSeconds).toBe(60);
  });
});

describe('what Alloy reads', () => {
  const excludes = (pattern: string, file: string) => {
    const [, folder, alternatives] = /^(.*\/)\{(.*)\}$/.exec(pattern)!;
    return alternatives!.split(',').some(one => matchesGlob(`${folder}${one}`, `/var/log/containers/${file}-${'0'.repeat(64)}.log`));
  };

  test('is every line of every container, and not what it writes itself', () => {
    const props = { podMetadata: false, excludeNamespaces: ['a'], excludePods: ['debug-*', 'shop/load-*'], sidecars: [{ image: 'proxy:1' }] };
    const [{ __path__, __path_exclude__ }] = blockOf('local.file_match.containers', props).arguments.path_targets;
    const excluded = (file: string) => excludes(__path_exclude__, file);

    expect(__path__).toBe('/var/log/containers/*.log');
    expect(['logs-x7k2p_logging_alloy', 'logs-x7k2p_logging_proxy', 'any_a_app', 'debug-1_any_app', 'load-1_shop_app'].map(excluded)).toEqual([true, true, true, true, true]);
    expect(['logs-x7k2p_other_alloy', 'my-logs-x7k2p_logging_alloy', 'logs-x7k2p_logging_app', 'any_ab_app', 'load-1_other_app'].map(excluded)).toEqual([false, false, false, false, false]);
    expect(blockOf('loki.source.file.containers').arguments).toEqual({ targets: 'discovery.relabel.containers.output', forward_to: '[loki.process.containers.receiver]' });
  });

  test('is what the pods of its own node have, but itself', () => {
    const { arguments: { targets }, blocks } = blockOf('discovery.relabel.pods');
    const [own, path, exclude] = blocks.map(one => one.arguments);

    expect(within(blockOf('discovery.kubernetes.pods'), 'selectors')).toEqual({ role: 'pod', field: '"spec.nodeName=" + sys.env("K8S_NODE_NAME")' });
    expect(targets).toBe('discovery.kubernetes.pods.targets');
    expect(own).toEqual({
      action: 'drop',
      source_labels: ['__meta_kubernetes_namespace', '__meta_kubernetes_pod_label_app_kubernetes_io_name', '__meta_kubernetes_pod_label_app_kubernetes_io_instance'],
      separator: '/',
      regex: 'logging/alloy/logs',
    });
    expect(path).toEqual({
      source_labels: ['__meta_kubernetes_pod_name', '__meta_kubernetes_namespace'],
      separator: '/',
      regex: '(.+)/(.+)',
      target_label: '__path__',
      replacement: '/var/log/containers/${1}_${2}_*.log',
    });
    expect(excludes(exclude!.replacement, 'logs-x7k2p_logging_alloy')).toBe(true);
    expect(only('ClusterRole', logs()).rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }]);
  });

  test('tells its own pods by the labels that were stated, and by the namespace if it is known', () => {
    const own = (props: LogCollectorDaemonSetProps, namespace: string | null) => blockOf('discovery.relabel.pods', props, namespace).blocks[0]!.arguments;

    expect(own({ matchLabels: { 'app': 'x.y', 'k8s-app': '' } }, 'logging')).toMatchObject({ source_labels: ['__meta_kubernetes_namespace', '__meta_kubernetes_pod_label_app'], regex: 'logging/x\\.y' });
    expect(own({ matchLabels: { app: 'x' } }, null)).toMatchObject({ source_labels: ['__meta_kubernetes_pod_label_app'], regex: 'x' });
    expect(own({ matchLabels: { app: '' } }, 'logging').action).toBeUndefined(); // a label without a value tells nothing
  });

  test('asks the API server for nothing without metadata', () => {
    const agent = logs({ podMetadata: false });

    expect(manifests(agent).filter(({ kind }) => kind.startsWith('ClusterRole'))).toEqual([]);
    expect(configOf({ podMetadata: false }).map(({ name }) => name)).not.toContain('discovery.kubernetes');
    expect(podOf(agent).automountServiceAccountToken).toBe(false);
  });

  test('tells pod, namespace and container by the name of the file', () => {
    const file = `/var/log/containers/cart-1_shop_my-app_v2-${'0a'.repeat(32)}.log`.replace('_v2', '-v2');
    const labels = blockOf('discovery.relabel.containers').blocks.map(({ arguments: { target_label, regex, replacement } }) => [target_label, file.replace(new RegExp(`^(?:${regex})$`), replacement)]);

    expect(labels).toEqual([['pod', 'cart-1'], ['namespace', 'shop'], ['container', 'my-app-v2']]);
  });

  test('is the journal, where it is asked for: the units that are meant', () => {
    const [keep] = blockOf('loki.relabel.journal', { journal: { units: ['kubelet.service', 'a\\x2db.service'] } }).blocks;
    const kept = (unit: string) => new RegExp(`^(?:${keep!.arguments.regex})$`).test(unit);

    expect(['kubelet.service', 'a\\x2db.service'].map(kept)).toEqual([true, true]);
    expect(['kubeletXservice', 'my-kubelet.service', ''].map(kept)).toEqual([false, false, false]);
    expect(blockOf('loki.source.journal.journal', { journal: { path: '/run/log/journal' } }).arguments).toMatchObject({ path: '/run/log/journal', max_age: '8760h' });
    expect(podOf(logs({ journal: { path: '/run/log/journal' } })).volumes).toEqual(expect.arrayContaining([expect.objectContaining({ hostPath: { path: '/run/log/journal', type: 'Directory' } })]));
    expect(configOf().map(titleOf)).not.toContain('loki.source.journal.journal');
  });
});

describe('what Alloy makes of lines', () => {
  test('puts the parts of long lines together, for as many streams as a node may have', () => {
    expect(stageOf('cri')).toEqual({ max_partial_lines: 4096, max_partial_line_size: 2 * 1024 * 1024, max_partial_line_size_truncate: true });
  });

  test('begins a message at a line that matches', () => {
    expect(stageOf('multiline', { multiline: MultilineRule.startingWith('^\\d "') })).toEqual({ firstline: '^\\d "', max_wait_time: '5s', max_lines: 1000 });
    expect(stageOf('multiline')).toBeUndefined();
  });

  test('begins a message at a line that does not match, which a stage alone cannot', () => {
    const props = { multiline: MultilineRule.java() };
    const { expression } = stageOf('regex', props)!;
    const { firstline } = stageOf('multiline', props)!;
    const { expression: mark, replace } = stageOf('replace', props)!;
    const marked = (line: string) => new RegExp(expression.replace('(?P<', '(?<')).test(line) ? line : `\u0001${line}`; // what the template says
    const lines = ['ERROR cannot pay', 'java.lang.IllegalStateException: no money', '\tat shop.Cart.pay(Cart.java:42)', 'next'].map(marked);

    expect(stageOf('template', props)!.template).toBe('{{ if not (hasKey . "continues") }}\u0001{{ end }}{{ .Entry }}');
    expect(joined(lines, line => new RegExp(firstline).test(line)).map(message => message.replace(new RegExp(mark), replace))).toEqual([
      'ERROR cannot pay\njava.lang.IllegalStateException: no money\n\tat shop.Cart.pay(Cart.java:42)', 'next',
    ]);
  });

  test('labels them by few things in Loki, and keeps the labels of pods beside the line', () => {
    expect(stageOf('static_labels')).toEqual({ values: '{ "job" = "alloy", "node" = sys.env("K8S_NODE_NAME") }' });
    expect(stageOf('label_drop')).toEqual({ values: ['filename'] });
    expect(blockOf('discovery.relabel.pods').blocks[3]!.arguments).toEqual({ action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)', replacement: 'pod_label_$1' });
    expect(stageOf('structured_metadata', { destination: loki })).toEqual({ regex: '^pod_label_' });
    expect(stageOf('structured_metadata', { destination: loki, podMetadata: false })).toBeUndefined();
    expect(stageOf('structured_metadata', { destination: LogDestination.otlp({ url: 'http://r' }) })).toBeUndefined(); // there they would be lost
  });
});

describe('where Alloy sends', () => {
  const endpointOf = (options: Partial<Parameters<typeof LogDestination.loki>[0]>) =>
    blockOf('loki.write.destination', { destination: LogDestination.loki({ url: 'https://loki', ...options }) }).blocks[0]!;

  test('is Loki, which it tries for ever', () => {
    expect(endpointOf({}).arguments).toMatchObject({ url: 'https://loki/loki/api/v1/push', max_backoff_retries: 0, max_backoff_period: '30s' });
    expect(endpointOf({ url: 'http://loki:3100/tenant/?a=b' })).toMatchObject({ arguments: { url: 'http://loki:3100/tenant/loki/api/v1/push?a=b' }, blocks: [] });
    expect(within(endpointOf({ ...credentials, certificateAuthority }), 'basic_auth')).toEqual({ username: 'sys.env("DESTINATION_USER")', password: 'sys.env("DESTINATION_PASSWORD")' });
    expect(within(endpointOf({ certificateAuthority }), 'tls_config')).toEqual({ ca_file: '/etc/alloy/certificates/ca.crt' });
    expect(within(endpointOf({ verifyCertificate: false }), 'tls_config')).toEqual({ insecure_skip_verify: true });
    expect(within(endpointOf({ userName: 'a"b\\', password: credentials.password }), 'basic_auth')!.username).toBe('a"b\\');
  });

  test('is a receiver of OTLP, and Kafka: for ever, with little in memory, and reading waits', () => {
    const otlp = blockOf('otelcol.exporter.otlphttp.destination', { destination: LogDestination.otlp({ url: 'https://receiver', ...credentials, certificateAuthority }) });
    const login = blockOf('otelcol.auth.basic.destination', { destination: LogDestination.otlp({ url: 'https://receiver', ...credentials }) });
    const kafka = blockOf('otelcol.exporter.kafka.destination', { destination: LogDestination.kafka({ brokers: ['a:1', 'b:2'] }) });

    expect(within(otlp, 'client')).toEqual({ endpoint: 'https://receiver', auth: 'otelcol.auth.basic.destination.handler' });
    expect(within(otlp.blocks[0]!, 'tls')).toEqual({ ca_file: '/etc/alloy/certificates/ca.crt' });
    expect(login).toMatchObject({ arguments: { username: 'sys.env("DESTINATION_USER")', password: 'sys.env("DESTINATION_PASSWORD")' }, blocks: [] });
    for (const exporter of [otlp, kafka]) {
      expect(within(exporter, 'sending_queue')).toEqual({ sizer: 'bytes', queue_size: 16 * 1024 * 1024, num_consumers: 1, block_on_overflow: true });
      expect(within(exporter, 'retry_on_failure')).toEqual({ max_interval: '30s', max_elapsed_time: '0s' });
    }
    expect(kafka.arguments.brokers).toEqual(['a:1', 'b:2']);
    expect(within(kafka.blocks.find(({ name }) => name === 'sending_queue')!, 'batch')!.max_size).toBeLessThan(1_000_000); // what Kafka takes as one message
    expect(within(kafka, 'logs')).toEqual({ topic: 'logs', encoding: 'otlp_json' });
    expect(within(kafka, 'producer')!.required_acks).toBe(-1);
  });

  test('is Kafka with a password, in the open only where that is said', () => {
    const of = (options: Partial<Parameters<typeof LogDestination.kafka>[0]>) =>
      blockOf('otelcol.exporter.kafka.destination', { destination: LogDestination.kafka({ brokers: ['a:1'], ...options }) });
    const login = of({ userName: 'u', password: credentials.password, login: KafkaLogin.PLAIN, tls: false });

    expect(within(of({ ...credentials, certificateAuthority }), 'tls')).toEqual({ ca_file: '/etc/alloy/certificates/ca.crt' });
    expect(within(of(credentials), 'tls')).toEqual({});
    expect(within(login.blocks.find(({ name }) => name === 'authentication')!, 'sasl')).toEqual({ username: 'u', password: 'sys.env("DESTINATION_PASSWORD")', mechanism: 'PLAIN' });
    expect(within(login, 'tls')).toBeUndefined();
    expect(within(of({}), 'authentication')).toBeUndefined();
  });

  test.each<[LogCollectorDaemonSetProps, string]>([
    [{ bufferLimit: '1Gi' }, 'bufferLimit: alloy cannot keep on the node what could not be sent yet; LogCollector.fluentd(), LogCollector.fluentBit(), LogCollector.logstash(), LogCollector.openTelemetry(), LogCollector.vector() and LogCollector.filebeat() can'],
    [{ whenFull: WhenBufferFull.DROP_OLDEST }, 'whenFull: alloy cannot drop what is oldest in its buffer; LogCollector.fluentd() and LogCollector.fluentBit() can'],
    [{ format: ContainerLogFormat.DOCKER }, 'format: alloy cannot read the log format of Docker; LogCollector.fluentd(), LogCollector.fluentBit(), LogCollector.openTelemetry(), LogCollector.vector() and LogCollector.filebeat() can'],
    [{ destination: LogDestination.s3({ bucket: 'logs' }) }, 'destination: alloy cannot send to s3, only to kafka, loki, otlp, standardOutput; LogCollector.fluentd(), LogCollector.logstash() and LogCollector.vector() can'],
    [{ destination: LogDestination.s3({ bucket: 'logs', endpoint: 'https://minio:9000' }) }, 'destination: alloy cannot send to s3, only to kafka, loki, otlp, standardOutput; LogCollector.fluentd() and LogCollector.vector() can'],
  ])('is told when it is made what it cannot do: %#', (props, message) => {
    expect(() => logs(props)).toThrow(`platform/Logs: ${message}`);
  });
});

describe('Alloy\'s own words', () => {
  const with_ = (options: AlloyOptions) => textOf({ destination: loki, journal: {}, collector: LogCollector.alloy(options) });

  test('stand last among the stages, and behind all components', () => {
    const text = with_({ extraStages: 'stage.drop {\n  expression = "}"\n}\n', extraConfig: '// mine {\nloki.echo "mine" { /* ( */ }\n\ntracing {\n  write_to = []\n}\n' });

    expect(text).toContain('  stage.drop {\n    expression = "}"\n  }\n}\n\nloki.relabel "journal" {');
    expect(text.endsWith('}\n\n// mine {\nloki.echo "mine" { /* ( */ }\n\ntracing {\n  write_to = []\n}\n')).toBe(true);
  });

  test.each([
    ['loki.echo "x" {', 'line 1: "{" is not closed'],
    ['loki.echo "x" { }\n}', 'line 2: "}" closes nothing'],
    ['loki.echo "x" {\n  a = [1, 2}\n', 'line 2: "}" closes nothing; "[" of line 2 is open'],
    ['loki.echo "x" { a = "b }', 'line 1: a text that begins with " does not end'],
    ['loki.echo "x" { a = "b\n" }', 'line 1: a text that begins with " does not end'],
    ['loki.echo "x" { a = `b }', 'line 1: a text that begins with ` does not end'],
    ['\n/* loki.echo "x" { }', 'line 2: a comment that begins with /* does not end'],
    ['a = 1', '"a = 1" at the end opens no block'],
    ['a = 1\nloki.echo "x" { }', 'line 2: must be blocks such as loki.echo "x" { … }, got "a = 1 loki.echo "x" {"'],
    ['loki.echo "x-y" { }', 'line 1: must be blocks such as loki.echo "x" { … }, got "loki.echo "x-y" {"'],
    ['{ }', 'line 1: must be blocks such as loki.echo "x" { … }, got "{"'],
    ['f(1)', 'line 1: must be blocks such as loki.echo "x" { … }, got "f ("'],
    ['', 'must be at least one block such as loki.echo "x" { }'],
    ['loki.write "destination" { }', 'line 1: loki.write "destination" is there already; give it another label'],
    ['logging { }', 'line 1: logging is there already; give it another label'],
    ['loki.echo "x" { }\nloki.echo "x" { }', 'line 2: loki.echo "x" is there already; give it another label'],
  ])('fail when they are %j', (extraConfig, message) => {
    expect(() => with_({ extraConfig })).toThrow(`platform/Logs: extraConfig: ${message}`);
  });

  test.each([
    ['drop { }', 'line 1: must be stages such as stage.drop { … }, got "drop"'],
    ['stage.drop "x" { }', 'line 1: must be stages such as stage.drop { … }, got "stage.drop "x""'],
    ['stage.drop {', 'line 1: "{" is not closed'],
  ])('fail as stages when they are %j', (extraStages, message) => {
    expect(() => with_({ extraStages })).toThrow(`platform/Logs: extraStages: ${message}`);
  });

  test('may have whatever Alloy takes as a text', () => {
    expect(() => with_({ extraConfig: 'loki.echo "x" {\n  a = "\\"{" // [\n  b = `{\n"`\n  c = 4 / 2\n}' })).not.toThrow();
  });
});
