import { wrongOperatingSystem } from '../../../src/coverage/findings/wrong-operating-system';
import { daemonSet, matrix, node } from '../../builders';

const linux = node('l');
const windows = node('w', { labels: { 'kubernetes.io/os': 'windows' } });
const found = (pod: Record<string, unknown>, ...nodes: Parameters<typeof matrix>[1][number][]) => wrongOperatingSystem(matrix([daemonSet({ pod })], nodes));

test.each(['linux', 'windows'])('pods for %s that would be sent to a node of the other operating system are an error', name => {
  expect(found({ os: { name } }, linux, windows)).toMatchObject([{
    code: 'WrongOperatingSystem',
    severity: 'error',
    nodes: { names: [name === 'linux' ? 'w' : 'l'] },
    remedies: [{ yaml: { path: 'spec.template.spec.nodeSelector["kubernetes.io/os"]', set: name } }],
  }]);
});

test('is no finding where the nodeSelector keeps them there, where nothing is said, and on a virtual node', () => {
  expect(found({ os: { name: 'windows' }, nodeSelector: { 'kubernetes.io/os': 'windows' } }, linux, windows)).toEqual([]);
  expect(found({}, linux, windows)).toEqual([]);
  expect(found({ os: { name: 'linux' } }, linux, node('v', { virtual: true, labels: { 'kubernetes.io/os': 'windows' } }))).toEqual([]);
});
