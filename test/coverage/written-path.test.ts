import { writtenPaths } from '../../src/coverage/written-path';
import { daemonSet, mounting } from '../builders';

const paths = (...hostPaths: string[]) => [...writtenPaths(daemonSet({ pod: mounting(hostPaths) })).keys()];

test.each([
  ['as it is', '/var/lib/agent', '/var/lib/agent'],
  ['without slashes at its end', '/var/lib/agent//', '/var/lib/agent'],
  ['without slashes too many', '/var//lib/./agent', '/var/lib/agent'],
  ['the root', '/', '/'],
  ['/var/run, a link to /run', '/var/run/agent', '/run/agent'],
  ['/var/run itself', '/var/run/', '/run'],
  ['another path that begins like it', '/var/runner', '/var/runner'],
  ['of Windows', 'C:\\ProgramData\\Agent\\', '/programdata/agent'],
  ['of Windows, with slashes', 'c:/ProgramData/Agent', '/programdata/agent'],
  ['a named pipe', '\\\\.\\pipe\\containerd', '/pipe/containerd'],
  ['with capitals, elsewhere', '/Data', '/Data'],
])('a path, %s', (_, path, expected) => {
  expect(paths(path)).toEqual([expected]);
});

test('it is kept as it was written', () => {
  expect([...writtenPaths(daemonSet({ pod: mounting(['/var/lib/agent/']) })).values()]).toEqual(['/var/lib/agent/']);
});

test.each([
  ['read only', mounting(['/data'], { readOnly: true })],
  ['not mounted', { volumes: mounting(['/data']).volumes }],
])('a path that is %s is none', (_, pod) => {
  expect([...writtenPaths(daemonSet({ pod }))]).toEqual([]);
});
