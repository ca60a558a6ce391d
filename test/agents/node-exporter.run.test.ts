import { chmodSync, writeFileSync } from 'fs';
import { createServer as createHttpServer, Server } from 'http';
import { request } from 'https';
import { createServer } from 'net';
import { hostname, release, totalmem } from 'os';
import * as path from 'path';
import { newCertificate } from './certificate';
import { GoProgram } from './go-program';
import { freePort, HostRoot, Started, StartOptions } from './host-root';
import { containerOf, Manifest, manifests, newChart, podOf } from './manifests';
import { MetricsProtection, NodeExporterCollector, NodeExporterDaemonSet, NodeExporterDaemonSetProps } from '../../src';

/** The version of the default image. */
const VERSION = 'v1.12.1';
const PROXY_VERSION = 'v0.22.1';
const PROGRAM = new GoProgram('github.com/prometheus/node_exporter', VERSION);
const PROXY = new GoProgram('github.com/brancz/kube-rbac-proxy', PROXY_VERSION, 'cmd/kube-rbac-proxy');
const START_TIMEOUT = 20_000;
const TEST_TIMEOUT = 2 * START_TIMEOUT;

const missing = HostRoot.obstacle() ?? PROGRAM.obstacle();
if (missing) { process.stderr.write(`node_exporter is not run with the arguments that we generate: ${missing}\n`); }
const whenPossible = missing ? describe.skip : describe;
const noProxy = missing ?? PROXY.obstacle();
if (noProxy) { process.stderr.write(`kube-rbac-proxy is not run with the arguments that we generate: ${noProxy}\n`); }

