import { fateWords } from '../../src/render/fate-words';

test.each([
  ['Stays', undefined, 'stays, but would not be created anew,'],
  ['Evicted', 0, 'is deleted at once'],
  ['Evicted', 30, 'is evicted after 30 s'],
  ['Loops', 0, 'is evicted as soon as it is created, again and again,'],
  ['Loops', 30, 'is evicted after 30 s and created anew, again and again,'],
  ['Waits', undefined, 'waits at first'],
  ['WaitsForEver', undefined, 'waits for ever'],
  ['Missing', undefined, 'does not run'],
] as const)('%s (%s): %s', (fate, seconds, words) => {
  expect(fateWords(fate, seconds)).toBe(words);
});
