import { INVENTORY, kubectlNodes, tolerant, Workspace, yaml } from './everynode';
import { declares } from '../builders';

const workspace = new Workspace({
  'prod.yaml': INVENTORY,
  'agents.yaml': [tolerant({ name: 'z' }), yaml({ namespace: '', name: 'agent', annotations: declares({ required: 'a=b' }) })].join('---\n'),
  'two.json': kubectlNodes({ name: 'b', taints: [{ key: 'a', effect: 'NoSchedule' }] }, { name: 'a', labels: { type: 'virtual-kubelet' } }),
});
const place = async (args: string) => workspace.run(['place', ...args.split(' ')]);

test('JSON is everynode.dev/place/v1: Kubernetes\' answer, virtual nodes and all', async () => {
  const { status, stdout, stderr } = await place('agents.yaml --inventory two.json --format json');
  const report = JSON.parse(stdout);

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(Object.keys(report)).toEqual(['schemaVersion', 'placements']);
  expect(report.schemaVersion).toBe('everynode.dev/place/v1');
  report.placements.forEach((placement: object) => expect(Object.keys(placement)).toEqual(['daemonSet', 'cluster', 'node', 'outcome', 'shouldRun', 'shouldContinueRunning', 'reasons']));
  expect(report.placements).toEqual([
    { daemonSet: { namespace: 'default', name: 'agent' }, cluster: 'two', node: 'a', outcome: 'Runs', shouldRun: true, shouldContinueRunning: true, reasons: [] },
    {
      daemonSet: { namespace: 'default', name: 'agent' },
      cluster: 'two',
      node: 'b',
      outcome: 'NotEligible',
      shouldRun: false,
      shouldContinueRunning: true,
      reasons: [{
        filter: 'TaintToleration',
        code: 'UntoleratedTaint',
        message: 'untolerated taint a:NoSchedule',
        remedies: [expect.objectContaining({ text: 'tolerate a with operator Exists, effect NoSchedule' }), expect.any(Object)],
      }],
    },
    { daemonSet: { namespace: 'monitoring', name: 'z' }, cluster: 'two', node: 'a', outcome: 'Runs', shouldRun: true, shouldContinueRunning: true, reasons: [] },
    { daemonSet: { namespace: 'monitoring', name: 'z' }, cluster: 'two', node: 'b', outcome: 'Runs', shouldRun: true, shouldContinueRunning: true, reasons: [] },
  ]);
});

test('NDJSON is the same, one answer a line', async () => {
  const [whole, lines] = await Promise.all([place('agents.yaml --inventory two.json --format json'), place('agents.yaml --inventory two.json --format ndjson')]);

  expect(lines.stdout.trimEnd().split('\n').map(line => JSON.parse(line))).toEqual(JSON.parse(whole.stdout).placements);
});

test('NDJSON comes in pieces, to a file as to standard output', async () => {
  workspace.write('many.json', kubectlNodes(...Array.from({ length: 1501 }, (_, index) => ({ name: `n${index}` }))));
  const [{ stdout }, toFile] = await Promise.all([place('agents.yaml --inventory many.json --format ndjson'), place('agents.yaml --inventory many.json --format ndjson --output many.ndjson')]);
  const nodes = stdout.trimEnd().split('\n').map(line => { const { daemonSet, node } = JSON.parse(line); return `${daemonSet.name} ${node}`; });

  expect(new Set(nodes).size).toBe(3002);
  expect(nodes).toHaveLength(3002);
  expect(toFile).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(workspace.read('many.ndjson')).toBe(stdout);
});

test('text is a table', async () => {
  expect((await place('agents.yaml --inventory two.json')).stdout).toBe(`CLUSTER  DAEMONSET      NODE  OUTCOME      REASONS
two      default/agent  a     Runs
two      default/agent  b     NotEligible  untolerated taint a:NoSchedule
two      monitoring/z   a     Runs
two      monitoring/z   b     Runs
`);
});

test('a gap is no error here', async () => {
  expect(await place('agents.yaml --inventory prod.yaml')).toMatchObject({ status: 0 });
});

test('every cluster is answered for', async () => {
  const { placements } = JSON.parse((await place('agents.yaml --inventory two.json --inventory prod.yaml --format json')).stdout);

  expect(placements).toHaveLength(2 * 2 + 2 * 5);
  expect(new Set(placements.map(({ cluster }: any) => cluster))).toEqual(new Set(['two', 'prod-eu']));
});

test('problems are exit code 2, on standard error and in the JSON; the rest is answered', async () => {
  const { status, stdout, stderr } = await place('agents.yaml missing.yaml --inventory two.json --format json');

  expect(status).toBe(2);
  expect(stderr).toBe('everynode: missing.yaml: cannot be read: there is no such file or folder\n');
  expect(JSON.parse(stdout)).toMatchObject({ problems: [{ message: 'cannot be read: there is no such file or folder', file: 'missing.yaml' }], placements: { length: 4 } });
});

test('a Deployment is no DaemonSet, whatever it reads', async () => {
  workspace.write('deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { volumes: [ { name: v, hostPath: { path: / } } ] } } }\n');

  expect(await place('deployment.yaml --inventory two.json')).toMatchObject({ status: 2, stderr: 'everynode: no DaemonSet (apps/v1) is in deployment.yaml\n' });
});
