import { VolumeClaims } from '../../src/coverage/volume-claims';
import { clusterObjects } from '../builders';
import { app, database, storageClass } from './volumes';

const DEFAULT = { 'storageclass.kubernetes.io/is-default-class': 'true' };
const claim = (namespace: string, spec: object) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'c', namespace }, spec });
const claiming = app([{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }]);

/** Whether the first consumer among some objects uses the first class. */
const uses = (...objects: object[]) => {
  const { storage } = clusterObjects(...objects);
  return new VolumeClaims(storage).uses(storage.consumers[0]!, storage.classes[0]!);
};

test.each<[string, boolean | undefined, object[]]>([
  ['a claim of its own', true, [storageClass(), database()]],
  ['a claim of its namespace', true, [storageClass(), claiming, claim('data', { storageClassName: 'fast' })]],
  ['a claim of another namespace', undefined, [storageClass(), claiming, claim('other', { storageClassName: 'fast' })]],
  ['a claim that nobody gave', undefined, [storageClass(), claiming]],
  ['a claim of another class', undefined, [storageClass(), claiming, claim('data', { storageClassName: 'slow' })]],
  ['a claim that names its volume', false, [storageClass(), claiming, claim('data', { storageClassName: 'fast', volumeName: 'v' })]],
  ['a claim of no class, where this is the default one', true, [storageClass({}, DEFAULT), database({}, {})]],
  ['a claim of no class, where this is not', undefined, [storageClass(), database({}, {})]],
  ['a claim of no class, where there are two default ones', false, [storageClass({}, DEFAULT), storageClass({ metadata: { name: 'b', annotations: DEFAULT } }), database({}, {})]],
  ['a claim that wants no class', undefined, [storageClass({}, DEFAULT), database({}, { storageClassName: '' })]],
])('of %s the answer is %s', (_, expected, objects) => {
  expect(uses(...objects)).toBe(expected);
});
