import { randomInt } from 'crypto';
import { appendFileSync, mkdirSync, readFileSync, statfsSync } from 'fs';
import { createServer as createHttpServer } from 'http';
import { createServer as createHttpsServer } from 'https';
import { AddressInfo } from 'net';
import { cpus } from 'os';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import { Duration } from 'cdk8s';
import { Certificate, newCertificate } from './certificate';
import { configurationsOf, OTELCOL } from './evidence/collector';
import { freePort, HostRoot, Started } from './host-root';
import { containerOf, Manifest, manifests, newChart, podOf } from './manifests';
import { HostMetricsScraper, KubeletCertificateAuthority, OpenTelemetryNodeDaemonSet, OpenTelemetryNodeDaemonSetProps, TelemetryDestination } from '../../src';

const TIMEOUT = 240_000;
const OFF = { enabled: false };
const EVERY_SECOND = { interval: Duration.seconds(1) };

/** An address of this machine that only the kubelet of these tests has, and of no others that run at the same time. */
const NODE_IP = `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`;
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

const missing = HostRoot.obstacle() ?? OTELCOL.obstacle();
if (missing) { process.stderr.write(`the OpenTelemetry Collector is not run as an agent of its node: ${missing}\n`); }
const whenPossible = missing ? describe.skip : describe;

/** A measured value that arrived at the other end. */
interface Point {
  readonly metric: string;
  readonly resource: { readonly [attribute: string]: string };
  readonly attributes: { readonly [attribute: string]: string };
  readonly value: number;
}

