import { volumeWithoutDriver } from '../../../src/coverage/findings/volume-without-driver';
import { CoverageInput } from '../../../src/coverage/matrix';
import { DaemonSet } from '../../../src/model/daemon-set';
import { InventoryNode } from '../../../src/model/node';
import { clusterObjects, daemonSet, declares, matrix, node } from '../../builders';
import { app, csiDriver, database, DRIVER, nodePlugin, ON_DISKS, shown, storageClass, TWO } from '../volumes';

const find = (
  objects: readonly object[], nodes?: readonly InventoryNode[], overrides?: Partial<CoverageInput>, plugins: readonly DaemonSet[] = [nodePlugin(ON_DISKS)],
) =>
  shown(volumeWithoutDriver, plugins, objects, nodes, overrides);

const USES = 'the pods of StatefulSet data/db use volumes of the StorageClass fast (disk.example.com)';
const ON_WITHOUT = [`error storage/disk-node without: ${USES}`];

test('pods with a claim that may be sent to a node without the driver are an error, with what happens there', () => {
  const found = volumeWithoutDriver(matrix([nodePlugin(ON_DISKS)], TWO, { objects: clusterObjects(storageClass(), database()) }));

  expect(found).toEqual([{
    code: 'VolumeWithoutDriver',
    severity: 'error',
    message: `${USES}, and may be sent to nodes on which its node plugin does not run: no volume is made for them there ("no topology key found on CSINode"), or they stay in ContainerCreating ("CSINode … does not contain driver disk.example.com", or "driver name disk.example.com not found in the list of registered CSI drivers")`,
    remedies: [
      { text: 'let storage/disk-node run there, too: now nothing requires it there (its nodeSelector, node affinity, or what is stated)' },
      { text: 'or keep these pods on nodes with the driver, by nodeSelector or required node affinity' },
    ],
    daemonSet: 'storage/disk-node',
    nodes: { names: ['without'], pools: [], hypothetical: 0 },
    source: expect.anything(),
  }]);
});

test.each<[string, object[], string]>([
  ['the driver attaches its volumes', [storageClass(), csiDriver(), database()], '("CSINode … does not contain driver disk.example.com")'],
  ['it does not', [storageClass(), csiDriver({ attachRequired: false }), database()], '("driver name disk.example.com not found in the list of registered CSI drivers")'],
  ['they have no claim', [csiDriver(), app([{ name: 'v', csi: { driver: DRIVER } }])], '("driver name disk.example.com not found in the list of registered CSI drivers")'],
])('what is said of volumes is what is seen where %s', (_, objects, expected) => {
  const [found] = volumeWithoutDriver(matrix([nodePlugin(ON_DISKS)], TWO, { objects: clusterObjects(...objects) }));

  expect(found!.message.replace(/.*they stay in ContainerCreating /, '')).toBe(expected);
});

test('the toleration that the node plugin lacks is offered as an edit, tried on a copy', () => {
  const nodes = [node('a'), node('b', { taints: ['dedicated=db:NoSchedule'] })];
  const tolerant = database({ tolerations: [{ key: 'dedicated', operator: 'Exists' }] });
  const [found] = volumeWithoutDriver(matrix([nodePlugin()], nodes, { objects: clusterObjects(storageClass(), tolerant) }));

  expect(found!.nodes!.names).toEqual(['b']);
  expect(found!.remedies[0]).toMatchObject({ text: 'tolerate dedicated with operator Exists, effect NoSchedule', yaml: { path: 'spec.template.spec.tolerations', add: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }] } });
  expect(find([storageClass(), database()], nodes, {}, [nodePlugin()])).toEqual([]);
});

