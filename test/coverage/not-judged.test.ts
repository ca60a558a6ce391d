import { notJudgedOf } from '../../src/coverage/not-judged';
import { DaemonSet } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';
import { daemonSet, matrix, node } from '../builders';

const open = (daemonSets: DaemonSet[], nodes: InventoryNode[]) => notJudgedOf(matrix(daemonSets, nodes));
const filters = (daemonSets: DaemonSet[], nodes: InventoryNode[]) => open(daemonSets, nodes).map(({ filter }) => filter);

const asking = (name: string) => daemonSet({ name, pod: { containers: [{ name: 'a', image: 'a:1', resources: { requests: { cpu: '100m' } } }] } });
const foreign = daemonSet({ name: 'foreign', pod: { schedulerName: 'volcano' } });
const unknownRoom = (name: string) => node(name, { allocatable: 'undeclared' });

test('room is not judged on nodes that declare no allocatable, said once for all that ask', () => {
  expect(open([asking('b'), asking('a')], [unknownRoom('y'), node('n'), unknownRoom('x')])).toEqual([
    { filter: 'NodeResourcesFit', message: expect.any(String), daemonSets: ['monitoring/a', 'monitoring/b'], nodes: { names: ['x', 'y'], pools: [], hypothetical: 0 } },
  ]);
});

test('everything is judged where the nodes say what they have', () => {
  expect(open([asking('a')], [node('n')])).toEqual([]);
});

test('a scheduler that nobody knows is named, with whom it decides for', () => {
  expect(open([foreign], [node('n')])).toMatchObject([
    { filter: 'SchedulerName', message: expect.stringContaining('volcano'), daemonSets: ['monitoring/foreign'], nodes: { names: ['n'] } },
  ]);
});

test('nothing is open on a node that the controller leaves out anyway', () => {
  expect(filters([foreign], [node('n', { taints: ['a:NoSchedule'] })])).toEqual([]);
});

test('nothing is open on a virtual node', () => {
  expect(filters([foreign], [node('v', { virtual: true })])).toEqual([]);
});

test('storage and devices that somebody else provides are not judged, and an emptyDir is', () => {
  const pod = {
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'x' } }, { name: 'scratch', emptyDir: {} }],
    resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'gpu' }],
  };

  expect(notJudgedOf(matrix([daemonSet({ pod })], [node('n')])).map(({ filter, message }) => `${filter}: ${message}`)).toEqual([
    'DynamicResources: whether the claimed devices of gpu are there is not judged',
    'VolumeBinding: whether the claimed storage of data is there, and can be used on every node, is not judged',
  ]);
  expect(notJudgedOf(matrix([daemonSet({ pod: { volumes: [{ name: 'scratch', emptyDir: {} }] } })], [node('n')]))).toEqual([]);
});
