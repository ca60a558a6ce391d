import { showPath } from '../../src/model/field-path';
import { differences } from '../../src/model/json-difference';

test.each<[string, unknown, unknown, string[]]>([
  ['nothing where all is equal, whatever the order of the keys', { a: 1, b: [2] }, { b: [2], a: 1 }, []],
  ['the deepest place', { a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 2 }] } }, ['a.b[0].c']],
  ['every place, in the order of the keys', { b: 1, a: 1 }, { b: 2, a: 2 }, ['a', 'b']],
  ['what only one of them has', { a: { b: 1 } }, {}, ['a']],
  ['a list that has grown as a whole', { a: [1] }, { a: [1, 2] }, ['a']],
  ['another order in a list', { a: [1, 2] }, { a: [2, 1] }, ['a[0]', 'a[1]']],
  ['a list in place of a map', { a: [] }, { a: {} }, ['a']],
  ['a key that every object seems to have', {}, { toString: 1 }, ['toString']],
])('%s', (_, left, right, paths) => {
  expect(differences(left, right).map(path => showPath(path))).toEqual(paths);
});