whenPossible('the OpenTelemetry Collector as an agent, in a root directory that holds what the manifest mounts', () => {
  const host = new HostRoot();
  let servers: { close(): unknown; closeAllConnections(): void }[] = [];
  let arrived: Manifest[];
  let receiver: number;

  beforeEach(async () => {
    arrived = [];
    receiver = await listening(createHttpServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        arrived.push(JSON.parse(gunzipSync(Buffer.concat(parts)).toString()));
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    }));
  });

  afterEach(async () => {
    await host.stop();
    servers.forEach(server => { server.closeAllConnections(); server.close(); });
    servers = [];
  });

  test('measures the node, with the names that things have there', async () => {
    const started = await start({ hostMetrics: EVERY_SECOND, kubeletStats: OFF, logs: OFF });
    const metrics = await started.until(async () => having(points(), ['system.cpu.time', 'system.disk.io', 'system.filesystem.usage', 'system.cpu.load_average.1m', 'system.memory.usage']), TIMEOUT / 2);

    expect(metrics.filter(({ metric }) => metric === 'system.cpu.time').map(({ attributes }) => attributes.state)).toEqual(expect.arrayContaining(['idle', 'system', 'user']));
    expect(metrics.find(({ metric }) => metric === 'system.cpu.logical.count')!.value).toBe(cpus().length);
    expect(devicesOf(metrics)).toContain(usedDisk());
    const mountPoints = new Set(metrics.filter(({ metric }) => metric === 'system.filesystem.usage').map(({ attributes }) => attributes.mountpoint!));
    expect([...mountPoints]).toContain('/');
    expect([...mountPoints].filter(mountPoint => /^\/(hostfs|proc|sys|dev)(\/|$)/.test(mountPoint))).toEqual([]);
    const ofRoot = metrics.filter(({ metric, attributes }) => metric === 'system.filesystem.usage' && attributes.mountpoint === '/').slice(0, 3);
    const { bsize, blocks } = statfsSync('/');
    expect(ofRoot.reduce((sum, { value }) => sum + value, 0)).toBe(bsize * blocks);
    expect(new Set(metrics.map(({ resource }) => resource['k8s.node.name']))).toEqual(new Set(['node-1']));
    expect(metrics.filter(({ metric }) => metric.startsWith('system.network'))).toEqual([]);
  }, TIMEOUT);

  test('measures all that it can be asked for, the network of the node, too', async () => {
    const scrapers = Object.values(HostMetricsScraper);
    const started = await start({ hostNetwork: true, hostMetrics: { ...EVERY_SECOND, scrapers }, kubeletStats: OFF, logs: OFF });
    const metrics = await started.until(async () => having(points(), ['system.network.io', 'system.paging.operations', 'system.processes.count', 'system.uptime']), TIMEOUT / 2);

    const all = readFileSync('/proc/net/dev', 'utf8').split('\n').flatMap(line => /^\s*([^:\s]+):/.exec(line)?.[1] ?? []);
    const interfaces = all.filter(name => !/^(veth|cali|lxc|[a-f0-9]{15}$)/.test(name));
    expect([...new Set(metrics.filter(({ metric }) => metric === 'system.network.io').map(({ attributes }) => attributes.device))].sort()).toEqual(interfaces.sort());
  }, TIMEOUT);

  test('leaves out what it is told to', async () => {
    const scrapers = [HostMetricsScraper.DISK, HostMetricsScraper.FILESYSTEM, HostMetricsScraper.LOAD];
    const started = await start({ hostMetrics: { ...EVERY_SECOND, scrapers, excludeDevices: [`${usedDisk().slice(0, -1)}*`] }, kubeletStats: OFF, logs: OFF });
    const metrics = await started.until(async () => having(points(), ['system.cpu.load_average.1m']), TIMEOUT / 2);

    expect(devicesOf(metrics)).not.toContain(usedDisk());
    expect(devicesOf(metrics)).not.toContain(`/dev/${usedDisk()}`);
  }, TIMEOUT);

  test('asks the kubelet of its own node, with the token of its ServiceAccount', async () => {
    const tokens = await kubelet(newCertificate(host.newFolder(), NODE_IP));
    const started = await start({ kubeletStats: EVERY_SECOND, hostMetrics: OFF, logs: OFF });
    const metrics = await started.until(async () => having(points(), ['k8s.node.memory.usage', 'container.memory.usage']), TIMEOUT / 2);

    expect(metrics.find(({ metric }) => metric === 'container.memory.usage')).toMatchObject({
      value: 42, resource: { 'k8s.pod.name': 'cart-1', 'k8s.namespace.name': 'shop', 'k8s.container.name': 'app', 'k8s.node.name': 'node-1' },
    });
    expect([...tokens]).toEqual(['Bearer token-of-the-agent']);
  }, TIMEOUT);

  test('asks no kubelet whose certificate another authority has signed, where that is asked', async () => {
    const certificate = newCertificate(host.newFolder(), NODE_IP);
    const tokens = await kubelet(certificate);
    const certificateAuthority = KubeletCertificateAuthority.secret({ secretName: 'kubelet', key: 'ca.crt' });
    const props = { kubeletStats: { ...EVERY_SECOND, certificateAuthority }, hostMetrics: OFF, logs: OFF };

    const deceived = await start(props, { '/etc/otelcol/kubelet/ca.crt': newCertificate(host.newFolder(), '127.0.0.1').certificate });
    await deceived.until(async () => expect(deceived.said).toMatch(/failed to verify certificate/), TIMEOUT / 2);
    expect([[...tokens], points()]).toEqual([[], []]);
    await deceived.stop();

    const trusting = await start(props, { '/etc/otelcol/kubelet/ca.crt': certificate.certificate });
    await trusting.until(async () => having(points(), ['k8s.node.memory.usage']), TIMEOUT / 2);
  }, 2 * TIMEOUT);

  test('takes what pods send, and says of which node it is', async () => {
    const [grpcPort, httpPort] = [await freePort(), await freePort()];
    const started = await start({ otlpReceiver: { grpcPort, httpPort }, hostMetrics: OFF, kubeletStats: OFF, logs: OFF });
    const span = { traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174', name: 'pay', kind: 2, startTimeUnixNano: '1', endTimeUnixNano: '2' };
    await started.until(async () => {
      const answer = await fetch(`http://127.0.0.1:${httpPort}/v1/traces`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }),
      });
      expect(answer.status).toBe(200);
    }, TIMEOUT / 2);
    await started.until(async () => expect(arrived.flatMap(({ resourceSpans = [] }) => resourceSpans)).not.toEqual([]), TIMEOUT / 2);

    const [traces] = arrived.flatMap(({ resourceSpans = [] }) => resourceSpans);
    expect(attributesOf(traces.resource.attributes)).toEqual({ 'k8s.node.name': 'node-1' });
    expect(traces.scopeSpans[0].spans[0].name).toBe('pay');
  }, TIMEOUT);

  test('does all of it at once, and never reads what it writes itself', async () => {
    await kubelet(newCertificate(host.newFolder(), NODE_IP));
    const logs = host.newFolder();
    writeLog(logs, 'shop_cart-1_0a-1/app', 'from a pod');
    writeLog(logs, 'monitoring_telemetry-abcde_0a-2/opentelemetry-collector', 'its own');
    const started = await start({ hostMetrics: EVERY_SECOND, kubeletStats: EVERY_SECOND }, {}, logs);
    await started.until(async () => having(points(), ['system.cpu.time', 'container.memory.usage']), TIMEOUT / 2);
    await started.until(async () => expect(lines()).toContain('from a pod'), TIMEOUT / 2);
    writeLog(logs, 'monitoring_telemetry-abcde_0a-2/opentelemetry-collector', 'its own, too');
    writeLog(logs, 'shop_cart-1_0a-1/app', 'from a pod, later');
    await started.until(async () => expect(lines()).toContain('from a pod, later'), TIMEOUT / 2);

    expect(lines()).toEqual(['from a pod', 'from a pod, later']);
  }, 2 * TIMEOUT);

  /** Starts it as the manifest says; only the encoding is one that this test can read, and variables have what Kubernetes would put there. */
  async function start(props: OpenTelemetryNodeDaemonSetProps, files: { readonly [path: string]: string } = {}, logs = host.newFolder()): Promise<Started> {
    const agent = new OpenTelemetryNodeDaemonSet(newChart(), 'Telemetry', {
      metadata: { name: 'telemetry' },
      destination: TelemetryDestination.otlp({ url: `http://127.0.0.1:${receiver}` }),
      podMetadata: false, // there is no API server
      metricsPort: await freePort(),
      healthPort: await freePort(),
      extraConfig: 'exporters:\n  otlp_http:\n    encoding: json\n',
      ...props,
    });
    const [config] = configurationsOf(manifests(agent));
    const variables = Object.entries({ K8S_NODE_NAME: 'node-1', K8S_NODE_IP: NODE_IP }).map(([name, value]) => ({ name, value }));
    const container = containerOf(agent);
    return host.start(OTELCOL.path, podOf(agent), { ...container, env: [...container.env.filter((one: Manifest) => one.value), ...variables] }, {
      files: { '/etc/otelcol/config/collector.yaml': config!, [`${SERVICE_ACCOUNT}/token`]: 'token-of-the-agent', [`${SERVICE_ACCOUNT}/ca.crt`]: newCertificate(host.newFolder(), '127.0.0.1').certificate, ...files },
      nodePaths: { '/var/log': logs, '/var/lib/everynode/monitoring/telemetry': host.newFolder() },
      proc: true,
    });
  }

  /** A kubelet that knows one pod. The tokens that it was shown. */
  async function kubelet({ certificate, privateKey }: Certificate): Promise<Set<string>> {
    const tokens = new Set<string>();
    await listening(createHttpsServer({ cert: certificate, key: privateKey }, (request, response) => {
      tokens.add(request.headers.authorization ?? '');
      response.writeHead(request.url === '/stats/summary' ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(SUMMARY));
    }), 10250, NODE_IP);
    return tokens;
  }

  async function listening(server: ReturnType<typeof createHttpServer>, port = 0, address = '127.0.0.1'): Promise<number> {
    servers.push(server);
    await new Promise<void>((resolve, reject) => server.on('error', reject).listen(port, address, resolve));
    return (server.address() as AddressInfo).port;
  }

  function points(): Point[] {
    return arrived.flatMap(({ resourceMetrics = [] }) => resourceMetrics).flatMap((one: Manifest) => one.scopeMetrics.flatMap((scope: Manifest) =>
      scope.metrics.flatMap((metric: Manifest) => (metric.sum ?? metric.gauge).dataPoints.map((point: Manifest): Point => ({
        metric: metric.name,
        resource: attributesOf(one.resource.attributes),
        attributes: attributesOf(point.attributes),
        value: Number(point.asInt ?? point.asDouble),
      })))));
  }

  function lines(): string[] {
    return arrived.flatMap(({ resourceLogs = [] }) => resourceLogs)
      .flatMap((one: Manifest) => one.scopeLogs.flatMap((scope: Manifest) => scope.logRecords.map(({ body }: Manifest) => body.stringValue as string)));
  }
});

