import { edited, parsePath } from '../../src/manifest/edited';
import { daemonSet } from '../builders';

const value = { a: { list: [1, 2, 3], 'x/y': 'z' } };

describe('a copy has', () => {
  test.each<[string, Parameters<typeof edited>[1], unknown]>([
    ['another value', [{ path: 'a.list[1]', set: 9 }], { a: { 'list': [1, 9, 3], 'x/y': 'z' } }],
    ['more items in a list', [{ path: 'a.list', add: [4, 5] }], { a: { 'list': [1, 2, 3, 4, 5], 'x/y': 'z' } }],
    ['a list that was not there', [{ path: 'b.c', add: [1] }], { ...value, b: { c: [1] } }],
    ['no item where one was taken out', [{ path: 'a.list[0]', set: null }], { a: { 'list': [2, 3], 'x/y': 'z' } }],
    ['no key where one was taken out', [{ path: 'a["x/y"]', set: null }], { a: { list: [1, 2, 3] } }],
    ['every edit, one after the other', [{ path: 'a.list[0]', set: null }, { path: 'a.list[0]', set: 7 }], { a: { 'list': [7, 3], 'x/y': 'z' } }],
  ])('%s', (_, edits, expected) => {
    expect(edited(value, edits)).toEqual(expected);
    expect(value).toEqual({ a: { 'list': [1, 2, 3], 'x/y': 'z' } });
  });

  test('a key like __proto__ as any other', () => {
    const copy = edited({}, [{ path: '__proto__.polluted', set: true }]) as object;

    expect(Object.keys(copy)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test.each([
  ['an index that is not there', 'a.list[3]'],
  ['an index of a map', 'a[0]'],
  ['a key of a list', 'a.list.b'],
  ['a key of a text', 'a["x/y"].b'],
  ['no path', ''],
  ['a path that is none', 'a..b'],
  ['a path with any item', 'a.list[*]'],
])('an edit leads nowhere with %s', (_, path) => {
  expect(edited(value, [{ path, set: 1 }])).toBeUndefined();
});

test('nothing is added to what is no list', () => {
  expect(edited(value, [{ path: 'a', add: [1] }])).toBeUndefined();
});

test('a path is read as it is written', () => {
  expect(parsePath('spec.containers[0].resources.limits["nvidia.com/gpu"]')).toEqual(['spec', 'containers', 0, 'resources', 'limits', 'nvidia.com/gpu']);
});

test('a DaemonSet is read again with its edits, and is undefined where it would be invalid', () => {
  const agent = daemonSet();

  expect(agent.edited!([{ path: 'spec.template.spec.nodeSelector["a/b"]', set: 'c' }])!.template.nodeSelector).toEqual(new Map([['a/b', 'c']]));
  expect(agent.edited!([{ path: 'spec.template.spec.nodeSelector["a/b"]', set: 'no label' }])).toBeUndefined();
  expect(agent.edited!([{ path: 'spec.template.spec.containers[1].name', set: 'x' }])).toBeUndefined();
});
