import { exemptionsFor, isExpired, judgedByRole, requires } from '../../src/coverage/requirement';
import { daemonSet, declares, node, NodeOverrides } from '../builders';

const EVERYTHING = { operator: 'Exists' };
const ssd = { nodeSelector: { disk: 'ssd' } };
const affinity = (operator: string, values?: string[]) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator, values }] }] } } },
});

describe('without a declared requirement, a DaemonSet must run where its own selector admits', () => {
  test.each<[string, Record<string, unknown>, NodeOverrides, boolean]>([
    ['every node without a selector', {}, {}, true],
    ['a node with a taint that it does not tolerate', {}, { taints: ['gpu:NoSchedule'] }, true],
    ['a cordoned node', {}, { unschedulable: true, taints: ['node.kubernetes.io/unschedulable:NoSchedule'] }, true],
    ['a node that may come', {}, { hypothetical: true }, true],
    ['a node with the label of its nodeSelector', ssd, { labels: { disk: 'ssd' } }, true],
    ['no node with another value of it', ssd, { labels: { disk: 'hdd' } }, false],
    ['no node without it', ssd, {}, false],
    ['a node that its required affinity matches', affinity('NotIn', ['hdd']), {}, true],
    ['no node that its required affinity does not match', affinity('NotIn', ['hdd']), { labels: { disk: 'hdd' } }, false],
    ['the node that its template names', { nodeName: 'n' }, {}, true],
    ['no other node than the one that its template names', { nodeName: 'm' }, {}, false],
    ['no virtual node, even where it tolerates everything', { tolerations: [EVERYTHING] }, { virtual: true }, false],
    ['no node that is virtual by its label', { tolerations: [EVERYTHING] }, { labels: { 'eks.amazonaws.com/compute-type': 'fargate' } }, false],
  ])('%s', (_, pod, overrides, expected) => {
    expect(requires(daemonSet({ pod }), node('n', overrides))).toBe(expected);
  });
});

describe('a declared requirement is a label selector, whatever the pod selects', () => {
  test.each<[string, Record<string, string>, boolean]>([
    ['', {}, true],
    ['tier=gpu', { tier: 'gpu' }, true],
    ['tier=gpu', { tier: 'cpu' }, false],
    ['!tier', {}, true],
    ['!tier', { tier: 'gpu' }, false],
    ['zone in (a,b)', { zone: 'b' }, true],
    ['zone in (a,b)', { zone: 'c' }, false],
  ])('"%s" on %j: %s', (required, labels, expected) => {
    expect(requires(daemonSet({ pod: ssd, annotations: declares({ required }) }), node('n', { labels }))).toBe(expected);
  });

  test('it never requires a virtual node', () => {
    expect(requires(daemonSet({ annotations: declares({ required: '' }) }), node('n', { virtual: true }))).toBe(false);
  });
});

describe('an exemption', () => {
  const exempt = daemonSet({ annotations: declares({ exempt: [{ nodes: 'sandbox=true', reason: 'no customer data', until: '2027-01-01' }] }) });
  const sandbox = node('n', { labels: { sandbox: 'true' } });

  test('leaves out the nodes that its selector selects, until its last day', () => {
    expect(exemptionsFor(exempt, sandbox, '2027-01-01')).toHaveLength(1);
    expect(exemptionsFor(exempt, sandbox, '2027-01-02')).toEqual([]);
    expect(exemptionsFor(exempt, node('n', { labels: { sandbox: 'false' } }), '2026-01-01')).toEqual([]);
  });

  test('without an end holds for ever', () => {
    expect(isExpired({ nodes: { requirements: [] }, reason: 'r' }, '9999-12-31')).toBe(false);
  });
});

test.each([
  ['a role and no requirement of its own', { role: 'logs' }, true],
  ['a role and a requirement of its own', { role: 'logs', required: '' }, false],
  ['no role', {}, false],
])('with %s, judged through the role only: %j', (_, declared, expected) => {
  expect(judgedByRole(daemonSet({ annotations: declares(declared) }))).toBe(expected);
});
