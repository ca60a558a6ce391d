import { duplicateObject } from '../../../src/coverage/findings/duplicate-object';
import { DaemonSet } from '../../../src/model/daemon-set';
import { daemonSet, matrix, node } from '../../builders';

const find = (...daemonSets: DaemonSet[]) => duplicateObject(matrix(daemonSets, [node('n')]));
const at = (line: number, overrides = {}): DaemonSet => ({ ...daemonSet(overrides), source: { file: 'agents.yaml', line } });

test('one namespace and name twice is an error that says where', () => {
  expect(find(at(1), at(20))).toEqual([{
    code: 'DuplicateObject',
    severity: 'error',
    message: 'DaemonSet monitoring/agent is there 2 times (agents.yaml:1, agents.yaml:20): the one that is applied last replaces the others',
    remedies: [{ text: 'give each its own name, or remove all but one' }],
    daemonSet: 'monitoring/agent',
    source: { file: 'agents.yaml', line: 1 },
  }]);
});

test('three of one name are one finding', () => {
  expect(find(at(1), at(2), at(3)).map(({ message }) => message)).toEqual([expect.stringContaining('is there 3 times')]);
});

test.each([
  ['one name in two namespaces', [at(1, { namespace: 'a' }), at(2, { namespace: 'b' })]],
  ['two names in one namespace', [at(1, { name: 'a' }), at(2, { name: 'b' })]],
  ['one DaemonSet', [at(1)]],
])('%s is none', (_, daemonSets) => {
  expect(find(...daemonSets)).toEqual([]);
});

test('a manifest without a namespace is in "default"', () => {
  expect(find(at(1, { namespace: '' }), at(2, { namespace: 'default' }))).toHaveLength(1);
});
