import * as fc from 'fast-check';
import { gapsOf } from '../../src/coverage/gaps';
import { Gap } from '../../src/coverage/report';
import { DaemonSet } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';
import { daemonSet, declares, matrix, node, pool } from '../builders';

const gaps = (agent: DaemonSet, ...nodes: InventoryNode[]): Gap[] => {
  const placed = matrix([agent], nodes);
  return gapsOf(placed, placed.rows[0]!);
};
const shown = (found: readonly Gap[]) => found.map(({ outcome, nodes, reasons }) => [outcome, nodes.names.join(' '), reasons.map(({ code }) => code).join(' ')]);

const gpu = pool('gpu', 2, { taints: ['nvidia.com/gpu=present:NoSchedule'] });
const workers = pool('w', 3);
const controlPlane = node('cp', { taints: ['node-role.kubernetes.io/control-plane:NoSchedule'] });

test('nodes that are left out for the same reasons are one gap, with their names in order and their pools', () => {
  const [gap, ...others] = gaps(daemonSet(), ...workers, gpu[1]!, gpu[0]!);

  expect(others).toEqual([]);
  expect(gap).toMatchObject({ severity: 'error', outcome: 'NotEligible', nodes: { names: ['gpu-0', 'gpu-1'], pools: ['gpu'], hypothetical: 0 } });
  expect(gap!.reasons).toHaveLength(1);
  expect(gap!.reasons[0]).toMatchObject({ filter: 'TaintToleration', code: 'UntoleratedTaint', message: 'untolerated taint nvidia.com/gpu=present:NoSchedule' });
});

test('equal reasons are one gap, whatever the pool', () => {
  const others = pool('gpu-spot', 1, { taints: ['nvidia.com/gpu=present:NoSchedule'], labels: { spot: 'true' } });

  expect(gaps(daemonSet({ annotations: declares({ required: '!x,spot!=false' }) }), ...gpu, ...others)).toMatchObject([
    { nodes: { names: ['gpu-0', 'gpu-1', 'gpu-spot-0'], pools: ['gpu', 'gpu-spot'] } },
  ]);
});

test('other reasons are another gap, in the order of node names', () => {
  expect(shown(gaps(daemonSet(), ...gpu, ...workers, controlPlane))).toEqual([
    ['NotEligible', 'cp', 'UntoleratedTaint'],
    ['NotEligible', 'gpu-0 gpu-1', 'UntoleratedTaint'],
  ]);
});

test('every reason is there, not only the first', () => {
  const far = node('far', { taints: ['a:NoSchedule', 'b:NoExecute', 'c:PreferNoSchedule'] });
  const agent = daemonSet({ pod: { nodeSelector: { disk: 'ssd' } }, annotations: declares({ required: '' }) });

  expect(shown(gaps(agent, far))).toEqual([['NotEligible', 'far', 'UntoleratedTaint UntoleratedTaint UnmatchedNodeSelector']]);
});

describe('no gap is', () => {
  test.each<[string, DaemonSet, InventoryNode]>([
    ['a node that runs it', daemonSet(), node('n')],
    ['a node whose taint it tolerates', daemonSet({ pod: { tolerations: [{ key: 'a', operator: 'Exists' }] } }), node('n', { taints: ['a=b:NoSchedule'] })],
    ['a node whose taint only asks to prefer others', daemonSet(), node('n', { taints: ['a:PreferNoSchedule'] })],
    ['a cordoned node', daemonSet(), node('n', { unschedulable: true, taints: ['node.kubernetes.io/unschedulable:NoSchedule'] })],
    ['a node that its selector does not admit', daemonSet({ pod: { nodeSelector: { a: 'b' } } }), node('n', { taints: ['a:NoSchedule'] })],
    ['a virtual node', daemonSet(), node('n', { virtual: true, taints: ['a:NoSchedule'] })],
    ['an exempt node', daemonSet({ annotations: declares({ exempt: [{ nodes: 'a=b', reason: 'r' }] }) }), node('n', { labels: { a: 'b' }, taints: ['a:NoSchedule'] })],
    ['a node on which a scheduler decides that we do not know', daemonSet({ pod: { schedulerName: 'volcano' } }), node('n')],
  ])('%s', (_, agent, one) => {
    expect(gaps(agent, one)).toEqual([]);
  });
});

test('a node that an expired exemption leaves out is a gap again', () => {
  const until = (day: string) => daemonSet({ annotations: declares({ exempt: [{ nodes: '', reason: 'r', until: day }] }) });
  const tainted = node('n', { taints: ['a:NoSchedule'] });

  expect(gaps(until('2026-11-20'), tainted)).toEqual([]);
  expect(gaps(until('2026-11-19'), tainted)).toHaveLength(1);
});

test('only a typed agent is told what to write in TypeScript', () => {
  const remedies = (annotations: Record<string, string>) => gaps(daemonSet({ annotations }), ...gpu)[0]!.reasons[0]!.remedies;

  expect(remedies({ 'everynode.dev/agent': 'LogCollectorDaemonSet' })[0]).toMatchObject({ typescript: "agent.tolerate(Toleration.exists('nvidia.com/gpu'))" });
  expect(remedies({})[0]).not.toHaveProperty('typescript');
  expect(remedies({})[0]).toHaveProperty('yaml');
});

test('the order of the nodes never matters', () => {
  const nodes = [...gpu, ...workers, controlPlane, node('far', { taints: ['b:NoSchedule', 'a:NoSchedule'] })];
  const expected = gaps(daemonSet(), ...nodes);

  fc.assert(fc.property(fc.shuffledSubarray(nodes, { minLength: nodes.length }), shuffled => {
    expect(gaps(daemonSet(), ...shuffled)).toEqual(expected);
  }));
});
