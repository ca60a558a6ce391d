import { Clock } from '../../src/rollout/clock';

test('lets things happen in the order of time, and at one moment in the order in which they were planned', () => {
  const clock = new Clock();
  const seen: string[] = [];
  const note = (text: string) => () => { seen.push(`${clock.seconds} ${text}`); };
  clock.after(20, note('late'));
  clock.after(5, note('early'));
  clock.after(5, () => clock.after(0, note('at once, but after the others')));
  clock.after(5, note('early, too'));

  while (clock.advance()) { /* until nothing is left */ }

  expect(seen).toEqual(['5 early', '5 early, too', '5 at once, but after the others', '20 late']);
});

test('a moment is over when nothing else happens at it', () => {
  const clock = new Clock();

  expect(clock.momentOver).toBe(true);

  clock.after(0, () => undefined);

  expect(clock.momentOver).toBe(false);
});
