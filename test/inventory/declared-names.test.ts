import { nameProblems, secondNode } from '../../src/inventory/declared-names';
import { DeclaredSpec } from '../../src/inventory/declared-nodes';
import { showPath } from '../../src/manifest/document';

const problems = (spec: DeclaredSpec) => nameProblems(spec).map(({ path, message }) => `${showPath(path)} ${message}`);

test.each<[string, DeclaredSpec, string[]]>([
  ['different names', { nodes: [{ name: 'a' }, { name: 'b' }], pools: [{ name: 'a', count: 2 }, { name: 'b', count: 1 }] }, []],
  ['two nodes of one name', { nodes: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] }, ['spec.nodes[2].name makes a second node of the name "a"; spec.nodes[0] has it, too']],
  ['a node and a pool\'s node of one name', { nodes: [{ name: 'p-1' }], pools: [{ name: 'p', count: 2 }] }, ['spec.pools[0].name makes a second node of the name "p-1"; spec.nodes[0] has it, too']],
  ['a node beyond a pool\'s count', { nodes: [{ name: 'p-2' }], pools: [{ name: 'p', count: 2 }] }, []],
  ['two pools of one name', { pools: [{ name: 'p', count: 2 }, { name: 'p', count: 0 }] }, ['spec.pools[1].name must be unique, but spec.pools[0] has it, too, got "p"']],
  ['a shape and a pool that make one name', { pools: [{ name: 'p', count: 1, shapes: [{ name: 'a', count: 1 }] }, { name: 'p-a', count: 3 }] }, ['spec.pools[1].name makes a second node of the name "p-a-0"; spec.pools[0] has it, too']],
  ['nodes without names', { nodes: [{}, {}], pools: [{ count: 1 }, { count: 1 }] }, []],
  ['nothing', {}, []],
])('an inventory with %s', (_, spec, expected) => {
  expect(problems(spec)).toEqual(expected);
});

test('every name that is there twice is told, but of a pool one is enough', () => {
  expect(problems({ nodes: [{ name: 'a' }, { name: 'a' }, { name: 'p-0' }, { name: 'p-1' }], pools: [{ name: 'p', count: 2 }] })).toHaveLength(2);
});

test('the message names both', () => {
  expect(secondNode('a', 'b.yaml:5')).toBe('makes a second node of the name "a"; b.yaml:5 has it, too');
});
