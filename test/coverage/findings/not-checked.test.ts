import { notChecked } from '../../../src/coverage/findings/not-checked';
import { daemonSet, matrix, node } from '../../builders';

const unchecked = ['a/x', 'b/y'].map(name => ({ name, source: { constructPath: name } }));
const found = (names: typeof unchecked) => notChecked(matrix([daemonSet()], [node('n')], { synth: { overwritten: [], elsewhere: [], unchecked: names } }));

test('DaemonSets of the app that no check judges are one warning', () => {
  expect(found(unchecked)).toMatchObject([{
    code: 'NotChecked',
    severity: 'warning',
    message: 'a/x, b/y are in the app, and below the scopes of none of its checks: nobody judges them',
    source: { constructPath: 'a/x' },
  }]);
  expect(found(unchecked.slice(1))).toMatchObject([{ message: 'b/y is in the app, and below the scopes of none of its checks: nobody judges it' }]);
});

test('where all are judged, or there is no app, there is none', () => {
  expect(found([])).toEqual([]);
  expect(notChecked(matrix([daemonSet()], [node('n')]))).toEqual([]);
});
