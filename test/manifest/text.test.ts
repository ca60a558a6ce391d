import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { decodeText, encodeText, parseText } from '../../src/manifest/text';
import { mutated } from '../mutated-text';

const values = (text: string) => parseText(text).documents.map(({ value }) => value);
const problems = (text: string) => parseText(text, 'a.yaml').problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
const utf16 = (text: string, bigEndian: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

describe('a text', () => {
  test.each([
    ['JSON', '{"a": [1, true, null]}'],
    ['YAML', 'a: [1, true, null]\n'],
    ['YAML in the style of JSON', '{"a": [1, true, ~,],}'],
    ['JSON after a byte order mark', '\ufeff{"a": [1, true, null]}'],
    ['YAML after a byte order mark', '\ufeffa: [1, true, null]\n'],
    ['YAML with carriage returns', 'a:\r\n- 1\r\n- true\r\n- null\r\n'],
    ['JSON with carriage returns', '{\r\n"a": [1,\r\ntrue, null]\r\n}\r\n'],
  ])('is read as %s', (_, text) => {
    expect(values(text)).toEqual([{ a: [1, true, null] }]);
  });

  test.each(['', ' \n', '# nothing but a comment\n', '\ufeff'])('may hold no document: %j', text => {
    expect(parseText(text)).toEqual({ documents: [], problems: [] });
  });

  test('is not taken for YAML when it is a page of a web server', () => {
    const message = 'a.yaml:1:1: this is HTML or XML, expected YAML or JSON; was a login or error page saved in its place?';

    expect(problems('<!DOCTYPE html>\n<html><body>Please log in: <a href="/login">here</a></body></html>\n')).toEqual([message]);
    expect(problems('\n<HTML>')).toEqual([message]);
    expect(problems('<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>')).toEqual([message]);
    expect(problems('<<: {a: 1}\n')).toEqual([]);
  });

  test('fails when it is JSON that was cut off', () => {
    const whole = '{\n  "kind": "List",\n  "items": [\n    {"kind": "Node"}\n  ]\n}\n';

    expect([40, 34, 30, 20, 14, 9].map((length) => problems(whole.slice(0, length)))).toMatchInlineSnapshot(`
[
  [
    "a.yaml:4:6: this is no JSON: unexpected end of string where it ends; is it truncated?",
  ],
  [
    "a.yaml:4:2: this is no JSON: close bracket expected where it ends; is it truncated?",
  ],
  [
    "a.yaml:3:11: this is no JSON: value expected where it ends; is it truncated?",
  ],
  [
    "a.yaml:3:1: this is no JSON: property name expected where it ends; is it truncated?",
  ],
  [
    "a.yaml:2:11: this is no JSON: unexpected end of string where it ends; is it truncated?",
  ],
  [
    "a.yaml:2:3: this is no JSON: unexpected end of string where it ends; is it truncated?",
  ],
]
`);
  });

  test('fails when it is JSON with a mistake in it', () => {
    expect([
      '{"a": 1\n "b": 2}',
      '{"a": 1}\n{"b": 2}',
      '{"a": [1, 2}',
      '{"a": 1,\n "b": @}',
    ].
      map(problems)).toMatchInlineSnapshot(`
[
  [
    "a.yaml:2:2: this is no JSON: comma expected",
  ],
  [
    "a.yaml:2:1: this is no JSON: something follows its end; several objects go into a list (kind: List), or into YAML documents with --- between",
  ],
  [
    "a.yaml:1:12: this is no JSON: comma expected where it ends; is it truncated?",
  ],
  [
    "a.yaml:2:7: this is no JSON: invalid symbol",
  ],
]
`);
  });

  test('is read as YAML where it only looks like JSON', () => {
    expect(values('{"a": b, # a comment\n "c": \'it"s\'}')).toEqual([{ a: 'b', c: 'it"s' }]);
    expect(values('["a", b]')).toEqual([['a', 'b']]);
  });

  test('fails when it is cut off and too large to try YAML, in no time', () => {
    const text = `{"items": [${'{"kind": "Node", "metadata": {"name": "a"}},'.repeat(300_000)}`;

    expect(problems(text)).toEqual([expect.stringContaining('this is no JSON: value expected where it ends; is it truncated?')]);
  });
});

describe('bytes', () => {
  test.each([
    ['UTF-8', Buffer.from('a: größe')],
    ['UTF-8 after a byte order mark', Buffer.from('\ufeffa: größe')],
    ['UTF-16, little end first', utf16('a: größe', false)],
    ['UTF-16, big end first', utf16('a: größe', true)],
  ])('are read as %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe('a: größe');
  });

  test.each([
    ['is not UTF-8 text', Buffer.from([0x61, 0xff, 0x62])],
    ['is not UTF-8 text', Buffer.from('größe', 'latin1')],
    ['is not UTF-16LE text', utf16('a: b', false).subarray(0, 7)],
    ['is not UTF-16BE text', Buffer.from([0xfe, 0xff, 0xd8, 0x00])],
  ])('fails when it %s', (message, bytes) => {
    expect(() => decodeText(bytes)).toThrow(message);
  });

  const folder = join(__dirname, '..', 'fixtures', 'text');

  test.each(readdirSync(folder))('of test/fixtures/text/%s are read as their name says', name => {
    expect(values(decodeText(readFileSync(join(folder, name))))).toEqual([{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'größe' } }]);
  });

  test('without a byte order mark are no UTF-16', () => {
    expect(problems(decodeText(Buffer.from('a: b\n', 'utf16le')))).toEqual(['a.yaml:1:2: the character U+0000 is not allowed; is this a binary file, or UTF-16 without a byte order mark?']);
  });
});

