import { ageProblem, datesOf } from '../../src/coverage/freshness';

const NOW = new Date('2026-11-20T18:30:00Z');

test('an age is days or hours', () => {
  expect(['14d', '12h', '0d'].map(ageProblem)).toEqual([undefined, undefined, undefined]);
  expect(['14', '1w', '-1d', '1.5d', '123456d', ''].map(ageProblem)).toEqual(Array(6).fill('must be days or hours such as 14d or 12h'));
});

test('without a calendar it is today, and nobody asks how old an inventory is', () => {
  expect(datesOf({}, '2020-01-01T00:00:00Z', NOW)).toEqual({ today: '2026-11-20' });
});

test('an inventory may be as old as is stated, counted from now or from the beginning of the day that is stated', () => {
  expect(datesOf({ maxAge: '12h' }, undefined, NOW)).toEqual({ today: '2026-11-20', freshness: { oldest: '2026-11-20T06:30:00.000Z' } });
  expect(datesOf({ maxAge: '14d', today: '2026-11-15' }, '2026-11-01T00:00:00Z', NOW)).toEqual({
    today: '2026-11-15', freshness: { oldest: '2026-11-01T00:00:00.000Z', observedAt: '2026-11-01T00:00:00Z' },
  });
});
