import { expiredExemption } from '../../../src/coverage/findings/expired-exemption';
import { daemonSet, declares, matrix, node } from '../../builders';

const sandbox = node('s', { labels: { sandbox: 'true' }, taints: ['sandbox:NoSchedule'] });
const found = (exemption: object) => expiredExemption(matrix([daemonSet({ annotations: declares({ exempt: [exemption] }) })], [sandbox]));

test('an exemption whose last day has passed is a warning that says which, why, and what to do', () => {
  expect(found({ nodes: 'sandbox=true', reason: 'no customer data', until: '2026-01-31' })).toEqual([{
    code: 'ExpiredExemption',
    severity: 'warning',
    daemonSet: 'monitoring/agent',
    source: { document: 1 },
    message: 'the exemption of "sandbox=true" (no customer data) ended on 2026-01-31',
    remedies: [{ text: 'give it a later date, or let the agent run there' }],
  }]);
});

test('one that holds until today, or for ever, is none', () => {
  expect(found({ nodes: 'sandbox=true', reason: 'r', until: '2026-11-20' })).toEqual([]);
  expect(found({ nodes: 'sandbox=true', reason: 'r' })).toEqual([]);
});
