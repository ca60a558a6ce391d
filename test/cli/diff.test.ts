import { INVENTORY, kubectlNodes, tolerant, Workspace, yaml } from './everynode';
import { declares } from '../builders';

const POLICY = `apiVersion: everynode.dev/v1
kind: CoveragePolicy
spec:
  requirements:
    - { daemonSet: monitoring/agent, nodes: kubernetes.io/hostname=gpu-0 }
`;

const workspace = new Workspace({
  'prod.yaml': INVENTORY,
  'two.json': kubectlNodes({ name: 'a' }, { name: 'b' }),
  'one.json': kubectlNodes({ name: 'a' }),
  'tainted.json': kubectlNodes({ name: 'a' }, { name: 'b', taints: [{ key: 'x', effect: 'NoSchedule' }] }),
  'bare.yaml': INVENTORY.replace(/, allocatable: .*50Gi \} \}/, ' }'),
  'tolerant.yaml': tolerant(),
  'agent.yaml': yaml(),
  'config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
  'invalid.yaml': yaml({ pod: { tolerations: [{ key: 'a', effect: 'Noschedule' }] } }),
  'broken.yaml': 'a: [',
  'policy.yaml': POLICY,
  'other.yaml': yaml({ name: 'other' }),
});
const diff = async (args: string, input = '') => workspace.run(['diff', ...args.split(' ').filter(Boolean)], input);
const json = async (args: string, input = '') => JSON.parse((await diff(`${args} --format json`, input)).stdout);

test('prints in one line what is lost, and below it why and what to change', async () => {
  expect(await diff('--base tolerant.yaml --head agent.yaml --inventory prod.yaml')).toEqual({
    status: 1,
    stderr: '',
    stdout: `prod-eu: this change removes monitoring/agent from 2 nodes and replaces the pods of 1 DaemonSet

  ✗ monitoring/agent  (agent.yaml:1)  changed, its pods are replaced (rolling update)
      differs in spec.template.spec.tolerations
      lost on gpu-0, gpu-1: no pod is created
        untolerated taint nvidia.com/gpu=present:NoSchedule
          → tolerate nvidia.com/gpu with operator Exists, effect NoSchedule
              spec.template.spec.tolerations: add { key: nvidia.com/gpu, operator: Exists, effect: NoSchedule }
          → tolerate every taint: operator Exists without a key
              spec.template.spec.tolerations: add { operator: Exists }

  What all DaemonSets request of each node
    gpu-0, gpu-1: pods 1 → 0 of 110
`,
  });
});

describe('the exit code is', () => {
  test.each([
    [1, 'a required node loses it', '--base tolerant.yaml --head agent.yaml --inventory prod.yaml'],
    [0, 'a node wins it', '--base agent.yaml --head tolerant.yaml --inventory prod.yaml'],
    [0, 'nothing changes, although there are gaps', '--base agent.yaml --head agent.yaml --inventory prod.yaml'],
    [1, 'it is removed', '--base agent.yaml --head config.yaml --inventory prod.yaml'],
    [0, 'it is added', '--base config.yaml --head agent.yaml --inventory prod.yaml'],
    [1, 'a node is tainted', '--base agent.yaml --head agent.yaml --base-inventory two.json --head-inventory tainted.json'],
    [0, 'a node leaves', '--base agent.yaml --head agent.yaml --base-inventory two.json --head-inventory one.json'],
    [0, 'a node joins that it does not reach', '--base agent.yaml --head agent.yaml --base-inventory one.json --head-inventory tainted.json'],
    [1, 'one of two clusters loses it', '--base tolerant.yaml --head agent.yaml --inventory two.json --inventory prod.yaml'],
    [0, 'only others of several files change', '--base tolerant.yaml --head tolerant.yaml --head other.yaml --inventory two.json'],
    [0, 'room is not judged', '--base tolerant.yaml --head tolerant.yaml --inventory bare.yaml'],
    [2, 'there is no DaemonSet on either side', '--base config.yaml --head config.yaml --inventory prod.yaml'],
    [2, 'a file is missing, whatever else is lost', '--base tolerant.yaml --head agent.yaml --head missing.yaml --inventory prod.yaml'],
  ])('%i where %s', async (status, _, args) => {
    expect(await diff(args)).toMatchObject({ status });
  });
});

