import { rolesOf } from '../../src/coverage/roles';
import { DaemonSet } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';
import { daemonSet, Declarations, declares, matrix, node, pool } from '../builders';

const roles = (daemonSets: DaemonSet[], nodes: InventoryNode[]) => rolesOf(matrix(daemonSets, nodes)).map(({ name, daemonSets: members, gaps, overlaps }) => ({
  name,
  members: members.join(' '),
  gaps: gaps.map(gap => gap.nodes.names.join(' ')),
  overlaps: overlaps.map(overlap => `${overlap.daemonSets.join(' ')}: ${overlap.nodes.names.join(' ')}`),
}));

const forOs = (name: string, os: string, more: Declarations = {}) =>
  daemonSet({ name, pod: { nodeSelector: { 'kubernetes.io/os': os } }, annotations: declares({ role: 'logs', ...more }) });
const windows = (name: string, taints: string[] = []) => node(name, { labels: { 'kubernetes.io/os': 'windows' }, taints });

test('one DaemonSet for each operating system is a role without gap or overlap', () => {
  expect(roles([forOs('linux', 'linux'), forOs('windows', 'windows')], [node('l'), windows('w')])).toEqual([
    { name: 'logs', members: 'monitoring/linux monitoring/windows', gaps: [], overlaps: [] },
  ]);
});

test('a node that one member admits and none runs on is a gap of the role', () => {
  expect(roles([forOs('linux', 'linux'), forOs('windows', 'windows')], [node('l'), windows('w', ['os=windows:NoSchedule'])])).toMatchObject([
    { gaps: ['w'], overlaps: [] },
  ]);
});

test('a node that no member admits is none of its business, unless a member declares it', () => {
  const nodes = [node('l'), windows('w')];

  expect(roles([forOs('linux', 'linux')], nodes)).toMatchObject([{ gaps: [] }]);
  expect(roles([forOs('linux', 'linux'), forOs('all', 'linux', { required: '' })], [node('l', { taints: ['a:NoSchedule'] }), windows('w')])).toMatchObject([{ gaps: [] }]);
  expect(roles([forOs('linux', 'linux'), daemonSet({ name: 'bsd', pod: { nodeSelector: { 'kubernetes.io/os': 'bsd' } }, annotations: declares({ role: 'logs' }) })], nodes)).toMatchObject([{ gaps: [] }]);
});

test('a gap that a member reports as its own is not reported for the role again', () => {
  const tainted = node('l', { taints: ['a:NoSchedule'] });

  expect(roles([forOs('own', 'linux', { required: '' }), forOs('other', 'windows')], [tainted])).toMatchObject([{ gaps: [] }]);
  expect(roles([forOs('own', 'linux'), forOs('other', 'windows')], [tainted])).toMatchObject([{ gaps: ['l'] }]);
});

test('a gap of a role carries the reasons of all members, each once', () => {
  const [role] = rolesOf(matrix([forOs('a', 'linux'), forOs('b', 'linux')], [node('l', { taints: ['a:NoSchedule'] })]));

  expect(role!.gaps[0]).toMatchObject({ severity: 'error', outcome: 'NotEligible', nodes: { names: ['l'] } });
  expect(role!.gaps[0]!.reasons.map(({ message }) => message)).toEqual(['untolerated taint a:NoSchedule']);
});

describe('an overlap', () => {
  const anyNode = (name: string, role = 'logs') => daemonSet({ name, annotations: declares({ role }) });

  test('is a node that runs two of a role, named with all of them', () => {
    expect(roles([anyNode('a'), anyNode('b'), forOs('c', 'windows')], [...pool('w', 2), windows('x')])).toMatchObject([
      { overlaps: ['monitoring/a monitoring/b: w-0 w-1', 'monitoring/a monitoring/b monitoring/c: x'] },
    ]);
  });

  test('is not two DaemonSets of different roles', () => {
    expect(roles([anyNode('a', 'logs'), anyNode('b', 'metrics')], [node('n')])).toMatchObject([
      { name: 'logs', overlaps: [] },
      { name: 'metrics', overlaps: [] },
    ]);
  });

  test('is not a virtual node, which runs neither', () => {
    expect(roles([anyNode('a'), anyNode('b')], [node('v', { virtual: true })])).toMatchObject([{ overlaps: [] }]);
  });

  test('is not one object that is declared twice', () => {
    expect(roles([anyNode('a'), anyNode('a')], [node('n')])).toMatchObject([{ members: 'monitoring/a', overlaps: [] }]);
  });
});

test('a member that nobody can judge closes no gap and makes none', () => {
  const foreign = daemonSet({ name: 'foreign', pod: { schedulerName: 'volcano' }, annotations: declares({ role: 'logs' }) });

  expect(roles([foreign, forOs('windows', 'windows')], [node('l')])).toMatchObject([{ gaps: [], overlaps: [] }]);
});

test('an exemption of a member holds for the role', () => {
  const exempt = daemonSet({ name: 'a', annotations: declares({ role: 'logs', exempt: [{ nodes: 'sandbox', reason: 'r' }] }) });

  expect(roles([exempt], [node('n', { labels: { sandbox: '' }, taints: ['a:NoSchedule'] })])).toMatchObject([{ gaps: [] }]);
  expect(roles([exempt], [node('n', { taints: ['a:NoSchedule'] })])).toMatchObject([{ gaps: ['n'] }]);
});

test('a cluster without roles has none', () => {
  expect(roles([daemonSet()], [node('n')])).toEqual([]);
});
