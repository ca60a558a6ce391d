import { showDuration, tryDuration } from '../../src/model/duration';

test.each([['0s', 0], ['90s', 90], ['10m', 600], ['1h30m', 5400], ['1h0m5s', 3605], ['48h', 172_800]])('%s is %i seconds', (text, seconds) => {
  expect(tryDuration(text)).toBe(seconds);
});

test.each(['', '10', '-5s', '5 m', '1.5h', 's', '30m1h', '1d', '5S', '99999999999s', 'Infinity', '1e3s'])('%j is no duration', text => {
  expect(tryDuration(text)).toBeUndefined();
});

test.each([[0, '0s'], [59, '59s'], [60, '1m'], [90, '1m30s'], [3600, '1h'], [3605, '1h5s'], [90_000, '25h']])('%i seconds are shown as %s', (seconds, text) => {
  expect(showDuration(seconds)).toBe(text);
  expect(tryDuration(text)).toBe(seconds);
});