describe('pods are kept off', () => {
  test.each<[string, readonly object[]]>([
    ['a nodeSelector', [storageClass(), database(ON_DISKS.pod)]],
    ['required node affinity', [storageClass(), database({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'Exists' }] }] } } } })]],
    ['the topologies that their class allows', [storageClass({ allowedTopologies: [{ matchLabelExpressions: [{ key: 'disk', values: ['no', 'yes'] }] }] }), database()]],
    ['a resource that other nodes do not have', [storageClass(), database({ containers: [{ name: 'db', image: 'db:1', resources: { limits: { 'example.com/disk': '1' } } }] })]],
    ['a RuntimeClass', [
      storageClass(), database({ runtimeClassName: 'vm' }),
      { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'vm' }, handler: 'vm', scheduling: { nodeSelector: { disk: 'yes' } } },
    ]],
    ['the capacity that the driver tracks', [storageClass(), csiDriver({ storageCapacity: true }), database()]],
    ['another operating system that they state', [storageClass(), database({ os: { name: 'windows' } })]],
  ])('by %s', (_, objects) => {
    expect(find(objects)).toEqual([]);
  });

  test.each<[string, readonly InventoryNode[]]>([
    ['a taint', [TWO[0]!, node('without', { taints: ['a:NoSchedule'] })]],
    ['a cordon', [TWO[0]!, node('without', { unschedulable: true })]],
    ['an autoscaler that is a virtual node', [TWO[0]!, node('without', { virtual: true })]],
    ['an operating system that nobody means', [TWO[0]!, node('without', { labels: { 'kubernetes.io/os': 'windows' } })]],
  ])('by %s', (_, nodes) => {
    expect(find([storageClass(), database()], nodes)).toEqual([]);
  });
});

test('a pod that asks for Windows is meant for it', () => {
  const nodes = [TWO[0]!, node('without', { labels: { 'kubernetes.io/os': 'windows' } })];

  expect(find([storageClass(), database({ nodeSelector: { 'kubernetes.io/os': 'windows' } })], nodes)).toEqual(ON_WITHOUT);
});

describe('a node has the driver', () => {
  test('by the other one of two DaemonSets', () => {
    const other = nodePlugin({ name: 'other', pod: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'DoesNotExist' }] }] } } } } });

    expect(find([storageClass(), database()], TWO, {}, [nodePlugin(ON_DISKS), other])).toEqual([]);
    expect(find([storageClass(), database()], TWO, { also: [other] })).toEqual([]);
  });

  test('or is left out on purpose, with a reason, until that ends', () => {
    const exempt = (until: string) => nodePlugin({ ...ON_DISKS, annotations: declares({ exempt: [{ nodes: '!disk', reason: 'no volumes there', until }] }) });

    expect(find([storageClass(), database()], TWO, {}, [exempt('2026-12-01')])).toEqual([]);
    expect(find([storageClass(), database()], TWO, {}, [exempt('2026-11-01')])).toEqual(ON_WITHOUT);
  });

  test('or not, where its pod waits for room', () => {
    const large = nodePlugin({ pod: { containers: [{ name: 'registrar', image: 'r:1', args: ['--kubelet-registration-path', `/var/lib/kubelet/plugins/${DRIVER}/csi.sock`], resources: { limits: { 'example.com/none': '1' } } }] } });

    expect(find([storageClass(), database()], [node('n')], {}, [large])).toEqual([`error storage/disk-node n: ${USES}`]);
  });
});

