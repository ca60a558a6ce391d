import { Path } from '../../src/manifest/document';
import { parseYaml } from '../../src/manifest/yaml';

const values = (text: string) => parseYaml(text).documents.map(({ value }) => value);
const problems = (text: string) => parseYaml(text, 'a.yaml').problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
const place = (text: string, ...path: Path) => {
  const { line, column } = parseYaml(text).documents[0]?.locate(path) ?? {};
  return `${line}:${column}`;
};

describe('a stream of documents', () => {
  test('is read document by document', () => {
    const { documents } = parseYaml('a: 1\n---\n---\nb: 2\n...\n---\n# nothing\n---\n{c: 3}\n', 'a.yaml');

    expect(documents.map(({ value, index, file }) => [index, value, file])).toEqual([
      [1, { a: 1 }, 'a.yaml'], [2, null, 'a.yaml'], [3, { b: 2 }, 'a.yaml'], [4, null, 'a.yaml'], [5, { c: 3 }, 'a.yaml'],
    ]);
  });

  test('loses only the document that cannot be read', () => {
    const text = 'a: 1\n---\nb: [\n---\nc: 3\nc: 4\n---\nd: 5\n';

    expect(values(text)).toEqual([{ a: 1 }, { d: 5 }]);
    expect(problems(text)).toMatchInlineSnapshot(`
[
  "a.yaml:4:1: this is no YAML: flow sequence in block collection must be sufficiently indented and end with a ]",
  "a.yaml:6:1: the key "c" is there twice",
]
`);
  });

  test('may begin with a directive', () => {
    expect(values('%YAML 1.1\n---\na: yes\n')).toEqual([{ a: true }]);
  });
});

describe('keys', () => {
  test('that are there twice are problems, each with its place', () => {
    expect(problems('a: 1\nb: {c: 1, c: 2}\na: 3\n1: x\n"1": y\n__proto__: 1\n__proto__: 2\n')).toEqual([
      'a.yaml:2:11: the key "c" is there twice',
      'a.yaml:3:1: the key "a" is there twice',
      'a.yaml:5:1: the key "1" is there twice',
      'a.yaml:7:1: the key "__proto__" is there twice',
    ]);
    expect(problems('a: {a: 1}\nb: [{a: 1}, {a: 2}]\n---\na: 1\n')).toEqual([]);
  });

  test('that objects have by nature are kept', () => {
    const [value] = values('__proto__: {x: 1}\nconstructor: 2\ntoString: 3\n') as [object];

    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test.each([
    ['? [a, b]\n: 1\n', 'a.yaml:1:3: a key must be text'],
    ['~: 1\n', 'a.yaml:1:1: a key must be text, got null'],
    ['{a: 1}: 1\n', 'a.yaml:1:1: a key must be text'],
  ])('fails when one is %j', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });
});

describe('aliases', () => {
  test('stand for what they name', () => {
    expect(values('a: &x {b: 1}\nc: *x\nd: [*x, &y z, *y]\n')).toEqual([{ a: { b: 1 }, c: { b: 1 }, d: [{ b: 1 }, 'z', 'z'] }]);
  });

  test('stand for what was named last', () => {
    expect(values('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')).toEqual([{ a: 1, b: 1, c: 2, d: 2 }]);
  });

  test('may be keys, and name keys', () => {
    expect(values('&k a: *k\n*k : 2\n').length + problems('&k a: *k\n*k : 2\n').length).toBe(1);
    expect(values('&k a: *k\nb: {*k : 2}\n')).toEqual([{ a: 'a', b: { a: 2 } }]);
  });

  test.each([
    ['names nothing', 'a: *x\n', 'a.yaml:1:4: there is no anchor "&x" before this alias'],
    ['names what comes later', 'a: *x\nb: &x 1\n', 'a.yaml:1:4: there is no anchor "&x" before this alias'],
    ['names what another document holds', 'a: &x 1\n---\nb: *x\n', 'a.yaml:3:4: there is no anchor "&x" before this alias'],
    ['stands in the list that it names', 'a: &x [1, *x]\n', 'a.yaml:1:11: the alias "*x" stands inside what it names'],
    ['stands deep in the map that it names', 'a: &x\n  b: {c: [*x]}\n', 'a.yaml:2:11: the alias "*x" stands inside what it names'],
    ['is a key that names nothing', '*x : 1\n', 'a.yaml:1:1: there is no anchor "&x" before this alias'],
  ])('fails when one %s', (_, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test('fails when they explode', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...[...'bcdefghij'].map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[index]}`).join(',')}]`)].join('\n');

    expect(problems(bomb)).toEqual(['a.yaml:6:29: the aliases up to here stand for more than 1000000 values']);
  });

  test('fails when they explode in merges', () => {
    const bomb = ['a: &a {x: 1}', ...[...'bcdefghijklmnopqrstuvw'].map((name, index) => `${name}: &${name} {l: *${'abcdefghijklmnopqrstuvw'[index]}, r: *${'abcdefghijklmnopqrstuvw'[index]}}`)].join('\n');

    expect(problems(bomb)).toEqual([expect.stringMatching(/the aliases up to here stand for more than 1000000 values$/)]);
  });

  test('are found fast where they are many', () => {
    const text = `a: &a 1\nb:\n${'- *a\n'.repeat(50_000)}`;

    expect((values(text) as [{ b: number[] }])[0].b).toHaveLength(50_000);
  });
});

