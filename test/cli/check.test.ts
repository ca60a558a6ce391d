import { INVENTORY, kubectlNodes, tolerant, Workspace, yaml } from './everynode';
import { declares, manifest } from '../builders';

const GAP = `prod-eu: 5 nodes, Kubernetes 1.34

  ✗ monitoring/agent  (agent.yaml:1)  3 of 5 nodes
      no pod is created on gpu-0, gpu-1
        untolerated taint nvidia.com/gpu=present:NoSchedule
          → tolerate nvidia.com/gpu with operator Exists, effect NoSchedule
              spec.template.spec.tolerations: add { key: nvidia.com/gpu, operator: Exists, effect: NoSchedule }
          → tolerate every taint: operator Exists without a key
              spec.template.spec.tolerations: add { operator: Exists }

1 gap
`;

const workspace = new Workspace({
  'prod.yaml': INVENTORY,
  'agent.yaml': yaml(),
  'tolerant.yaml': tolerant({ name: 'tolerant' }),
  'replicas.yaml': tolerant({ spec: { replicas: 3 } }),
  'invalid.yaml': yaml({ name: 'invalid', pod: { tolerations: [{ key: 'a', effect: 'Noschedule' }] } }),
  'config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
  'deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { volumes: [ { name: v, hostPath: { path: /var/log } } ] } } }\n',
  'data.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { volumes: [ { name: v, hostPath: { path: /data } } ] } } }\n',
  'bare.yaml': INVENTORY.replace(/, allocatable: .*50Gi \} \}/, ' }'),
  'dated.yaml': INVENTORY.replace('pools:', 'observedAt: "2026-11-01T00:00:00Z"\n  pools:'),
});
const check = async (args: string, input = '') => workspace.run(['check', ...args.split(' ')], input);
const json = async (args: string, input = '') => JSON.parse((await check(`${args} --format json`, input)).stdout);

test('prints what is missing, why, and what to change', async () => {
  expect(await check('agent.yaml --inventory prod.yaml')).toEqual({ status: 1, stdout: GAP, stderr: '' });
});

describe('the exit code is', () => {
  test.each([
    [0, 'all is covered', 'tolerant.yaml --inventory prod.yaml'],
    [1, 'a required node is left out', 'agent.yaml --inventory prod.yaml'],
    [1, 'one of two clusters has a gap', 'agent.yaml --inventory nodes.json --inventory prod.yaml'],
    [0, 'there is a warning', 'replicas.yaml --inventory prod.yaml'],
    [1, 'there is a warning, and --strict', 'replicas.yaml --inventory prod.yaml --strict'],
    [0, 'room is not judged', 'tolerant.yaml --inventory bare.yaml'],
    [1, 'room is not judged, and --strict', 'tolerant.yaml --inventory bare.yaml --strict'],
    [0, 'another object yields a finding', 'deployment.yaml --inventory prod.yaml'],
    [2, 'no object yields a finding', 'data.yaml --inventory prod.yaml'],
    [2, 'there is no DaemonSet', 'config.yaml --inventory prod.yaml'],
    [2, 'one file is missing, although the others are covered', 'tolerant.yaml missing.yaml --inventory prod.yaml'],
    [2, 'one DaemonSet is invalid, although another has a gap', 'agent.yaml invalid.yaml --inventory prod.yaml'],
    [2, 'one inventory is missing, although the other has a gap', 'agent.yaml --inventory prod.yaml --inventory missing.yaml'],
    [2, 'no inventory is given', 'agent.yaml'],
    [2, 'no manifest is given', '--inventory prod.yaml'],
  ])('%i where %s', async (status, _, args) => {
    workspace.write('nodes.json', kubectlNodes({ name: 'a' }));

    expect(await check(args)).toMatchObject({ status });
  });
});

describe('kubectl\'s own list of nodes', () => {
  const nodes = kubectlNodes({ name: 'cp-1', taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] }, { name: 'w-1' });

  test('is read from a file, and manifests from a pipe', async () => {
    workspace.write('nodes.json', nodes);

    expect(await json('- --inventory nodes.json', yaml())).toMatchObject({
      clusters: [{ name: 'nodes', nodes: 2, daemonSets: [{ required: 2, running: 1, source: { file: 'standard input', line: 1 }, gaps: [{ nodes: { count: 1, names: ['cp-1'], pools: [] } }] }] }],
    });
  });

  test('is read from a pipe, and manifests from a file', async () => {
    expect(await json('agent.yaml --inventory -', nodes)).toMatchObject({ clusters: [{ name: 'cluster', nodes: 2 }] });
  });
});