whenPossible(`node_exporter ${VERSION}, in a root directory that holds what the manifest mounts`, () => {
  const host = new HostRoot();
  const servers: { close(): unknown }[] = [];

  afterEach(async () => {
    await host.stop();
    servers.splice(0).forEach(server => server.close());
  });

  test('serves the metrics of the node on the port that was asked for', async () => {
    const port = await freePort();
    const metrics = await metricsWith({ port });
    const agent = exporter({ port });

    expect(containerOf(agent).image).toContain(`:${VERSION}`); // what is run here is what is deployed
    expect((await fetch(`http://127.0.0.1:${port}${containerOf(agent).readinessProbe.httpGet.path}`)).status).toBe(200);
    expect(metrics.get('node_uname_info')).toContainEqual(expect.stringContaining(`release="${release()}"`));
    expect(metrics.get('node_uname_info')).toContainEqual(expect.stringContaining(`nodename="${hostname()}"`));
    expect(Number(metrics.get('node_memory_MemTotal_bytes')![0]!.split(' ')[1])).toBe(totalmem());
    expect(metrics.get('node_filesystem_size_bytes')).toContainEqual(expect.stringContaining('mountpoint="/"'));
    expect(metrics.get('node_network_receive_bytes_total')).toContainEqual(expect.stringContaining('device="lo"'));
    expect([...metrics.keys()]).toEqual(expect.arrayContaining(['node_cpu_seconds_total', 'node_disk_read_bytes_total', 'node_load1', 'node_time_seconds', 'node_filefd_allocated']));
  }, TEST_TIMEOUT);

  test('sees the file systems of the node, and none at the path where they are mounted', async () => {
    const metrics = await metricsWith({ port: await freePort() });

    const mountPoints = metrics.get('node_filesystem_size_bytes')!.map(sample => /mountpoint="([^"]*)"/.exec(sample)![1]!);
    expect(mountPoints.filter(mountPoint => mountPoint.startsWith('/host'))).toEqual([]);
    expect(mountPoints.filter(mountPoint => /^\/(dev|proc|sys)($|\/)/.test(mountPoint))).toEqual([]);
    expect(metrics.get('node_scrape_collector_success')).toContainEqual(expect.stringMatching(/collector="filesystem"} 1$/));
    expect(metrics.get('node_scrape_collector_success')).toContainEqual(expect.stringMatching(/collector="netclass"} 1$/));
  }, TEST_TIMEOUT);

  test('refuses an argument that it does not know', async () => {
    await expect(metricsWith({ port: await freePort(), extraArgs: ['--no-such-flag'] })).rejects.toThrow(/unknown long flag '--no-such-flag'/);
  }, TEST_TIMEOUT);

  test('has every collector that can be switched on, and reads what others wrote', async () => {
    const textfileDirectory = host.newFolder();
    chmodSync(textfileDirectory, 0o755);
    writeFileSync(path.join(textfileDirectory, 'backup.prom'), 'backup_last_success_seconds 42\n');
    const bus = listeningBus();

    const enabledCollectors = Object.values(NodeExporterCollector);
    const metrics = await metricsWith({ port: await freePort(), enabledCollectors, textfileDirectory }, { nodePaths: { '/run/dbus': bus.folder } });

    expect(collectorsOf(metrics)).toEqual([...enabledCollectors].sort());
    expect(metrics.get('backup_last_success_seconds')).toEqual(['backup_last_success_seconds 42']);
    expect(succeeded(metrics)).toEqual(expect.arrayContaining(['processes', 'ethtool', 'slabinfo', 'tcpstat', 'textfile']));
    expect(bus.calls()).toBeGreaterThanOrEqual(2); // systemd and logind
  }, TEST_TIMEOUT);

  test('has none of the collectors that are switched off', async () => {
    const metrics = await metricsWith({ port: await freePort(), disabledCollectors: [NodeExporterCollector.WATCHDOG, NodeExporterCollector.CPU] });

    expect(collectorsOf(metrics)).toContain('meminfo');
    expect(collectorsOf(metrics)).not.toContain('cpu');
    expect([...metrics.keys()]).not.toContain('node_cpu_seconds_total');
  }, TEST_TIMEOUT);

  test('tells nothing of a network that is not the node\'s', async () => {
    const metrics = await metricsWith({ port: await freePort(), hostNetwork: false });

    const ofTheNetwork = ['arp', 'conntrack', 'ipvs', 'netdev', 'netstat', 'nfs', 'nfsd', 'sockstat', 'udp_queues'];
    expect(collectorsOf(metrics).filter(collector => ofTheNetwork.includes(collector))).toEqual([]);
    expect(collectorsOf(metrics)).toEqual(expect.arrayContaining(['cpu', 'netclass', 'softnet']));
  }, TEST_TIMEOUT);

  test('says the same in a process namespace of its own', async () => {
    const names = (metrics: ReadonlyMap<string, readonly string[]>) => [...metrics.keys()].filter(name => name.startsWith('node_')).sort();
    const mountPoints = (metrics: ReadonlyMap<string, readonly string[]>) => metrics.get('node_filesystem_size_bytes')!.map(sample => /mountpoint="([^"]*)"/.exec(sample)![1]!).sort();

    const shared = await metricsWith({ port: await freePort() });
    const own = await metricsWith({ port: await freePort(), hostPid: false }, { namespaces: ['--pid', '--fork'] });

    expect(names(own)).toEqual(names(shared));
    expect(mountPoints(own)).toEqual(mountPoints(shared));
    expect(succeeded(own).sort()).toEqual(succeeded(shared).sort());
  }, TEST_TIMEOUT);

  test('serves HTTPS with the certificate of the Secrets, and to nobody without a certificate where that is asked', async () => {
    const port = await freePort();
    const { certificate, privateKey } = newCertificate(host.newFolder(), '127.0.0.1');
    const secret = (key: string) => ({ secretName: 'metrics', key });
    const files = { '/etc/exporter/certificate/tls.crt': certificate, '/etc/exporter/private-key/tls.key': privateKey, '/etc/exporter/client-ca/ca.crt': certificate };
    const options = { certificate: secret('tls.crt'), privateKey: secret('tls.key') };

    const open = start({ port, protection: MetricsProtection.tls(options) }, { files });
    expect((await open.until(() => get(port, '/metrics', { ca: certificate }), START_TIMEOUT)).text).toContain('node_load1');
    await open.stop();

    const closed = start({ port, protection: MetricsProtection.tls({ ...options, clientCertificateAuthority: secret('ca.crt') }) }, { files });
    expect((await closed.until(() => get(port, '/metrics', { ca: certificate, cert: certificate, key: privateKey }), START_TIMEOUT)).text).toContain('node_load1');
    await expect(get(port, '/metrics', { ca: certificate })).rejects.toThrow(/certificate required|handshake|reset|closed/i);
  }, 2 * TEST_TIMEOUT);

  (noProxy ? test.skip : test)(`is behind kube-rbac-proxy ${PROXY_VERSION}, which asks Kubernetes who may read the metrics`, async () => {
    const port = await freePort();
    const api = await reviewingServer();
    const agent = exporter({ port, protection: MetricsProtection.kubeRbacProxy() });
    const kubeconfig = {
      '/kubeconfig': JSON.stringify({
        'clusters': [{ name: 'c', cluster: { server: `http://127.0.0.1:${api.port}` } }],
        'contexts': [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
        'users': [{ name: 'u', user: {} }],
        'current-context': 'c',
      }),
    };
    const proxy = containerOf(agent, 'kube-rbac-proxy');
    expect(proxy.image).toContain(`:${PROXY_VERSION}`);

    const upstream = host.start(PROGRAM.path, podOf(agent), containerOf(agent));
    await upstream.until(() => fetch(`http://127.0.0.1:${port + 1}/`), START_TIMEOUT);
    const started = host.start(PROXY.path, podOf(agent), { ...proxy, volumeMounts: [], args: [...proxy.args, '--kubeconfig=/kubeconfig'] }, { files: kubeconfig });
    const ask = (token: string) => get(port, '/metrics', { rejectUnauthorized: false, headers: { Authorization: `Bearer ${token}` } });
    const allowed = await started.until(() => ask('prometheus'), START_TIMEOUT);

    expect([allowed.status, allowed.text.includes('node_load1')]).toEqual([200, true]);
    expect((await ask('somebody')).status).toBe(403);
    expect((await ask('nobody')).status).toBe(401);
    expect(api.asked()).toEqual(['/apis/authentication.k8s.io/v1/tokenreviews', '/apis/authorization.k8s.io/v1/subjectaccessreviews']);
    expect(manifests(agent).find(({ kind }) => kind === 'ClusterRole').rules.flatMap(({ resources, verbs }: Manifest) => [...resources, ...verbs])).toEqual(['tokenreviews', 'create', 'subjectaccessreviews', 'create']);
  }, 2 * TEST_TIMEOUT);

  function start(props: NodeExporterDaemonSetProps, options: StartOptions = {}): Started {
    const agent = exporter(props);
    const config = manifests(agent).find(({ kind }) => kind === 'ConfigMap')?.data['web-config.yml'];
    const files = { ...options.files, ...config === undefined ? {} : { '/etc/exporter/web/web-config.yml': config } };
    return host.start(PROGRAM.path, podOf(agent), containerOf(agent), { ...options, files });
  }

  /** Runs it, and asks for its metrics: samples by name. */
  async function metricsWith(props: NodeExporterDaemonSetProps & { readonly port: number }, options: StartOptions = {}): Promise<Map<string, string[]>> {
    const ask = async () => (await fetch(`http://127.0.0.1:${props.port}/metrics`, { signal: AbortSignal.timeout(10_000) })).text();
    return samplesByName(await start(props, options).until(ask, START_TIMEOUT));
  }

  /** A system bus that takes calls and says nothing. */
  function listeningBus(): { readonly folder: string; readonly calls: () => number } {
    const folder = host.newFolder();
    chmodSync(folder, 0o755);
    let calls = 0;
    const server = createServer(socket => { calls += 1; socket.on('error', () => undefined); socket.destroy(); });
    server.listen(path.join(folder, 'system_bus_socket'), () => chmodSync(path.join(folder, 'system_bus_socket'), 0o777));
    servers.push(server);
    return { folder, calls: () => calls };
  }

  /** An API server that knows two tokens, and lets one of them read metrics. */
  async function reviewingServer(): Promise<{ readonly port: number; readonly asked: () => string[] }> {
    const asked = new Set<string>();
    const server: Server = createHttpServer((incoming, response) => {
      const parts: Buffer[] = [];
      incoming.on('data', part => parts.push(part));
      incoming.on('end', () => {
        asked.add(incoming.url!.replace(/\?.*/, ''));
        const review = JSON.parse(Buffer.concat(parts).toString()) as Manifest;
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify({ ...review, status: review.kind === 'TokenReview' ? identity(review.spec.token) : permission(review.spec) }));
      });
    });
    servers.push(server);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as { port: number }).port, asked: () => [...asked].sort() };
  }
});

