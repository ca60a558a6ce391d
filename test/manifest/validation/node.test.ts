import { showPath } from '../../../src/manifest/document';
import { nodeProblems } from '../../../src/manifest/validation/node';
import { WireNode } from '../../../src/manifest/wire';

const metadata = { name: 'n' };

test.each<[string, WireNode]>([
  ['a name', { metadata: { name: 'a.b-c' } }],
  ['no taints and no allocatable', { metadata, spec: { taints: null }, status: {} }],
  ['two taints of one key', { metadata, spec: { taints: [{ key: 'a', effect: 'NoSchedule' }, { key: 'a', effect: 'NoExecute' }] } }],
  ['a taint without a value', { metadata, spec: { taints: [{ key: 'example.com/a', value: '', effect: 'PreferNoSchedule' }] } }],
  [
    'amounts of zero and of any name',
    { metadata, status: { allocatable: { 'cpu': '0', 'memory': '1.5Gi', 'gpu': '500m', 'pods': 110, 'nvidia.com/gpu': '2' } } },
  ],
  ['a namespace, which is dropped', { metadata: { name: 'n', namespace: 'Any' } }],
  ['labels', { metadata: { name: 'n', labels: { 'node-role.kubernetes.io/control-plane': '' } } }],
])('accepts %s', (_, node) => {
  expect(nodeProblems(node)).toEqual([]);
});

test.each<[string, WireNode, string]>([
  ['no name', {}, 'metadata.name'],
  ['a name with capitals', { metadata: { name: 'N' } }, 'metadata.name'],
  ['a label value', { metadata: { name: 'n', labels: { a: 'x y' } } }, 'metadata.labels.a'],
  ['a taint without a key', { metadata, spec: { taints: [{ effect: 'NoSchedule' }] } }, 'spec.taints[0].key'],
  ['a taint with a wrong value', { metadata, spec: { taints: [{ key: 'a', value: 'x y', effect: 'NoSchedule' }] } }, 'spec.taints[0].value'],
  ['a taint without an effect', { metadata, spec: { taints: [{ key: 'a' }] } }, 'spec.taints[0].effect'],
  ['an unknown effect', { metadata, spec: { taints: [{ key: 'a', effect: 'NoRun' }] } }, 'spec.taints[0].effect'],
  ['a taint twice', { metadata, spec: { taints: [{ key: 'a', effect: 'NoSchedule' }, { key: 'a', value: 'b', effect: 'NoSchedule' }] } }, 'spec.taints[1]'],
  ['a negative amount', { metadata, status: { allocatable: { cpu: '-1' } } }, 'status.allocatable.cpu'],
  ['half a pod', { metadata, status: { allocatable: { pods: '500m' } } }, 'status.allocatable.pods'],
  ['half a device', { metadata, status: { capacity: { 'nvidia.com/gpu': '1500m' } } }, 'status.capacity["nvidia.com/gpu"]'],
])('refuses %s', (_, node, place) => {
  expect(nodeProblems(node).map(({ path }) => showPath(path))).toEqual([place]);
});

test('guesses what a typo meant', () => {
  const [problem] = nodeProblems({ metadata, spec: { taints: [{ key: 'a', effect: 'Noschedule' }] } });

  expect(problem?.message).toBe('must be NoSchedule, PreferNoSchedule or NoExecute, got "Noschedule" (typo of "NoSchedule"?)');
});
