import { Matrix } from '../../src/coverage/matrix';
import { commonNodes, pairsOf } from '../../src/coverage/pairs';
import { daemonSet, matrix, node } from '../builders';

const agent = (name: string, pod = {}) => daemonSet({ name, pod });
const names = ({ rows }: Matrix, takesPart?: Parameters<typeof pairsOf>[1]) => pairsOf(rows, takesPart).map(([left, right]) => `${left.daemonSet.name}-${right.daemonSet.name}`);

test('each two are one pair, in the order of their names', () => {
  expect(names(matrix([agent('c'), agent('a'), agent('b')], [node('n')]))).toEqual(['a-b', 'a-c', 'b-c']);
});

test('one alone is none', () => {
  expect(names(matrix([agent('a')], [node('n')]))).toEqual([]);
});

test('who takes no part is in none', () => {
  expect(names(matrix([agent('c'), agent('a'), agent('b')], [node('n')]), row => row.daemonSet.name !== 'b')).toEqual(['a-c']);
});

test('an object that is there twice is no pair with itself, and the last of the two counts', () => {
  const { rows } = matrix([agent('a', { hostNetwork: true }), agent('b'), agent('a')], [node('n')]);
  const pairs = pairsOf(rows);

  expect(pairs).toHaveLength(1);
  expect(pairs[0]![0].daemonSet.template.hostNetwork).toBe(false);
});

test('common are the nodes that run both, virtual ones never', () => {
  const cluster = matrix([agent('a', { nodeSelector: { a: '' } }), agent('b', { nodeSelector: { b: '' } })], [
    node('both-1', { labels: { a: '', b: '' } }),
    node('both-2', { labels: { a: '', b: '' } }),
    node('only-a', { labels: { a: '' } }),
    node('tainted', { labels: { a: '', b: '' }, taints: ['x:NoSchedule'] }),
    node('virtual', { labels: { a: '', b: '' }, virtual: true }),
  ]);

  expect(commonNodes(cluster, pairsOf(cluster.rows)[0]!).map(({ name }) => name)).toEqual(['both-1', 'both-2']);
});
