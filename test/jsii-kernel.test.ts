import { ChildProcessWithoutNullStreams, spawn, spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { createInterface } from 'readline';

const ROOT = join(__dirname, '..');
const LIBRARIES = ['constructs', 'cdk8s', 'cdk8s-plus-27'];

interface Reply { readonly ok?: unknown; readonly error?: string; readonly hello?: string }

/** The process that Python, Java, .NET and Go talk to: a request a line, an answer a line. */
class Kernel {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly waiting: ((reply: Reply) => void)[] = [];
  private readonly early: Reply[] = [];

  constructor() {
    this.process = spawn(process.execPath, [require.resolve('@jsii/runtime/bin/jsii-runtime')], {
      env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1' },
    });
    createInterface({ input: this.process.stdout }).on('line', line => {
      const reply = JSON.parse(line) as Reply;
      const next = this.waiting.shift();
      if (next) { next(reply); } else { this.early.push(reply); }
    });
  }

  public async reply(): Promise<Reply> {
    const early = this.early.shift();
    return early ?? new Promise(resolve => this.waiting.push(resolve));
  }

  public async ask<T>(api: string, request: object): Promise<T> {
    this.process.stdin.write(`${JSON.stringify({ api, ...request })}\n`);
    const { ok, error } = await this.reply();
    if (error !== undefined) { throw new Error(error); }
    return ok as T;
  }

  public async create(fqn: string, ...args: unknown[]): Promise<object> {
    return this.ask('create', { fqn, args, overrides: [] });
  }

  public async invoke<T>(objref: object, method: string, ...args: unknown[]): Promise<T> {
    return (await this.ask<{ result: T }>('invoke', { objref, method, args })).result;
  }

  public async call<T>(fqn: string, method: string, ...args: unknown[]): Promise<T> {
    return (await this.ask<{ result: T }>('sinvoke', { fqn, method, args })).result;
  }

  public end(): void {
    this.process.kill();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'everynode-kernel-'));
const kernel = new Kernel();

const versionOf = (library: string) => (JSON.parse(readFileSync(join(ROOT, 'node_modules', library, 'package.json'), 'utf8')) as { version: string }).version;

const tarball = (library: string, source: string, paths: string[]) => {
  const file = join(folder, `${library}.tgz`);
  const { status, stderr } = spawnSync('tar', ['-czf', file, '--transform', 's,^,package/,', '-C', source, ...paths], { encoding: 'utf8' });
  if (status !== 0) { throw new Error(stderr); }
  return file;
};

beforeAll(async () => {
  await kernel.reply(); // its greeting
  for (const library of LIBRARIES) {
    await kernel.ask('load', { name: library, version: versionOf(library), tarball: tarball(library, join(ROOT, 'node_modules', library), ['.']) });
  }
  const own = tarball('cdk8s-everynode', ROOT, ['package.json', '.jsii', 'lib', 'node_modules/yaml', 'node_modules/commander', 'node_modules/jsonc-parser']);
  await kernel.ask('load', { name: 'cdk8s-everynode', version: '0.1.0', tarball: own });
}, 60_000);

afterAll(() => {
  kernel.end();
  rmSync(folder, { recursive: true });
});

const enumMember = (member: string) => ({ '$jsii.enum': `cdk8s-everynode.${member}` });

test('another language declares nodes, writes an agent, and learns which nodes it misses', async () => {
  const app = await kernel.create('cdk8s.App');
  const chart = await kernel.create('cdk8s.Chart', app, 'platform', { namespace: 'monitoring' });
  const inventory = await kernel.call<object>('cdk8s-everynode.NodeInventory', 'ofPools', {
    name: 'gpu', count: 2, taints: [{ key: 'nvidia.com/gpu', effect: enumMember('TaintEffect/NO_SCHEDULE') }],
  });
  const every = await kernel.call<object>('cdk8s-everynode.NodeSelection', 'everyNode');
  const only = await kernel.invoke<object>(every, 'toleratingOnly');
  const agent = await kernel.create('cdk8s-everynode.NodeExporterDaemonSet', chart, 'Metrics', { nodes: only, metadata: { name: 'metrics' } });
  await kernel.create('cdk8s-everynode.CoverageCheck', app, 'Check', { inventory });
  await expect(kernel.invoke(app, 'synthYaml')).rejects.toThrow('[Check] monitoring/metrics (platform/Metrics) misses 2 of 2 nodes (gpu-0, gpu-1)');

  await kernel.invoke(agent, 'tolerate', await kernel.call('cdk8s-everynode.Toleration', 'exists', 'nvidia.com/gpu'));

  expect(await kernel.invoke<string>(app, 'synthYaml')).toContain('key: nvidia.com/gpu');
});

test('another language runs Datadog\'s agent, feature by feature', async () => {
  const app = await kernel.create('cdk8s.App');
  const chart = await kernel.create('cdk8s.Chart', app, 'platform', { namespace: 'monitoring' });
  await kernel.create('cdk8s-everynode.DatadogAgentDaemonSet', chart, 'Datadog', {
    site: enumMember('DatadogSite/EU1'), tags: ['env:production'], systemProbe: { oomKill: true }, checks: { redisdb: 'instances: []' },
  });
  const text = await kernel.invoke<string>(app, 'synthYaml');

  expect(text).toMatch(/name: DD_SITE\n\s+value: datadoghq\.eu/);
  expect(text).toMatch(/name: DD_SYSTEM_PROBE_CONFIG_ENABLE_OOM_KILL\n\s+value: "true"/);
  expect(text).toContain('redisdb.yaml: "instances: []"');
});

test('a wrong argument is refused', async () => {
  await expect(kernel.call('cdk8s-everynode.NodeInventory', 'ofPools', 5)).rejects.toThrow('got 5');
});
