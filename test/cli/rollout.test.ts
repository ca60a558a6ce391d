import { INVENTORY, tolerant, Workspace, yaml } from './everynode';
import { declares, surging } from '../builders';

const ports = { containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 9100, hostPort: 9100 }] }] };
const workspace = new Workspace({
  'prod.yaml': INVENTORY,
  'two.yaml': 'apiVersion: everynode.dev/v1\nkind: NodeInventory\nmetadata: { name: two }\nspec:\n  nodes: [ { name: b, labels: { kubernetes.io/arch: arm64 } }, { name: a } ]\n',
  'agent.yaml': yaml({ spec: { updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } }, annotations: declares({ role: 'logs' }) }),
  'before.yaml': yaml({ pod: { hostPID: true } }),
  'surge.yaml': yaml({ pod: ports, spec: surging() }),
  'on-delete.yaml': yaml({ spec: { updateStrategy: { type: 'OnDelete' } } }),
});
const rollout = async (args: string) => workspace.run(['rollout', ...args.split(' ')]);
const json = async (args: string) => JSON.parse((await rollout(`${args} --format json`)).stdout);

test('JSON is everynode.dev/rollout/v1', async () => {
  const { status, stdout, stderr } = await rollout('agent.yaml --inventory prod.yaml --ready-seconds 30 --format json');
  const report = JSON.parse(stdout);
  const [plan] = report.rollouts;

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(Object.keys(report)).toEqual(['schemaVersion', 'rollouts']);
  expect(report.schemaVersion).toBe('everynode.dev/rollout/v1');
  expect(Object.keys(plan)).toEqual([
    'cluster', 'daemonSet', 'strategy', 'desiredNumberScheduled', 'maxUnavailable', 'maxSurge', 'finishes', 'stalled', 'mostUnavailable', 'totalSeconds', 'waves',
    'mostPods', 'perZone', 'perRole', 'removed', 'left', 'status', 'notJudged', 'notes',
  ]);
  expect(plan).toMatchObject({
    cluster: 'prod-eu',
    daemonSet: { namespace: 'monitoring', name: 'agent' },
    strategy: 'RollingUpdate',
    desiredNumberScheduled: 3,
    maxUnavailable: 2,
    maxSurge: 0,
    finishes: true,
    stalled: null,
    mostUnavailable: 2,
    totalSeconds: 60,
    waves: [
      { nodes: ['general-0', 'general-1'], startSeconds: 0, readySeconds: 30, status: { updatedNumberScheduled: 2, numberUnavailable: 2 } },
      { nodes: ['general-2'], startSeconds: 30, readySeconds: 60 },
    ],
    perRole: [{ role: 'logs', daemonSets: ['monitoring/agent'], nodes: 3, mostUnavailable: 2 }],
    status: { desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberUnavailable: 0 },
  });
});

test('a stall is exit code 1, with why, where and what to do', async () => {
  const { status, stdout } = await rollout('surge.yaml --inventory prod.yaml --format json');
  const [{ stalled, totalSeconds, waves }] = JSON.parse(stdout).rollouts;

  expect({ status, totalSeconds }).toEqual({ status: 1, totalSeconds: null });
  expect(waves).toMatchObject([{ nodes: ['general-0'], readySeconds: null }]);
  expect(stalled).toEqual({
    code: 'HostPortBesideOldPod',
    message: 'the new pod stays Pending beside the old one, which stays until the new one is available: host port 9100/TCP is taken by monitoring/agent; '
      + 'that uses up maxSurge 1 for ever, so 2 other nodes keep their old pods',
    remedies: [expect.objectContaining({ yaml: { path: 'spec.updateStrategy.rollingUpdate', set: { maxUnavailable: 1 } } })],
    nodes: ['general-0'],
    others: [],
  });
});

test('OnDelete is unbounded: it says so, and has no total time', async () => {
  const [text, report] = await Promise.all([rollout('on-delete.yaml --inventory prod.yaml'), json('on-delete.yaml --inventory prod.yaml')]);

  expect(text.status).toBe(1);
  expect(text.stdout).toContain('3 nodes keep the old pod until somebody deletes it: the total time is unbounded');
  expect(report.rollouts).toMatchObject([{ strategy: 'OnDelete', finishes: false, totalSeconds: null, waves: [], maxUnavailable: null, stalled: { code: 'OnDelete' } }]);
});

test('text has a chart, and says what was assumed', async () => {
  expect((await rollout('agent.yaml --inventory prod.yaml --stop-seconds 5')).stdout).toBe(`prod-eu: Kubernetes 1.34; assumed: a pod takes 5 s to stop and 30 s to get ready

  ✓ monitoring/agent  (agent.yaml:1)  maxUnavailable 2, 3 nodes
      2 waves, done after 1 min 10 s; at most 2 unavailable at once, 3 pods at once
                            general-0 … general-2
      1  0 s – 35 s         ▓▓·
      2  35 s – 1 min 10 s  ██▓

  · old pod   ▓ replaced in this wave   █ new pod
  Which nodes come first the real controller leaves to chance; here they come in the order of their names.
`);
});

