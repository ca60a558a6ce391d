import { impossibleHostPath } from '../../../src/coverage/findings/impossible-host-path';
import { daemonSet, matrix, mounting, node } from '../../builders';

const TALOS = node('t', { osImage: 'Talos (v1.11.2)' });
const BOTTLEROCKET = node('b', { osImage: 'Bottlerocket OS 1.20.0 (aws-k8s-1.29)' });
const FLATCAR = node('f', { osImage: 'Flatcar Container Linux by Kinvolk 3510.2.1 (Oklo)' });
const found = (paths: string[], nodes: Parameters<typeof matrix>[1], readOnly = false) =>
  impossibleHostPath(matrix([daemonSet({ pod: mounting(paths, { readOnly }) })], nodes));

test.each([true, false])('a path that is not there and cannot be made is an error, read-only: %s', readOnly => {
  expect(found(['/etc/passwd', '/data', '/var/lib/x', '/etc/ssl'], [TALOS, FLATCAR, node('n')], readOnly)).toEqual([{
    code: 'ImpossibleHostPath',
    severity: 'error',
    message: 'mounts /data, /etc/passwd: Talos has no such path, and nobody can make one there: no container starts',
    remedies: [
      { text: 'use a directory below /var' },
      { text: 'leave the mount out on these nodes, with a variant or a DaemonSet of their own' },
    ],
    daemonSet: 'monitoring/agent',
    nodes: { names: ['t'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test('one for each operating system', () => {
  expect(found(['/optscale'], [TALOS, BOTTLEROCKET]).map(({ nodes }) => nodes?.names)).toEqual([['b'], ['t']]);
});

test.each([
  ['what can be made', ['/var/lib/agent', '/var/lib/docker/containers'], [TALOS, BOTTLEROCKET]],
  ['what may be there', ['/', '/usr/share/agent', '/etc/agent', '/home/agent'], [TALOS, BOTTLEROCKET]],
  ['what is there on another one', ['/etc/passwd'], [BOTTLEROCKET, FLATCAR, node('n')]],
  ['a directory of a root that can be written', ['/data'], [FLATCAR, node('n')]],
  ['a virtual node', ['/data'], [node('v', { osImage: 'Talos', virtual: true })]],
])('%s is none', (_, paths, nodes) => {
  expect(found(paths, nodes)).toEqual([]);
});
