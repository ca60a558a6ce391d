import { Path } from '../../src/manifest/document';
import { brokenJson, tryParseJson } from '../../src/manifest/json';

const problems = (text: string) => tryParseJson(text, 'a.json')?.problems;
const place = (text: string, ...path: Path) => {
  const { line, column } = tryParseJson(text)?.documents[0]?.locate(path) ?? {};
  return `${line}:${column}`;
};

const NODE = `{
  "kind": "Node",
  "metadata": { "name": "w-1",
    "labels": {
      "__proto__": "x", "constructor": "y",
      "a/b": "z"
    }
  },
  "spec": { "taints": [
    { "key": "gpu" },
    { "key": "spot", "effect": "NoSchedule" }
  ] }
}`;

describe('JSON', () => {
  test('is one document', () => {
    expect(tryParseJson('[1, {"a": "b"}]', 'a.json')).toEqual({ documents: [{ value: [1, { a: 'b' }], index: 1, file: 'a.json', locate: expect.any(Function) }], problems: [] });
  });

  test.each(['', 'a', '5', '"a"', 'null', '{', '{"a": 1} x', '{a: 1}', '{"a": 1,}', '// c\n{"a": 1}'])('is left to YAML where it is none: %j', text => {
    expect(tryParseJson(text)).toBeUndefined();
  });

  test('keeps keys that objects have by nature', () => {
    const value = tryParseJson('{"__proto__": {"x": 1}, "constructor": 2, "toString": 3}')?.documents[0]?.value as object;

    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test.each([
    [[], '1:1'],
    [['kind'], '2:3'],
    [['metadata', 'name'], '3:17'],
    [['metadata', 'labels', '__proto__'], '5:7'],
    [['metadata', 'labels', 'constructor'], '5:25'],
    [['metadata', 'labels', 'a/b'], '6:7'],
    [['spec', 'taints', 1], '11:5'],
    [['spec', 'taints', 1, 'effect'], '11:22'],
    [['spec', 'taints', 1, 'value'], '11:5'],
    [['spec', 'taints', 7, 'key'], '9:13'],
    [['status', 'allocatable'], '1:1'],
    [['metadata', 'labels', 'toString'], '4:5'],
  ])('knows where %j was written, or the nearest value above: %s', (path, expected) => {
    expect(place(NODE, ...path)).toBe(expected);
    expect(place(NODE.replaceAll('\n', '\r\n'), ...path)).toBe(expected);
  });
});

describe('keys that are there twice', () => {
  test('are problems, each with its place', () => {
    expect(problems('{"a": 1,\n "b": {"c": 1, "c": 2},\n "a": 3, "a": 4}')).toEqual([
      { message: 'the key "c" is there twice', file: 'a.json', line: 2, column: 16 },
      { message: 'the key "a" is there twice', file: 'a.json', line: 3, column: 2 },
      { message: 'the key "a" is there twice', file: 'a.json', line: 3, column: 10 },
    ]);
  });

  test.each(['{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}', '{"a": "x:\\":{}[]", "b": ":"}', '{"a\\\\": 1, "a": "\\\\"}', '{"a": ":", "A": "{\\"a\\": 1}"}', '[]', '{}'])('are not seen where they are not: %s', text => {
    expect(problems(text)).toEqual([]);
  });

  test.each([
    ['{"__proto__": 1, "__proto__": 2}', '__proto__'],
    ['{"a": 1, "\\u0061": 2}', 'a'],
    ['{"1": 1, "1": 2}', '1'],
    ['{"": 1, "": 2}', ''],
  ])('are seen however they are spelled: %s', (text, key) => {
    expect(problems(text)?.map(({ message }) => message)).toEqual([`the key "${key}" is there twice`]);
  });
});

describe('a text that looks like JSON', () => {
  test.each([
    ['{"a": [1', true],
    ['{"a": "b', true],
    ['[{"a": tr', true],
    ['{"a": b}', false],
    ['{"a": [1,],}', false],
    ['{"a": 1} {"b": 2}', false],
  ])('and is none, %s, is surely no YAML, either: %s', (text, surely) => {
    expect(brokenJson(text)?.surely).toBe(surely);
  });

  test.each(['{"a": 1}', '{a: 1', '- a', 'a: {"b"', '['])('is not %j', text => {
    expect(brokenJson(text)).toBeUndefined();
  });
});
