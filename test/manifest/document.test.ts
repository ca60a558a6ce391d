import { dataDocument, objectOf, showPath } from '../../src/manifest/document';

test.each([
  [['spec', 'tolerations', 0, 'key'], 'spec.tolerations[0].key'],
  [['metadata', 'labels', 'app.kubernetes.io/name'], 'metadata.labels["app.kubernetes.io/name"]'],
  [['metadata', 'labels', '__proto__'], 'metadata.labels.__proto__'],
  [['a b', 1, ''], '["a b"][1][""]'],
  [['a\n"b"'], '["a\\n\\"b\\""]'],
  [[], ''],
])('the path %j is shown as %s', (path, text) => {
  expect(showPath(path)).toBe(text);
});

test('a path is shortened where a key is long', () => {
  expect(showPath(['metadata', `a/${'x'.repeat(100_000)}`]).length).toBeLessThan(110);
});

test('an object holds __proto__ like any other key', () => {
  expect(Object.keys(objectOf([['__proto__', 1], ['a', 2]]))).toEqual(['__proto__', 'a']);
});

test('a document of data was written nowhere', () => {
  const document = dataDocument({ a: 1 });

  expect(document).toMatchObject({ value: { a: 1 }, index: 1 });
  expect(document.locate(['a'])).toBeUndefined();
});
