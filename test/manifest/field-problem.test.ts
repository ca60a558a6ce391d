import { fieldProblem, showValue } from '../../src/manifest/field-problem';

test.each([
  ['a "b"', '"a \\"b\\""'], [5, '5'], [true, 'true'], [null, 'null'], [[1], 'a list'], [{ a: 1 }, 'a map'], [undefined, 'undefined'],
  [NaN, 'NaN'], [1e999, 'Infinity'], [5n, '5'], ['a\nb', '"a\\nb"'],
])('the value %p is shown as %s', (value, text) => {
  expect(showValue(value)).toBe(text);
});

test('a problem says what is allowed, and what was found where there was something', () => {
  expect(fieldProblem(['spec', 'count'], 'must be 0 or more', -1)).toEqual({ path: ['spec', 'count'], message: 'must be 0 or more, got -1' });
  expect(fieldProblem(['spec', 'name'], 'is required')).toEqual({ path: ['spec', 'name'], message: 'is required' });
});