describe('merge keys', () => {
  test.each([
    ['add what is not there', 'x: &x {a: 1, b: 2}\nm: {<<: *x, b: 3}\n', { a: 1, b: 3 }],
    ['add what is not there, wherever they stand', 'x: &x {a: 1, b: 2}\nm: {b: 3, <<: *x}\n', { a: 1, b: 3 }],
    ['prefer the first of a list', 'x: [&x {a: 1}, &z {a: 2, c: 4}]\nm: {<<: [*x, *z]}\n', { a: 1, c: 4 }],
    ['take a map that is written there', 'm: {<<: {a: 1}}\n', { a: 1 }],
    ['are keys when they are quoted', 'm: {"<<": 1}\n', { '<<': 1 }],
  ])('%s', (_, text, expected) => {
    expect((values(text) as [{ m: unknown }])[0].m).toEqual(expected);
  });

  test.each(['x: {<<: 3}\n', 'x: {<<: [3]}\n', 'x: {<<: ~}\n', 'x: {<<: [[{a: 1}]]}\n'])('fails when they hold no map: %j', text => {
    expect(problems(text)).toEqual(['a.yaml:1:4: "<<" takes a map, or a list of maps']);
  });

  test('keep keys that objects have by nature', () => {
    const [{ m }] = values('x: &x {__proto__: 1}\nm: {<<: *x}\n') as [{ m: object }];

    expect(Object.keys(m)).toEqual(['__proto__']);
  });
});

describe('places', () => {
  const text = '# a comment\nkind: Node\nmetadata:\n  labels: &l\n    a/b: x\n    "c": y\nspec:\n  taints:\n  - key: a\n  - { key: b, labels: *l }\n  merged: { <<: *l }\n';

  test.each([
    [[], '2:1'],
    [['kind'], '2:1'],
    [['metadata', 'labels', 'a/b'], '5:5'],
    [['metadata', 'labels', 'c'], '6:5'],
    [['spec', 'taints', 0], '9:5'],
    [['spec', 'taints', 1, 'key'], '10:7'],
    [['spec', 'taints', 1, 'value'], '10:5'],
    [['spec', 'taints', 7], '8:3'],
    [['spec', 'taints', 1, 'labels', 'c'], '6:5'],
    [['spec', 'merged', 'c'], '11:3'],
    [['status', 'allocatable'], '2:1'],
  ])('of %j is %s', (path, expected) => {
    expect(place(text, ...path)).toBe(expected);
    expect(place(text.replaceAll('\n', '\r\n'), ...path)).toBe(expected);
  });

  test('count from the beginning of the text, in every document', () => {
    expect(parseYaml('a: 1\n---\n\nb: 2\n').documents[1]?.locate(['b'])).toEqual({ line: 4, column: 1 });
  });
});

describe('what is no YAML', () => {
  test.each([
    ['a:\n\tb: 1\n', 'a.yaml:2:1: this is no YAML: tabs are not allowed as indentation'],
    ['a: "b\n', 'a.yaml:2:1: this is no YAML: missing closing "quote'],
    ['a: b: c\n', 'a.yaml:1:4: this is no YAML: nested mappings are not allowed in compact mappings'],
    ['a: \0\n', 'a.yaml:1:4: the character U+0000 is not allowed; is this a binary file, or UTF-16 without a byte order mark?'],
    ['a: \u001b[31m\n', 'a.yaml:1:4: the character U+001B is not allowed; is this a binary file, or UTF-16 without a byte order mark?'],
    ['# a comment\n%YAML 1.1\n', 'a.yaml:2:1: this is no YAML: there is a directive, and no document (---) after it'],
    ['a: .inf\n', 'a.yaml:1:4: .inf is a number that JSON does not have; put it in quotes if it is text'],
    ['a: !!int x\nb: !!bool 7\n', 'a.yaml:1:10: "x" is not of the type !!int that its tag says'],
    ['a: !!int |\n  |\n', 'a.yaml:1:10: "|\\n" is not of the type !!int that its tag says'],
  ])('fails when it is %j', (text, problem) => {
    expect(problems(text)[0]).toBe(problem);
  });

  test('is one problem a document, not one for each consequence', () => {
    expect(problems('a: [1, 2\nb: }}]\nc: }\n---\nok: 1\n---\n- a: [\n')).toHaveLength(2);
  });

  test('is every scalar that JSON cannot say', () => {
    expect(problems('a: .inf\nb: .nan\nc: !!int x\n')).toHaveLength(3);
  });
});

test('a document may be long: only what aliases add is bounded', () => {
  const text = `a:\n${'- [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]\n'.repeat(1000)}`;

  expect(problems(text)).toEqual([]);
});
