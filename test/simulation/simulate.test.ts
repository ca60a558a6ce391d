import * as fc from 'fast-check';
import { at } from './builders';
import { NodeChange, NodeEvent } from '../../src/model/node-event';
import { simulate, SimulationInput } from '../../src/simulation/simulate';
import { Simulation } from '../../src/simulation/simulation';
import { daemonSet, declares, ManifestOverrides, node, NodeOverrides, taint } from '../builders';
import { clusterPods, nodeWith, requesting, runningPod } from '../placement/cluster-builders';

const run = (daemonSets: ReturnType<typeof daemonSet>[], nodes: ReturnType<typeof node>[], events: NodeEvent[], more: Partial<SimulationInput> = {}) =>
  simulate({ name: 'prod', minor: 34, today: '2026-11-20', daemonSets, nodes, events, ...more });

/** How an agent fared on a node: `Runs 0-60, Missing 60-`. */
const history = ({ histories }: Simulation, name: string, agent = 'monitoring/agent') =>
  histories.find(({ node: of, daemonSet: whose }) => of === name && whose === agent)?.spans
    .map(({ status, fromSeconds, toSeconds }) => `${status} ${fromSeconds}-${toSeconds ?? ''}`).join(', ');

/** What happened to pods: `60 podEvicted n`. */
const pods = ({ happenings }: Simulation) => happenings.filter(({ daemonSet: agent }) => agent !== undefined).map(({ atSeconds, kind, nodes }) => `${atSeconds} ${kind} ${nodes.join(' ')}`);

const tolerating = (tolerations: object[], overrides: ManifestOverrides = {}) => daemonSet({ ...overrides, pod: { tolerations, ...overrides.pod } });
const joins = (name: string, overrides: NodeOverrides = {}, readyAfterSeconds = 0): NodeChange => ({ kind: 'nodeJoins', node: node(name, overrides), readyAfterSeconds });
const tainted = (text: string, nodes = 'n'): NodeChange => ({ kind: 'taintAdded', nodes, taint: taint(text) });
const untainted = (key: string, nodes = 'n'): NodeChange => ({ kind: 'taintRemoved', nodes, taint: { key } });

const PLAIN = daemonSet();
const N = node('n');

test('a node that joins gets its pod when it is ready, and one that leaves loses it', () => {
  const simulation = run([PLAIN], [N], [at(60, joins('w', {}, 30)), at(600, { kind: 'nodeLeaves', nodes: 'n' })]);

  expect(history(simulation, 'n')).toBe('Runs 0-600');
  expect(history(simulation, 'w')).toBe('Missing 60-90, Runs 90-');
  expect(pods(simulation)).toEqual(['60 podWaits w', '90 podCreated w']);
  expect(simulation).toMatchObject({ success: true, endSeconds: 600 });
});

test('an agent that tolerates new nodes is there at once', () => {
  expect(history(run([tolerating([{ operator: 'Exists' }])], [N], [at(60, joins('w', {}, 30))]), 'w')).toBe('Runs 60-');
});

describe('what happens to a node does to its pod:', () => {
  test.each<[string, ReturnType<typeof daemonSet>, NodeEvent[], string]>([
    ['nothing, cordoned', PLAIN, [at(10, { kind: 'cordon', nodes: 'n' }), at(20, { kind: 'uncordon', nodes: 'n' })], 'Runs 0-'],
    ['nothing, drained', PLAIN, [at(10, { kind: 'drain', nodes: 'n' })], 'Runs 0-'],
    ['that it stays, under a NoSchedule taint', PLAIN, [at(10, tainted('a:NoSchedule')), at(20, untainted('a'))], 'Runs 0-10, Stays 10-20, Runs 20-'],
    ['that it is deleted, under a NoExecute taint', PLAIN, [at(10, tainted('a:NoExecute')), at(20, untainted('a'))], 'Runs 0-10, Missing 10-20, Runs 20-'],
    ['nothing, where that is tolerated', tolerating([{ key: 'a', operator: 'Exists' }]), [at(10, tainted('a:NoExecute'))], 'Runs 0-'],
    ['that it stays, not ready', PLAIN, [at(10, { kind: 'notReadyFor', nodes: 'n', seconds: 300 })], 'Runs 0-10, Stays 10-310, Runs 310-'],
    ['that it is evicted in time, and not before the taint goes', tolerating([{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }]), [at(10, tainted('a:NoExecute')), at(69, untainted('a'))], 'Runs 0-'],
    ['that it is not evicted, where the taint goes at that very time', tolerating([{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }]), [at(10, tainted('a:NoExecute')), at(70, untainted('a'))], 'Runs 0-'],
    ['that it goes with a label that it needs', daemonSet({ pod: { nodeSelector: { 'kubernetes.io/os': 'linux' } }, annotations: declares({ required: '' }) }), [at(10, { kind: 'labelChanged', nodes: 'n', label: 'kubernetes.io/os' })], 'Runs 0-10, Missing 10-'],
    ['that it comes with a label that it needs', daemonSet({ pod: { nodeSelector: { disk: 'ssd' } } }), [at(10, { kind: 'labelChanged', nodes: 'n', label: 'disk', value: 'ssd' })], 'NotRequired 0-10, Runs 10-'],
  ])('%s', (_, agent, events, expected) => {
    expect(history(run([agent], [N], events), 'n')).toBe(expected);
  });
});