/** What a kubelet says at `/stats/summary`, in short. @see https://pkg.go.dev/k8s.io/kubelet/pkg/apis/stats/v1alpha1#Summary */
const SUMMARY = {
  node: { nodeName: 'node-1', startTime: '2026-11-27T10:00:00Z', memory: { time: '2026-11-27T10:01:00Z', usageBytes: 4242, workingSetBytes: 4000 } },
  pods: [{
    podRef: { name: 'cart-1', namespace: 'shop', uid: '0a-1' },
    startTime: '2026-11-27T10:00:00Z',
    containers: [{ name: 'app', startTime: '2026-11-27T10:00:00Z', memory: { time: '2026-11-27T10:01:00Z', usageBytes: 42, workingSetBytes: 40 } }],
  }],
};

/** The points, once each of these metrics is among them. */
function having(points: readonly Point[], metrics: readonly string[]): readonly Point[] {
  const missed = metrics.filter(name => !points.some(({ metric }) => metric === name));
  if (missed.length > 0) { throw new Error(`no ${missed.join(', ')} among ${[...new Set(points.map(({ metric }) => metric))].join(', ')}`); }
  return points;
}

function attributesOf(attributes: readonly Manifest[] = []): { [name: string]: string } {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, `${Object.values(value)[0]}`]));
}

function devicesOf(points: readonly Point[]): string[] {
  return points.flatMap(({ attributes }) => attributes.device ?? []);
}

/** A disk of this machine that was read from. */
function usedDisk(): string {
  const [used] = readFileSync('/proc/diskstats', 'utf8').split('\n').map(line => line.trim().split(/\s+/)).filter(([, , , reads]) => Number(reads) > 0);
  if (!used) { throw new Error('this machine has no disk'); }
  return used[2]!;
}

function writeLog(folder: string, container: string, text: string): void {
  mkdirSync(path.join(folder, 'pods', container), { recursive: true });
  appendFileSync(path.join(folder, 'pods', container, '0.log'), `2026-11-27T10:00:00.123456789Z stdout F ${text}\n`);
}
