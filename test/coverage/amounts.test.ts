import { allocatableOf, greatestOf, percentOf, sumOf, times } from '../../src/coverage/amounts';
import { Quantity } from '../../src/model/quantity';
import { node } from '../builders';

const amounts = (entries: Record<string, number>) => new Map(Object.entries(entries).map(([resource, amount]) => [resource, BigInt(amount)]));

test('sums and greatest amounts are by resource', () => {
  const both = [amounts({ cpu: 100, memory: 5 }), amounts({ cpu: 30, pods: 1 })];

  expect(sumOf(both)).toEqual(amounts({ cpu: 130, memory: 5, pods: 1 }));
  expect(greatestOf(both)).toEqual(amounts({ cpu: 100, memory: 5, pods: 1 }));
  expect(sumOf([])).toEqual(new Map());
  expect(times(amounts({ cpu: 100 }), 3)).toEqual(amounts({ cpu: 300 }));
});

test.each<[bigint, bigint, number | undefined]>([
  [1n, 3n, 33.3], [2n, 3n, 66.7], [1n, 40n, 2.5], [1n, 2000n, 0.1], [1n, 2001n, 0], [3n, 2n, 150], [0n, 5n, 0], [1n, 0n, undefined],
  [10n ** 30n, 3n * 10n ** 30n, 33.3],
])('%d of %d is %d percent', (part, whole, percent) => {
  expect(percentOf(part, whole)).toBe(percent);
});

test('what the inventory leaves open is no amount, and what it does not list is none', () => {
  const open = node('n', { allocatable: { quantities: new Map([['cpu', Quantity.parse('3920m')]]), undeclared: new Set(['memory']) } });

  expect(['cpu', 'memory', 'nvidia.com/gpu'].map(resource => allocatableOf(open, resource))).toEqual([3920n, undefined, 0n]);
  expect(allocatableOf(node('n', { allocatable: 'undeclared' }), 'cpu')).toBeUndefined();
});
