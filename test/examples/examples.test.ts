import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples');
const COMMAND = join(ROOT, 'lib', 'cli', 'main.js');
const CDK8S = join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
const INVENTORY = 'platform/clusters/prod-eu.yaml';

const run = (args: string[], cwd: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  return { status, stdout, stderr };
};

const expected = (...path: string[]) => readFileSync(join(EXAMPLES, ...path), 'utf8');

describe.each(['platform', 'datadog', 'loki', 'kube-rbac-proxy', 'bottlerocket', 'kafka'])('examples/%s', example => {
  const out = mkdtempSync(join(tmpdir(), `everynode-${example}-`));

  afterAll(() => rmSync(out, { recursive: true }));

  test('cdk8s synth checks the cluster and makes the manifests beside it', () => {
    const { status, stderr } = run([CDK8S, 'synth', '--check-upgrade=false', '--output', out], join(EXAMPLES, example));

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(out)).toEqual(readdirSync(join(EXAMPLES, example, 'expected')));
    for (const file of readdirSync(out)) { expect(readFileSync(join(out, file), 'utf8')).toBe(expected(example, 'expected', file)); }
  }, 60_000);
});

test('examples/platform: everynode check finds every required node covered', () => {
  const { status, stdout } = run([COMMAND, 'check', 'platform/expected', '--inventory', INVENTORY, '--today', '2026-11-24'], EXAMPLES);

  expect(stdout).toBe(expected('platform', 'check.expected.txt'));
  expect(status).toBe(0);
});

test('examples/datadog: the application sees the sockets where the agent puts them', () => {
  const [agent, application] = ['monitoring', 'shop'].map(chart => expected('datadog', 'expected', `${chart}.k8s.yaml`));

  for (const text of [agent, application]) { expect(text).toMatch(/hostPath:\n\s+path: \/var\/run\/datadog\n\s+type: DirectoryOrCreate/); }
});

test.each(['datadog', 'loki', 'kube-rbac-proxy', 'bottlerocket', 'kafka'])('examples/%s is a wish in less than 25 lines', example => {
  expect(readFileSync(join(EXAMPLES, example, 'main.ts'), 'utf8').trimEnd().split('\n').length).toBeLessThan(25);
});

describe('examples/textbook-fluentd', () => {
  test('everynode check finds the nodes that the textbook misses', () => {
    const { status, stdout } = run([COMMAND, 'check', 'textbook-fluentd/fluentd-daemonset.yaml', '--inventory', INVENTORY], EXAMPLES);

    expect(stdout).toBe(expected('textbook-fluentd', 'check.expected.txt'));
    expect(status).toBe(1);
  });
});

describe('examples/change', () => {
  test('everynode diff finds what the change takes away', () => {
    const { status, stdout } = run([COMMAND, 'diff', '--base', 'change/base', '--head', 'change/head', '--inventory', INVENTORY], EXAMPLES);

    expect(stdout).toBe(expected('change', 'diff.expected.txt'));
    expect(status).toBe(1);
  });

  test('everynode overhead says what is left', () => {
    const { status, stdout } = run([COMMAND, 'overhead', 'change/head', '--inventory', INVENTORY], EXAMPLES);

    expect(stdout).toBe(expected('change', 'overhead.expected.txt'));
    expect(status).toBe(0);
  });
});

describe('examples/nodes-come-and-go', () => {
  test('a node that joins gets its pod, and one that leaves loses it', () => {
    const events = ['--inventory', 'nodes-come-and-go/cluster.yaml', '--events', 'nodes-come-and-go/events.yaml'];
    const { status, stdout } = run([COMMAND, 'simulate', 'textbook-fluentd/fluentd-daemonset.yaml', ...events], EXAMPLES);

    expect(stdout).toBe(expected('nodes-come-and-go', 'simulate.expected.txt'));
    expect(status).toBe(0);
  });
});

test('the demo runs both acts and ends well', () => {
  const { status, stdout } = run([require.resolve('ts-node/dist/bin.js'), '-T', 'demo.ts'], EXAMPLES);

  expect(status).toBe(0);
  expect(stdout).toContain(expected('textbook-fluentd', 'check.expected.txt'));
}, 60_000);
