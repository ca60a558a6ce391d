import { Gap } from '../../../src/coverage/report';
import { parseLabelSelector } from '../../../src/model/label-selector';
import { ownScenario, Scenario, scenariosNamed } from '../../../src/model/scenario';
import { covered, daemonSet, declares, ManifestOverrides, node, pool, taint } from '../../builders';
import { policy } from '../policies';

const named = (...names: string[]) => scenariosNamed(names).scenarios;
const adding = (...taints: string[]) => ownScenario('own', { addTaints: taints.map(taint) });
const tolerating = (tolerations: object[], overrides: ManifestOverrides = {}) => daemonSet({ ...overrides, pod: { tolerations, ...overrides.pod } });
const shown = (gaps: readonly Gap[]) => gaps.map(({ scenario, severity, fate, afterSeconds, nodes }) => [scenario, severity, fate, afterSeconds, nodes.names.join(' ')].filter(part => part !== undefined).join(' '));
const gaps = (agent: ReturnType<typeof daemonSet>, scenario: Scenario, nodes = [node('n')], overrides = {}) =>
  shown(covered([agent], nodes, { scenarios: [scenario], ...overrides }).daemonSets[0]!.gaps);

const [CORDONED, NOT_READY, UNREACHABLE, NEW] = named('cordoned', 'not-ready', 'unreachable', 'new-node') as [Scenario, Scenario, Scenario, Scenario];
const SECONDS = { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 };
const THIRTY = { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 };

