import { unusedExemption } from '../../../src/coverage/findings/unused-exemption';
import { daemonSet, declares, matrix, node } from '../../builders';

const sandbox = node('s', { labels: { sandbox: 'true' }, taints: ['sandbox:NoSchedule'] });
const found = (exemption: object) => unusedExemption(matrix([daemonSet({ annotations: declares({ exempt: [exemption] }) })], [sandbox]));

test('an exemption that closes no gap is a warning', () => {
  expect(found({ nodes: 'a=b', reason: 'r' })).toMatchObject([{
    code: 'UnusedExemption',
    severity: 'warning',
    message: 'the exemption of "a=b" (r) closes no gap',
    remedies: [{ text: 'remove it, or correct its selector' }],
  }]);
});

test('one that closes a gap is none, and neither is one that has expired: that is a finding of its own', () => {
  expect(found({ nodes: 'sandbox=true', reason: 'r' })).toEqual([]);
  expect(found({ nodes: 'a=b', reason: 'r', until: '2026-01-31' })).toEqual([]);
});

test('one that all members of a role state is unused only where it is of use to none of them, and is said once', () => {
  const member = (name: string, size: string) => daemonSet({
    name,
    pod: { nodeSelector: { size } },
    annotations: declares({ role: 'logs', required: `size=${size}`, exempt: [{ nodes: 'sandbox=true', reason: 'r' }] }),
  });
  const members = [member('big', 'l'), member('small', 's')];
  const closed = node('closed', { labels: { sandbox: 'true', size: 's' }, taints: ['sandbox:NoSchedule'] });

  expect(unusedExemption(matrix(members, [closed, node('n', { labels: { size: 'l' } })]))).toEqual([]);
  expect(unusedExemption(matrix(members, [node('n', { labels: { size: 'l' } })]))).toHaveLength(1);
});
