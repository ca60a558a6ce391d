import { parse } from 'yaml';
import { showEdit } from '../../src/render/yaml-edit';

test.each([
  ['items to add', { path: 'spec.tolerations', add: [{ key: 'nvidia.com/gpu', operator: 'Exists' }] }, 'spec.tolerations: add { key: nvidia.com/gpu, operator: Exists }'],
  ['several items', { path: 'a', add: ['x', { b: [1, true, null] }] }, 'a: add x, { b: [1, true, null] }'],
  ['a value', { path: 'a.operator', set: 'Exists' }, 'a.operator: Exists'],
  ['a text that YAML would take for something else', { path: 'a', set: 'true' }, 'a: "true"'],
  ['another', { path: 'a', set: 'no' }, 'a: "no"'],
  ['a text that is a number', { path: 'a', set: '12' }, 'a: "12"'],
  ['a text with a colon', { path: 'a', set: 'b: c' }, 'a: "b: c"'],
  ['the empty text', { path: 'a', set: '' }, 'a: ""'],
  ['a key that needs quotes', { path: 'a', set: { 'b: c': 'd' } }, 'a: { "b: c": d }'],
  ['nothing in its place', { path: 'a', set: null }, 'a: remove'],
])('%s', (_, edit, expected) => {
  expect(showEdit(edit)).toBe(expected);
});

test('what it shows is YAML that means the same', () => {
  const value = { 'nvidia.com/gpu': 'y', 'effect': 'NoSchedule', 'n': ['on', '1e3', '0x1', '~', 'a#b', '- a', 'plain'], 'deep': { 'a b': 1.5, '@x': '*a' } };

  expect(parse(showEdit({ path: 'a', set: value }).replace(/^a: /, ''))).toEqual(value);
});