describe('a pod that tolerates a taint for a time', () => {
  const agent = tolerating([{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }]);

  test('is evicted and created anew until the taint goes, and counted', () => {
    const simulation = run([agent], [N], [at(10, tainted('a:NoExecute')), at(300, untainted('a'))]);

    expect(history(simulation, 'n')).toBe('Runs 0-70, Loops 70-300, Runs 300-');
    expect(pods(simulation)).toEqual(['70 podEvicted n', '70 podCreated n', '70 loopBegins n', '300 loopEnds n']);
    expect(simulation.happenings.at(-1)?.message).toBe('is no longer evicted again and again, after 4 evictions'); // 70, 130, 190, 250
    expect(simulation.success).toBe(true);
  });

  test('loops for ever where it does not go: that is no success', () => {
    expect(run([agent], [N], [at(10, tainted('a:NoExecute'))])).toMatchObject({ success: false, endSeconds: 70 });
  });

  test('is evicted once where another taint keeps it from coming back', () => {
    const simulation = run([agent], [N], [at(10, tainted('a:NoExecute')), at(20, tainted('b:NoSchedule'))]);

    expect(history(simulation, 'n')).toBe('Runs 0-20, Stays 20-70, Missing 70-');
    expect(simulation.success).toBe(false);
  });

  test('keeps its clock when another taint comes that is tolerated for less', () => {
    const both = tolerating([{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }, { key: 'b', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }]);

    expect(pods(run([both], [N], [at(10, tainted('a:NoExecute')), at(20, tainted('b:NoExecute'))]))[0]).toBe('70 podEvicted n');
  });

  test('that is over before it begins is evicted as soon as it is created', () => {
    const never = tolerating([{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: -5 }]);

    expect(history(run([never], [N], [at(10, tainted('a:NoExecute')), at(20, untainted('a'))]), 'n')).toBe('Runs 0-10, Loops 10-20, Runs 20-');
  });

  test('loops no more when another taint comes that keeps it from coming back', () => {
    const simulation = run([agent], [N], [at(10, tainted('a:NoExecute')), at(100, tainted('b:NoSchedule'))]);

    expect(history(simulation, 'n')).toBe('Runs 0-70, Loops 70-100, Stays 100-130, Missing 130-');
    expect(simulation.success).toBe(false);
  });

  test('for another time under another taint gets that time, after the last round', () => {
    const both = tolerating([{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }, { key: 'b', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }]);
    const simulation = run([both], [N], [at(10, tainted('a:NoExecute')), at(100, tainted('b:NoExecute')), at(100, untainted('a'))]);

    expect(history(simulation, 'n')).toBe('Runs 0-70, Loops 70-100, Runs 100-130, Loops 130-');
  });

  test('on a node that has the taint from the first second is evicted from there on', () => {
    expect(history(run([agent], [node('n', { taints: ['a:NoExecute'] })], [at(200, { kind: 'cordon', nodes: 'n' })]), 'n')).toBe('Runs 0-60, Loops 60-');
  });
});

describe('startup taints', () => {
  const CILIUM = 'node.cilium.io/agent-not-ready:NoExecute';
  const cilium = tolerating([{ operator: 'Exists' }], { name: 'cilium' });
  const picky = tolerating([{ key: 'node.kubernetes.io/not-ready', operator: 'Exists' }], { name: 'cilium' });
  const joining = [at(10, joins('w', { startupTaints: [taint(CILIUM)] }, 30))];

  test('go when the agent runs that removes them', () => {
    const simulation = run([PLAIN, cilium], [N], joining);

    expect(history(simulation, 'w', 'monitoring/cilium')).toBe('Runs 10-');
    expect(simulation.happenings.filter(({ kind }) => kind === 'taintGone').map(({ atSeconds, message }) => `${atSeconds} ${message}`)).toEqual([
      `10 loses ${CILIUM}`, '40 loses node.kubernetes.io/not-ready:NoSchedule',
    ]);
    expect(history(simulation, 'w')).toBe('Missing 10-40, Runs 40-');
  });

  test('stay for ever where it waits for itself', () => {
    const simulation = run([PLAIN, picky], [N], joining);

    expect(history(simulation, 'w', 'monitoring/cilium')).toBe('Missing 10-');
    expect(simulation.success).toBe(false);
  });

  test('go when the node is ready where nobody is known to remove them', () => {
    expect(history(run([PLAIN], [N], joining), 'w')).toBe('Missing 10-40, Runs 40-');
  });

  test('are removed by what runs in the cluster, too, and is not reported', () => {
    const simulation = run([PLAIN], [N], joining, { also: [cilium] });

    expect(history(simulation, 'w', 'monitoring/cilium')).toBeUndefined();
    expect(simulation.happenings.some(({ message }) => message === `loses ${CILIUM}`)).toBe(true);
    expect(simulation.happenings.some(({ daemonSet: agent }) => agent === 'monitoring/cilium')).toBe(false);
  });
});