describe('what runs now', () => {
  test.each([['before.yaml', 2], ['agent.yaml', 0]])('--from %s: %d waves', async (from, waves) => {
    expect((await json(`agent.yaml --inventory prod.yaml --from ${from}`)).rollouts[0].waves).toHaveLength(waves);
  });

  test('without a DaemonSet it is a problem', async () => {
    expect(await rollout('agent.yaml --inventory prod.yaml --from prod.yaml')).toMatchObject({
      status: 2, stderr: 'everynode: no DaemonSet (apps/v1) is in prod.yaml\n',
    });
  });
});

describe('the state of nodes', () => {
  test.each([
    ['--down general-1,general-2', { code: 'NodeDown', nodes: ['general-1', 'general-2'] }],
    ['--down general-1 --down general-2', { code: 'NodeDown', nodes: ['general-1', 'general-2'] }],
    ['--never-ready *', { code: 'NeverReady', nodes: ['general-0', 'general-1'] }],
    ['--never-ready kubernetes.io/os=linux', { code: 'NeverReady', nodes: ['general-0', 'general-1'] }],
    ['--image-platforms linux/arm64', { code: 'NoImageForPlatform', nodes: ['general-0', 'general-1'] }],
  ])('%s', async (options, stalled) => {
    const { rollouts } = await json(`agent.yaml --inventory prod.yaml ${options}`);

    expect(rollouts[0].stalled).toMatchObject(stalled);
  });

  test('--unready: those come first', async () => {
    expect((await json('agent.yaml --inventory prod.yaml --unready general-2')).rollouts[0].waves[0].nodes).toEqual(['general-0', 'general-2']);
  });

  test('a name of one cluster is none of another', async () => {
    const { rollouts } = await json('agent.yaml --inventory prod.yaml --inventory two.yaml --never-ready a');

    expect(rollouts.map(({ cluster, finishes }: { cluster: string; finishes: boolean }) => [cluster, finishes])).toEqual([['prod-eu', true], ['two', false]]);
  });

  test('the version decides where it differs', async () => {
    const sizes = async (version: string) => (await json(`before.yaml --inventory prod.yaml --unready general-0 --kubernetes-version ${version}`)).rollouts[0].waves
      .map(({ nodes }: { nodes: string[] }) => nodes.length);

    expect(await sizes('1.27')).toEqual([2, 1]);
    expect(await sizes('1.28')).toEqual([1, 1, 1]);
  });
});

describe('times', () => {
  test('all of them add up', async () => {
    const { rollouts } = await json('agent.yaml --inventory prod.yaml --ready-seconds 10 --pull-seconds 20 --stop-seconds 5');

    expect(rollouts[0].totalSeconds).toBe(70);
  });

  test.each([
    ['--ready-seconds -5', '--ready-seconds must be a whole number of seconds from 0 to 31622400, got "-5"'],
    ['--ready-seconds 1.5', '--ready-seconds must be a whole number of seconds from 0 to 31622400, got "1.5"'],
    ['--pull-seconds soon', '--pull-seconds must be a whole number of seconds from 0 to 31622400, got "soon"'],
    ['--stop-seconds 99999999999999999999', '--stop-seconds must be a whole number of seconds from 0 to 31622400, got "99999999999999999999"'],
    ['--image-platforms arm64', '--image-platforms must be operating systems and architectures such as linux/arm64, got "arm64"'],
    ['--down w-9', '--down must be names of nodes with commas between, * or a label selector, got "w-9": there is no node "w-9"'],
  ])('%s is refused in one line', async (options, message) => {
    expect(await rollout(`agent.yaml --inventory prod.yaml ${options}`)).toEqual({ status: 2, stdout: '', stderr: `everynode: ${message}\n` });
  });
});

describe('limits that Kubernetes refuses', () => {
  test.each([
    ['maxUnavailable: 101%', 'maxUnavailable must be at most 100%, got "101%"'],
    ['maxUnavailable: -1', 'maxUnavailable must not be negative, got -1'],
    ['maxUnavailable: 0, maxSurge: 0', 'maxUnavailable must not be 0 where maxSurge is 0, got 0'],
    ['maxUnavailable: 1, maxSurge: 1', 'maxSurge must be 0 unless maxUnavailable is 0 (set one of the two to 0), got 1'],
  ])('%s', async (limits, message) => {
    const manifest = yaml({ spec: { updateStrategy: { rollingUpdate: 'LIMITS' } } }).replace('LIMITS', `{ ${limits} }`);
    const { status, stderr } = await workspace.run(['rollout', '-', '--inventory', 'prod.yaml'], manifest);

    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

test('what could not be read is said, and the rest is planned', async () => {
  workspace.write('both.yaml', [tolerant({ name: 'all' }), 'kind: DaemonSet\napiVersion: apps/v1\n'].join('---\n'));
  const { status, stdout, stderr } = await rollout('both.yaml --inventory prod.yaml --format json');

  expect(status).toBe(2);
  expect(stderr).toContain('both.yaml');
  expect(JSON.parse(stdout)).toMatchObject({ problems: expect.any(Array), rollouts: [{ daemonSet: { name: 'all' }, desiredNumberScheduled: 5 }] });
});

test('--output replaces a file', async () => {
  expect(await rollout('agent.yaml --inventory prod.yaml --output plan.txt')).toMatchObject({ status: 0, stdout: '' });
  expect(workspace.read('plan.txt')).toContain('done after 1 min');
});
