import { forbiddenExemption } from '../../../src/coverage/findings/forbidden-exemption';
import { layered } from '../../../src/model/layered-policy';
import { Policy } from '../../../src/model/policy';
import { covered, daemonSet, declares, matrix, node } from '../../builders';
import { policy } from '../policies';

const agent = daemonSet({ annotations: declares({ exempt: [{ nodes: 'sandbox', reason: 'r' }] }) });
const sandbox = node('s', { labels: { sandbox: '' }, taints: ['sandbox:NoSchedule'] });
const only = policy({ exemptionsFrom: 'policy' });

test('an annotation that exempts although only the policy may is an error', () => {
  expect(forbiddenExemption(matrix([agent], [sandbox], { policy: only }))).toMatchObject([{
    code: 'ForbiddenExemption',
    severity: 'error',
    message: 'the exemption of "sandbox" (r) counts for nothing: only the policy may exempt (exemptionsFrom: policy)',
    daemonSet: 'monitoring/agent',
  }]);
});

test('its gap stays, and it is no exemption of the report', () => {
  expect(covered([agent], [sandbox], { policy: only })).toMatchObject({ success: false, exemptions: [], daemonSets: [{ gaps: [{ nodes: { names: ['s'] } }] }] });
});

test('so is one that is stated beside the policy, whether its DaemonSet is there or not', () => {
  const stated = policy({ exemptions: [{ daemonSet: 'monitoring/agent', nodes: 'sandbox', reason: 'r' }, { role: 'logs', nodes: '', reason: 's' }] });
  const found = (upper: Policy) => forbiddenExemption(matrix([daemonSet()], [sandbox], { policy: layered(upper, stated) }));

  expect(found(only)).toMatchObject([
    { message: 'the exemption of "sandbox" (r) for DaemonSet monitoring/agent counts for nothing: only the policy may exempt (exemptionsFrom: policy)', daemonSet: 'monitoring/agent' },
    { message: expect.stringContaining('the exemption of "" (s) for role logs counts for nothing') },
  ]);
  expect(found(policy({ maySelectNone: ['a/b'] }))).toEqual([]);
});

test('where anybody may exempt, or nothing does, there is none', () => {
  expect(forbiddenExemption(matrix([agent], [sandbox]))).toEqual([]);
  expect(forbiddenExemption(matrix([agent], [sandbox], { policy: policy({ maySelectNone: ['a/b'] }) }))).toEqual([]);
  expect(forbiddenExemption(matrix([daemonSet()], [sandbox], { policy: only }))).toEqual([]);
});
