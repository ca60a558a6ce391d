import { overwrittenFile } from '../../../src/coverage/findings/overwritten-file';
import { daemonSet, matrix, node } from '../../builders';

const synth = { overwritten: [{ file: 'DaemonSet.agent.k8s.yaml', daemonSets: ['a/agent', 'b/agent'].map(name => ({ name, source: { constructPath: name } })) }], elsewhere: [], unchecked: [] };

test('a file to which several DaemonSets are written is an error', () => {
  expect(overwrittenFile(matrix([daemonSet()], [node('n')], { synth }))).toMatchObject([{
    code: 'OverwrittenFile',
    severity: 'error',
    message: 'is written to the file DaemonSet.agent.k8s.yaml, and so is b/agent: only the last one is left in it',
    daemonSet: 'a/agent',
    source: { constructPath: 'a/agent' },
  }]);
});

test('where every file has one, or nothing is known of files, there is none', () => {
  expect(overwrittenFile(matrix([daemonSet()], [node('n')], { synth: { ...synth, overwritten: [] } }))).toEqual([]);
  expect(overwrittenFile(matrix([daemonSet()], [node('n')]))).toEqual([]);
});
