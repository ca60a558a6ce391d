import { parseLabelSelector } from '../../src/model/label-selector';
import { isInScope, NodeScope, showNodeScope } from '../../src/model/node-scope';
import { node, pool } from '../builders';

const scope = (labels: string, pools?: string[]): NodeScope => ({ labels: parseLabelSelector(labels), ...pools ? { pools } : {} });
const [gpu] = pool('gpu', 1, { labels: { a: 'b' } });

test('labels and pools must both hold', () => {
  expect([scope(''), scope('a=b'), scope('a=b', ['gpu']), scope('', ['cpu', 'gpu'])].map(one => isInScope(one, gpu!))).toEqual([true, true, true, true]);
  expect([scope('a=c', ['gpu']), scope('a=b', ['cpu']), scope('', [])].map(one => isInScope(one, gpu!))).toEqual([false, false, false]);
});

test('a node without a pool is in none', () => {
  expect(isInScope(scope('', ['gpu']), node('gpu'))).toBe(false);
  expect(isInScope(scope(''), node('gpu'))).toBe(true);
});

test('is shown as it was stated', () => {
  expect([scope(''), scope('a=b,!c'), scope('', ['gpu']), scope('a', ['big', 'gpu'])].map(showNodeScope)).toEqual(['""', '"a=b,!c"', 'pool gpu', '"a" in pools big, gpu']);
});
