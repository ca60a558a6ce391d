import { readOnlyHostPath } from '../../../src/coverage/findings/read-only-host-path';
import { daemonSet, matrix, mounting, node } from '../../builders';

const TALOS = node('t', { osImage: 'Talos (v1.11.2)' });
const COS = node('c', { osImage: 'Container-Optimized OS from Google' });
const UBUNTU = node('u', { osImage: 'Ubuntu 24.04.1 LTS' });
const UNKNOWN = node('x');
const found = (paths: string[], { readOnly = false, pod = {} } = {}, ...nodes: Parameters<typeof matrix>[1][number][]) =>
  readOnlyHostPath(matrix([daemonSet({ pod: { ...mounting(paths, { readOnly }), ...pod } })], nodes));

test('what is mounted for writing where nobody can write is a warning for each operating system, with the place to use', () => {
  expect(found(['/opt/cni/bin', '/usr/local/x', '/var/lib/agent'], {}, UBUNTU, TALOS, COS, UNKNOWN)).toEqual([
    {
      code: 'ReadOnlyHostPath',
      severity: 'warning',
      message: 'mounts /opt/cni/bin, /usr/local/x for writing, which nobody can write to on Container-Optimized OS; a path that is not there cannot be made either, and no container starts',
      remedies: [
        { text: 'write to /home/kubernetes/bin, or to a directory below /var or /home/kubernetes' },
        { text: 'set readOnly: true on the mount where it only reads' },
      ],
      daemonSet: 'monitoring/agent',
      nodes: { names: ['c'], pools: [], hypothetical: 0 },
      source: { document: 1 },
    },
    expect.objectContaining({ message: expect.stringMatching(/^mounts \/usr\/local\/x for writing, which nobody can write to on Talos;/), nodes: { names: ['t'], pools: [], hypothetical: 0 } }),
  ]);
});

test('nodes that no question tells apart are told apart by their image', () => {
  expect(found(['/usr/x'], {}, node('a'), node('b', { osImage: 'Talos (v1.9)' }), node('c', { osImage: 'Talos (v1.11)' })).map(({ nodes }) => nodes?.names)).toEqual([['b', 'c']]);
});

test.each<[string, ReturnType<typeof found>]>([
  ['one that only reads', found(['/usr/local/x'], { readOnly: true }, TALOS, COS)],
  ['another operating system', found(['/usr/local/x'], {}, UBUNTU, UNKNOWN)],
  ['the root itself, which has parts that can be written', found(['/'], {}, TALOS, COS)],
  ['a path that can be written', found(['/var/lib/agent', '/run/agent', '/dev'], {}, TALOS, COS)],
  ['a path that cannot be there at all, which is an error of its own', found(['/data'], {}, TALOS, COS)],
  ['a node that it does not run on', found(['/usr/local/x'], { pod: { nodeSelector: { a: 'b' } } }, TALOS, COS)],
  ['a virtual node', found(['/usr/local/x'], {}, node('v', { osImage: 'Talos (v1.11.2)', virtual: true }))],
])('%s is none', (_, findings) => {
  expect(findings).toEqual([]);
});
