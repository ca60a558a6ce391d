import { INVENTORY, tolerant, Workspace, yaml } from './everynode';

const policy = (spec: string) => `apiVersion: everynode.dev/v1\nkind: CoveragePolicy\nspec:\n  ${spec}\n`;
const GPU = { key: 'nvidia.com/gpu', operator: 'Exists' };

const workspace = new Workspace({
  'prod.yaml': INVENTORY,
  'agent.yaml': yaml({ pod: { tolerations: [GPU] } }),
  'looping.yaml': yaml({ pod: { tolerations: [GPU, { key: 'maintenance', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }] } }),
  'tolerant.yaml': tolerant(),
  'policy.yaml': policy('scenarios: [ { name: maintenance, nodes: "", addTaints: [ { key: maintenance, effect: NoExecute } ] }, { name: nowhere, nodes: a=b, removeLabels: [c] } ]'),
  'typo.yaml': policy('scenarios: [ { name: new-node, nodes: "", addTaint: [] } ]'),
  'everynode.yaml': 'apiVersion: everynode.dev/v1\nkind: CheckConfig\nspec:\n  policy: policy.yaml\n  clusters: [ { name: prod-eu, inventory: prod.yaml, manifests: [looping.yaml] } ]\n',
});
const check = async (args: string) => workspace.run(['check', ...args.split(' ').filter(arg => arg !== '')]);

describe('the exit code is', () => {
  test.each([
    [0, 'nothing happens to the pods', 'agent.yaml --inventory prod.yaml --scenario cordoned --scenario disk-pressure'],
    [0, 'they stay, but would not be created anew', 'agent.yaml --inventory prod.yaml --scenario not-ready'],
    [1, 'they would not be created anew, and --strict', 'agent.yaml --inventory prod.yaml --scenario not-ready --strict'],
    [0, 'they wait on new nodes', 'agent.yaml --inventory prod.yaml --scenario new-node --strict'],
    [1, 'they are deleted', 'agent.yaml --inventory prod.yaml --policy policy.yaml --scenario maintenance'],
    [1, 'they loop', 'looping.yaml --inventory prod.yaml --policy policy.yaml --scenario maintenance'],
    [0, 'they tolerate everything', 'tolerant.yaml --inventory prod.yaml --policy policy.yaml --scenario maintenance --scenario not-ready'],
    [0, 'a scenario of the policy is not asked for', 'looping.yaml --inventory prod.yaml --policy policy.yaml'],
    [0, 'a scenario concerns no node', 'agent.yaml --inventory prod.yaml --policy policy.yaml --scenario nowhere'],
    [1, 'the clusters are those of everynode.yaml', '--scenario maintenance'],
    [2, 'there is no such scenario', 'agent.yaml --inventory prod.yaml --scenario nothing'],
    [2, 'there is none without the policy', 'agent.yaml --inventory prod.yaml --scenario maintenance'],
    [2, 'the policy is invalid', 'agent.yaml --inventory prod.yaml --policy typo.yaml --scenario maintenance'],
  ])('%i where %s', async (status, _, args) => {
    expect(await check(args)).toMatchObject({ status });
  });
});

test('a scenario that does not exist is named, with the nearest and all that there are, and nothing is judged', async () => {
  expect(await check('agent.yaml --inventory prod.yaml --policy policy.yaml --scenario cordonned')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'everynode: --scenario: there is no scenario "cordonned" (typo of "cordoned"?); there are cordoned, not-ready, unreachable, disk-pressure, memory-pressure, '
      + 'pid-pressure, network-unavailable, uninitialized, autoscaler-scale-down, karpenter-disrupted, new-node, maintenance, nowhere\n',
  });
});

test('of an invalid policy only that is said', async () => {
  expect((await check('agent.yaml --inventory prod.yaml --policy typo.yaml --scenario maintenance')).stderr.split('\n')).toEqual([
    expect.stringContaining('spec.scenarios[0].name must be a name of its own'),
    expect.stringContaining('spec.scenarios[0] must change something'),
    expect.stringContaining('spec.scenarios[0].addTaint is unknown; did you mean addTaints?'),
    '',
  ]);
});

test('the report says when pods are evicted, and that they loop', async () => {
  const { stdout } = await check('looping.yaml --inventory prod.yaml --policy policy.yaml --scenario maintenance');

  expect(stdout).toContain('\n    ✗ monitoring/agent  is evicted again and again on 5 nodes\n');
  expect(stdout).toContain('the pod is evicted after 60 s and created anew, again and again, on general-0');
  expect(stdout).toMatch(/\n1 error in scenarios\n$/);
});