describe('a claim is one of the class', () => {
  const claim = (spec: object, annotations = {}) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'c', namespace: 'data', annotations }, spec });
  const byClaim = app([{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }]);

  test.each<[string, readonly object[]]>([
    ['by its name', [claim({ storageClassName: 'fast' }), byClaim]],
    ['by the annotation of old', [claim({}, { 'volume.beta.kubernetes.io/storage-class': 'fast' }), byClaim]],
    ['that is made with the pod', [app([{ name: 'v', ephemeral: { volumeClaimTemplate: { spec: { storageClassName: 'fast' } } } }])]],
  ])('%s', (_, objects) => {
    expect(find([storageClass(), ...objects])).toEqual(['error storage/disk-node without: the pods of Deployment data/app use volumes of the StorageClass fast (disk.example.com)']);
  });

  test('as the default one, where there is no other', () => {
    const byDefault = (name: string) => ({ ...storageClass({}, { 'storageclass.kubernetes.io/is-default-class': 'true' }), metadata: { name, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } });

    expect(find([byDefault('fast'), database({}, {})])).toEqual(ON_WITHOUT);
    expect(find([byDefault('fast'), byDefault('other'), database({}, {})])).toEqual([]);
    expect(find([storageClass(), database({}, {})])).toEqual([]);
  });

  test.each<[string, readonly object[]]>([
    ['of another class', [claim({ storageClassName: 'slow' }), byClaim]],
    ['of none', [claim({ storageClassName: '' }), byClaim]],
    ['of a namespace of its own', [{ ...claim({ storageClassName: 'fast' }), metadata: { name: 'c', namespace: 'other' } }, byClaim]],
    ['that nobody gave', [byClaim]],
  ])('and not one %s', (_, objects) => {
    expect(find([storageClass(), ...objects])).toEqual([]);
  });
});

test.each(['CronJob', 'Job', 'Pod', 'DaemonSet'])('a %s uses volumes, too', kind => {
  const claim = { storageClassName: 'fast', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  const pod = { metadata: {}, spec: { containers: [{ name: 'a', image: 'a:1' }], volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { spec: claim } } }] } };
  const specs: Record<string, object> = { CronJob: { jobTemplate: { spec: { template: pod } } }, Job: { template: pod }, Pod: pod.spec };
  const apiVersion = kind === 'Pod' ? 'v1' : 'batch/v1';
  const consumer = { apiVersion, kind, metadata: { name: 'x', namespace: 'data' }, spec: specs[kind] };
  const agent = { apiVersion: 'apps/v1', kind, metadata: { name: 'x', namespace: 'data' }, spec: { selector: { matchLabels: { a: 'b' } }, template: { ...pod, metadata: { labels: { a: 'b' } } } } };

  expect(find([storageClass(), kind === 'DaemonSet' ? agent : consumer])).toEqual([`error storage/disk-node without: the pods of ${kind} data/x use volumes of the StorageClass fast (disk.example.com)`]);
});

test('only the pods of a DaemonSet tolerate a cordon', () => {
  const nodes = [TWO[0]!, node('without', { unschedulable: true, taints: ['node.kubernetes.io/unschedulable:NoSchedule'] })];
  const agent = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'x', namespace: 'data' }, spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: database().spec.template.spec } } };
  const inline = { ...agent, spec: { ...agent.spec, template: { ...agent.spec.template, spec: { ...agent.spec.template.spec, volumes: [{ name: 'v', csi: { driver: DRIVER } }] } } } };

  expect(find([inline], nodes)).toEqual(['error storage/disk-node without: the pods of DaemonSet data/x use inline volumes of the CSI driver disk.example.com']);
  expect(find([app([{ name: 'v', csi: { driver: DRIVER } }])], nodes)).toEqual([]);
});

test('a volume without a claim needs the driver, whatever the scheduler asks for', () => {
  const inline = app([{ name: 'v', csi: { driver: DRIVER } }]);
  const expected = ['error storage/disk-node without: the pods of Deployment data/app use inline volumes of the CSI driver disk.example.com'];

  expect(find([inline])).toEqual(expected);
  expect(find([inline, csiDriver({ preventPodSchedulingIfMissing: true, storageCapacity: true })], TWO, { minor: 37 })).toEqual(expected);
  expect(find([app([{ name: 'v', csi: { driver: 'other.example.com' } }])])).toEqual([]);
});

