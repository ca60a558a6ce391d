import { notSynthesized } from '../../../src/coverage/findings/not-synthesized';
import { daemonSet, matrix, node } from '../../builders';

const synth = { overwritten: [], elsewhere: [{ name: 'a/agent', source: { constructPath: 'other/Agent' } }], unchecked: [] };

test('a DaemonSet of another app is a warning', () => {
  expect(notSynthesized(matrix([daemonSet()], [node('n')], { synth }))).toMatchObject([{
    code: 'NotSynthesized',
    severity: 'warning',
    message: 'is judged here, and is not in the app of the check: a synth of this app does not write it',
    daemonSet: 'a/agent',
    source: { constructPath: 'other/Agent' },
  }]);
});

test('one of the same app, or of no app at all, is none', () => {
  expect(notSynthesized(matrix([daemonSet()], [node('n')], { synth: { ...synth, elsewhere: [] } }))).toEqual([]);
  expect(notSynthesized(matrix([daemonSet()], [node('n')]))).toEqual([]);
});