test.each<[string, ReturnType<typeof daemonSet>, Scenario, string[]]>([
  ['stays where what is added is tolerated automatically', daemonSet(), CORDONED, []],
  ['stays, but would not be created anew, under a NoSchedule taint', daemonSet(), adding('a:NoSchedule'), ['own warning Stays n']],
  ['notices no PreferNoSchedule taint', daemonSet(), adding('a:PreferNoSchedule'), []],
  ['is deleted under a NoExecute taint', daemonSet(), adding('a:NoExecute'), ['own error Evicted 0 n']],
  ['is deleted although the NoExecute taint is one of several', tolerating([{ key: 'b', operator: 'Exists' }]), adding('a:NoExecute', 'b:NoSchedule'), ['own error Evicted 0 n']],
  ['stays where a NoExecute taint is tolerated', tolerating([{ key: 'a', operator: 'Exists' }]), adding('a:NoExecute'), []],
  ['loops where it is tolerated for a time', tolerating([SECONDS]), adding('a:NoExecute'), ['own error Loops 60 n']],
  ['is evicted once where another taint keeps it from coming back', tolerating([SECONDS]), adding('a:NoExecute', 'b:NoSchedule'), ['own error Evicted 60 n']],
  ['stays on a node that is not ready', daemonSet(), NOT_READY, ['not-ready warning Stays n']],
  ['runs there where it tolerates NoSchedule, too', tolerating([{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoSchedule' }]), NOT_READY, []],
  ['loops there where it tolerates that, and NoExecute for a time', tolerating([THIRTY, { operator: 'Exists', effect: 'NoSchedule' }]), NOT_READY, ['not-ready error Loops 30 n']],
  ['is evicted once where the kubelet does not answer', tolerating([THIRTY, { operator: 'Exists', effect: 'NoSchedule' }]), UNREACHABLE, ['unreachable error Evicted 30 n']],
  ['waits on a new node for what goes away without it', daemonSet(), NEW, ['new-node note Waits n']],
  ['starts on a new node', tolerating([{ operator: 'Exists' }]), NEW, []],
])('a pod %s', (_, agent, scenario, expected) => {
  expect(gaps(agent, scenario)).toEqual(expected);
});

test('a circle on a new node is an error, on those of its pool only', () => {
  const nodes = [node('g', { startupTaints: [taint('node.cilium.io/agent-not-ready:NoExecute')] }), node('n')];
  const cilium = tolerating([{ key: 'node.kubernetes.io/not-ready', operator: 'Exists' }], { name: 'cilium' });

  expect(gaps(cilium, NEW, nodes)).toEqual(['new-node error WaitsForEver g']);
});

test('the declared state is judged as before, and what is wrong there is not told again', () => {
  const nodes = [node('n'), ...pool('gpu', 2, { taints: ['gpu:NoSchedule'] })];
  const [plain, withScenario] = [covered([daemonSet()], nodes), covered([daemonSet()], nodes, { scenarios: [adding('a:NoExecute')] })];

  expect(withScenario.daemonSets[0]!.gaps.filter(({ scenario }) => scenario === undefined)).toEqual(plain.daemonSets[0]!.gaps);
  expect(shown(withScenario.daemonSets[0]!.gaps)).toEqual(['error gpu-0 gpu-1', 'own error Evicted 0 n']);
  expect({ ...withScenario, daemonSets: [], scenarios: [], success: true }).toEqual({ ...plain, daemonSets: [], success: true });
});

test('scenarios are laid one after the other, not together', () => {
  const report = covered([tolerating([SECONDS])], [node('n')], { scenarios: [adding('a:NoExecute'), ownScenario('other', { addTaints: [taint('b:NoSchedule')] })] });

  expect(shown(report.daemonSets[0]!.gaps)).toEqual(['own error Loops 60 n', 'other warning Stays n']);
});

test('an advice to list the nodes again is none here, and every other is', () => {
  const [gap] = covered([daemonSet()], [node('n')], { scenarios: [NOT_READY] }).daemonSets[0]!.gaps;

  expect(gap!.reasons.map(({ remedies }) => remedies.map(({ text }) => text))).toEqual([['tolerate node.kubernetes.io/not-ready with operator Exists, effect NoSchedule', 'tolerate every taint: operator Exists without a key']]);
});

describe('nodes that need no pod are no gap:', () => {
  test.each([
    ['exempt ones', { annotations: declares({ exempt: [{ nodes: 'x', reason: 'r' }] }) }, { labels: { x: '' } }],
    ['ones that are not required', { annotations: declares({ required: 'y' }) }, {}],
    ['virtual ones', {}, { virtual: true }],
  ])('%s', (_, overrides, node_) => {
    expect(gaps(daemonSet(overrides), adding('a:NoExecute'), [node('n', node_)])).toEqual([]);
    expect(gaps(daemonSet(), adding('a:NoExecute'), [node('n')])).toHaveLength(1);
  });
});

describe('labels', () => {
  const ssd = daemonSet({ pod: { nodeSelector: { disk: 'ssd' } } });
  const nodes = [node('n', { labels: { disk: 'ssd' } })];

  test('that the selector needs: the pod is deleted when they go', () => {
    expect(gaps(ssd, ownScenario('own', { removeLabels: ['disk'] }), nodes)).toEqual(['own error Evicted 0 n']);
    expect(gaps(ssd, ownScenario('own', { removeLabels: ['other'] }), nodes)).toEqual([]);
  });

  test('that make a node required: it runs a pod then, or is a gap', () => {
    const own = ownScenario('own', { addLabels: new Map([['disk', 'ssd']]), nodes: parseLabelSelector('!disk') });

    expect(gaps(ssd, own, [...nodes, node('free')])).toEqual([]);
    expect(gaps(ssd, own, [...nodes, node('t', { taints: ['a:NoSchedule'] })])).toEqual(['own error Missing t']);
  });

  test('that bring a second member of a role are an overlap, in the scenario only', () => {
    const member = (name: string, disk: string) => daemonSet({ name, pod: { nodeSelector: { disk } }, annotations: declares({ role: 'disks' }) });
    const hdd = ownScenario('own', { addLabels: new Map([['fast', '']]) });
    const fast = daemonSet({ name: 'c', pod: { nodeSelector: { fast: '' } }, annotations: declares({ role: 'disks', maySelectNone: true }) });

    expect(covered([member('a', 'ssd'), fast], nodes, { scenarios: [hdd] }).roles[0]!.overlaps).toEqual([
      { daemonSets: ['monitoring/a', 'monitoring/c'], nodes: expect.objectContaining({ names: ['n'] }), scenario: 'own' },
    ]);
    expect(covered([member('a', 'ssd'), fast], nodes, { scenarios: [CORDONED] })).toMatchObject({ success: true, roles: [{ overlaps: [] }] });
  });
});

describe('of a role', () => {
  const member = (name: string, disk: string, tolerations: object[] = []) => daemonSet({ name, pod: { nodeSelector: { disk }, tolerations }, annotations: declares({ role: 'logs' }) });
  const nodes = [node('h', { labels: { disk: 'hdd' } }), node('s', { labels: { disk: 'ssd' } })];

  test('the nodes are gaps that lose their member', () => {
    const { roles, daemonSets } = covered([member('a', 'hdd', [{ key: 'a', operator: 'Exists' }]), member('b', 'ssd')], nodes, { scenarios: [adding('a:NoExecute')] });

    expect(shown(roles[0]!.gaps)).toEqual(['own error Evicted 0 s']);
    expect(daemonSets.flatMap(one => one.gaps)).toEqual([]);
  });

  test('a member with a requirement of its own tells it, and the role does not repeat it', () => {
    const strict = daemonSet({ name: 'a', annotations: declares({ role: 'logs', required: '' }) });
    const { roles, daemonSets } = covered([strict], nodes, { scenarios: [adding('a:NoExecute')] });

    expect(shown(daemonSets[0]!.gaps)).toEqual(['own error Evicted 0 h s']);
    expect(roles[0]!.gaps).toEqual([]);
  });
});

describe('a minimum', () => {
  const nodes = [node('a', { labels: { x: '' } }), node('b'), node('c')];
  const under = (minimum: number, taintText: string) =>
    gaps(daemonSet(), ownScenario('own', { addTaints: [taint(taintText)], nodes: parseLabelSelector('x') }), nodes, { policy: policy({ requirements: [{ daemonSet: 'monitoring/agent', nodes: '', minimum }] }) });

  test.each([
    [2, 'a:NoExecute', 'own note Evicted 0 a'],
    [3, 'a:NoExecute', 'own error Evicted 0 a'],
    [2, 'a:NoSchedule', 'own note Stays a'],
    [3, 'a:NoSchedule', 'own warning Stays a'],
  ])('of %i nodes under %s: %s', (minimum, taintText, expected) => {
    expect(under(minimum, taintText)).toEqual([expected]);
  });
});

test('a pod that nobody could judge is lost all the same', () => {
  expect(gaps(daemonSet({ pod: { schedulerName: 'volcano' } }), adding('a:NoExecute'))).toEqual(['own error Evicted 0 n']);
  expect(gaps(daemonSet({ pod: { schedulerName: 'volcano' } }), CORDONED)).toEqual([]);
});

test('how many pods fare how is counted, required or not', () => {
  const agent = tolerating([SECONDS], { annotations: declares({ required: 'none' }), spec: {} });
  const { scenarios } = covered([agent], pool('w', 3), { scenarios: [adding('a:NoExecute'), ownScenario('none', { nodes: parseLabelSelector('nobody'), removeLabels: ['a'] })] });

  expect(scenarios).toMatchObject([
    { name: 'own', changes: ['+a:NoExecute'], nodes: { names: ['w-0', 'w-1', 'w-2'] }, daemonSets: [{ name: 'agent', runs: 0, stays: 0, evicted: 0, loops: 3, waits: 0, waitsForEver: 0 }] },
    { name: 'none', nodes: { names: [] }, daemonSets: [{ runs: 0, loops: 0 }] },
  ]);
});

test('strictly, a warning is enough to fail', () => {
  const input = { scenarios: [NOT_READY] };

  expect([covered([daemonSet()], [node('n')], input).success, covered([daemonSet()], [node('n')], input, true).success]).toEqual([true, false]);
  expect(covered([daemonSet()], [node('n')], { scenarios: [NEW] }, true).success).toBe(true);
});
