import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { ENVIRONMENT } from './evidence/built-program';
import { FILEBEAT_BUILT, filebeatConfigurationsOf, forOldFilebeat } from './evidence/filebeat-program';
import { freePort } from './host-root';
import { Manifest, manifests, newChart } from './manifests';
import { RunningProgram, TestServer } from './running-program';
import { ContainerLogFormat, LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, MultilineRule } from '../../src';

const TIMEOUT = 120_000;
const ID = '0a'.repeat(32);
const PASSWORD = '0123,[${x}"';

const missing = FILEBEAT_BUILT.obstacle();
if (missing) { process.stderr.write(`Filebeat is not run: ${missing}\n`); }
const whenPossible = missing ? describe.skip : describe;

/** A document that arrived in Elasticsearch. */
interface Document {
  readonly id: string;
  readonly index: string;
  readonly source: Manifest;
}

whenPossible('Filebeat 7.17.0, with the logs of a node', () => {
  let root: string;
  let elasticsearch: TestServer;
  let documents: Map<string, Document>;
  let sent: number;
  let answering: boolean;
  let authorization: string | undefined;
  let program: RunningProgram;
  let port: number;

  beforeEach(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'everynode-'));
    documents = new Map();
    sent = 0;
    answering = true;
    program = new RunningProgram();
    port = await freePort();
    elasticsearch = new TestServer((request, body) => {
      authorization = request.headers.authorization;
      if (!answering) { return { status: 503, body: '{}' }; }
      const answer = request.url!.startsWith('/_bulk') ? bulk(body.toString()) : { version: { number: '7.17.0' } };
      return { status: 200, headers: { 'x-elastic-product': 'Elasticsearch' }, body: JSON.stringify(answer) };
    });
    await elasticsearch.listen();
  });

  afterEach(async () => {
    await program.stop();
    await elasticsearch.close();
    rmSync(root, { recursive: true, force: true });
  });

  test('reads every line once, with its pod: also after a restart, and never its own', async () => {
    write('cart-1_shop_my-app', [line('stdout', 'F', 'first'), line('stdout', 'P', 'long '), line('stdout', 'F', 'line'), line('stderr', 'F', 'other')]);
    write('logs-abcde_logging_filebeat', [line('stdout', 'F', 'own')]);
    write('dns-1_kube-system_dns', [line('stdout', 'F', 'left out')]);
    write('debug-x_shop_app', [line('stdout', 'F', 'left out, too')]);
    start({ excludeNamespaces: ['kube-system'], excludePods: ['debug-*'] });
    await arrived(3);

    expect(sources(({ message, stream, kubernetes, agent, '@timestamp': time }) => ({ message, stream, kubernetes, time, agent: agent.name }))).toEqual([
      ['first', 'stdout'], ['long line', 'stdout'], ['other', 'stderr'],
    ].map(([message, stream]) => ({
      message,
      stream,
      kubernetes: { pod: { name: 'cart-1' }, namespace: 'shop', container: { name: 'my-app' }, node: { name: 'node-1' } },
      time: '2026-11-27T10:00:00.123Z', // 7.17.0 does not hear of nanoseconds
      agent: 'node-1',
    })));
    expect(new Set([...documents.values()].map(({ index }) => index))).toEqual(new Set(['k8s-2026.11.27']));
    expect(Buffer.from(authorization!.replace('Basic ', ''), 'base64').toString()).toBe(`u\${x}$:${PASSWORD}`);

    await program.stop();
    write('cart-1_shop_my-app', [line('stdout', 'F', 'while it was away')]);
    start({ excludeNamespaces: ['kube-system'], excludePods: ['debug-*'] });
    await arrived(4);
    write('cart-1_shop_my-app', [line('stdout', 'F', 'the last')]);
    await arrived(5); // whatever was read again stands before it in the file

    expect([messages(), sent]).toEqual([['first', 'long line', 'other', 'the last', 'while it was away'], 5]);
  }, 2 * TIMEOUT);

  test('reads the format of Docker, an empty line, and passes over what is in another format', async () => {
    const docker = (log: string, stream = 'stdout') => JSON.stringify({ log, stream, time: '2026-11-27T10:00:00.123456789Z' });
    write('cart-1_shop_app', [docker('long '), docker(' line \n'), docker('between\n', 'stderr'), docker('\n'), 'odd', docker('last\n')]);
    start({ format: ContainerLogFormat.DOCKER });
    await arrived(4);

    expect(sources(({ message, stream }) => [message, stream])).toEqual([['', 'stdout'], ['between', 'stderr'], ['last', 'stdout'], ['long  line ', 'stdout']]);
    expect(program.said).toContain('Parse line error');
  }, TIMEOUT);

  test.each([ContainerLogFormat.CRI, ContainerLogFormat.DOCKER])('puts the lines of a stack trace of Java together, those of each stream by themselves: %s', async format => {
    const written = (stream: string, text: string) => format === ContainerLogFormat.CRI
      ? line(stream, 'F', text)
      : JSON.stringify({ log: `${text}\n`, stream, time: '2026-11-27T10:00:00.123456789Z' });
    write('cart-1_shop_app', [
      written('stdout', 'ERROR cannot pay'),
      written('stdout', 'java.lang.IllegalStateException'),
      written('stderr', 'other'),
      written('stdout', '\tat shop.Cart.pay(Cart.java:42)'),
      written('stdout', 'Caused by: java.io.IOException: gone'),
      written('stdout', 'next'),
    ]);
    start({ multiline: MultilineRule.java(), format });
    await arrived(3);

    expect(messages()).toEqual([
      'ERROR cannot pay\njava.lang.IllegalStateException\n\tat shop.Cart.pay(Cart.java:42)\nCaused by: java.io.IOException: gone', 'next', 'other',
    ]);
  }, TIMEOUT);

  test('takes a rule as it is, also one with a "$" before a bracket', async () => {
    write('cart-1_shop_app', [line('stdout', 'F', '${a'), line('stdout', 'F', 'b'), line('stdout', 'F', '${c')]);
    start({ multiline: MultilineRule.startingWith('^[$]{1}\\{|^x${y') });
    await arrived(2);

    expect(messages()).toEqual(['${a\nb', '${c']);
  }, TIMEOUT);

  test('puts parts together whatever stream they are of, which its page says', async () => {
    write('cart-1_shop_app', [line('stdout', 'P', 'long '), line('stderr', 'F', 'between'), line('stdout', 'F', 'line')]);
    start({});
    await arrived(2);

    expect(messages()).toEqual(['line', 'long between']);
  }, TIMEOUT);

  test('keeps on the node what it cannot send, and sends it after a restart', async () => {
    answering = false;
    write('cart-1_shop_app', [line('stdout', 'F', 'kept')]);
    start({});
    await program.until(() => queued().includes('kept'), () => 'the queue on the node has no "kept"');
    await program.stop();
    rmSync(path.join(root, 'containers'), { recursive: true }); // the file is gone meanwhile
    answering = true;
    start({});
    await arrived(1);

    expect(messages()).toEqual(['kept']);
  }, 2 * TIMEOUT);

  test('tells how it does, also where its destination is away', async () => {
    answering = false;
    start({});
    await program.until(() => program.said.includes('Metrics endpoint listening'), () => 'it does not listen');

    expect(await (await fetch(`http://127.0.0.1:${port}/`)).json()).toMatchObject({ beat: 'filebeat', name: 'node-1' });
    expect(await (await fetch(`http://127.0.0.1:${port}/stats`)).json()).toHaveProperty('libbeat.output.type', 'elasticsearch');
  }, TIMEOUT);

  test('takes processors in its own words', async () => {
    write('cart-1_shop_app', [line('stdout', 'F', 'drop'), line('stdout', 'F', 'keep')]);
    start({ collector: LogCollector.filebeat({ extraConfig: 'processors:\n  - drop_event.when.equals.message: drop\n  - add_tags.tags: [blue]\n' }) });
    await arrived(1);

    expect(sources(({ message, tags }) => [message, tags])).toEqual([['keep', ['blue']]]);
  }, TIMEOUT);

  /** Starts it with the configuration that is generated; only where the node's directories are is another place, and new files are seen sooner. */
  function start(props: LogCollectorDaemonSetProps): void {
    const agent = new LogCollectorDaemonSet(newChart('logging'), 'Logs', {
      metadata: { name: 'logs' },
      collector: LogCollector.filebeat(),
      destination: LogDestination.elasticsearch({
        host: '127.0.0.1', port: elasticsearch.port, tls: false, indexPrefix: 'k8s', userName: 'u${x}$', password: { secretName: 'elasticsearch', key: 'password' },
      }),
      statePath: path.join(root, 'state'),
      podMetadata: false,
      metricsPort: port,
      ...props,
    });
    const [config] = filebeatConfigurationsOf(manifests(agent));
    const file = path.join(root, 'filebeat.yml');
    writeFileSync(file, forOldFilebeat(config!)
      .replaceAll('/var/log/containers/', `${root}/containers/`)
      .replaceAll('symlinks: true', 'symlinks: true\n          check_interval: 1s')
      .replace('logs: /tmp', `logs: ${root}/own`));
    program.start(FILEBEAT_BUILT.path, ['-c', file, '-e'], { ...ENVIRONMENT, DESTINATION_PASSWORD: PASSWORD });
  }

  function arrived(count: number): Promise<void> {
    return program.until(() => documents.size >= count, () => `${documents.size} of ${count} arrived: ${JSON.stringify(messages())}`);
  }

  /** What is in the queue on the node. */
  function queued(): string {
    const folder = path.join(root, 'state', 'diskqueue');
    return existsSync(folder) ? readdirSync(folder).map(file => readFileSync(path.join(folder, file), 'latin1')).join('') : '';
  }

  /** As Elasticsearch answers: a document is created once under its id. */
  function bulk(text: string): object {
    const lines = text.split('\n').filter(Boolean).map(one => JSON.parse(one) as Manifest);
    const items = Array.from({ length: lines.length / 2 }, (_, number) => {
      const { create: { _id: id, _index: index } } = lines[2 * number]!;
      const known = documents.has(id as string);
      sent += 1;
      documents.set(id, { id, index, source: lines[2 * number + 1]! });
      return { create: { status: known ? 409 : 201 } };
    });
    return { errors: false, items };
  }

  function messages(): string[] {
    return [...documents.values()].map(({ source }) => (source.message as string | undefined) ?? '').sort();
  }

  function sources<T>(shown: (source: Manifest) => T): T[] {
    const order = ({ source: { message = '' } }: Document) => message as string;
    return [...documents.values()].sort((left, right) => order(left) < order(right) ? -1 : 1).map(({ source }) => shown({ message: '', ...source }));
  }

  /** A link in `containers` to a file in `pods`, as the kubelet makes them. */
  function write(name: string, lines: readonly string[]): void {
    const [real, link] = [path.join(root, 'pods', `${name}.log`), path.join(root, 'containers', `${name}-${ID}.log`)];
    mkdirSync(path.dirname(real), { recursive: true });
    mkdirSync(path.dirname(link), { recursive: true });
    try { symlinkSync(real, link); } catch { /* it is there */ }
    appendFileSync(real, lines.map(one => `${one}\n`).join(''));
  }
});

function line(stream: string, tag: string, text: string): string {
  return `2026-11-27T10:00:00.123456789Z ${stream} ${tag} ${text}`;
}
