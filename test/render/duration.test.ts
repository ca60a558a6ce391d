import { showSeconds } from '../../src/render/duration';

test.each([[0, '0 s'], [45, '45 s'], [60, '1 min'], [90, '1 min 30 s'], [5400, '1 h 30 min'], [90_061, '1 d 1 h 1 min 1 s']])('%d seconds are %s', (seconds, text) => {
  expect(showSeconds(seconds)).toBe(text);
});
