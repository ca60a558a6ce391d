import { showPath } from '../../src/manifest/document';
import { KUBERNETES_FIELDS } from '../../src/manifest/kubernetes-fields';
import { conformity } from '../../src/manifest/wire-types';

const TABLE = {
  Thing: {
    text: 'string',
    flag: 'bool',
    small: 'int32',
    large: 'int64',
    share: 'float',
    amount: 'quantity',
    number: 'intOrString',
    at: 'time',
    length: 'duration',
    data: 'bytes',
    anything: 'any',
    list: '[]string',
    map: '{}string',
    part: 'Part',
    parts: '[]Part',
  },
  Part: { name: 'string', things: '{}Thing' },
};
const problems = (value: unknown) => conformity(value, 'Thing', [], TABLE).problems.map(({ path, message }) => `${showPath(path)} ${message}`);
const unknown = (value: unknown) => conformity(value, 'Thing', [], TABLE).unknown.map(({ path, suggestion }) => [showPath(path), suggestion]);

describe('a value', () => {
  test.each<[string, unknown]>([
    ['text', ''], ['flag', false], ['small', -2147483648], ['small', 2147483647], ['large', 2 ** 53], ['share', 0.5], ['amount', '1.5Gi'], ['amount', ' 1 '],
    ['amount', 0.5], ['amount', 1e9], ['number', '25%'], ['number', 1], ['at', '2027-01-31T08:00:00Z'], ['at', '2027-01-31T08:00:00.123+02:00'], ['length', '5s'], ['data', 'YQ=='],
    ['anything', { a: [1] }], ['list', []], ['list', ['a']], ['map', {}], ['map', { a: 'b', c: null }], ['part', {}], ['part', { name: 'a' }], ['parts', [{}]],
    ['text', null], ['list', null], ['part', null], ['map', null],
  ])('may be %s: %j', (field, value) => {
    expect(problems({ [field]: value })).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['text', true, 'must be text: put it in quotes (in YAML yes, no, on, off, y and n are booleans, too), got true'],
    ['text', 1.3, 'must be text: put it in quotes, got 1.3'],
    ['text', ['a'], 'must be text, got a list'],
    ['flag', 'true', 'must be true or false, got "true"'],
    ['flag', 1, 'must be true or false, got 1'],
    ['small', '1', 'must be a whole number, got "1"'],
    ['small', 1.5, 'must be a whole number, got 1.5'],
    ['small', 2147483648, 'must be a whole number of 32 bits, got 2147483648'],
    ['large', 2 ** 63, 'must be a whole number of 64 bits, got 9223372036854776000'],
    ['small', Infinity, 'must be a whole number, got Infinity'],
    ['share', '0.5', 'must be a number, got "0.5"'],
    ['amount', '1,5', 'must be a number with an optional suffix (n u m k M G T P E, Ki Mi Gi Ti Pi Ei, or e3), such as 250m, 1.5 or 512Mi, got "1,5"'],
    ['amount', '1e400', 'must not exceed 9223372036854775807 or have an exponent beyond 1000, got "1e400"'],
    ['amount', true, 'must be a quantity such as 250m or 512Mi, got true'],
    ['number', 1.5, 'must be text or a whole number, got 1.5'],
    ['number', true, 'must be text or a whole number, got true'],
    ['at', '2027-01-31', 'must be a time such as "2027-01-31T08:00:00Z", got "2027-01-31"'],
    ['at', '2027-02-30T08:00:00Z', 'must be a time such as "2027-01-31T08:00:00Z", got "2027-02-30T08:00:00Z"'],
    ['at', '2027-01-31T25:00:00Z', 'must be a time such as "2027-01-31T08:00:00Z", got "2027-01-31T25:00:00Z"'],
    ['at', 1800000000, 'must be a time such as "2027-01-31T08:00:00Z", got 1800000000'],
    ['list', 'a', 'must be a list, got "a"'],
    ['list', { a: 1 }, 'must be a list, got a map'],
    ['map', ['a'], 'must be a map, got a list'],
    ['part', 'a', 'must be a map, got "a"'],
    ['part', [], 'must be a map, got a list'],
  ])('fails when it is %s: %j', (field, value, problem) => {
    expect(problems({ [field]: value })).toEqual([`${field} ${problem}`]);
  });

  test('fails everywhere at once, with the path', () => {
    expect(problems({ list: ['a', 1, null], map: { 'a/b': true, 'constructor': 1 }, parts: [{}, { name: 1, things: { x: { flag: 'no' } } }] })).toEqual([
      'list[1] must be text: put it in quotes, got 1',
      'list[2] must not be null',
      'map["a/b"] must be text: put it in quotes (in YAML yes, no, on, off, y and n are booleans, too), got true',
      'map.constructor must be text: put it in quotes, got 1',
      'parts[1].name must be text: put it in quotes, got 1',
      'parts[1].things.x.flag must be true or false, got "no"',
    ]);
  });

  test('fails when it is none of the kind at all', () => {
    expect(problems([])).toEqual([' must be a map, got a list']);
  });
});

describe('a field that does not exist', () => {
  test('is told with the one that was probably meant', () => {
    expect(unknown({ txt: 1, part: { nme: 1 }, parts: [{ nonsense: 1 }], toString: 1, constructor: 1 })).toEqual([
      ['txt', 'text'], ['part.nme', 'name'], ['parts[0].nonsense', undefined], ['toString', undefined], ['constructor', undefined],
    ]);
    expect(unknown(JSON.parse('{"__proto__": 1}'))).toEqual([['__proto__', undefined]]);
  });

  test('is no key of a map, whatever it is', () => {
    expect(unknown({ map: { toString: 'a', whatever: 'b' } })).toEqual([]);
  });
});

test('fields at the top can be left out', () => {
  expect(conformity({ flag: 'x', part: { flag: 'x', text: 5 } }, 'Thing', ['flag'], TABLE).problems).toEqual([]);
});

test('every type that the table of Kubernetes names is known', () => {
  const types = Object.values(KUBERNETES_FIELDS).flatMap(fields => Object.values(fields)).map(type => type.replace(/^(\[\]|\{\})+/, ''));
  const sample = Object.fromEntries([...new Set(types)].map((type, index) => [`field${index}`, type]));

  expect(() => conformity(Object.fromEntries(Object.keys(sample).map(field => [field, 5])), 'Sample', [], { ...KUBERNETES_FIELDS, Sample: sample })).not.toThrow();
});
