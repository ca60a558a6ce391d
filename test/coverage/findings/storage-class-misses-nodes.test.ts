import { storageClassMissesNodes } from '../../../src/coverage/findings/storage-class-misses-nodes';
import { volumeWithoutDriver } from '../../../src/coverage/findings/volume-without-driver';
import { CoverageInput } from '../../../src/coverage/matrix';
import { InventoryNode } from '../../../src/model/node';
import { clusterObjects, declares, matrix, node } from '../../builders';
import { csiDriver, database, nodePlugin, ON_DISKS, shown, storageClass, TWO } from '../volumes';

const find = (objects: readonly object[], nodes?: readonly InventoryNode[], overrides?: Partial<CoverageInput>, plugin = nodePlugin(ON_DISKS)) =>
  shown(storageClassMissesNodes, [plugin], objects, nodes, overrides);

const PLAIN = 'warning storage/disk-node without: a pod without a nodeSelector that claims volumes of the StorageClass fast (disk.example.com) may be sent to nodes on which its node plugin does not run';
const USES = 'warning storage/disk-node without: the pods of StatefulSet data/db use volumes of the StorageClass fast (disk.example.com)';

test('a class that nobody given uses is a warning where any pod may be sent to a node without the driver', () => {
  expect(find([storageClass()])).toEqual([PLAIN]);
});

test.each<[string, readonly object[], readonly InventoryNode[], Partial<CoverageInput>]>([
  ['a taint keeps pods away', [storageClass()], [TWO[0]!, node('without', { taints: ['a:NoSchedule'] })], {}],
  ['the class allows other nodes only', [storageClass({ allowedTopologies: [{ matchLabelExpressions: [{ key: 'disk', values: ['yes'] }] }] })], TWO, {}],
  ['the driver tracks capacity', [storageClass(), csiDriver({ storageCapacity: true })], TWO, {}],
  ['the scheduler asks for the driver', [storageClass(), csiDriver({ preventPodSchedulingIfMissing: true })], TWO, { minor: 37 }],
  ['the node is virtual', [storageClass()], [TWO[0]!, node('without', { virtual: true })], {}],
  ['the node is of another operating system', [storageClass()], [TWO[0]!, node('without', { labels: { 'kubernetes.io/os': 'windows' } })], {}],
  ['those who use it are given, and elsewhere', [storageClass(), database(ON_DISKS.pod)], TWO, {}],
  ['it is no class of this driver', [storageClass({ provisioner: 'rancher.io/local-path' })], TWO, {}],
])('none is there where %s', (_, objects, nodes, overrides) => {
  expect(find(objects, nodes, overrides)).toEqual([]);
});

test('none is there where nodes are left out on purpose, with a reason', () => {
  const exempt = nodePlugin({ ...ON_DISKS, annotations: declares({ exempt: [{ nodes: '!disk', reason: 'no volumes there' }] }) });

  expect(find([storageClass()], TWO, {}, exempt)).toEqual([]);
});

test('a volume that is made before its pod has a node may be bound to nodes with the driver', () => {
  const objects = [storageClass({ volumeBindingMode: 'Immediate' }), database()];

  expect(find(objects)).toEqual([USES]);
  expect(storageClassMissesNodes(matrix([nodePlugin(ON_DISKS)], TWO, { objects: clusterObjects(...objects) }))[0]!.message)
    .toMatch(/, where they never start \(unless the driver binds its volumes to nodes that have it: they are made before their pods have one\)$/);
  expect(shown(volumeWithoutDriver, [nodePlugin(ON_DISKS)], objects)).toEqual([]);
});

test.each<[string, object]>([
  ['pod affinity', database({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: {} }] } } })],
  ['another scheduler', database({ schedulerName: 'other' })],
  ['a RuntimeClass that nobody gave', database({ runtimeClassName: 'vm' })],
  ['a volume that the claim names', database({}, { storageClassName: 'fast', volumeName: 'pv-1' })],
])('what %s may decide is no error', (_, consumer) => {
  expect(find([storageClass(), consumer])).toEqual([USES]);
  expect(shown(volumeWithoutDriver, [nodePlugin(ON_DISKS)], [storageClass(), consumer])).toEqual([]);
});

test('of two default classes it is not known which one a claim gets', () => {
  const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  const other = { ...storageClass({ provisioner: 'other.example.com' }), metadata: { name: 'other', annotations } };

  expect(find([storageClass({}, annotations), other, database({}, {})])).toEqual([USES]);
});
