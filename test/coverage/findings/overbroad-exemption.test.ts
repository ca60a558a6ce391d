import { overbroadExemption } from '../../../src/coverage/findings/overbroad-exemption';
import { unusedExemption } from '../../../src/coverage/findings/unused-exemption';
import { InventoryNode } from '../../../src/model/node';
import { daemonSet, declares, matrix, node } from '../../builders';

const closed = (name: string, labels: Record<string, string> = {}) => node(name, { labels: { sandbox: 'true', ...labels }, taints: ['sandbox:NoSchedule'] });
const open = (name: string, labels: Record<string, string> = {}) => node(name, { labels: { sandbox: 'true', ...labels } });
const agent = (exemption: object) => daemonSet({ annotations: declares({ exempt: [{ nodes: 'sandbox=true', reason: 'r', ...exemption }] }) });
const found = (nodes: InventoryNode[], exemption: object = {}) => overbroadExemption(matrix([agent(exemption)], nodes));
const remedy = (...nodes: InventoryNode[]) => found(nodes)[0]?.remedies[0]?.text;

const NARROW = (more: string) => `narrow its selector to "sandbox=true,${more}"`;
const NO_LABEL = 'narrow its selector: no single label tells the nodes apart, so give those that are meant one of their own';

test('an exemption that also covers nodes that run the DaemonSet is a warning, with the narrower selector', () => {
  expect(found([closed('c'), open('o', { tier: 'web' }), open('p', { tier: 'web' }), node('n')])).toMatchObject([{
    code: 'OverbroadExemption',
    severity: 'warning',
    daemonSet: 'monitoring/agent',
    message: 'the exemption of "sandbox=true" (r) covers 1 without a pod and 2 with one: where that one is lost, nobody is told',
    remedies: [{ text: NARROW('!tier') }],
    nodes: { names: ['o', 'p'] },
  }]);
});

describe('the narrower selector is', () => {
  test.each<[string, InventoryNode[], string]>([
    ['the value of a label', [closed('c', { tier: 'lab' }), closed('d', { tier: 'lab' }), open('o', { tier: 'web' })], NARROW('tier=lab')],
    ['a label that is there', [closed('c', { lab: 'a' }), closed('d', { lab: 'b' }), open('o')], NARROW('lab')],
    ['some values', [closed('c', { tier: 'a' }), closed('d', { tier: 'b' }), open('o', { tier: 'web' })], NARROW('tier in (a,b)')],
    ['all values but one', [closed('c', { tier: 'a' }), closed('d'), open('o', { tier: 'web' })], NARROW('tier!=web')],
    ['the plainest of several, by name', [closed('c', { x: 'a', b: 'a', a: 'a' }), open('o', { a: 'b', b: 'b' })], NARROW('a=a')],
    ['none where only names differ', [closed('c'), open('o')], NO_LABEL],
    ['none where a value is on both sides', [closed('c', { tier: 'a' }), closed('d', { tier: 'b' }), open('o', { tier: 'b' })], NO_LABEL],
    ['none where it would list many values', [...['a', 'b', 'c', 'd'].map(tier => closed(tier, { tier })), ...['e', 'f', 'g', 'h'].map(tier => open(tier, { tier }))], NO_LABEL],
  ])('%s', (_, nodes, text) => {
    expect(remedy(...nodes)).toBe(text);
  });

  test('exact: it leaves out every gap and no other node', () => {
    const nodes = [closed('c', { tier: 'lab' }), open('o', { tier: 'web' }), node('n', { labels: { tier: 'lab' } })];
    const narrowed = { nodes: 'sandbox=true,tier=lab' };

    expect(remedy(...nodes)).toBe(NARROW('tier=lab'));
    expect(found(nodes, narrowed)).toEqual([]);
    expect(unusedExemption(matrix([agent(narrowed)], nodes))).toEqual([]);
  });
});

test('one that closes gaps only is none; nor is one that closes no gap, and one that has ended: those are findings of their own', () => {
  expect(found([closed('c'), node('n')])).toEqual([]);
  expect(found([open('o')])).toEqual([]);
  expect(found([closed('c'), open('o')], { until: '2026-01-31' })).toEqual([]);
  expect(found([closed('c'), node('v', { virtual: true, labels: { sandbox: 'true' } })])).toEqual([]);
});

test('a node where nobody knows whether it runs is neither', () => {
  const gated = daemonSet({ annotations: declares({ exempt: [{ nodes: 'sandbox=true', reason: 'r' }] }), pod: { schedulingGates: [{ name: 'a/b' }] } });

  expect(overbroadExemption(matrix([gated], [closed('c'), open('o')]))).toEqual([]);
});

test('what all members of a role state is said once, and only where no member misses the node', () => {
  const member = (name: string, size: string) => daemonSet({
    name,
    pod: { nodeSelector: { size } },
    annotations: declares({ role: 'logs', required: `size=${size}`, exempt: [{ nodes: 'sandbox=true', reason: 'r' }] }),
  });
  const members = [member('big', 'l'), member('small', 's')];

  expect(overbroadExemption(matrix(members, [closed('c', { size: 's' }), open('o', { size: 'l' })]))).toMatchObject([{ nodes: { names: ['o'] }, remedies: [{ text: NARROW('size=s') }] }]);
  expect(overbroadExemption(matrix(members, [closed('c', { size: 's' }), closed('d', { size: 'l' })]))).toEqual([]);
});