describe('bad input is exit code 2, one line, and no report:', () => {
  test.each([
    ['no --head', '--base agent.yaml --inventory prod.yaml', 'no --head is given: the manifests after the change, files or folders'],
    ['no --base', '--head agent.yaml --inventory prod.yaml', 'no --base is given: the manifests before the change, files or folders'],
    ['no inventory', '--base agent.yaml --head agent.yaml', 'no inventory is given: --inventory FILE, or --base-inventory FILE and --head-inventory FILE where the nodes change, too'],
    ['both kinds of inventories', '--base agent.yaml --head agent.yaml --inventory prod.yaml --head-inventory prod.yaml', '--inventory goes without --base-inventory and --head-inventory: it stands for both'],
    ['only the nodes before', '--base agent.yaml --head agent.yaml --base-inventory prod.yaml', '--base-inventory needs --head-inventory: the nodes after the change'],
    ['only the nodes after', '--base agent.yaml --head agent.yaml --head-inventory prod.yaml', '--head-inventory needs --base-inventory: the nodes before the change'],
    ['unequal numbers of clusters', '--base agent.yaml --head agent.yaml --base-inventory prod.yaml --base-inventory two.json --head-inventory prod.yaml', 'each --base-inventory needs a --head-inventory: got 2 and 1'],
    ['standard input twice', '--base - --head - --inventory prod.yaml', 'standard input (-) can be read only once'],
    ['no date', '--base agent.yaml --head agent.yaml --inventory prod.yaml --today soon', '--today must be a date such as "2027-01-31", got "soon"'],
    ['no version', '--base agent.yaml --head agent.yaml --inventory prod.yaml --kubernetes-version 2', '--kubernetes-version must be 1.27 to 1.37, as text ("1.37"), got "2"'],
    ['a missing file', '--base missing.yaml --head agent.yaml --inventory prod.yaml', 'missing.yaml: cannot be read: there is no such file or folder'],
    ['a missing inventory', '--base agent.yaml --head agent.yaml --inventory missing.yaml', 'missing.yaml: cannot be read: there is no such file or folder'],
    ['a missing policy', '--base agent.yaml --head agent.yaml --inventory prod.yaml --policy missing.yaml', 'missing.yaml: cannot be read: there is no such file or folder'],
    ['no manifest at all', '--base config.yaml --head config.yaml --inventory prod.yaml', 'no DaemonSet (apps/v1) is in config.yaml'],
    ['a name of an option', '--bas agent.yaml', 'unknown option \'--bas\' (Did you mean --base?) (everynode diff --help shows how it is used)'],
    ['a manifest without an option', 'agent.yaml --base agent.yaml', 'too many arguments for \'diff\'. Expected 0 arguments but got 1. (everynode diff --help shows how it is used)'],
  ])('%s', async (_, args, message) => {
    expect(await diff(args)).toEqual({ status: 2, stdout: '', stderr: `everynode: ${message}\n` });
  });

  test.each(['invalid.yaml', 'broken.yaml'])('%s, which is not taken for a loss', async file => {
    const { status, stdout, stderr } = await diff(`--base agent.yaml --head ${file} --inventory prod.yaml`);

    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^everynode: ${file}:\\d+: .*\n$`));
  });

  test('in JSON, too', async () => {
    expect(await json('--base missing.yaml --head agent.yaml --inventory prod.yaml')).toEqual({
      schemaVersion: 'everynode.dev/diff/v1', success: false, problems: [{ message: 'cannot be read: there is no such file or folder', file: 'missing.yaml' }], clusters: [],
    });
  });
});

describe('JSON', () => {
  test('is everynode.dev/diff/v1', async () => {
    const report = await json('--base tolerant.yaml --head agent.yaml --inventory prod.yaml');

    expect(report).toMatchObject({
      schemaVersion: 'everynode.dev/diff/v1',
      clusters: [{
        name: 'prod-eu',
        daemonSets: [{ namespace: 'monitoring', name: 'agent', change: 'Changed', rollout: true, lost: { count: 2, names: ['gpu-0', 'gpu-1'], pools: ['gpu'] }, won: { count: 0, names: [], pools: [] } }],
      }],
    });
  });

  test('pairs clusters by order and calls them what the head does', async () => {
    const { clusters } = await json('--base agent.yaml --head agent.yaml --base-inventory two.json --base-inventory prod.yaml --head-inventory one.json --head-inventory prod.yaml');

    expect(clusters.map(({ name }: any) => name)).toEqual(['one', 'prod-eu']);
    expect(clusters[0]).toMatchObject({ left: { names: ['b'] } });
  });

  test('is the same twice', async () => {
    const [first, second] = await Promise.all([1, 2].map(async () => diff('--base tolerant.yaml --head agent.yaml --inventory prod.yaml --format json')));

    expect(first).toEqual(second);
  });
});

describe('standard input', () => {
  test('is one of the two sides', async () => {
    expect(await diff('--base tolerant.yaml --head - --inventory prod.yaml', yaml())).toMatchObject({ status: 1 });
  });

  test('is the inventory of both', async () => {
    const { clusters: [cluster] } = await json('--base tolerant.yaml --head agent.yaml --inventory -', INVENTORY);

    expect(cluster).toMatchObject({ name: 'prod-eu', nodes: 5, daemonSets: [{ lost: { count: 2 } }] });
  });
});

test('a policy says what is required', async () => {
  const { clusters: [cluster] } = await json('--base tolerant.yaml --head agent.yaml --inventory prod.yaml --policy policy.yaml');

  expect(cluster.daemonSets[0]).toMatchObject({ lost: { names: ['gpu-0'] }, stopped: { names: ['gpu-1'] } });
});

test('what is judged on one side is on neither side what runs there, too', async () => {
  const port = (name: string) => yaml({ name, pod: { containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 1, hostPort: 9100 }] }] } });
  workspace.write('old.yaml', port('old'));
  workspace.write('new.yaml', port('new'));

  const { clusters: [replaced] } = await json('--base old.yaml --head new.yaml --also old.yaml --inventory two.json');
  const { clusters: [kept] } = await json('--base config.yaml --head new.yaml --also old.yaml --inventory two.json');

  expect(replaced.daemonSets[0]).toMatchObject({ name: 'new', won: { count: 2 } });
  expect(kept.daemonSets[0]).toMatchObject({ name: 'new', won: { count: 2 } });
});

test('nor are its pods, where the pods of the cluster are given', async () => {
  const asking = (name: string) => yaml({ name, pod: { containers: [{ name: 'a', image: 'a:1', resources: { requests: { cpu: '3' } } }] } });
  const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'old', uid: 'x', controller: true };
  const pod = (ownerReferences: object[]) => JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'old-x', namespace: 'monitoring', ownerReferences },
    spec: { nodeName: 'a', containers: [{ name: 'a', image: 'a:1', resources: { requests: { cpu: '3' } } }] },
  });
  workspace.write('big-old.yaml', asking('old'));
  workspace.write('big-new.yaml', asking('new'));
  workspace.write('own.json', pod([owner]));
  workspace.write('foreign.json', pod([]));
  const wonWith = async (pods: string) => (await json(`--base big-old.yaml --head big-new.yaml --inventory one.json --pods ${pods}`)).clusters[0].daemonSets[0].won.count;

  expect(await wonWith('own.json')).toBe(1);
  expect(await wonWith('foreign.json')).toBe(0);
});

test('exemptions hold until their day', async () => {
  workspace.write('exempt.yaml', yaml({ annotations: declares({ exempt: [{ nodes: '', reason: 'x', until: '2027-01-31' }] }) }));
  const exemptionsOn = async (day: string) => (await json(`--base tolerant.yaml --head exempt.yaml --inventory prod.yaml --today ${day}`)).clusters[0].daemonSets[0].losses[0].exemptions;

  expect(await exemptionsOn('2027-01-31')).toEqual(['x']);
  expect(await exemptionsOn('2027-02-01')).toEqual([]);
});

test('--output takes the report, and --all-nodes every name', async () => {
  workspace.write('many.json', kubectlNodes(...Array.from({ length: 25 }, (_, index) => ({ name: `n-${index}` }))));

  expect(await diff('--base agent.yaml --head config.yaml --inventory many.json --all-nodes --format json --output out.json')).toEqual({ status: 1, stdout: '', stderr: '' });
  expect(JSON.parse(workspace.read('out.json')).clusters[0].daemonSets[0].lost.names).toHaveLength(25);
});
