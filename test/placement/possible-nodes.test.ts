import { PossibleNodes } from '../../src/placement/possible-nodes';
import { clusterObjects, daemonSet, node, NodeOverrides } from '../builders';

const possible = (pod: Record<string, unknown>, ...objects: object[]) =>
  new PossibleNodes({ namespace: 'a', name: 'b', template: daemonSet({ pod }).template }, { minor: 34, objects: clusterObjects(...objects) });
const PRIORITY = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 5 };
const CONTAINER = { name: 'a', image: 'a:1' };

test.each<[string, Record<string, unknown>, NodeOverrides, boolean]>([
  ['is a plain one', {}, {}, true],
  ['has an untolerated taint', {}, { taints: ['a:NoSchedule'] }, false],
  ['has a taint that only asks', {}, { taints: ['a:PreferNoSchedule'] }, true],
  ['has a tolerated taint', { tolerations: [{ operator: 'Exists' }] }, { taints: ['a:NoSchedule'] }, true],
  ['lacks a label', { nodeSelector: { disk: 'ssd' } }, {}, false],
  ['lacks the label over which pods must be spread', { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }] }, {}, false],
  ['has the label over which pods must be spread', { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }] }, { labels: { zone: 'a' } }, true],
  ['lacks the label over which pods should be spread', { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }] }, {}, true],
  ['is named, so that nobody asks how pods are spread', { nodeName: 'n', topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }] }, {}, true],
  ['has another name', { nodeName: 'other' }, {}, false],
  ['lacks a device', { containers: [{ ...CONTAINER, resources: { limits: { 'example.com/gpu': '1' } } }] }, {}, false],
  ['declares no room', { containers: [{ ...CONTAINER, resources: { limits: { 'example.com/gpu': '1' } } }] }, { allocatable: 'undeclared' }, true],
])('a node that %s', (_, pod, overrides, expected) => {
  expect(possible(pod).has(node('n', overrides))).toBe(expected);
});

test('admission keeps pods from being created, but for classes that the cluster may have all the same', () => {
  const limits = { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'l', namespace: 'a' }, spec: { limits: [{ type: 'Container', max: { cpu: '1' } }] } };

  expect(possible({ containers: [{ ...CONTAINER, resources: { limits: { cpu: '2' } } }] }, limits).has(node('n'))).toBe(false);
  expect(possible({ priorityClassName: 'other' }, PRIORITY).has(node('n'))).toBe(true);
});

test.each<[string, Record<string, unknown>, boolean]>([
  ['nothing', {}, true],
  ['a PriorityClass that nobody gave', { priorityClassName: 'other' }, true],
  ['another scheduler', { schedulerName: 'other' }, false],
  ['pods beside which it must run', { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'a', labelSelector: {} }] } } }, false],
  ['a RuntimeClass that nobody gave', { runtimeClassName: 'vm' }, false],
])('with %s it is certain: %s', (_, pod, expected) => {
  expect(possible(pod).certain).toBe(expected);
});
