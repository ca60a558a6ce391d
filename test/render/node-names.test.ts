import * as fc from 'fast-check';
import { count, showNodes } from '../../src/render/node-names';

const group = (number: number, pools: string[] = [], hypothetical = 0) => ({ names: Array.from({ length: number }, (_, index) => `w-${index}`), pools, hypothetical });

test.each([
  [1, [], 0, 'w-0'],
  [3, [], 0, 'w-0, w-1, w-2'],
  [4, ['w'], 0, 'w-0, w-1, w-2, w-3'], // "and 1 more" would be no shorter
  [5, [], 0, 'w-0, w-1, w-2 and 2 more'],
  [500, ['gpu'], 0, 'w-0, w-1, w-2 and 497 more, pool gpu'],
  [500, ['gpu', 'spot'], 0, 'w-0, w-1, w-2 and 497 more, pools gpu, spot'],
  [1, ['gpu'], 1, 'w-0, which may come'],
  [3, ['gpu'], 2, 'w-0, w-1, w-2, 2 of which may come'],
])('%i nodes of pools %j, %i of them hypothetical: %s', (number, pools, hypothetical, expected) => {
  expect(showNodes(group(number, pools, hypothetical))).toBe(expected);
});

test('all names are there when all are asked for', () => {
  expect(showNodes(group(30, ['w']), Infinity)).toBe(group(30).names.join(', '));
});

test('no list is longer than four names, however many nodes there are', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 3000 }), number => {
    expect(showNodes(group(number)).split(', ').length).toBeLessThanOrEqual(4);
  }));
});

test.each([[0, '0 nodes'], [1, '1 node'], [2, '2 nodes']])('%i is %s', (number, expected) => {
  expect(count(number, 'node')).toBe(expected);
});
