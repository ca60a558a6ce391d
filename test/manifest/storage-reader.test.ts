import { dataDocument } from '../../src/manifest/document';
import { unfold } from '../../src/manifest/kubernetes-object';
import { mergedStorage, readStorage } from '../../src/manifest/storage-reader';

const read = (...objects: object[]) => readStorage(objects.flatMap(object => unfold(dataDocument(object)).objects));
const storageClass = (fields: object = {}) => ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'c' }, provisioner: 'p', ...fields });
const deployment = (template: unknown, kind = 'Deployment') => ({ apiVersion: 'apps/v1', kind, metadata: { name: 'd' }, spec: { template } });

test('a class says who makes its volumes, when, and where', () => {
  expect(read(storageClass({
    volumeBindingMode: 'WaitForFirstConsumer',
    metadata: { name: 'c', annotations: { 'storageclass.beta.kubernetes.io/is-default-class': 'true' } },
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['a', 'b'] }] }],
  })).classes).toMatchObject([{ name: 'c', provisioner: 'p', waitsForConsumer: true, isDefault: true, allowedTopologies: [[{ key: 'zone', values: ['a', 'b'] }]] }]);
  expect(read(storageClass()).classes).toMatchObject([{ waitsForConsumer: false, isDefault: false, allowedTopologies: [] }]);
});

test('a driver says what it asks of the scheduler', () => {
  const driver = (spec: object) => ({ apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: 'd' }, spec });

  expect(read(driver({ preventPodSchedulingIfMissing: true, storageCapacity: true, attachRequired: false })).drivers)
    .toEqual([{ name: 'd', preventsScheduling: true, tracksCapacity: true, attaches: false }]);
  expect(read(driver({})).drivers).toEqual([{ name: 'd', preventsScheduling: false, tracksCapacity: false, attaches: true }]);
});

test('the claims of a StatefulSet are its own, and those that it only mounts are not looked for', () => {
  const template = { spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }, { name: 'x', persistentVolumeClaim: { claimName: 'other' } }] } };
  const set = { ...deployment(template, 'StatefulSet'), spec: { template, volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { storageClassName: 'c' } }] } };

  expect(read(set).consumers).toMatchObject([{ kind: 'StatefulSet', namespace: 'default', name: 'd', own: [{ className: 'c', namesVolume: false }], claimNames: ['other'], inlineDrivers: [] }]);
});

test('only the pods of a DaemonSet have its automatic tolerations', () => {
  const template = { spec: { volumes: [{ name: 'v', csi: { driver: 'a.example.com' } }] } };
  const tolerations = (kind: string) => read(deployment(template, kind)).consumers.map(consumer => consumer.template.effectiveTolerations.length > 0);

  expect([tolerations('Deployment'), tolerations('DaemonSet')]).toEqual([[false], [true]]);
});

test.each<[string, object]>([
  ['without volumes of others', deployment({ spec: { volumes: [{ name: 'v', emptyDir: {} }] } })],
  ['without a template', deployment(undefined)],
  ['with a template of a wrong type', deployment({ spec: { tolerations: 'all', volumes: [{ name: 'v', csi: { driver: 'a' } }] } })],
  ['of another API', { ...deployment({ spec: { volumes: [{ name: 'v', csi: { driver: 'a' } }] } }), apiVersion: 'example.com/v1' }],
  ['that makes no pods', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'd' } }],
])('an object %s uses none', (_, object) => {
  expect(read(object).consumers).toEqual([]);
});

test('what the API server would refuse is passed over', () => {
  const claim = (spec: unknown) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'c' }, spec });

  expect(read(storageClass({ provisioner: 5 }), claim({ storageClassName: 5 }), claim(undefined))).toEqual({
    classes: [], drivers: [], claims: [{ namespace: 'default', name: 'c', namesVolume: false }], consumers: [],
  });
});

test('of two sources the first counts, each kind and namespace by itself', () => {
  const [left, right] = [read(storageClass({ provisioner: 'left' })), read(storageClass({ provisioner: 'right' }), { ...storageClass(), metadata: { name: 'other' } })];

  expect(mergedStorage(left, right).classes.map(({ name, provisioner }) => [name, provisioner])).toEqual([['c', 'left'], ['other', 'p']]);
});