describe('room', () => {
  const big = (name: string, tolerations: object[] = []) => daemonSet({ name, pod: requesting({ cpu: '2' }, { tolerations }) });

  test('that other pods take leaves a pod Pending', () => {
    const simulation = run([big('agent')], [nodeWith('n', { cpu: '3' })], [], { pods: clusterPods(runningPod('web', 'n', requesting({ cpu: '2' }))) });

    expect(history(simulation, 'n')).toBe('Pending 0-');
    expect(simulation.success).toBe(false);
  });

  test('of a pod that stays without being wanted is taken all the same', () => {
    const late = daemonSet({ name: 'late', pod: requesting({ cpu: '2' }, { tolerations: [{ key: 'a', operator: 'Exists' }], nodeSelector: { late: '' } }) });
    const simulation = run([big('agent'), late], [nodeWith('n', { cpu: '3' })], [at(10, tainted('a:NoSchedule')), at(20, { kind: 'labelChanged', nodes: 'n', label: 'late', value: '' })]);

    expect(history(simulation, 'n')).toBe('Runs 0-10, Stays 10-');
    expect(history(simulation, 'n', 'monitoring/late')).toBe('NotRequired 0-20, Pending 20-');
  });

  test('that is free again is taken', () => {
    const late = daemonSet({ name: 'late', pod: requesting({ cpu: '2' }, { tolerations: [{ key: 'a', operator: 'Exists' }], nodeSelector: { late: '' } }) });
    const simulation = run([big('agent'), late], [nodeWith('n', { cpu: '3' })], [at(20, { kind: 'labelChanged', nodes: 'n', label: 'late', value: '' }), at(30, tainted('a:NoExecute'))]);

    expect(history(simulation, 'n', 'monitoring/late')).toBe('NotRequired 0-20, Pending 20-30, Runs 30-');
  });
});

test('virtual and exempt nodes are without nothing', () => {
  const exempting = daemonSet({ annotations: declares({ exempt: [{ nodes: 'sandbox', reason: 'r' }] }) });
  const simulation = run([exempting], [node('v', { virtual: true }), node('s', { labels: { sandbox: '' }, taints: ['a:NoSchedule'] })], [at(10, { kind: 'cordon', nodes: '*' })]);

  expect([history(simulation, 'v'), history(simulation, 's'), simulation.success]).toEqual(['NotRequired 0-', 'NotRequired 0-', true]);
});

test('a scheduler that nobody knows leaves open whether a pod runs', () => {
  expect(history(run([daemonSet({ pod: { schedulerName: 'volcano' } })], [N], [at(10, { kind: 'cordon', nodes: 'n' })]), 'n')).toBe('NotJudged 0-');
});

test('a node that leaves and comes again begins anew', () => {
  const simulation = run([PLAIN], [N, node('o')], [at(10, { kind: 'nodeLeaves', nodes: 'n' }), at(20, joins('n', {}, 5))]);

  expect(history(simulation, 'n')).toBe('Runs 0-10, Missing 20-25, Runs 25-');
});

test('all nodes may leave', () => {
  expect(run([PLAIN], [N], [at(10, { kind: 'nodeLeaves', nodes: '*' })])).toMatchObject({ success: true, endSeconds: 10 });
});

test('the order of DaemonSets and nodes changes nothing, and whatever happens comes to an end', () => {
  const agents = [PLAIN, tolerating([{ operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 7 }], { name: 'brief' }), tolerating([{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: -1 }, { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 9 }], { name: 'never' }), tolerating([{ operator: 'Exists' }], { name: 'tolerant' })];
  const nodes = [N, node('o'), node('p', { taints: ['b:NoExecute'] })];
  const change = fc.constantFrom<NodeChange>(
    tainted('a:NoExecute'), tainted('a:NoSchedule', 'o'), untainted('a', '*'), { kind: 'notReadyFor', nodes: '*', seconds: 20 }, { kind: 'nodeLeaves', nodes: 'o' },
    joins('w', { startupTaints: [taint('x:NoExecute')] }, 10), { kind: 'drain', nodes: 'n' }, { kind: 'labelChanged', nodes: 'p', label: 'l', value: 'm' },
  );
  const events = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), change).map(([time, what]) => at(time, what)), { maxLength: 8 });
  const shuffled = <T>(items: T[]) => fc.shuffledSubarray(items, { minLength: items.length });

  fc.assert(fc.property(events, shuffled(agents), shuffled(nodes), (list, someAgents, someNodes) => {
    const simulation = run(someAgents, someNodes, list);
    expect(JSON.stringify(simulation.histories)).toBe(JSON.stringify(run(agents, nodes, list).histories));
    for (const { spans } of simulation.histories) {
      spans.forEach((span, index) => {
        expect(span.toSeconds ?? Infinity).toBeGreaterThan(span.fromSeconds);
        if (index > 0) { expect(spans[index - 1]!.toSeconds).toBeLessThanOrEqual(span.fromSeconds); }
      });
    }
  }), { numRuns: 100 });
});
