import { INVENTORY, tolerant, Workspace, yaml } from './everynode';
import { NODE_EVENTS } from '../../src/model/node-event';

const events = (...lines: string[]) => `apiVersion: everynode.dev/v1\nkind: NodeEvents\nspec:\n  events:\n${lines.map(line => `    - ${line}\n`).join('')}`;

const workspace = new Workspace({
  'prod.yaml': INVENTORY.replace('count: 2', 'min: 0'),
  'agent.yaml': yaml(),
  'tolerant.yaml': tolerant(),
  'events.yaml': events('{ at: 1m, nodeJoins: { name: w-9, pool: general, readyAfter: 30s } }', '{ at: 5m, nodeLeaves: { nodes: general-0 } }'),
  'gpu.yaml': events('{ at: 1m, nodeJoins: { name: gpu-0, pool: gpu } }'),
  'invalid.yaml': events('{ at: -1m, cordon: { nodes: general-0 } }', '{ at: 1m, cordon: {} }'),
  'early.yaml': events('{ at: 10m, cordon: { nodes: w-9 } }', '{ at: 20m, nodeJoins: { name: w-9, pool: general } }', '{ at: 30m, cordon: { nodes: nobody } }'),
});
const simulate = async (args: string, input = '') => workspace.run(['simulate', ...args.split(' ')], input);

describe('the exit code is', () => {
  test.each([
    [0, 'every node runs its agents in the end', 'agent.yaml --inventory prod.yaml --events events.yaml'],
    [1, 'one that is required is missing in the end', 'agent.yaml --inventory prod.yaml --events gpu.yaml'],
    [0, 'it tolerates everything', 'tolerant.yaml --inventory prod.yaml --events gpu.yaml'],
    [2, 'an event is invalid', 'agent.yaml --inventory prod.yaml --events invalid.yaml'],
    [2, 'a node is not there then', 'agent.yaml --inventory prod.yaml --events early.yaml'],
    [2, 'there are no events', 'agent.yaml --inventory prod.yaml'],
    [2, 'the file is missing', 'agent.yaml --inventory prod.yaml --events missing.yaml'],
    [2, 'the file is no file of events', 'agent.yaml --inventory prod.yaml --events prod.yaml'],
    [2, 'events are in a folder', 'agent.yaml --inventory prod.yaml --events .'],
    [2, 'there are two clusters', 'agent.yaml --inventory prod.yaml --inventory prod.yaml --events events.yaml'],
    [2, 'a manifest is missing', 'agent.yaml missing.yaml --inventory prod.yaml --events events.yaml'],
    [2, 'standard input would be read twice', '- --inventory prod.yaml --events -'],
  ])('%i where %s', async (status, _, args) => {
    expect(await simulate(args)).toMatchObject({ status });
  });
});

test('what happens is printed, with a picture', async () => {
  const { stdout, stderr } = await simulate('agent.yaml --inventory prod.yaml --events events.yaml');

  expect(stderr).toBe('');
  expect(stdout).toMatch(/^prod-eu: 5m, Kubernetes 1\.34\n\n {2}monitoring\/agent\n/);
  expect(stdout).toContain('\n       1m30s  monitoring/agent on w-9: is created\n');
  expect(stdout).toContain('\n    w-9 is without monitoring/agent for 30s (1m to 1m30s)\n');
});

test('events that cannot happen are named, each with its place', async () => {
  expect(await simulate('agent.yaml --inventory prod.yaml --events early.yaml')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'everynode: early.yaml:5: cordon: there is no node "w-9" at 10m: w-9 joins at 20m\n'
      + 'everynode: early.yaml:7: cordon: there is no node "nobody" at 30m\n',
  });
  expect((await simulate('agent.yaml --inventory prod.yaml --events invalid.yaml')).stderr).toBe(
    'everynode: invalid.yaml:5: NodeEvents (without a name): spec.events[0].at must be a time such as "0s", "90s", "10m" or "1h30m", got "-1m"\n'
      + 'everynode: invalid.yaml:6: NodeEvents (without a name): spec.events[1].cordon.nodes is required: names with commas between, "*", or a label selector\n',
  );
});

test('JSON is printed whatever is wrong', async () => {
  const [good, bad] = [await simulate('agent.yaml --inventory prod.yaml --events - --format json', workspace.read('events.yaml')), await simulate('agent.yaml --inventory prod.yaml --events early.yaml --format json')];

  expect(JSON.parse(good.stdout)).toMatchObject({ schemaVersion: 'everynode.dev/simulate/v1', success: true, simulations: [{ cluster: 'prod-eu' }] });
  expect(JSON.parse(bad.stdout)).toMatchObject({ success: false, problems: [{ file: 'early.yaml', line: 5 }, { line: 7 }], simulations: [] });
});

test('the help lists the kinds of events', async () => {
  const { stdout } = await simulate('--help');

  expect(Object.keys(NODE_EVENTS).filter(kind => !stdout.includes(`  ${kind} `))).toEqual([]);
});
