import { alikeNodes, byClass } from '../../src/coverage/alike-nodes';
import { Questions } from '../../src/placement/node-class';
import { node } from '../builders';

const [A, B, C, D] = [node('a', { labels: { zone: 'x' } }), node('b', { labels: { zone: 'y' } }), node('c', { labels: { zone: 'x' } }), node('d', { labels: { zone: 'x' } })];
const CLASSES = [{ node: A, nodes: [A, B, C] }, { node: D, nodes: [D] }];
const about = (...keys: string[]) => {
  const questions = new Questions();
  keys.forEach(key => questions.addLabel(key));
  return alikeNodes(CLASSES, questions).map(({ at, node: first, nodes }) => [at, first.name, nodes.map(({ name }) => name).join(' ')]);
};

test('nodes of one class are told apart by the labels that are asked for, and those of two classes always', () => {
  expect(about()).toEqual([[0, 'a', 'a b c'], [1, 'd', 'd']]);
  expect(about('zone')).toEqual([[0, 'a', 'a c'], [0, 'b', 'b'], [1, 'd', 'd']]);
});

test('what is there of a class is put together again', () => {
  expect(byClass([{ at: 1, node: D, nodes: [D] }, { at: 0, node: A, nodes: [A, C] }, { at: 0, node: B, nodes: [B] }]))
    .toEqual([{ at: 0, nodes: [A, C, B] }, { at: 1, nodes: [D] }]);
});
