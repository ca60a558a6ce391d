import { readdirSync } from 'fs';
import { join } from 'path';
import { findingsOf } from '../../src/coverage/findings';
import { daemonSet, declares, matrix, node, workload } from '../builders';

test('errors come first, then warnings, then notes; each by DaemonSet and code', () => {
  const daemonSets = [
    daemonSet({ name: 'b', pod: { nodeSelector: { a: 'b' } }, spec: { replicas: 1 } }),
    daemonSet({ name: 'a', pod: { nodeSelector: { a: 'b' } }, annotations: declares({ exempt: [{ nodes: 'x', reason: 'r' }] }), spec: { replicas: 1 } }),
  ];
  const found = findingsOf(matrix(daemonSets, [node('n')], { workloads: [workload(['/'])] }));

  expect(found.map(({ severity, code, daemonSet: name }) => `${severity} ${code} ${name}`)).toEqual([
    'error SelectsNoNode monitoring/a',
    'error SelectsNoNode monitoring/b',
    'warning UnknownField monitoring/a',
    'warning UnusedExemption monitoring/a',
    'warning UnknownField monitoring/b',
    'note AgentAsDeployment undefined',
  ]);
});

test('a sound cluster has none', () => {
  expect(findingsOf(matrix([daemonSet()], [node('n')]))).toEqual([]);
});

test('every finding has a file, and every file a test of its neighbours', () => {
  const names = (folder: string, end: string) => readdirSync(join(__dirname, '..', '..', folder)).filter(file => file.endsWith(end)).map(file => file.slice(0, -end.length)).sort();

  expect(names('test/coverage/findings', '.test.ts')).toEqual(names('src/coverage/findings', '.ts'));
});