describe('JSON', () => {
  test('has the keys of everynode.dev/check/v1, in their order', async () => {
    const report = await json('agent.yaml --inventory prod.yaml');

    expect(Object.keys(report)).toEqual(['schemaVersion', 'success', 'problems', 'clusters']);
    expect(report).toMatchObject({ schemaVersion: 'everynode.dev/check/v1', success: false, problems: [] });
    expect(report.clusters).toEqual([{
      name: 'prod-eu',
      success: false,
      nodes: 5,
      kubernetesVersion: '1.34',
      daemonSets: [{
        namespace: 'monitoring',
        name: 'agent',
        source: { file: 'agent.yaml', line: 1 },
        required: 5,
        running: 3,
        status: { desiredNumberScheduled: 3, numberMisscheduled: 0 },
        gaps: [{ severity: 'error', outcome: 'NotEligible', nodes: { count: 2, names: ['gpu-0', 'gpu-1'], pools: ['gpu'] }, reasons: [expect.objectContaining({ code: 'UntoleratedTaint' })] }],
      }],
      roles: [],
      exemptions: [],
      virtualNodes: { count: 0, names: [], pools: [] },
      notJudged: [],
      findings: [],
    }]);
  });

  test('is on standard output while problems are on standard error, one line each', async () => {
    const { stdout, stderr, status } = await check('agent.yaml missing.yaml invalid.yaml --inventory prod.yaml --format json');

    expect(status).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'everynode: missing.yaml: cannot be read: there is no such file or folder',
      expect.stringMatching(/^everynode: invalid\.yaml:\d+: DaemonSet monitoring\/invalid: spec\.template\.spec\.tolerations\[0\]\.effect .*NoSchedule.*"Noschedule"/),
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      success: false,
      problems: [{ message: 'cannot be read: there is no such file or folder', file: 'missing.yaml' }, { file: 'invalid.yaml', line: expect.any(Number) }],
      clusters: [{ success: false, daemonSets: [{ name: 'agent' }] }],
    });
  });

  test('is there where nothing could be judged', async () => {
    const { stdout, status } = await check('agent.yaml --inventory missing.yaml --format json');

    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 'everynode.dev/check/v1',
      success: false,
      problems: [{ message: 'cannot be read: there is no such file or folder', file: 'missing.yaml' }],
      clusters: [],
    });
  });

  test('holds 20 names, or all', async () => {
    workspace.write('many.json', kubectlNodes(...Array.from({ length: 30 }, (_, index) => ({ name: `n-${index}`, taints: [{ key: 'a', effect: 'NoSchedule' }] }))));
    const names = (report: any) => report.clusters[0].daemonSets[0].gaps[0].nodes.names.length;

    expect(names(await json('agent.yaml --inventory many.json'))).toBe(20);
    expect(names(await json('agent.yaml --inventory many.json --all-nodes'))).toBe(30);
  });
});

describe('one invalid DaemonSet does not hide the others', () => {
  test('nor does it hide what else is wrong', async () => {
    workspace.write('several.yaml', [yaml({ name: 'a', pod: { hostNetwork: 'ja', hostPID: 'nein' } }), yaml({ name: 'b' }), yaml({ name: 'c', annotations: { 'everynode.dev/role': '' } })].join('---\n'));
    const { stdout, stderr } = await check('several.yaml --inventory prod.yaml');

    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^everynode: several\.yaml:\d+: DaemonSet monitoring\/a: spec\.template\.spec\.hostNetwork must be true or false, got "ja"$/),
      expect.stringMatching(/^everynode: several\.yaml:\d+: DaemonSet monitoring\/a: spec\.template\.spec\.hostPID must be true or false, got "nein"$/),
      expect.stringMatching(/^everynode: several\.yaml:\d+: DaemonSet monitoring\/c: metadata\.annotations\["everynode\.dev\/role"\]/),
    ]);
    expect(stdout).toContain('✗ monitoring/b');
    expect(stdout).toContain('1 gap, 3 problems with the input\n');
  });

  test('nor does a file that is no YAML', async () => {
    workspace.write('login.html', '<!DOCTYPE html>\n<html><body>Sign in</body></html>\n');
    const { status, stdout, stderr } = await check('login.html agent.yaml --inventory prod.yaml');

    expect(status).toBe(2);
    expect(stderr).toMatch(/^everynode: login\.html:\d+: [^\n]+\n$/);
    expect(stdout).toContain('✗ monitoring/agent');
  });

  test('nor does a broken document of its own file', async () => {
    workspace.write('broken.yaml', `${yaml({ name: 'first' })}---\nkind: [\n---\n${yaml({ name: 'last' })}`);
    const { stderr, stdout } = await check('broken.yaml --inventory prod.yaml');

    expect(stderr).toMatch(/^everynode: broken\.yaml:\d+: this is no YAML[^\n]*\n/);
    expect(stdout).toContain('monitoring/first');
  });
});

