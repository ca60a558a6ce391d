import { ChildProcess, spawn } from 'child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'fs';
import { createServer, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import { ALLOY_PROGRAM, ALLOY_VERSION, alloyConfigurationsOf } from './evidence/alloy-program';
import { ENVIRONMENT } from './evidence/built-program';
import { PushedLine, pushedLines } from './loki-push';
import { manifests, newChart } from './manifests';
import { LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, MultilineRule } from '../../src';

const TIMEOUT = 240_000;

const missing = ALLOY_PROGRAM.obstacle();
if (missing) { process.stderr.write(`Alloy is not run: ${missing}\n`); }
const whenPossible = missing ? describe.skip : describe;

whenPossible(`Alloy ${ALLOY_VERSION}, with the logs of a node`, () => {
  let root: string;
  let loki: Server;
  let received: PushedLine[];
  let answering: boolean;
  let refused: number;
  let login: string | undefined;
  let asked: string[];
  let running: ChildProcess | undefined;
  let said: string;
  let lastKept: { readonly at: number; readonly position: number };

  beforeEach(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'everynode-'));
    received = [];
    answering = true;
    refused = 0;
    asked = [];
    lastKept = { at: 0, position: 0 };
    loki = createServer((request, response) => {
      if (request.url!.startsWith('/api/v1/pods?')) {
        asked.push(request.url!);
        answerOfApi(request.url!, response);
        return;
      }
      login = request.headers.authorization;
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        if (answering) { received.push(...request.url === '/v1/logs' ? recordsOf(gunzipSync(Buffer.concat(parts)).toString()) : pushedLines(Buffer.concat(parts))); } else { refused += 1; }
        response.writeHead(answering ? 200 : 503, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>(resolve => loki.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    await stop();
    loki.closeAllConnections();
    await new Promise(resolve => loki.close(resolve));
    rmSync(root, { recursive: true, force: true });
  });

  test('reads every line once, whole, with its pod: also after a rotation and a restart, and never its own', async () => {
    const cart = write('cart-1_shop_app', [line('stdout', 'F', 'first'), line('stdout', 'P', 'long '), line('stderr', 'F', 'between'), line('stdout', 'F', ' line '), line('stdout', 'F', '')]);
    write('logs-abcde_logging_alloy', [line('stdout', 'F', 'own')]);
    write('dns-1_kube-system_dns', [line('stdout', 'F', 'left out')]);
    start({ excludeNamespaces: ['kube-system'] });
    await arrived(4);

    const time = `${Date.parse('2026-11-27T10:00:00Z') / 1000}123456789`;
    const labels = (stream: string) => `{container="app", job="alloy", namespace="shop", node="node-1", pod="cart-1", stream="${stream}"}`;
    expect([...received].sort(byLine)).toEqual([
      { line: '', labels: labels('stdout'), time, metadata: {} },
      { line: 'between', labels: labels('stderr'), time, metadata: {} },
      { line: 'first', labels: labels('stdout'), time, metadata: {} },
      { line: 'long  line ', labels: labels('stdout'), time, metadata: {} },
    ]);

    renameSync(cart, `${cart}.20261127-100000`);
    write('cart-1_shop_app', [line('stdout', 'F', 'in the next file')]);
    await arrived(5);
    await stop();
    write('cart-1_shop_app', [line('stdout', 'F', 'while it was away')]);
    start({ excludeNamespaces: ['kube-system'] });
    await arrived(6);
    write('cart-1_shop_app', [line('stdout', 'F', 'last')]);
    await arrived(7);

    expect(received.slice(4).map(one => one.line)).toEqual(['in the next file', 'while it was away', 'last']); // nothing came again before
  }, 2 * TIMEOUT);

  test('adds the labels of the pods of its node, once for each line, and leaves its own pods out', async () => {
    write('cart-1_shop_app', [line('stdout', 'F', 'first'), line('stdout', 'F', 'second')]);
    write('cart-1_shop_debugger-x', [line('stdout', 'F', 'ephemeral')]);
    write('logs-abcdef_logging_alloy', [line('stdout', 'F', 'own')]); // not by the name of its file
    write('gone-1_shop_app', [line('stdout', 'F', 'of no pod')]);
    start({ podMetadata: true });
    await arrived(3);

    const metadata = { pod_label_app: 'cart', pod_label_example_com_team: 'a' };
    expect([...received].sort(byLine).map(one => [one.line, /container="(.*?)"/.exec(one.labels)![1], one.metadata])).toEqual([
      ['ephemeral', 'debugger-x', metadata], ['first', 'app', metadata], ['second', 'app', metadata],
    ]);
    expect(received[0]!.labels).not.toContain('pod_label');
    expect(new Set(asked.map(url => new URLSearchParams(url.split('?')[1]).get('fieldSelector')))).toEqual(new Set(['spec.nodeName=node-1']));
  }, TIMEOUT);

  test.each([
    ['continue', MultilineRule.java(), ['ERROR cannot pay', 'java.lang.IllegalStateException: no money', '\tat shop.Cart.pay(Cart.java:42)', 'Caused by: java.io.IOException: gone']],
    ['begin', MultilineRule.startingWith('^[A-Zn]'), ['ERROR cannot pay', '  no money', '', 'gone']],
  ])('puts lines together where a rule says which %s a message, those of each stream by themselves', async (_, multiline, message) => {
    const [begin, ...others] = message.map(one => line('stdout', 'F', one));
    write('cart-1_shop_app', [begin!, line('stderr', 'F', 'Other'), ...others, line('stdout', 'F', 'next')]);
    start({ multiline });
    await arrived(3);

    expect(received.map(one => one.line).sort()).toEqual([message.join('\n'), 'Other', 'next'].sort());
  }, TIMEOUT);

  test('loses nothing that it holds when it ends', async () => {
    write('cart-1_shop_app', [line('stdout', 'F', 'one'), line('stdout', 'F', 'two')]);
    start({});
    await until(() => said.includes('start tailing file'));
    await stop();
    start({});
    await arrived(2);

    expect(received.map(one => one.line)).toEqual(['one', 'two']);
  }, TIMEOUT);

  test('reads no more while Loki is away than memory is for, and sends everything once it is back', async () => {
    const count = 30_000;
    const text = (index: number) => `${index} `.padEnd(1000, 'x');
    const file = write('cart-1_shop_app', Array.from({ length: count }, (_, index) => line('stdout', 'F', text(index))));
    answering = false;
    start({});
    await until(() => refused > 2 && hasStopped('loki.source.file.containers'));

    expect(positionOf('loki.source.file.containers')).toBeLessThan(statSync(file).size * 0.6);

    answering = true;
    await arrived(count);

    expect(received.map(one => Number.parseInt(one.line, 10))).toEqual(Array.from({ length: count }, (_, index) => index));
  }, 2 * TIMEOUT);

  test('passes lines through stages of one\'s own', async () => {
    write('cart-1_shop_app', [line('stdout', 'F', 'GET /healthz'), line('stdout', 'F', 'GET /cart')]);
    start({ collector: LogCollector.alloy({ extraStages: 'stage.drop {\n  expression = "healthz"\n}\nstage.structured_metadata {\n  values = { "from" = "pod" }\n}' }) });
    await arrived(1);

    expect(received.map(one => [one.line, one.metadata])).toEqual([['GET /cart', { from: 'cart-1' }]]);
  }, TIMEOUT);

  test('prints lines where nothing else is asked for', async () => {
    write('cart-1_shop_app', [line('stdout', 'F', 'shown')]);
    start({ destination: LogDestination.standardOutput() });
    await until(() => said.includes('entry=shown'));

    expect(said).toMatch(/component_id=loki\.echo\.destination .*entry=shown .*pod=\\"cart-1\\"/);
  }, TIMEOUT);

  test.each([
    ['Loki', LogDestination.loki, '{container="app", job="alloy", namespace="shop", node="node-1", pod="cart-1", stream="stdout"}'],
    ['a receiver of OTLP', LogDestination.otlp, 'container=app, job=alloy, loki.attribute.labels=…, namespace=shop, node=node-1, pod=cart-1, stream=stdout'],
  ])('logs in at %s with what a Secret has, and sends lines with their labels', async (_, to, labels) => {
    const secret = (key: string) => ({ secretName: 'receiver', key });
    write('cart-1_shop_app', [line('stdout', 'F', 'sent')]);
    start({ destination: to({ url: `https://127.0.0.1:${port()}`, user: secret('user'), password: secret('password') }) });
    await arrived(1);

    expect(login).toBe(`Basic ${Buffer.from('user:password').toString('base64')}`);
    expect(received[0]).toMatchObject({ line: 'sent', labels, time: `${Date.parse('2026-11-27T10:00:00Z') / 1000}123456789` });
  }, TIMEOUT);

  /** Starts it with the configuration that is generated; only where the node's directories are is another place. */
  function start(props: LogCollectorDaemonSetProps): void {
    const agent = new LogCollectorDaemonSet(newChart('logging'), 'Logs', {
      metadata: { name: 'logs' },
      collector: LogCollector.alloy(),
      destination: LogDestination.loki({ url: `http://127.0.0.1:${port()}` }),
      podMetadata: false,
      ...props,
    });
    const [config] = alloyConfigurationsOf(manifests(agent));
    const file = path.join(root, 'config.alloy');
    const inTheOpen = config!.replaceAll('https://127.0.0.1', 'http://127.0.0.1').replace('otelcol.exporter.otlphttp "destination" {', '$& encoding = "json"')
      .replace('role = "pod"', `$&\n  api_server = "http://127.0.0.1:${port()}"`); // as the server of this test has it
    writeFileSync(file, inTheOpen.replaceAll('/var/log/containers', `${root}/containers`));
    said = '';
    running = spawn(ALLOY_PROGRAM.path, ['run', file, path.join(root, 'state')], { env: ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'] });
    running.stderr!.on('data', data => { said += data; });
  }

  function port(): number {
    return (loki.address() as AddressInfo).port;
  }

  async function stop(): Promise<void> {
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) { return; }
    const ended = new Promise(resolve => running!.on('close', resolve));
    running.kill('SIGTERM');
    await ended;
  }

  async function arrived(count: number): Promise<void> {
    await until(() => received.length >= count);
    expect(received).toHaveLength(count);
  }

  async function until(isSo: () => boolean): Promise<void> {
    const deadline = Date.now() + TIMEOUT / 2;
    while (!isSo()) {
      if (Date.now() > deadline || running!.exitCode !== null || running!.signalCode !== null) { throw new Error(`${received.length} lines arrived, ${refused} requests were refused: ${said.slice(-4000)}`); }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  /** Whether nothing more was read between two times that it kept how far it had read. */
  function hasStopped(component: string): boolean {
    const file = positionsOf(component);
    const kept = existsSync(file) ? statSync(file).mtimeMs : 0;
    const position = positionOf(component);
    if (kept === lastKept.at) { return false; }
    const stopped = position > 0 && position === lastKept.position;
    lastKept = { at: kept, position };
    return stopped;
  }

  /** How far the file has been read that is read farthest. */
  function positionOf(component: string): number {
    const file = positionsOf(component);
    const offsets = existsSync(file) ? [...readFileSync(file, 'utf8').matchAll(/: "(\d+)"/g)].map(([, offset]) => Number(offset)) : [];
    return Math.max(0, ...offsets);
  }

  function positionsOf(component: string): string {
    return path.join(root, 'state', component, 'positions.yml');
  }

  /** Writes lines of a container, as the kubelet does: to a file of its pod, with a link to it. */
  function write(container: string, lines: readonly string[]): string {
    const link = path.join(root, 'containers', `${container}-${'0a'.repeat(32)}.log`);
    const file = path.join(root, 'pods', container, '0.log');
    for (const one of [link, file]) { mkdirSync(path.dirname(one), { recursive: true }); }
    appendFileSync(file, lines.map(one => `${one}\n`).join(''));
    if (!existsSync(link)) { symlinkSync(file, link); }
    return file;
  }
});

function line(stream: string, tag: string, text: string): string {
  return `2026-11-27T10:00:00.123456789Z ${stream} ${tag} ${text}`;
}

/** What an API server says of the pods of a node: one with two ports, and Alloy's own. */
function answerOfApi(url: string, response: ServerResponse): void {
  const query = new URLSearchParams(url.split('?')[1]);
  const pod = (namespace: string, name: string, labels: { readonly [label: string]: string }, ports: readonly number[]) => ({
    metadata: { namespace, name, uid: `uid-${name}`, labels, resourceVersion: '1' },
    spec: { nodeName: 'node-1', containers: [{ name: 'app', image: 'app:1', ports: ports.map(containerPort => ({ containerPort, protocol: 'TCP' })) }] },
    status: { phase: 'Running', podIP: '10.0.0.1', hostIP: '10.0.0.2' },
  });
  const items = [
    pod('shop', 'cart-1', { 'app': 'cart', 'example.com/team': 'a' }, [80, 81]),
    pod('logging', 'logs-abcdef', { 'app.kubernetes.io/name': 'alloy', 'app.kubernetes.io/instance': 'logs' }, [12345]),
  ];
  const json = { 'content-type': 'application/json' };
  if (query.has('sendInitialEvents')) {
    response.writeHead(422, json).end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'Invalid', code: 422, message: 'forbidden: sendInitialEvents' }));
  } else if (query.has('watch')) {
    response.writeHead(200, json).write(''); // nothing changes
    response.flushHeaders();
  } else {
    response.writeHead(200, json).end(JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items }));
  }
}

/** The log records of a request in OTLP's JSON. */
function recordsOf(text: string): PushedLine[] {
  const { resourceLogs } = JSON.parse(text);
  return resourceLogs.flatMap((resource: any) => resource.scopeLogs.flatMap((scope: any) => scope.logRecords.map((record: any): PushedLine => ({
    line: record.body.stringValue,
    labels: record.attributes.map(({ key, value }: any) => `${key}=${key === 'loki.attribute.labels' ? '…' : value.stringValue}`).sort().join(', '),
    time: record.timeUnixNano,
    metadata: {},
  }))));
}

function byLine(left: PushedLine, right: PushedLine): number {
  return left.line < right.line ? -1 : 1;
}
