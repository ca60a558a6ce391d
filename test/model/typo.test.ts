import * as fc from 'fast-check';
import { editDistance, isTypo, nearest, typoOf } from '../../src/model/typo';

test.each([
  ['NoSchedul', 'NoSchedule', 1], ['NoScheduel', 'NoSchedule', 1], ['NoSchedule', 'NoSchedule', 0], ['', 'abc', 3], ['abc', '', 3], ['disk', 'risk', 1], ['ab', 'ba', 1], ['kitten', 'sitting', 3],
])('%s is %3$d away from %s', (left, right, distance) => {
  expect(editDistance(left, right)).toBe(distance);
  expect(editDistance(right, left)).toBe(distance);
});

test.each([
  ['Noschedule', ['NoSchedule', 'NoExecute'], 'NoSchedule'],
  ['NOSCHEDULE', ['PreferNoSchedule', 'NoSchedule'], 'NoSchedule'],
  ['memroy', ['cpu', 'memory'], 'memory'],
  ['mem', ['cpu', 'memory'], undefined],
  ['cpus', ['cpu', 'memory'], 'cpu'],
  ['cp', ['cpu', 'memory'], 'cpu'],
  ['cup', ['cpu', 'memory'], 'cpu'],
  ['ram', ['cpu', 'memory'], undefined],
  ['cpu', ['cpu'], undefined],
  ['anything', [], undefined],
])('%s of %j was probably meant to be %s', (word, words, meant) => {
  expect(nearest(word, words)).toBe(meant);
});

test('what was probably meant is said behind the word, and nothing where nobody knows', () => {
  expect(typoOf('conditon', ['output', 'condition'])).toBe(' (typo of "condition"?)');
  expect(typoOf('anything', ['output', 'condition'])).toBe('');
});

test('a word of a million letters is not compared letter by letter', () => {
  expect(nearest('x'.repeat(1_000_000), Array.from({ length: 1000 }, (_, index) => `word-${index}`))).toBeUndefined();
});

test.each([
  ['disk', 'Disk', true], ['disk', 'disks', true], ['disk', 'dsik', true], ['disk', 'risk', true], ['disk', 'disk', false], ['disk', 'diskss', false], ['a', 'b', false], ['a', 'A', true], ['disk', 'tusk', false],
])('whether %s is a typo of %s: %s', (left, right, expected) => {
  expect(isTypo(left, right)).toBe(expected);
});

test('the distance is one edit for one edit', () => {
  fc.assert(fc.property(fc.string(), fc.string(), fc.string({ minLength: 1, maxLength: 1 }), (before, after, letter) => {
    expect(editDistance(`${before}${after}`, `${before}${letter}${after}`)).toBe(1);
  }));
});
