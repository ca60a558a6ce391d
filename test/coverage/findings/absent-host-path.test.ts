import { absentHostPath } from '../../../src/coverage/findings/absent-host-path';
import { daemonSet, matrix, node } from '../../builders';

const TALOS = node('t', { osImage: 'Talos (v1.11.2)' });
const COS = node('c', { osImage: 'Container-Optimized OS from Google' });
const found = (path: string, type: string | undefined, ...nodes: Parameters<typeof matrix>[1][number][]) => absentHostPath(matrix([daemonSet({
  pod: {
    containers: [{ name: 'agent', image: 'registry.example.com/agent:1.0', volumeMounts: [{ name: 'logs', mountPath: '/logs', readOnly: true }] }],
    volumes: [{ name: 'logs', hostPath: { path, ...type === undefined ? {} : { type } } }],
  },
})], nodes));

test.each(['Directory', 'File', 'Socket', 'CharDevice', 'BlockDevice'])('a path that must be there as a %s, on an image that has none, is a warning', type => {
  expect(found('/var/lib/docker/containers', type, TALOS, COS, node('n'))).toEqual([{
    code: 'AbsentHostPath',
    severity: 'warning',
    message: `needs /var/lib/docker/containers to be there (type: ${type}), and Talos has no such path: no pod starts until somebody makes it`,
    remedies: [
      { text: 'leave the mount out where nothing is read there' },
      { text: 'use type: DirectoryOrCreate where an empty directory does no harm' },
    ],
    daemonSet: 'monitoring/agent',
    nodes: { names: ['t'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test.each<[string, string, string | undefined]>([
  ['one that is made', '/var/lib/docker/containers', 'DirectoryOrCreate'],
  ['one that is not looked for', '/var/lib/docker/containers', undefined],
  ['one that is there', '/var/log', 'Directory'],
  ['one that cannot be made, which is an error of its own', '/etc/passwd', 'File'],
])('%s is none', (_, path, type) => {
  expect(found(path, type, TALOS, COS)).toEqual([]);
});

test('no other operating system is concerned', () => {
  expect(found('/var/lib/docker/containers', 'Directory', COS, node('u', { osImage: 'Ubuntu 24.04' }), node('n'))).toEqual([]);
});