describe('several inventories', () => {
  test('are one cluster each, in their order, held against all manifests', async () => {
    workspace.write('us.json', kubectlNodes({ name: 'a' }));
    const report = await json('agent.yaml tolerant.yaml --inventory prod.yaml --inventory us.json');

    expect(report.clusters.map(({ name, success, daemonSets }: any) => [name, success, daemonSets.length])).toEqual([['prod-eu', false, 2], ['us', true, 2]]);
  });

  test('a folder is one cluster of all its files together', async () => {
    workspace.write('eu.1/a.json', kubectlNodes({ name: 'a' }));
    workspace.write('eu.1/deep/b.json', kubectlNodes({ name: 'b' }));

    expect((await json('agent.yaml --inventory eu.1')).clusters).toMatchObject([{ name: 'eu.1', nodes: 2 }]);
  });

  test('a folder of which a part cannot be read is no inventory, and everything wrong with it is said', async () => {
    workspace.write('parts/a.json', kubectlNodes({ name: 'a' }));
    workspace.write('parts/b.yaml', '');
    workspace.write('parts/c.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\n');
    const { status, stderr, stdout } = await check('agent.yaml --inventory parts');

    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('everynode: parts/b.yaml: is empty\n');
    expect(stderr).toMatch(/everynode: parts\/c\.yaml:1: Pod p declares no nodes/);
  });

  test('of other versions are judged by their own', async () => {
    workspace.write('old.yaml', INVENTORY.replace('1.34', '1.28'));
    const versions = async (args: string) => (await json(args)).clusters.map(({ kubernetesVersion }: any) => kubernetesVersion);

    expect(await versions('agent.yaml --inventory prod.yaml --inventory old.yaml')).toEqual(['1.34', '1.28']);
    expect(await versions('agent.yaml --inventory prod.yaml --inventory old.yaml --kubernetes-version 1.31')).toEqual(['1.31', '1.31']);
  });
});

describe('--today decides which exemptions hold', () => {
  beforeAll(() => workspace.write('exempt.yaml', yaml({ annotations: declares({ exempt: [{ nodes: 'kubernetes.io/hostname in (gpu-0,gpu-1)', reason: 'no agent there yet', until: '2026-12-31' }] }) })));

  test.each([['2026-12-31', 0], ['2027-01-01', 1]])('%s: %i', async (today, status) => {
    expect(await check(`exempt.yaml --inventory prod.yaml --today ${today}`)).toMatchObject({ status });
  });
});

describe('--max-age makes a finding of an old inventory', () => {
  test.each([
    ['prod.yaml', '14d', ['OldInventory']],
    ['dated.yaml', '14d', ['OldInventory']],
    ['dated.yaml', '19d', []],
    ['dated.yaml', '455h', ['OldInventory']],
    ['dated.yaml', '456h', []],
  ])('%s, %s', async (inventory, age, codes) => {
    const report = await json(`tolerant.yaml --inventory ${inventory} --max-age ${age} --today 2026-11-20`);

    expect(report.clusters[0].findings.map(({ code }: any) => code)).toEqual(codes);
    expect(report.success).toBe(true);
  });
});

describe('the same input gives the same bytes', () => {
  const documents = ['c', 'a', 'b'].map(name => yaml({ name }));
  const nodes = ['w-2', 'w-10', 'w-1', 'cp'].map(name => ({ name, taints: name === 'w-1' ? [{ key: 'x', effect: 'NoSchedule' }] : name === 'cp' ? [{ key: 'y', effect: 'NoSchedule' }] : undefined }));

  test('twice', async () => {
    const [first, second] = [await check('agent.yaml replicas.yaml --inventory prod.yaml'), await check('agent.yaml replicas.yaml --inventory prod.yaml')];

    expect(second).toEqual(first);
  });

  test('in any order of documents and nodes', async () => {
    workspace.write('forward.json', kubectlNodes(...nodes));
    workspace.write('backward.json', kubectlNodes(...[...nodes].reverse()));
    const shown = async (order: string[], inventory: string) => {
      const report = await json(`- --inventory ${inventory}`, order.join('---\n'));
      return JSON.stringify(report.clusters[0]).replace(/"source":\{[^}]*\}/g, '').replace('"name":"backward"', '"name":"forward"');
    };

    expect(await shown([...documents].reverse(), 'backward.json')).toBe(await shown(documents, 'forward.json'));
  });
});

test('other kinds are passed over, lists are unfolded, CRLF and byte order marks are nothing', async () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [manifest({ name: 'a' }), { apiVersion: 'v1', kind: 'ConfigMap' }] };
  workspace.write('mixed.yaml', `\ufeff${workspace.read('config.yaml')}---\r\n${JSON.stringify(list)}\r\n---\r\n${workspace.read('prod.yaml').replace(/\n/g, '\r\n')}`);
  const report = await json('mixed.yaml --inventory prod.yaml');

  expect(report.problems).toEqual([]);
  expect(report.clusters[0].daemonSets).toMatchObject([{ name: 'a', source: { file: 'mixed.yaml' } }]);
});
