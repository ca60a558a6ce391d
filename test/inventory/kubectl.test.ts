import { readNode } from '../../src/inventory/kubectl';
import { dataDocument } from '../../src/manifest/document';

const read = (value: object) => readNode({ apiVersion: 'v1', kind: 'Node', value: { ...value }, path: [], document: dataDocument(value) });
const node = (value: object) => read({ metadata: { name: 'w-1' }, ...value }).node;
const labeled = (labels: object) => node({ metadata: { name: 'w-1', labels } });
const room = (status: object) => {
  const allocatable = node({ status })?.allocatable;
  const quantities = [...allocatable?.quantities ?? []].map(([name, amount]) => [name, amount.toString()]);
  return allocatable && { ...Object.fromEntries(quantities), undeclared: allocatable.undeclared.size };
};

describe('a node of kubectl', () => {
  test('is read literally: what is missing is missing', () => {
    expect(node({})).toEqual({ name: 'w-1', labels: new Map(), taints: [], startupTaints: [], unschedulable: false, hypothetical: false, virtual: false });
  });

  test('is read as far as it concerns pods', () => {
    expect(node({
      metadata: { name: 'w-1', labels: { 'kubernetes.io/hostname': 'other', 'empty': null }, uid: 'x', creationTimestamp: '2026-01-01T00:00:00Z', annotations: { a: 'b' } },
      spec: { unschedulable: true, taints: [{ key: 'gpu', value: 'x', effect: 'NoSchedule', timeAdded: '2026-01-01T00:00:00Z' }, { key: 'old', effect: 'NoExecute' }], podCIDR: '10.0.0.0/24' },
      status: { nodeInfo: { osImage: 'Talos (v1.11.2)', kubeletVersion: 'v1.34.1' }, conditions: [{ type: 'Ready', status: 'True' }], images: [{ names: ['a'], sizeBytes: 5 }] },
    })).toEqual({
      name: 'w-1',
      labels: new Map([['kubernetes.io/hostname', 'other'], ['empty', '']]),
      taints: [{ key: 'gpu', value: 'x', effect: 'NoSchedule' }, { key: 'old', effect: 'NoExecute' }],
      startupTaints: [],
      unschedulable: true,
      osImage: 'Talos (v1.11.2)',
      hypothetical: false,
      virtual: false,
    });
  });

  test.each([
    ['the allocatable, literally: without pods there is no place for one', { allocatable: { cpu: '3920m', memory: '14Gi' } }, { cpu: '3920m', memory: '14Gi', undeclared: 0 }],
    ['the allocatable, whatever the capacity', { allocatable: { cpu: 1 }, capacity: { cpu: 2, pods: 110 } }, { cpu: '1', undeclared: 0 }],
    ['the capacity where there is no allocatable', { capacity: { cpu: 2, pods: '110' } }, { cpu: '2', pods: '110', undeclared: 0 }],
    ['the capacity where the allocatable is empty', { allocatable: {}, capacity: { cpu: 2 } }, { cpu: '2', undeclared: 0 }],
    ['nothing that is judged where there is neither', { allocatable: null, capacity: {} }, undefined],
    ['amounts in thousandths', { allocatable: { cpu: '0.1m' } }, { cpu: '1m', undeclared: 0 }],
  ])('has for its pods %s', (_, status, expected) => {
    expect(room(status)).toEqual(expected);
  });

  test.each([
    [{ 'eks.amazonaws.com/nodegroup': 'a' }, 'a'], [{ 'alpha.eksctl.io/nodegroup-name': 'a' }, 'a'], [{ 'cloud.google.com/gke-nodepool': 'a' }, 'a'], [{ 'kubernetes.azure.com/agentpool': 'a' }, 'a'],
    [{ 'karpenter.sh/nodepool': 'a' }, 'a'], [{ 'eks.amazonaws.com/nodegroup': '', 'karpenter.sh/nodepool': 'b' }, 'b'], [{ 'example.com/pool': 'a' }, undefined],
  ])('with labels %j is of the pool %s', (labels, pool) => {
    expect(labeled(labels)?.pool).toBe(pool);
  });

  test.each([
    [{ 'eks.amazonaws.com/compute-type': 'fargate' }, true], [{ type: 'virtual-kubelet' }, true], [{ type: 'node' }, false],
  ])('with labels %j is virtual: %s', (labels, virtual) => {
    expect(labeled(labels)?.virtual).toBe(virtual);
  });

  test('may have fields that are newer than we are', () => {
    expect(read({ metadata: { name: 'w-1' }, spec: { brandNew: true } })).toMatchObject({ node: { name: 'w-1' }, problems: [] });
  });
});

test('a node that Kubernetes would not have is told so, everything at once', () => {
  const { node: none, problems } = read({
    metadata: { name: 'W_1', labels: { 'enabled': true, 'a b': 'c', 'long': 'x'.repeat(64) } },
    spec: { taints: [{ key: 'a', effect: 'Noschedule' }, { key: 'a', effect: 'NoExecute' }, { key: 'a', effect: 'NoExecute' }, { effect: 5 }], unschedulable: 'no' },
    status: { allocatable: { cpu: '1,5', memory: '-1', pods: '1.5' } },
  });

  expect(none).toBeUndefined();
  expect(problems.map(({ message }) => message)).toMatchInlineSnapshot(`
[
  "Node W_1: metadata.labels.enabled must be text: put it in quotes (in YAML yes, no, on, off, y and n are booleans, too), got true",
  "Node W_1: spec.taints[3].effect must be text: put it in quotes, got 5",
  "Node W_1: spec.unschedulable must be true or false, got "no"",
  "Node W_1: status.allocatable.cpu must be a number with an optional suffix (n u m k M G T P E, Ki Mi Gi Ti Pi Ei, or e3), such as 250m, 1.5 or 512Mi, got "1,5"",
  "Node W_1: metadata.name must be 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, got "W_1"",
  "Node W_1: metadata.labels["a b"] is no label key: it must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between",
  "Node W_1: metadata.labels.long must have at most 63 characters (this one has 64), got "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"",
  "Node W_1: spec.taints[0].effect must be NoSchedule, PreferNoSchedule or NoExecute, got "Noschedule" (typo of "NoSchedule"?)",
  "Node W_1: spec.taints[2] must not repeat the key and effect of another taint, got "a:NoExecute"",
  "Node W_1: spec.taints[3].key must have a name of 1-63 characters, got """,
  "Node W_1: status.allocatable.memory must not be negative, got "-1"",
  "Node W_1: status.allocatable.pods must be a whole number, got "1500m"",
]
`);
});
