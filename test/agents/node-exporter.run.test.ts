import { ChildProcess, spawn, spawnSync } from 'child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'fs';
import { createServer } from 'net';
import { hostname, release, tmpdir, totalmem } from 'os';
import * as path from 'path';
import { containerOf, Manifest, newChart, podOf } from './manifests';
import { NodeExporterDaemonSet, NodeExporterDaemonSetProps } from '../../src';

/** The version of the default image. */
const VERSION = 'v1.12.1';
const CACHE = path.join(__dirname, '..', '..', 'node_modules', '.cache', 'everynode', `node_exporter-${VERSION}`);
const PROGRAM = path.join(CACHE, 'node_exporter');
const INSTALL_TIMEOUT = 240_000;
const START_TIMEOUT = 20_000;

const missing = whatIsMissing();
if (missing) { process.stderr.write(`node_exporter is not run with the arguments that we generate: ${missing}\n`); }
const whenPossible = missing ? describe.skip : describe;

whenPossible(`node_exporter ${VERSION}, in a root directory that holds what the manifest mounts`, () => {
  let root: string;
  let running: ChildProcess | undefined;

  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'everynode-'));
  });

  afterEach(async () => {
    if (running === undefined || running.exitCode !== null) { return; }
    const ended = new Promise(resolve => running!.on('close', resolve));
    running.kill('SIGKILL');
    await ended;
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('serves the metrics of the node on the port that was asked for', async () => {
    const port = await freePort();
    const metrics = await start({ port });

    expect(containerOf(exporter({ port })).image).toContain(`:${VERSION}`); // what is run here is what is deployed
    expect(await statusOf(port, podProbe(port).path)).toBe(200);
    expect(metrics.get('node_uname_info')).toContainEqual(expect.stringContaining(`release="${release()}"`));
    expect(metrics.get('node_uname_info')).toContainEqual(expect.stringContaining(`nodename="${hostname()}"`));
    expect(Number(metrics.get('node_memory_MemTotal_bytes')![0]!.split(' ')[1])).toBe(totalmem());
    expect(metrics.get('node_filesystem_size_bytes')).toContainEqual(expect.stringContaining('mountpoint="/"'));
    expect(metrics.get('node_network_receive_bytes_total')).toContainEqual(expect.stringContaining('device="lo"'));
    expect([...metrics.keys()]).toEqual(expect.arrayContaining(['node_cpu_seconds_total', 'node_disk_read_bytes_total', 'node_load1', 'node_time_seconds', 'node_filefd_allocated']));
  }, 2 * START_TIMEOUT);

  test('sees the file systems of the node, and none at the path where they are mounted', async () => {
    const metrics = await start({ port: await freePort() });

    const mountPoints = metrics.get('node_filesystem_size_bytes')!.map(sample => /mountpoint="([^"]*)"/.exec(sample)![1]!);
    expect(mountPoints.filter(mountPoint => mountPoint.startsWith('/host'))).toEqual([]);
    expect(mountPoints.filter(mountPoint => /^\/(dev|proc|sys)($|\/)/.test(mountPoint))).toEqual([]);
    expect(metrics.get('node_scrape_collector_success')).toContainEqual(expect.stringMatching(/collector="filesystem"} 1$/));
    expect(metrics.get('node_scrape_collector_success')).toContainEqual(expect.stringMatching(/collector="netclass"} 1$/));
  }, 2 * START_TIMEOUT);

  test('refuses an argument that it does not know', async () => {
    await expect(start({ port: await freePort(), extraArgs: ['--no-such-flag'] })).rejects.toThrow(/unknown long flag '--no-such-flag'/);
  }, 2 * START_TIMEOUT);

  /** Runs the program as the manifest says: arguments, user, mounts. Its metrics, by name. */
  async function start(props: NodeExporterDaemonSetProps & { readonly port: number }): Promise<Map<string, string[]>> {
    const agent = exporter(props);
    const container = containerOf(agent);
    const { runAsUser, runAsGroup } = container.securityContext;
    const child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', inRoot(podOf(agent), container), 'sh', ...container.args], {
      env: { ROOT: root, PROGRAM, USER_AND_GROUP: `${runAsUser}:${runAsGroup}`, PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running = child;
    let said = '';
    child.stderr.on('data', data => { said += data; });
    return metricsOf(props.port, () => {
      if (child.exitCode !== null) { throw new Error(`ended with ${child.exitCode}: ${said}`); }
    });
  }

  function exporter(props: NodeExporterDaemonSetProps): NodeExporterDaemonSet {
    return new NodeExporterDaemonSet(newChart(), 'Metrics', props);
  }

  function podProbe(port: number): Manifest {
    return containerOf(exporter({ port })).readinessProbe.httpGet;
  }
});

