import { namedNodes } from '../../src/model/named-nodes';
import { node } from '../builders';

const NODES = [node('w-1', { labels: { disk: 'ssd', gpu: '' } }), node('w-2', { labels: { disk: 'hdd' } }), node('gpu', { labels: { disk: 'ssd' } })];
const named = (text: string, nodes = NODES) => {
  const found = namedNodes(text, nodes);
  return 'problem' in found ? found.problem : found.nodes.map(({ name }) => name).join(' ');
};

test.each([
  ['*', 'w-1 w-2 gpu'],
  ['w-2', 'w-2'],
  [' w-2 , w-1,w-2 ', 'w-2 w-1'],
  ['disk=ssd', 'w-1 gpu'],
  ['disk in (ssd),gpu', 'w-1'],
  ['!gpu', 'w-2 gpu'],
  ['gpu', 'gpu'], // a name wins over a label
  ['disk', 'w-1 w-2 gpu'],
])('%s means %s', (text, names) => {
  expect(named(text)).toBe(names);
});

test.each([
  ['w-3', 'there is no node "w-3" (typo of "w-1"?)'],
  ['w-1,other', 'there is no node "other"'],
  ['disk=nvme', '"disk=nvme" selects no node'],
  ['', '"" selects no node'],
  ['disk in', 'selector "disk in": expected "(" at its end'],
])('%j means none: %s', (text, problem) => {
  expect(named(text)).toBe(problem);
});

test('of no nodes at all, none is meant', () => {
  expect(named('*', [])).toBe('there is no node');
});
