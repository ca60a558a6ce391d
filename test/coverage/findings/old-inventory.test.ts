import { oldInventory } from '../../../src/coverage/findings/old-inventory';
import { matrix, node } from '../../builders';

const find = (freshness?: { observedAt?: string; oldest: string }) => oldInventory(matrix([], [node('n')], freshness ? { freshness } : {}));
const oldest = '2026-11-06T00:00:00Z';

test.each([
  ['nobody asked', undefined, 0],
  ['it is younger', { observedAt: '2026-11-20T08:00:00Z', oldest }, 0],
  ['it is exactly as old as it may be', { observedAt: '2026-11-06T01:00:00+01:00', oldest }, 0],
  ['it is a second older', { observedAt: '2026-11-05T23:59:59Z', oldest }, 1],
  ['it does not say how old it is', { oldest }, 1],
])('where %s', (_, freshness, findings) => {
  expect(find(freshness)).toHaveLength(findings);
});

test('an old inventory is a warning that says how old', () => {
  expect(find({ observedAt: '2026-01-01T00:00:00Z', oldest })).toEqual([{
    code: 'OldInventory',
    severity: 'warning',
    message: 'the inventory was made at 2026-01-01T00:00:00Z; it should not be older than 2026-11-06T00:00:00Z',
    remedies: [{ text: 'list the nodes anew, and say when in spec.observedAt' }],
    source: {},
  }]);
});

test('one without a date says where to write it', () => {
  expect(find({ oldest })).toMatchObject([{ message: 'the inventory does not say when it was made', remedies: [{ text: 'say it in spec.observedAt of a NodeInventory' }] }]);
});
