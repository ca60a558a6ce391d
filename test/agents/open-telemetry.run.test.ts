import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import { ENVIRONMENT } from './evidence/built-program';
import { configurationsOf, OTELCOL, validate } from './evidence/collector';
import { freePort } from './host-root';
import { manifests, newChart } from './manifests';
import { RunningProgram, TestServer } from './running-program';
import { ContainerLogFormat, LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, MultilineRule } from '../../src';

const TIMEOUT = 120_000;

const missing = OTELCOL.obstacle();
if (missing) { process.stderr.write(`the OpenTelemetry Collector is not run: ${missing}\n`); }
const whenPossible = missing ? describe.skip : describe;

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

/** A log record that arrived at the other end. */
interface Received {
  readonly body: string;
  readonly pod: string;
  readonly stream: string;
  readonly time: string;
}

whenPossible('the OpenTelemetry Collector v0.158.0, with the logs of a node', () => {
  let root: string;
  let receiver: TestServer;
  let received: Received[];
  let answering: boolean;
  let refused: number;
  let program: RunningProgram;
  let ports: readonly number[];

  beforeEach(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'everynode-'));
    received = [];
    answering = true;
    refused = 0;
    program = new RunningProgram();
    ports = [await freePort(), await freePort()];
    receiver = new TestServer((_, body) => {
      if (answering) { received.push(...recordsOf(gunzipSync(body).toString())); } else { refused += 1; }
      return { status: answering ? 200 : 503, body: '{}' };
    });
    await receiver.listen();
  });

  afterEach(async () => {
    await program.stop();
    await receiver.close();
    rmSync(root, { recursive: true, force: true });
  });

  test('reads every line once, whole, with its pod: also after a restart, and never its own', async () => {
    write('shop_cart-1_0a-1', 'app', [line('stdout', 'F', 'first'), line('stdout', 'P', 'long '), line('stderr', 'F', 'between'), line('stdout', 'F', 'line')]);
    write('logging_logs-abcde_0a-2', 'opentelemetry-collector', [line('stdout', 'F', 'own')]);
    write('kube-system_dns-1_0a-3', 'dns', [line('stdout', 'F', 'left out')]);
    start({ excludeNamespaces: ['kube-system'] });
    await arrived(3);

    const time = `${Date.parse('2026-11-27T10:00:00Z') / 1000}123456789`;
    expect([...received].sort(byBody)).toEqual([
      { body: 'between', pod: 'cart-1', stream: 'stderr', time },
      { body: 'first', pod: 'cart-1', stream: 'stdout', time },
      { body: 'long line', pod: 'cart-1', stream: 'stdout', time },
    ]);

    await program.stop();
    write('shop_cart-1_0a-1', 'app', [line('stdout', 'F', 'while it was away')]);
    start({ excludeNamespaces: ['kube-system'] });
    await arrived(4);
    write('shop_cart-1_0a-1', 'app', [line('stdout', 'F', 'the last')]);
    await arrived(5); // whatever was read again stands before it in the file

    expect(received.slice(3).map(({ body }) => body)).toEqual(['while it was away', 'the last']);
  }, 2 * TIMEOUT);

  test('reads the format of Docker, an empty line, and passes on what is in another format', async () => {
    const docker = (log: string, stream = 'stdout') => JSON.stringify({ log, stream, time: '2026-11-27T10:00:00.123456789Z' });
    write('shop_cart-1_0a-1', 'app', [docker('long '), docker('between\n', 'stderr'), docker(' line \n'), docker('\n'), 'odd']);
    start({ format: ContainerLogFormat.DOCKER });
    await arrived(4);

    expect(received.map(({ body, stream }) => [body, stream]).sort()).toEqual([['', 'stdout'], ['between', 'stderr'], ['long  line ', 'stdout'], ['odd', '']]);
    expect(new Set(received.map(({ pod }) => pod))).toEqual(new Set(['cart-1']));
  }, TIMEOUT);

  test('puts the lines of a stack trace of Java together, those of each stream by themselves', async () => {
    write('shop_cart-1_0a-1', 'app', [
      line('stdout', 'F', 'ERROR cannot pay'),
      line('stdout', 'F', 'java.lang.IllegalStateException: no money'),
      line('stderr', 'F', 'other'),
      line('stdout', 'F', '\tat shop.Cart.pay(Cart.java:42)'),
      line('stdout', 'F', 'Caused by: java.io.IOException: gone'),
      line('stdout', 'F', 'next'),
    ]);
    start({ multiline: MultilineRule.java() });
    await arrived(3);

    expect(received.map(({ body }) => body).sort()).toEqual([
      'ERROR cannot pay\njava.lang.IllegalStateException: no money\n\tat shop.Cart.pay(Cart.java:42)\nCaused by: java.io.IOException: gone', 'next', 'other',
    ]);
  }, TIMEOUT);

  test('keeps on the node what it cannot send, and sends it after a restart', async () => {
    answering = false;
    write('shop_cart-1_0a-1', 'app', [line('stdout', 'F', 'kept')]);
    start({});
    await program.until(() => refused > 0, () => 'nothing was sent'); // what is sent is in the queue on the node
    await program.stop();
    answering = true;
    start({});
    await arrived(1);

    expect(received.map(({ body }) => body)).toEqual(['kept']);
  }, 2 * TIMEOUT);

  test('refuses what it does not know', async () => {
    start({ collector: LogCollector.openTelemetry({ extraConfig: 'receivers:\n  file_log:\n    starts_at: end\n' }) });
    await program.ended();

    expect(program.said).toContain('has invalid keys: starts_at');
  }, TIMEOUT);

  test.each([
    ['\\u0041', '\\x41'], ['\\h', '[0-9a-f]'], ['[\\b]', '\\b'], ['[a-\\d]', '[-\\d]'], ['a{1001}', 'a{1000}'], ['[^]', '[^a]'], ['\\cA', '\\x01'],
  ])('would not take the rule %j, which is an error before, and takes %j', (wrong, right) => {
    const logs = (pattern: string) => new LogCollectorDaemonSet(newChart('logging'), 'Logs', {
      collector: LogCollector.openTelemetry(), podMetadata: false, multiline: MultilineRule.startingWith(pattern),
    });
    const [config] = configurationsOf(manifests(logs(right)));
    const other = config!.replaceAll(inExpression(right), inExpression(wrong));

    expect(() => logs(wrong)).toThrow('platform/Logs: multiline: must be without');
    expect(Object.values(validate([config!, other]))).toEqual(['', expect.stringContaining('failed to compile is_first_entry: error parsing regexp')]);
  }, TIMEOUT);

  /** Starts it with the configuration that is generated; only where the node's directories are is another place. */
  function start(props: LogCollectorDaemonSetProps): void {
    const agent = new LogCollectorDaemonSet(newChart('logging'), 'Logs', {
      metadata: { name: 'logs' },
      collector: LogCollector.openTelemetry(),
      destination: LogDestination.otlp({ url: `http://127.0.0.1:${receiver.port}` }),
      statePath: path.join(root, 'state'),
      podMetadata: false,
      metricsPort: ports[0],
      ...props,
    });
    const [config] = configurationsOf(manifests(agent));
    const file = path.join(root, 'collector.yaml');
    const encoding = 'exporters:\n  otlp_http:\n    encoding: json'; // which the receiver of this test reads
    writeFileSync(file, config!.replaceAll('/var/log/pods/', `${root}/pods/`).replace('0.0.0.0:13133', `127.0.0.1:${ports[1]}`).replace('exporters:\n  otlp_http:', encoding));
    program.start(OTELCOL.path, [`--config=${file}`], ENVIRONMENT);
  }

  function arrived(count: number): Promise<void> {
    return program.until(() => received.length >= count, () => `${received.length} of ${count} arrived: ${JSON.stringify(received)}`);
  }

  function write(pod: string, container: string, lines: readonly string[]): void {
    const folder = path.join(root, 'pods', pod, container);
    mkdirSync(folder, { recursive: true });
    appendFileSync(path.join(folder, '0.log'), lines.map(one => `${one}\n`).join(''));
  }
});

function inExpression(pattern: string): string {
  return `body matches ${JSON.stringify(pattern)}`;
}

function line(stream: string, tag: string, text: string): string {
  return `2026-11-27T10:00:00.123456789Z ${stream} ${tag} ${text}`;
}

function byBody(left: Received, right: Received): number {
  return left.body < right.body ? -1 : 1;
}

/** The log records of a request in OTLP's JSON. */
function recordsOf(text: string): Received[] {
  const { resourceLogs } = JSON.parse(text);
  const valueOf = (attributes: readonly Attribute[], name: string) => attributes.find(({ key }) => key === name)?.value.stringValue ?? '';
  return resourceLogs.flatMap((resource: any) => resource.scopeLogs.flatMap((scope: any) => scope.logRecords.map((record: any): Received => ({
    body: record.body?.stringValue ?? '',
    pod: valueOf(resource.resource.attributes, 'k8s.pod.name'),
    stream: valueOf(record.attributes, 'log.iostream'),
    time: record.timeUnixNano,
  }))));
}
