import { storedDaemonSetOf } from '../../src/manifest/stored-daemon-set';
import { manifest } from '../builders';

const stored = (metadata: object) => storedDaemonSetOf({ ...manifest(), metadata: { name: 'agent', ...metadata } }, 34).metadata;

test('what kubectl and the API server write into annotations is not the author\'s', () => {
  expect(stored({ annotations: { 'deprecated.daemonset.template.generation': '3', 'kubectl.kubernetes.io/last-applied-configuration': '{}', 'a': 'b' } })).toEqual(stored({ annotations: { a: 'b' } }));
});

test('all other labels and annotations are', () => {
  expect(stored({ annotations: { a: 'b' } })).not.toEqual(stored({}));
  expect(stored({ labels: { a: 'b' } })).toEqual({ labels: { a: 'b' }, annotations: {} });
});

test('the spec has the defaults of a DaemonSet', () => {
  const { spec } = storedDaemonSetOf(manifest({ spec: { updateStrategy: { type: 'OnDelete' } } }), 34);

  expect(spec).toMatchObject({ revisionHistoryLimit: 10, updateStrategy: { type: 'OnDelete' }, template: { spec: { restartPolicy: 'Always' } } });
  expect(storedDaemonSetOf(manifest(), 34).spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } });
});
