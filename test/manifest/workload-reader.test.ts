import * as fc from 'fast-check';
import { dataDocument } from '../../src/manifest/document';
import { isWorkload, readWorkload } from '../../src/manifest/workload-reader';

const object = (kind: string, value: object = {}, apiVersion = 'apps/v1') => ({ apiVersion, kind, value: { ...value }, path: [], document: dataDocument(value) });

test.each([
  ['Deployment', 'apps/v1', true], ['StatefulSet', 'apps/v1', true], ['DaemonSet', 'apps/v1', false], ['ReplicaSet', 'apps/v1', false], ['Deployment', 'example.com/v1', false],
])('whether a %s of %s is a workload: %s', (kind, apiVersion, expected) => {
  expect(isWorkload(object(kind, {}, apiVersion))).toBe(expected);
});

test('a workload is read as far as it looks like a node agent', () => {
  const volumes = [{ name: 'a', hostPath: { path: '/var/log' } }, { name: 'b', emptyDir: {} }, { name: 'c', hostPath: { path: 5 } }, { name: 'd', hostPath: { path: '/proc' } }];

  expect(readWorkload(object('Deployment', { metadata: { name: 'logs', namespace: 'logging' }, spec: { template: { spec: { volumes } } } }))).toEqual({
    kind: 'Deployment', namespace: 'logging', name: 'logs', hostPaths: ['/var/log', '/proc'], source: { document: 1 },
  });
});

test('a workload without a namespace is in the default one', () => {
  expect(readWorkload(object('StatefulSet', { metadata: { name: 'a' } }))).toMatchObject({ namespace: 'default', name: 'a', hostPaths: [] });
});

test('a workload is not ours to judge, whatever it is', () => {
  fc.assert(fc.property(fc.object({ key: fc.constantFrom('metadata', 'name', 'spec', 'template', 'volumes', 'hostPath', 'path'), maxDepth: 5 }), value => {
    expect(readWorkload(object('Deployment', value)).kind).toBe('Deployment');
  }));
});
