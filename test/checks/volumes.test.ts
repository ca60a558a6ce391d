import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { chart, errorsOf } from './tree';
import { CephCsiDaemonSet, CiliumDaemonSet, CoverageCheck, CoverageReport, CsiNodeDaemonSet, NodeInventory, NodeSelection, TaintEffect } from '../../src';
import { database } from '../coverage/volumes';

const ALLOCATABLE = { cpu: '8', memory: '32Gi' };
const inventory = NodeInventory.ofPools(
  { name: 'disks', count: 2, labels: { disk: 'ssd' }, allocatable: ALLOCATABLE },
  { name: 'web', count: 1, allocatable: ALLOCATABLE },
);

/** The driver on nodes with disks, with the class `fast`. */
const disks = (scope: Chart, nodes = NodeSelection.labeled({ disk: 'ssd' })) =>
  new CsiNodeDaemonSet(scope, 'Disks', { driver: 'disk.example.com', image: 'registry.example.com/disk:1.0', metadata: { name: 'disks' }, nodes, storageClasses: [{ name: 'fast' }] });
const messages = (scope: Chart, nodes = inventory) => CoverageReport.of(Testing.synth(scope), nodes).toJson().clusters[0].findings
  .map(({ code, severity, nodes: group }: { code: string; severity: string; nodes: { names: string[] } | null }) => `${severity} ${code} ${group?.names.join(' ') ?? '-'}`);

test('a synth fails where a StatefulSet of the tree may be sent to nodes without the typed driver of its class', () => {
  const platform = chart();
  disks(platform);
  const db = new ApiObject(platform, 'Database', database());
  new CoverageCheck(platform, 'Check', { inventory });

  expect(errorsOf(platform)).toEqual([expect.stringMatching(/^\[platform\/Check\] monitoring\/disks \(platform\/Disks\): VolumeWithoutDriver: the pods of StatefulSet data\/db use volumes of the StorageClass fast \(disk\.example\.com\), and may be sent to nodes on which its node plugin does not run/)]);

  db.addJsonPatch(JsonPatch.add('/spec/template/spec/nodeSelector', { disk: 'ssd' }));

  expect(errorsOf(platform)).toEqual([]);
});

test('nodes that a typed agent leaves out with a reason are no finding', () => {
  const without = chart();
  disks(without);
  const excluding = chart('excluding');
  disks(excluding, NodeSelection.everyNode().excluding('!disk', 'no disks there'));

  expect(messages(without)).toEqual(['warning StorageClassMissesNodes web-0']);
  expect(messages(excluding)).toEqual([]);
});

test('the typed drivers of Ceph are known by their names', () => {
  const platform = chart();
  new CephCsiDaemonSet(platform, 'Ceph', { metadata: { name: 'ceph' }, clusters: [{ id: 'a', monitors: ['10.0.0.1:6789'] }], nodes: NodeSelection.labeled({ disk: 'ssd' }) });
  new ApiObject(platform, 'Class', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'rbd' }, provisioner: 'rbd.csi.ceph.com', volumeBindingMode: 'WaitForFirstConsumer' } as never);

  expect(messages(platform)).toEqual(['warning StorageClassMissesNodes web-0']);
});

test('typed agents start on new nodes, whatever their startup taints', () => {
  const platform = chart();
  new CiliumDaemonSet(platform, 'Cilium', { metadata: { name: 'cilium' }, annotations: { 'everynode.dev/needs': '' } }); // its operator is installed elsewhere
  disks(platform);
  const startupTaints = ['node.cilium.io/agent-not-ready', 'disk.example.com/agent-not-ready'].map(key => ({ key, effect: TaintEffect.NO_EXECUTE }));
  const fresh = NodeInventory.ofPools({ name: 'disks', count: 1, labels: { disk: 'ssd' }, startupTaints, allocatable: ALLOCATABLE });
  const [startup] = CoverageReport.of(Testing.synth(platform), fresh).toJson().clusters[0].startup;

  expect(messages(platform, fresh)).toEqual([]);
  expect(startup.daemonSets.map(({ name, start, removes }: { name: string; start: string; removes: string[] }) => [name, start, ...removes])).toContainEqual(['disks', 'AtOnce', 'disk.example.com/agent-not-ready:NoExecute']);
  expect(startup.daemonSets.every(({ start }: { start: string }) => start === 'AtOnce')).toBe(true);
});