describe('nesting', () => {
  const deep = 10_000;

  test.each([
    ['lists in JSON', '['.repeat(deep) + ']'.repeat(deep), 'a.yaml:1:201: more than 200 lists and maps lie in each other'],
    ['maps in JSON', `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`, 'a.yaml:1:1001: more than 200 lists and maps lie in each other'],
    ['open lists', '['.repeat(deep), 'a.yaml:1:202: more than 200 lists and maps lie in each other; what follows was not read'],
    ['open maps', '{"a":'.repeat(deep), 'a.yaml:1:1006: more than 200 lists and maps lie in each other; what follows was not read'],
    ['flow maps in YAML', `a: ${'{a: '.repeat(deep)}1${'}'.repeat(deep)}`, 'a.yaml:1:804: more than 200 lists and maps lie in each other; what follows was not read'],
    ['block maps in YAML', Array.from({ length: deep }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''), 'a.yaml:202:202: more than 200 lists and maps lie in each other; what follows was not read'],
    ['block lists in YAML', `${'- '.repeat(deep)}x\n`, 'a.yaml:1:403: more than 200 lists and maps lie in each other; what follows was not read'],
    ['explicit keys in YAML', '? '.repeat(deep), 'a.yaml:1:403: more than 200 lists and maps lie in each other; what follows was not read'],
    ['a million lists', '['.repeat(1_000_000), 'a.yaml:1:202: more than 200 lists and maps lie in each other; what follows was not read'],
  ])('fails when it is 10,000 deep: %s', (_, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test.each([
    ['JSON', '['.repeat(200) + ']'.repeat(200)],
    ['YAML', `${'['.repeat(200)}a${']'.repeat(200)}`],
    ['YAML in blocks', `${'- '.repeat(200)}a\n`],
  ])('may be 200 deep in %s', (_, text) => {
    expect(problems(text)).toEqual([]);
    expect(problems(text.replace('[', '[[').replace(']', ']]').replace('- ', '- - '))).toHaveLength(1);
  });

  test('leaves the documents before it readable', () => {
    expect(values(`a: 1\n---\n${'['.repeat(deep)}`)).toEqual([{ a: 1 }]);
  });
});

const valid = [
  'apiVersion: v1\nkind: Node\nmetadata:\n  name: w-1\n  labels: &a { disk: ssd, "x": \'y\' }\nspec:\n  taints:\n  - key: gpu\n    <<: *a\n---\nb: |\n  text\n',
  '{"apiVersion": "v1", "kind": "List", "items": [{"metadata": {"name": "w-1", "labels": {"a": "\\u00df"}}}, 1, 2.5e3, null]}',
];

test('every text is read or reported, each problem on one line with its place', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), mutated(...valid)), text => {
    const parsed = parseText(text, 'a.yaml');

    expect(parsed.problems.filter(({ message, line = 0, column = 0 }) => /[\n\r]/.test(message) || line < 1 || column < 1)).toEqual([]);
    for (const document of parsed.documents) { document.locate(['metadata', 'labels', 0, '__proto__', 'a']); }
  }), { numRuns: 2000 });
});

test('JSON is the same, read as JSON or as YAML', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 4 }), text => {
    const json = `{"a": ${text}}`;
    const yaml = `{"a": ${text},}`; // the last comma makes it YAML

    expect(values(yaml)).toEqual(values(json));
  }));
});

describe('the encoding of a file', () => {
  test.each([
    ['UTF-8', Buffer.from('ä: 1')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffä: 1')],
    ['UTF-16, little-endian', Buffer.from('\ufeffä: 1', 'utf16le')],
    ['UTF-16, big-endian', Buffer.from('\ufeffä: 1', 'utf16le').swap16()],
  ])('stays when its text is written: %s', (_, bytes) => {
    expect(encodeText(decodeText(bytes), bytes)).toEqual(bytes);
    expect(decodeText(encodeText('ö', bytes))).toBe('ö');
  });
});