/** A shell program: an empty root in a mount namespace of its own, with the program and the mounts of the manifest. */
function inRoot(pod: Manifest, container: Manifest): string {
  const mounts = container.volumeMounts.map((mount: Manifest) => {
    const { hostPath } = pod.volumes.find((volume: Manifest) => volume.name === mount.name);
    return `mkdir -p "$ROOT${mount.mountPath}" && mount --rbind ${hostPath.path} "$ROOT${mount.mountPath}" && mount -o remount,bind,ro "$ROOT${mount.mountPath}"`;
  });
  return ['mount -t tmpfs none "$ROOT"', 'cp "$PROGRAM" "$ROOT/agent"', ...mounts, 'exec chroot --userspec="$USER_AND_GROUP" "$ROOT" /agent "$@"'].join(' && ');
}

/** Asks until it is answered, and no longer than the program runs. */
async function metricsOf(port: number, checkRunning: () => void): Promise<Map<string, string[]>> {
  const deadline = Date.now() + START_TIMEOUT;
  for (;;) {
    checkRunning();
    try {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(10_000) })).text();
      return samplesByName(text);
    } catch (error) {
      if (Date.now() > deadline) { throw error; }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}

function samplesByName(text: string): Map<string, string[]> {
  const samples = new Map<string, string[]>();
  for (const line of text.split('\n').filter(one => one !== '' && !one.startsWith('#'))) {
    const name = /^\w+/.exec(line)![0];
    samples.set(name, [...samples.get(name) ?? [], line]);
  }
  return samples;
}

async function statusOf(port: number, probePath: string): Promise<number> {
  return (await fetch(`http://127.0.0.1:${port}${probePath}`, { signal: AbortSignal.timeout(10_000) })).status;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Why it cannot be run here; undefined where it can. */
function whatIsMissing(): string | undefined {
  if (process.platform !== 'linux') { return 'this is not Linux'; }
  const mounting = spawnSync('unshare', ['--mount', '--propagation', 'private', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { encoding: 'utf8', timeout: 10_000 });
  if (mounting.status !== 0) { return `a mount namespace of its own is not allowed: ${mounting.error?.message ?? mounting.stderr.trim()}`; }
  return existsSync(PROGRAM) ? undefined : whyNotInstalled();
}

function whyNotInstalled(): string | undefined {
  const bin = mkdtempSync(path.join(tmpdir(), 'everynode-'));
  try {
    const env = { ...process.env, GOBIN: bin, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' }; // as it is released: it needs no library in its root
    const installed = spawnSync('go', ['install', `github.com/prometheus/node_exporter@${VERSION}`], { encoding: 'utf8', env, timeout: INSTALL_TIMEOUT });
    if (installed.status !== 0) { return `node_exporter cannot be built: ${installed.error?.message ?? installed.stderr.trim().split('\n').pop()}`; }
    mkdirSync(CACHE, { recursive: true });
    copyFileSync(path.join(bin, 'node_exporter'), PROGRAM);
    return undefined;
  } finally {
    rmSync(bin, { recursive: true, force: true });
  }
}
