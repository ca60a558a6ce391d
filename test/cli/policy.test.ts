import { INVENTORY, tolerant, Workspace, yaml } from './everynode';
import { declares } from '../builders';

const policy = (spec: string) => `apiVersion: everynode.dev/v1\nkind: CoveragePolicy\nspec:\n  ${spec}\n`;

const workspace = new Workspace({
  'prod.yaml': INVENTORY,
  'agent.yaml': yaml(),
  'exempting.yaml': yaml({ annotations: declares({ exempt: [{ nodes: 'kubernetes.io/hostname in (gpu-0,gpu-1)', reason: 'r' }] }) }),
  'tolerant.yaml': tolerant({ name: 'tolerant' }),
  'config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
  'role.yaml': policy('requirements: [ { role: logs, nodes: "" } ]'),
  'enough.yaml': policy('requirements: [ { daemonSet: monitoring/agent, nodes: "", minimumShare: 60% } ]'),
  'more.yaml': policy('requirements: [ { daemonSet: monitoring/agent, nodes: "", minimum: 4 } ]'),
  'only.yaml': policy('exemptionsFrom: policy'),
  'typo.yaml': policy('requirement: []\n  roles: [ { name: a } ]'),
  'exempt.yaml': policy('exemptions: [ { daemonSet: monitoring/agent, nodes: "kubernetes.io/hostname in (gpu-0,gpu-1)", reason: r, until: "2026-12-31" } ]'),
});
const check = async (args: string, input = '') => workspace.run(['check', ...args.split(' ')], input);

describe('the exit code is', () => {
  test.each([
    [1, 'nothing has a required role', 'tolerant.yaml --policy role.yaml'],
    [1, 'there is no DaemonSet, and one is required', 'config.yaml --policy role.yaml'],
    [2, 'there is no DaemonSet, and none is required', 'config.yaml --policy only.yaml'],
    [0, 'enough nodes run it', 'agent.yaml --policy enough.yaml'],
    [0, 'enough nodes run it, and --strict', 'agent.yaml --policy enough.yaml --strict'],
    [1, 'too few nodes run it', 'agent.yaml --policy more.yaml'],
    [0, 'the manifest exempts', 'exempting.yaml'],
    [1, 'the manifest exempts, and may not', 'exempting.yaml --policy only.yaml'],
    [0, 'the policy exempts', 'agent.yaml --policy exempt.yaml --today 2026-12-31'],
    [1, 'the policy exempts no more', 'agent.yaml --policy exempt.yaml --today 2027-01-01'],
    [2, 'the policy is invalid', 'tolerant.yaml --policy typo.yaml'],
    [2, 'the policy is missing', 'tolerant.yaml --policy missing.yaml'],
    [2, 'the policy is a folder', 'tolerant.yaml --policy .'],
    [2, 'standard input would be read twice', '- --policy -'],
  ])('%i where %s', async (status, _, args) => {
    expect(await check(`${args} --inventory prod.yaml`)).toMatchObject({ status });
  });
});

test('everything that is wrong with a policy is said, with its place, and nothing is judged without it', async () => {
  expect(await check('agent.yaml missing.yaml --inventory prod.yaml --policy typo.yaml')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'everynode: missing.yaml: cannot be read: there is no such file or folder\n'
      + 'everynode: typo.yaml:5: CoveragePolicy (without a name): spec.roles[0].daemonSets must name at least one DaemonSet, as namespace/name\n'
      + 'everynode: typo.yaml:4: CoveragePolicy (without a name): spec.requirement is unknown; did you mean requirements?\n',
  });
});

test('the report says what is enough', async () => {
  const { stdout } = await check('agent.yaml --inventory prod.yaml --policy enough.yaml');

  expect(stdout).toContain('  ✓ monitoring/agent  (agent.yaml:1)  3 of 5 nodes, at least 3 must\n      no pod is created on gpu-0, gpu-1\n');
  expect(stdout).toContain('\nas many required nodes as the policy asks for run exactly one of each; 1 gap that a minimum allows\n');
  expect((await check('agent.yaml --inventory prod.yaml --policy more.yaml')).stdout).toContain('  ✗ monitoring/agent  (agent.yaml:1)  3 of 5 nodes, at least 4 must\n');
});

test('a finding about the policy names its place', async () => {
  expect((await check('tolerant.yaml --inventory prod.yaml --policy role.yaml')).stdout).toContain(
    '    ✗ MissingRole  (role.yaml:4): the policy requires the role logs, and no DaemonSet has it (general-0, general-1, general-2 and 2 more, pools general, gpu)\n');
});

test('a policy is read from a pipe', async () => {
  expect(await check('tolerant.yaml --inventory prod.yaml --policy -', policy('requirements: [ { role: logs, nodes: "" } ]'))).toMatchObject({ status: 1, stderr: '' });
});
