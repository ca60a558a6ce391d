import { INVENTORY, tolerant, Workspace, yaml } from './everynode';

const config = (...spec: string[]) => `apiVersion: everynode.dev/v1\nkind: CheckConfig\nspec:\n${spec.map(line => `  ${line}\n`).join('')}`;
const CLUSTERS = [
  'clusters:',
  '  - { name: eu, inventory: clusters/eu.yaml, manifests: [dist] }',
  '  - { name: us, inventory: clusters/us.yaml, manifests: [dist/tolerant.yaml], alsoRunning: [also.yaml] }',
];

const workspace = new Workspace({
  'clusters/eu.yaml': INVENTORY,
  'clusters/us.yaml': INVENTORY.replace('prod-eu', 'prod-us'),
  'dist/agent.yaml': yaml(),
  'dist/tolerant.yaml': tolerant({ name: 'tolerant' }),
  'also.yaml': tolerant({ name: 'also' }),
  'coverage.yaml': 'apiVersion: everynode.dev/v1\nkind: CoveragePolicy\nspec: { requirements: [ { daemonSet: monitoring/tolerant, nodes: "", minimum: 2 } ] }\n',
  'none.yaml': 'apiVersion: everynode.dev/v1\nkind: CoveragePolicy\nspec: { requirements: [ { role: none, nodes: "" } ] }\n',
});

/** Runs the check beside a configuration. */
const check = async (text: string, ...args: string[]) => {
  workspace.write('everynode.yaml', text);
  return workspace.run(['check', ...args]);
};

test('each cluster has its own manifests, and the name that the file gives it', async () => {
  const { status, stdout, stderr } = await check(config('policy: coverage.yaml', ...CLUSTERS), '--format', 'json');

  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({
    success: false,
    problems: [],
    clusters: [
      { name: 'eu', success: false, daemonSets: [{ name: 'agent' }, { name: 'tolerant', minimum: 2, running: 5 }] },
      { name: 'us', success: true, daemonSets: [{ name: 'tolerant' }] },
    ],
  });
});

test('a policy on the command line counts in place of that of the file', async () => {
  const { stdout } = await check(config('policy: missing.yaml', ...CLUSTERS), '--format', 'json', '--policy', 'none.yaml');

  expect(JSON.parse(stdout)).toMatchObject({ problems: [], clusters: [{ findings: [{ code: 'MissingRole' }] }, { findings: [{ code: 'MissingRole' }] }] });
});

test('a cluster may have a policy of its own, in place of that of the file; one on the command line counts in place of both', async () => {
  const text = config('policy: coverage.yaml', ...CLUSTERS.slice(0, 2), '  - { name: us, inventory: clusters/us.yaml, manifests: [dist/tolerant.yaml], policy: none.yaml }');
  const codes = async (...args: string[]) => (JSON.parse((await check(text, '--format', 'json', ...args)).stdout) as { clusters: { name: string; findings: { code: string }[] }[] })
    .clusters.map(({ name, findings }) => [name, ...findings.map(({ code }) => code)].join(' '));

  expect(await codes()).toEqual(['eu', 'us MissingRole']);
  expect(await codes('--policy', 'none.yaml')).toEqual(['eu MissingRole', 'us MissingRole']);
});

test('an invalid policy of one cluster leaves the others judged', async () => {
  const { status, stdout, stderr } = await check(config(...CLUSTERS.slice(0, 2), '  - { name: us, inventory: clusters/us.yaml, manifests: [dist/tolerant.yaml], policy: lost.yaml }'));

  expect({ status, stderr }).toEqual({ status: 2, stderr: 'everynode: lost.yaml: cannot be read: there is no such file or folder\n' });
  expect(stdout).toContain('eu: 5 nodes');
  expect(stdout).not.toContain('us:');
});

describe('--config', () => {
  const elsewhere = 'elsewhere/config.yaml';
  workspace.write(elsewhere, config('policy: ../coverage.yaml', 'clusters:', '  - { name: only, inventory: ../clusters/us.yaml, manifests: [../dist/tolerant.yaml] }'));

  test('names another file, to which its paths are relative', async () => {
    const { status, stdout } = await check('[', '--config', elsewhere, '--format', 'json');

    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ clusters: [{ name: 'only', daemonSets: [{ name: 'tolerant', minimum: 2 }] }] });
  });

  test.each([
    [['--config', 'lost.yaml'], 'lost.yaml: cannot be read: there is no such file or folder'],
    [['--config', 'clusters'], 'clusters: is a folder, expected the file of one configuration'],
    [['--config', '-'], '--config must be a file, since its paths are relative to it, got "-"'],
    [['--config', ''], '--config must be a file, since its paths are relative to it, got ""'],
    [['--config', elsewhere, 'dist'], 'manifests and --inventory cannot stand beside --config: it names both'],
    [['--config', elsewhere, '--inventory', 'clusters/eu.yaml'], 'manifests and --inventory cannot stand beside --config: it names both'],
    [['--config', elsewhere, '--policy', '-'], `standard input (-) goes with manifests and inventories on the command line, not with ${elsewhere}`],
  ])('%j is refused', async (args, message) => {
    expect(await check('[', ...args)).toEqual({ status: 2, stdout: '', stderr: `everynode: ${message}\n` });
  });
});

