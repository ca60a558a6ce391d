import * as fc from 'fast-check';
import { covered, daemonSet, declares, node, pool, workload } from '../builders';

const gpu = pool('gpu', 2, { taints: ['nvidia.com/gpu=present:NoSchedule'] });
const workers = pool('w', 3);
const tolerant = daemonSet({ name: 'tolerant', pod: { tolerations: [{ operator: 'Exists' }] } });

test('counts the nodes that a DaemonSet must run on, and those of them that it runs on', () => {
  const report = covered([daemonSet()], [...workers, ...gpu, node('v', { virtual: true })]);

  expect(report).toMatchObject({ name: 'prod', minor: 34, success: false, nodes: 6, virtualNodes: { names: ['v'] } });
  expect(report.daemonSets).toMatchObject([{ namespace: 'monitoring', name: 'agent', required: 5, running: 3, status: { desiredNumberScheduled: 4, numberMisscheduled: 0 } }]);
});

test('exempt nodes are neither required nor counted as running, even where it runs there', () => {
  const exempt = daemonSet({ annotations: declares({ exempt: [{ nodes: 'sandbox', reason: 'r' }] }) });

  expect(covered([exempt], [node('s', { labels: { sandbox: '' } }), node('n')]).daemonSets).toMatchObject([{ required: 1, running: 1 }]);
});

test('nodes that run it without being required are not counted', () => {
  const agent = daemonSet({ annotations: declares({ required: 'tier=gpu' }) });

  expect(covered([agent], [node('n'), node('g', { labels: { tier: 'gpu' } })]).daemonSets).toMatchObject([{ required: 1, running: 1, status: { desiredNumberScheduled: 2 } }]);
});

test('a member of a role that declares nothing requires nothing of its own', () => {
  const member = daemonSet({ annotations: declares({ role: 'logs' }) });
  const report = covered([member], [...workers, ...gpu]);

  expect(report.daemonSets).toMatchObject([{ role: 'logs', required: 0, running: 3, gaps: [] }]);
  expect(report.roles).toMatchObject([{ name: 'logs', gaps: [{ nodes: { names: ['gpu-0', 'gpu-1'] } }] }]);
  expect(report.success).toBe(false);
});

describe('a cluster succeeds', () => {
  const unused = daemonSet({ annotations: declares({ exempt: [{ nodes: 'a=b', reason: 'r' }] }) });
  const foreign = daemonSet({ pod: { schedulerName: 'volcano' } });
  const member = (name: string) => daemonSet({ name, annotations: declares({ role: 'logs' }) });

  test.each([
    ['where every required node runs it', [tolerant], [...workers, ...gpu], true, true],
    ['not with a gap', [daemonSet()], gpu, false, false],
    ['not with a gap of a role', [member('a')], gpu, false, false],
    ['not with an overlap', [member('a'), member('b')], workers, false, false],
    ['not with a finding that is an error', [daemonSet({ pod: { nodeSelector: { a: 'b' } } })], workers, false, false],
    ['with a warning, unless strict', [unused], workers, true, false],
    ['with something that is not judged, unless strict', [foreign], workers, true, false],
  ])('%s', (_, daemonSets, nodes, success, strictly) => {
    expect(covered(daemonSets, nodes).success).toBe(success);
    expect(covered(daemonSets, nodes, {}, true).success).toBe(strictly);
  });

  test('with a note, strict or not', () => {
    const workloads = [workload(['/var/log'])];

    expect(covered([tolerant], workers, { workloads }, true)).toMatchObject({ success: true, findings: [{ severity: 'note' }] });
  });
});

test('DaemonSets are reported by namespace and name', () => {
  const names = [['b', 'a'], ['a', 'z'], ['a-1', 'a'], ['a', 'a']].map(([namespace, name]) => daemonSet({ namespace, name }));

  expect(covered(names, workers).daemonSets.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(['a/a', 'a/z', 'a-1/a', 'b/a']);
});

test('neither the order of DaemonSets nor that of nodes matters', () => {
  const daemonSets = [daemonSet(), tolerant, daemonSet({ name: 'lost', pod: { nodeSelector: { a: 'b' } } }), daemonSet({ name: 'member', annotations: declares({ role: 'logs' }) })];
  const nodes = [...workers, ...gpu, node('v', { virtual: true }), node('cp', { taints: ['node-role.kubernetes.io/control-plane:NoSchedule'] })];
  const expected = JSON.stringify(covered(daemonSets, nodes));

  const shuffled = <T>(items: T[]) => fc.shuffledSubarray(items, { minLength: items.length });
  fc.assert(fc.property(shuffled(daemonSets), shuffled(nodes), (some, others) => {
    expect(JSON.stringify(covered(some, others))).toBe(expected);
  }), { numRuns: 50 });
});

test('another toleration never loses a node', () => {
  const anyTaint = fc.constantFrom('a:NoSchedule', 'b=c:NoExecute', 'nvidia.com/gpu=present:NoSchedule', 'd:PreferNoSchedule');
  const anyNodes = fc.array(fc.uniqueArray(anyTaint), { minLength: 1, maxLength: 5 }).map(lists => lists.map((taints, index) => node(`n${index}`, { taints })));
  const anyToleration = fc.constantFrom({ operator: 'Exists' }, { key: 'a', operator: 'Exists' }, { key: 'b', value: 'c' }, { key: 'nvidia.com/gpu', operator: 'Exists' });

  fc.assert(fc.property(anyNodes, fc.array(anyToleration, { maxLength: 2 }), anyToleration, (nodes, tolerations, one) => {
    const running = (list: object[]) => covered([daemonSet({ pod: { tolerations: list } })], nodes).daemonSets[0]!.running;
    expect(running([...tolerations, one])).toBeGreaterThanOrEqual(running(tolerations));
  }), { numRuns: 50 });
});
