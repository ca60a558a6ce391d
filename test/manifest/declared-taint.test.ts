import { taintOf, taintProblems } from '../../src/manifest/declared-taint';
import { showPath } from '../../src/manifest/document';

const problems = (...taints: Parameters<typeof taintProblems>[0]) => taintProblems(taints, ['taints']).map(({ path, message }) => `${showPath(path)} ${message}`);

test.each([
  [{ key: 'a', effect: 'NoSchedule' }, []],
  [{ key: 'a', value: 'b', effect: 'PreferNoSchedule' }, []],
  [{ effect: 'NoSchedule' }, ['taints[0].key is required']],
  [{ key: 'a', value: '!', effect: 'NoSchedule' }, [expect.stringContaining('taints[0].value must be empty, or begin')]],
  [{ key: 'a' }, ['taints[0].effect is required: NoSchedule, PreferNoSchedule or NoExecute']],
  [{ key: 'a', effect: 'noExecute' }, ['taints[0].effect must be NoSchedule, PreferNoSchedule or NoExecute, got "noExecute" (typo of "NoExecute"?)']],
])('%j: %j', (taint, expected) => {
  expect(problems(taint)).toEqual(expected);
});

test('a node has one taint of a key and effect, those that it inherits included', () => {
  const [noSchedule, noExecute] = [{ key: 'a', effect: 'NoSchedule' }, { key: 'a', effect: 'NoExecute' }];

  expect(problems(noSchedule, noExecute)).toEqual([]);
  expect(problems(noSchedule, { ...noSchedule, value: 'b' })).toEqual(['taints[1] must not repeat a:NoSchedule: a node has at most one taint of a key and effect']);
  expect(taintProblems([noSchedule], [], [noSchedule])).toHaveLength(1);
});

test('an empty value is none', () => {
  expect(taintOf({ key: 'a', value: '', effect: 'NoSchedule' })).toEqual({ key: 'a', effect: 'NoSchedule' });
});