function exporter(props: NodeExporterDaemonSetProps): NodeExporterDaemonSet {
  return new NodeExporterDaemonSet(newChart(), 'Metrics', props);
}

function identity(token: string): object {
  return token === 'nobody' ? { authenticated: false } : { authenticated: true, user: { username: token } };
}

function permission({ user, nonResourceAttributes }: Manifest): object {
  return { allowed: user === 'prometheus' && nonResourceAttributes?.path === '/metrics' && nonResourceAttributes?.verb === 'get' };
}

function get(port: number, url: string, options: object): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path: url, agent: false, timeout: 10_000, ...options }, response => {
      const parts: Buffer[] = [];
      response.on('data', part => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode!, text: Buffer.concat(parts).toString() }));
      response.on('error', reject);
    });
    asking.on('error', reject);
    asking.end();
  });
}

function collectorsOf(metrics: ReadonlyMap<string, readonly string[]>): string[] {
  return metrics.get('node_scrape_collector_success')!.map(sample => /collector="([^"]*)"/.exec(sample)![1]!).sort();
}

function succeeded(metrics: ReadonlyMap<string, readonly string[]>): string[] {
  return metrics.get('node_scrape_collector_success')!.filter(sample => sample.endsWith(' 1')).map(sample => /collector="([^"]*)"/.exec(sample)![1]!);
}

function samplesByName(text: string): Map<string, string[]> {
  const samples = new Map<string, string[]>();
  for (const line of text.split('\n').filter(one => one !== '' && !one.startsWith('#'))) {
    const name = /^\w+/.exec(line)![0];
    samples.set(name, [...samples.get(name) ?? [], line]);
  }
  return samples;
}