test('the file is not read where a manifest or an inventory is named', async () => {
  expect(await check('[', 'dist/tolerant.yaml', '--inventory', 'clusters/eu.yaml')).toMatchObject({ status: 0, stderr: '' });
  expect(await check('[', 'dist/tolerant.yaml')).toMatchObject({ status: 2, stderr: expect.stringContaining('no inventory is given') });
});

test('what it names and is not there is reported, each once, and the rest is judged', async () => {
  const { status, stdout, stderr } = await check(config('policy: coverage.yaml', ...CLUSTERS, '  - { name: asia, inventory: clusters/asia.yaml, manifests: [dist/tolerant.yaml, lost] }'));

  expect(status).toBe(2);
  expect(stderr).toBe('everynode: lost: cannot be read: there is no such file or folder\neverynode: clusters/asia.yaml: cannot be read: there is no such file or folder\n');
  expect(stdout).toContain('us: 5 nodes');
});

test('an invalid policy is one problem, and nothing is judged', async () => {
  expect(await check(config('policy: also.yaml', ...CLUSTERS))).toEqual({
    status: 2, stdout: '', stderr: 'everynode: also.yaml:1: DaemonSet monitoring/also is no policy: expected one CoveragePolicy (everynode.dev/v1)\n',
  });
});

describe('refused, with file, line and field:', () => {
  test.each([
    [config('clusters: []'), ['4: CheckConfig (without a name): spec.clusters must have at least one cluster: name, inventory and manifests']],
    [config(...CLUSTERS.slice(0, 1), '  - { name: a, inventory: b, manifests: [c], policy: "" }'), ['5: CheckConfig (without a name): spec.clusters[0].policy is required: a path, relative to this file']],
    [config('cluster: []', ...CLUSTERS), ['4: CheckConfig (without a name): spec.cluster is unknown; did you mean clusters?']],
    [config('policy: "-"', 'clusters:', '  - { manifests: ["-", ""], alsoRunning: a }', '  - { name: b, inventory: c, manifests: [] }', '  - { name: b, inventory: c, manifests: [d] }'), [
      '6: CheckConfig (without a name): spec.clusters[0].alsoRunning must be a list, got "a"',
      '4: CheckConfig (without a name): spec.policy must be a path, relative to this file, got "-"',
      '6: CheckConfig (without a name): spec.clusters[0].name is required: what reports call the cluster',
      '6: CheckConfig (without a name): spec.clusters[0].inventory is required: a path, relative to this file',
      '6: CheckConfig (without a name): spec.clusters[0].manifests[0] must be a path, relative to this file, got "-"',
      '6: CheckConfig (without a name): spec.clusters[0].manifests[1] is required: a path, relative to this file',
      '7: CheckConfig (without a name): spec.clusters[1].manifests must have at least one path of a file or folder',
      '8: CheckConfig (without a name): spec.clusters[2].name must be unique, but spec.clusters[1] has it, too, got "b"',
    ]],
    ['kind: CheckConfig\napiVersion: everynode.dev/v2\n', ['2: CheckConfig (without a name): apiVersion must be everynode.dev/v1, got "everynode.dev/v2"']],
    ['kind: Pod\napiVersion: v1\n', ['1: Pod (without a name) is no configuration: expected one CheckConfig (everynode.dev/v1)']],
    [`${config(...CLUSTERS)}---\n${config(...CLUSTERS)}`, ['8: CheckConfig (without a name) is one object too many: expected one CheckConfig (everynode.dev/v1) in a file']],
  ])('%j', async (text, lines) => {
    expect((await check(text)).stderr.split('\n').slice(0, -1)).toEqual(lines.map(line => `everynode: everynode.yaml:${line}`));
  });

  test('an empty file, and one without a document', async () => {
    expect(await check('')).toMatchObject({ status: 2, stderr: 'everynode: everynode.yaml: is empty\n' });
    expect(await check('# nothing\n')).toMatchObject({ status: 2, stderr: 'everynode: everynode.yaml: there is no configuration: expected one CheckConfig (everynode.dev/v1)\n' });
  });

  test('standard input beside it', async () => {
    expect(await check(config(...CLUSTERS), '--also', '-')).toMatchObject({
      status: 2, stdout: '', stderr: 'everynode: standard input (-) goes with manifests and inventories on the command line, not with everynode.yaml\n',
    });
  });
});
