import { Path } from '../../src/manifest/document';
import { allProblems } from '../../src/manifest/mended';
import { conformity } from '../../src/manifest/wire-types';

const TABLE = { Thing: { name: 'string', count: 'int32', labels: '{}string', items: '[]Item', words: '[]string', ports: '[]int32', item: 'Item' }, Item: { name: 'string', on: 'bool' } };

/** The paths of all problems, where the rules see `seen` and complain about every path in `complaints`. */
const problems = (value: object, ...complaints: Path[]) => {
  let seen: object = {};
  const found = allProblems(value, 'Thing', conformity(value, 'Thing', [], TABLE).problems, whole => {
    seen = whole;
    return complaints.map(path => ({ path, message: 'breaks a rule' }));
  }, TABLE);
  return { paths: found.map(({ path }) => path.join('.')), seen };
};

test('where the types are right the rules see the value itself', () => {
  const value = { name: 'a', unknown: 1 };

  expect(problems(value, ['name']).seen).toBe(value);
  expect(problems(value, ['name']).paths).toEqual(['name']);
});

test('a wrong type does not hide what rules find elsewhere', () => {
  expect(problems({ name: 'a', count: 'x' }, ['name']).paths).toEqual(['count', 'name']);
});

test('what may only follow from a wrong type is left out', () => {
  const value = { item: { name: [] }, items: {} };

  expect(problems(value, ['item'], ['item', 'name'], ['item', 'on'], ['items', 0, 'name'], []).paths).toEqual(['item.name', 'items', 'item.on']);
});

test.each<[string, object, object]>([
  ['a number where text belongs is that text', { name: 5, labels: { a: true, b: 1.5 }, words: [1, 'b'] }, { name: '5', labels: { a: 'true', b: '1.5' }, words: ['1', 'b'] }],
  ['a scalar that makes no sense is not there', { name: [], count: 'x', item: { on: 'yes' } }, { item: {} }],
  ['a list or map that is none is empty', { labels: 5, items: 'x', item: [] }, { labels: {}, items: [], item: {} }],
  ['items keep their indices', { items: [{ name: 'a' }, 5, null], words: [null, 'b', {}], ports: ['x', 1] }, { items: [{ name: 'a' }, {}, {}], words: ['', 'b', ''], ports: [0, 1] }],
  ['what is null stays null', { name: null, labels: { a: null }, count: 'x' }, { name: null, labels: { a: null } }],
  ['fields that do not exist are not there', { nam: 'a', count: 'x' }, {}],
])('%s', (_, value, seen) => {
  expect(problems(value).seen).toEqual(seen);
});
