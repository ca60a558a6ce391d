import { Amounts } from '../../src/coverage/amounts';
import { overheadOf, resourcesIn } from '../../src/coverage/overhead';
import { NO_OBJECTS } from '../../src/model/cluster-objects';
import { DaemonSet } from '../../src/model/daemon-set';
import { Allocatable, InventoryNode } from '../../src/model/node';
import { Quantity } from '../../src/model/quantity';
import { Cluster } from '../../src/placement/place';
import { showAmount } from '../../src/placement/pod-requests';
import { daemonSet, ManifestOverrides, node, pool } from '../builders';

const room = (quantities: Record<string, string>, ...undeclared: string[]): Allocatable => ({
  quantities: new Map(Object.entries(quantities).map(([resource, amount]) => [resource, Quantity.parse(amount)])),
  undeclared: new Set(undeclared),
});
const container = (requests: object, more: object = {}) => ({ name: 'a', image: 'a:1', resources: { requests }, ...more });
const asking = (requests: object, { pod, ...overrides }: ManifestOverrides = {}): DaemonSet =>
  daemonSet({ ...overrides, pod: { containers: [container(requests)], ...pod } });
const overhead = (daemonSets: readonly DaemonSet[], nodes: readonly InventoryNode[], more: Partial<Cluster> = {}) =>
  overheadOf({ name: 'prod', minor: 34, daemonSets, nodes, ...more });
const shown = (amounts: Amounts | undefined) =>
  amounts && Object.fromEntries([...amounts].map(([resource, amount]) => [resource, showAmount(resource, amount)]));

const FOUR = room({ cpu: '4', memory: '16Gi', pods: '110' });

describe('what a DaemonSet takes', () => {
  const taken = (pod: Record<string, unknown>, more: Partial<Cluster> = {}) => shown(overhead([daemonSet({ pod })], [node('n')], more).classes[0]!.requested);

  test.each<[string, Record<string, unknown>, object]>([
    ['is the sum of its containers, and a place', { containers: [container({ cpu: '100m' }), container({ cpu: '50m', memory: '64Mi' }, { name: 'b' })] }, { cpu: '150m', memory: '64Mi', pods: '1' }],
    ['is that of the largest init container, where it is more', { containers: [container({ cpu: '100m' })], initContainers: [container({ cpu: '1' }, { name: 'i' })] }, { cpu: '1', pods: '1' }],
    ['has sidecars beside the others', { containers: [container({ cpu: '100m' })], initContainers: [container({ cpu: '1' }, { name: 'i', restartPolicy: 'Always' })] }, { cpu: '1100m', pods: '1' }],
    ['is what the pod asks for in place of its containers', { containers: [container({ cpu: '100m' })], resources: { requests: { cpu: '2' } } }, { cpu: '2', pods: '1' }],
    ['is a limit where nothing is requested', { containers: [{ name: 'a', image: 'a:1', resources: { limits: { memory: '64Mi' } } }] }, { memory: '64Mi', pods: '1' }],
    ['is a place where it asks for nothing', {}, { pods: '1' }],
  ])('%s', (_, pod, expected) => {
    expect(taken(pod)).toEqual(expected);
  });

  test('has the overhead of its RuntimeClass', () => {
    const kata = { name: 'kata', overhead: new Map([['cpu', Quantity.parse('250m')]]), nodeSelector: new Map(), tolerations: [] };

    expect(taken({ containers: [container({ cpu: '100m' })], runtimeClassName: 'kata' }, { objects: { ...NO_OBJECTS, runtimeClasses: [kata] } })).toEqual({ cpu: '350m', pods: '1' });
  });
});

