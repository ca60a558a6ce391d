import { nodeChangesOf } from '../../src/coverage/node-changes';
import { InventoryNode } from '../../src/model/node';
import { daemonSet, matrix, node } from '../builders';

const changes = (before: readonly InventoryNode[], after: readonly InventoryNode[]) =>
  nodeChangesOf(matrix([daemonSet()], before), matrix([daemonSet()], after)).map(change => ({ ...change, nodes: change.nodes.map(({ name }) => name) }));

const tainted = (name: string) => node(name, { taints: ['a:NoSchedule'] });

test('nodes that nobody can tell apart, before and after, are together', () => {
  expect(changes([node('a'), node('b')], [node('a'), node('b')])).toEqual([{ before: 0, after: 0, nodes: ['a', 'b'] }]);
});

test('nodes that differ on one side are apart', () => {
  expect(changes([node('a'), node('b')], [node('a'), tainted('b')])).toEqual([{ before: 0, after: 0, nodes: ['a'] }, { before: 0, after: 1, nodes: ['b'] }]);
});

test('a node that joins has no class before, one that leaves none after', () => {
  expect(changes([node('a'), node('gone')], [node('a'), node('new')])).toEqual([
    { before: 0, nodes: ['gone'] }, { before: 0, after: 0, nodes: ['a'] }, { after: 0, nodes: ['new'] },
  ]);
});
