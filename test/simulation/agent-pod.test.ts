import { AgentPod, NEW_POD, roundsOf, underTaints } from '../../src/simulation/agent-pod';

const CLOCK: AgentPod = { ...NEW_POD, evictAt: 70 };
const LOOP: AgentPod = { ...NEW_POD, loop: { since: 70, everySeconds: 60 } };

test.each<[string, AgentPod, number | undefined, boolean, Partial<AgentPod>]>([
  ['nothing where nothing evicts', NEW_POD, undefined, false, NEW_POD],
  ['a clock where a taint is tolerated for a time', NEW_POD, 60, false, { evictAt: 160 }],
  ['the clock that it has, whatever else comes', CLOCK, 5, false, CLOCK],
  ['no clock any more when nothing evicts', CLOCK, undefined, false, NEW_POD],
  ['a loop where it was evicted after as many seconds just now', NEW_POD, 60, true, { loop: { since: 100, everySeconds: 60 } }],
  ['the loop that it is in', LOOP, 60, false, LOOP],
  ['no loop any more when nothing evicts', LOOP, undefined, false, NEW_POD],
  ['the rest of its round, where it is tolerated for another time', LOOP, 5, false, { evictAt: 130, loop: undefined }],
  ['the rest of its round, where it would not be created anew', { ...LOOP, stays: true }, 60, false, { evictAt: 130, loop: undefined }],
  ['a new clock after a loop without rounds', { ...NEW_POD, loop: { since: 70, everySeconds: 0 } }, 60, false, { evictAt: 160, loop: undefined }],
])('a pod has %s', (_, pod, seconds, again, expected) => {
  const watched = underTaints(pod, seconds, { now: 100, again });

  expect({ evictAt: watched.evictAt, loop: watched.loop }).toEqual({ evictAt: expected.evictAt, loop: expected.loop });
  expect(watched === pod).toBe(expected === pod);
});

test.each([[70, 60, 70, 0], [70, 60, 71, 1], [70, 60, 130, 1], [70, 60, 131, 2], [70, 0, 100, 0]])('since %i s, every %i s, until %i s: %i rounds', (since, everySeconds, now, rounds) => {
  expect(roundsOf({ since, everySeconds }, now)).toBe(rounds);
});
