import { exemptionsOf } from '../../src/coverage/exemptions';
import { expiredExemption } from '../../src/coverage/findings/expired-exemption';
import { unusedExemption } from '../../src/coverage/findings/unused-exemption';
import { Matrix } from '../../src/coverage/matrix';
import { DaemonSet } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';
import { daemonSet, Declarations, declares, matrix, node } from '../builders';

const exempting = (exemption: object, more: Declarations = {}, name = 'agent', pod = {}) =>
  daemonSet({ name, pod, annotations: declares({ ...more, exempt: [exemption] }) });
const stale = (found: Matrix) => [...expiredExemption(found), ...unusedExemption(found)];
const codes = (daemonSets: DaemonSet[], nodes: InventoryNode[]) => stale(matrix(daemonSets, nodes)).map(({ code }) => code);

const sandbox = node('s', { labels: { sandbox: 'true' }, taints: ['sandbox:NoSchedule'] });
const plain = node('n');

test('every exemption is reported, with the nodes that it leaves out', () => {
  const agent = exempting({ nodes: 'sandbox=true', reason: 'no customer data', until: '2027-01-01', owner: 'data-protection' });

  expect(exemptionsOf(matrix([agent], [plain, sandbox]))).toEqual([{
    nodes: { names: ['s'], pools: [], hypothetical: 0 },
    daemonSet: 'monitoring/agent',
    reason: 'no customer data',
    until: '2027-01-01',
    owner: 'data-protection',
    stale: false,
  }]);
});

describe('it is stale when', () => {
  test.each<[string, object, InventoryNode[], string[]]>([
    ['…not: it closes a gap', { nodes: 'sandbox=true', reason: 'r' }, [plain, sandbox], []],
    ['…not: today is its last day', { nodes: 'sandbox=true', reason: 'r', until: '2026-11-20' }, [plain, sandbox], []],
    ['its last day has passed', { nodes: 'sandbox=true', reason: 'r', until: '2026-11-19' }, [plain, sandbox], ['ExpiredExemption']],
    ['its last day has passed, and it closes no gap', { nodes: 'sandbox=true', reason: 'r', until: '2026-11-19' }, [plain], ['ExpiredExemption']],
    ['it selects no node', { nodes: 'sandbox=yes', reason: 'r' }, [plain, sandbox], ['UnusedExemption']],
    ['it selects only nodes that run the agent anyway', { nodes: 'kubernetes.io/os=linux', reason: 'r' }, [plain], ['UnusedExemption']],
    ['it selects only nodes that are never required', { nodes: '', reason: 'r' }, [node('v', { virtual: true, taints: ['a:NoSchedule'] })], ['UnusedExemption']],
  ])('%s', (_, exemption, nodes, expected) => {
    expect(codes([exempting(exemption)], nodes)).toEqual(expected);
    expect(exemptionsOf(matrix([exempting(exemption)], nodes))[0]!.stale).toBe(expected.length > 0);
  });
});

describe('of a member of a role', () => {
  const windows = node('w', { labels: { 'kubernetes.io/os': 'windows' }, taints: ['os=windows:NoSchedule'] });
  const linuxOnly = { nodeSelector: { 'kubernetes.io/os': 'linux' } };
  const exempt = exempting({ nodes: 'kubernetes.io/os=windows', reason: 'r' }, { role: 'logs' }, 'linux', linuxOnly);

  test('it closes a gap of the role, even where the member itself would not be required', () => {
    const other = daemonSet({ name: 'windows', pod: { nodeSelector: { 'kubernetes.io/os': 'windows' } }, annotations: declares({ role: 'logs' }) });

    expect(codes([exempt, other], [plain, windows])).toEqual([]);
  });

  test('it is unused where another member runs', () => {
    const other = daemonSet({ name: 'windows', pod: { nodeSelector: { 'kubernetes.io/os': 'windows' }, tolerations: [{ operator: 'Exists' }] }, annotations: declares({ role: 'logs' }) });

    expect(codes([exempt, other], [plain, windows])).toEqual(['UnusedExemption']);
  });
});
