import { unstatedOperatingSystem } from '../../../src/coverage/findings/unstated-operating-system';
import { daemonSet, matrix, node } from '../../builders';

const linux = node('l');
const windows = node('w', { labels: { 'kubernetes.io/os': 'windows' } });
const found = (pod: Record<string, unknown>, ...nodes: Parameters<typeof matrix>[1][number][]) => unstatedOperatingSystem(matrix([daemonSet({ pod })], nodes));

test('pods that may go to nodes of two operating systems, and say for which they are nowhere, are a warning', () => {
  expect(found({}, linux, windows)).toMatchObject([{
    code: 'UnstatedOperatingSystem',
    severity: 'warning',
    message: 'its pods would be sent to nodes of several operating systems (linux, windows), and nothing says for which they are',
    daemonSet: 'monitoring/agent',
    nodes: { names: ['l', 'w'] },
    remedies: ['linux', 'windows'].map(set => ({ yaml: { path: 'spec.template.spec.nodeSelector["kubernetes.io/os"]', set } })),
  }]);
});

test.each<[string, Record<string, unknown>, Parameters<typeof matrix>[1]]>([
  ['all nodes have one operating system', {}, [linux, node('m')]],
  ['the nodeSelector keeps them to one', { nodeSelector: { 'kubernetes.io/os': 'linux' } }, [linux, windows]],
  ['the template says for which they are', { os: { name: 'linux' } }, [linux, windows]],
  ['a taint keeps them from the others', {}, [linux, node('w', { labels: { 'kubernetes.io/os': 'windows' }, taints: ['os=windows:NoSchedule'] })]],
  ['the others are virtual', {}, [linux, node('v', { virtual: true, labels: { 'kubernetes.io/os': 'windows' } })]],
])('is no finding where %s', (_, pod, nodes) => {
  expect(found(pod, ...nodes)).toEqual([]);
});