describe('a class has', () => {
  test('nodes with equal room on which the same runs', () => {
    const same = { allocatable: FOUR };
    const nodes = [...pool('b', 2, same), node('a', { ...same, labels: { zone: 'x' } }), node('big', { allocatable: room({ cpu: '8', pods: '9' }) }), node('off', { ...same, taints: ['x:NoSchedule'] })];

    expect(overhead([asking({ cpu: '100m' })], nodes).classes.map(({ nodes: { names }, daemonSets }) => [names, daemonSets.length])).toEqual([
      [['a', 'b-0', 'b-1'], 1], [['big'], 1], [['off'], 0],
    ]);
  });

  test('what is declared, and says what is not', () => {
    const open = node('a', { allocatable: room({ cpu: '4' }, 'memory') });
    const [first] = overhead([asking({ cpu: '1', memory: '1Gi' })], [open]).classes;

    expect(shown(first!.allocatable)).toEqual({ 'cpu': '4', 'ephemeral-storage': '0', 'pods': '0' });
    expect(first!.notJudged).toEqual(['memory']);
  });

  test('no allocatable where nothing is declared: nothing is judged', () => {
    const [first] = overhead([asking({ cpu: '1' })], [node('a', { allocatable: 'undeclared' })]).classes;

    expect(first).toMatchObject({ notJudged: ['cpu', 'pods'] });
    expect(first).not.toHaveProperty('allocatable');
  });

  test('what waits, and is not taken, but needed', () => {
    const [first] = overhead([asking({ cpu: '3' }, { name: 'a' }), asking({ cpu: '2' }, { name: 'b' })], [node('n', { allocatable: FOUR })]).classes;

    expect(first!.daemonSets.map(({ name, outcome, reasons }) => [name, outcome, reasons.map(({ code }) => code)])).toEqual([['a', 'Runs', []], ['b', 'Pending', ['InsufficientResource']]]);
    expect([shown(first!.requested), shown(first!.needed)]).toEqual([{ cpu: '3', pods: '1' }, { cpu: '5', pods: '2' }]);
  });
});

describe('over all nodes', () => {
  const nodes = [...pool('w', 3, { allocatable: FOUR }), node('gpu', { allocatable: FOUR, taints: ['gpu:NoSchedule'] }), node('v', { virtual: true, allocatable: FOUR })];
  const everywhere = asking({ cpu: '100m' }, { name: 'all', pod: { tolerations: [{ operator: 'Exists' }] } });
  const result = overhead([everywhere, asking({ memory: '1Gi' }, { name: 'some' })], nodes);

  test('a DaemonSet costs its requests on each node where it runs', () => {
    expect(result.daemonSets.map(({ name, nodes: number, fleet }) => [name, number, shown(fleet)])).toEqual([['all', 4, { cpu: '400m', pods: '4' }], ['some', 3, { memory: '3Gi', pods: '3' }]]);
    expect(shown(result.requested)).toEqual({ cpu: '400m', memory: '3Gi', pods: '7' });
  });

  test('virtual nodes are named, and give and take nothing', () => {
    expect(result).toMatchObject({ nodes: 4, virtualNodes: { names: ['v'] } });
    expect(shown(result.allocatable)).toMatchObject({ cpu: '16', memory: '64Gi' });
  });

  test('of what one node does not declare there is no sum', () => {
    expect(shown(overhead([], [node('a', { allocatable: FOUR }), node('b', { allocatable: room({ cpu: '1' }, 'memory') })]).allocatable)).toEqual({ 'cpu': '5', 'ephemeral-storage': '0', 'pods': '110' });
  });

  test('the smallest node fits what any node wants, of each resource', () => {
    expect(shown(result.smallestNode)).toEqual({ cpu: '100m', memory: '1Gi', pods: '2' });
    expect(shown(overhead([], nodes).smallestNode)).toEqual({});
  });
});

test('what runs in the cluster besides takes as well', () => {
  expect(overhead([asking({ cpu: '1' }, { name: 'a' })], [node('n')], { also: [asking({ cpu: '1' }, { name: 'b' })] }).daemonSets.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('one object twice is one DaemonSet: the last', () => {
  expect(overhead([asking({ cpu: '1' }), asking({ cpu: '2' })], [node('n')]).daemonSets.map(({ fleet }) => shown(fleet))).toEqual([{ cpu: '2', pods: '1' }]);
});

test('resources are in the order of nodes, then by name', () => {
  const devices = { 'nvidia.com/gpu': 1, 'a.com/b': 1 };
  const pod = { containers: [{ name: 'a', image: 'a:1', resources: { limits: devices } }] };

  expect(resourcesIn(overhead([daemonSet({ pod })], [node('n')]).classes)).toEqual(['cpu', 'memory', 'ephemeral-storage', 'pods', 'a.com/b', 'nvidia.com/gpu']);
});