describe('where the CSIDriver has preventPodSchedulingIfMissing', () => {
  const asks = csiDriver({ preventPodSchedulingIfMissing: true });

  test('the scheduler keeps pods off from 1.37 on', () => {
    expect(find([storageClass(), asks, database()], TWO, { minor: 37 })).toEqual([]);
    expect(find([storageClass(), asks, database()], TWO, { minor: 36 })).toEqual(ON_WITHOUT);
    expect(find([storageClass(), csiDriver(), database()], TWO, { minor: 37 })).toEqual(ON_WITHOUT);
  });

  test('pods without any other node stay Pending', () => {
    const [found] = volumeWithoutDriver(matrix([nodePlugin(ON_DISKS)], [node('without')], { minor: 37, objects: clusterObjects(storageClass(), asks, database()) }));

    expect(found!.message).toBe(`${USES}, and stay Pending: the CSIDriver disk.example.com has preventPodSchedulingIfMissing, and its node plugin runs on no node to which they may be sent`);
  });

  test('what is advised without it', () => {
    const [found] = volumeWithoutDriver(matrix([nodePlugin(ON_DISKS)], TWO, { minor: 37, objects: clusterObjects(storageClass(), database()) }));

    expect(found!.remedies.map(({ text }) => text)).toContainEqual(expect.stringContaining('preventPodSchedulingIfMissing: true in the CSIDriver disk.example.com'));
  });
});

test('a provisioner that Kubernetes once had itself is the driver that took its place', () => {
  const ebs = nodePlugin(ON_DISKS, 'ebs.csi.aws.com');

  expect(find([storageClass({ provisioner: 'kubernetes.io/aws-ebs' }), database()], TWO, {}, [ebs]))
    .toEqual(['error storage/disk-node without: the pods of StatefulSet data/db use volumes of the StorageClass fast (kubernetes.io/aws-ebs)']);
});

test('a driver without a node plugin that is known is nobody\'s, and so is one that runs everywhere', () => {
  expect(find([storageClass(), database()], TWO, {}, [daemonSet()])).toEqual([]);
  expect(find([storageClass(), database()], TWO, {}, [nodePlugin()])).toEqual([]);
});

test('the role says whose node plugin a DaemonSet is, too', () => {
  const byRole = daemonSet({ name: 'own', annotations: declares({ role: DRIVER }), pod: ON_DISKS.pod });

  expect(find([storageClass(), database()], TWO, {}, [byRole])).toEqual([`error monitoring/own without: ${USES}`]);
});

test('those that only run in the cluster, too, are told by the class', () => {
  const [found] = volumeWithoutDriver(matrix([], TWO, { also: [nodePlugin(ON_DISKS)], objects: clusterObjects(storageClass(), database()) }));

  expect(found).toMatchObject({ nodes: { names: ['without'] }, remedies: [{ text: expect.stringContaining('or keep these pods') }] });
  expect(found).not.toHaveProperty('daemonSet');
});

test('several that use one class are one finding', () => {
  const more = ['a', 'b', 'c'].map(name => ({ ...database(), metadata: { name, namespace: 'data' } }));

  expect(find([storageClass(), database(), ...more])).toEqual(['error storage/disk-node without: the pods of StatefulSet data/a, StatefulSet data/b, StatefulSet data/c and 1 more use volumes of the StorageClass fast (disk.example.com)']);
});

test('a node plugin for Linux is not told to run on Windows', () => {
  const onLinux = nodePlugin({ pod: { nodeSelector: { 'kubernetes.io/os': 'linux' } } });
  const nodes = [node('a', { labels: { 'kubernetes.io/os': 'linux' } }), node('b', { labels: { 'kubernetes.io/os': 'windows' } })];
  const [found] = volumeWithoutDriver(matrix([onLinux], nodes, { objects: clusterObjects(storageClass(), database({ nodeSelector: { 'kubernetes.io/os': 'windows' } })) }));

  expect(found!.nodes!.names).toEqual(['b']);
  expect(found!.remedies.map(({ text }) => text)).toEqual([
    'add the node plugin of this driver for windows, where there is one: storage/disk-node is for another operating system',
    'or keep these pods on nodes with the driver, by nodeSelector or required node affinity',
  ]);
});
