import { DeclaredNode, DeclaredPool, DeclaredSpec } from '../../src/inventory/declared-nodes';
import { declaredProblems } from '../../src/inventory/declared-problems';
import { showPath } from '../../src/manifest/document';

const problems = (spec: DeclaredSpec) => declaredProblems(spec).map(({ path, message }) => `${showPath(path)} ${message}`);
const node = (declared: DeclaredNode) => problems({ nodes: [{ name: 'n', ...declared }] }).map(problem => problem.replace('spec.nodes[0]', 'node'));
const pool = (declared: DeclaredPool) => problems({ pools: [{ name: 'p', ...declared }] }).map(problem => problem.replace('spec.pools[0]', 'pool'));
const shapes = (...list: NonNullable<DeclaredPool['shapes']>) => pool({ count: 3, shapes: list });

describe('a version', () => {
  test.each(['1.27', '1.37', 'v1.34.1-gke.1'])('may be %s', kubernetesVersion => {
    expect(problems({ kubernetesVersion, nodes: [{ name: 'n' }] })).toEqual([]);
  });

  test.each(['1.26', '1.38', '1.3', '', 'latest'])('fails when it is "%s"', kubernetesVersion => {
    expect(problems({ kubernetesVersion })).toEqual([`spec.kubernetesVersion must be 1.27 to 1.37, as text ("1.37"), got "${kubernetesVersion}"`]);
  });
});

describe('a name', () => {
  test.each([
    [undefined, 'node.name is required'],
    [null, 'node.name is required'],
    ['', 'node.name must be 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, got ""'],
    ['W-1', 'node.name must be 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, got "W-1"'],
    ['__proto__', 'node.name must be 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, got "__proto__"'],
  ])('fails when it is %p', (name, problem) => {
    expect(node({ name })).toEqual([problem]);
  });

  test.each(['a', 'constructor', 'ip-10-0-0-1.eu-central-1.compute.internal'])('may be %s', name => {
    expect(node({ name })).toEqual([]);
  });
});

describe('labels', () => {
  test.each([
    ['a b', 'c', 'node.labels["a b"] key must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between'],
    ['a/b/c', 'd', 'node.labels["a/b/c"] key must have at most one "/"'],
    ['a', 'b c', 'node.labels.a must be empty, or begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between, got "b c"'],
    ['a', 'x'.repeat(64), `node.labels.a must have at most 63 characters (this one has 64), got "${'x'.repeat(64)}"`],
  ])('fails when one is %s: %s', (key, value, problem) => {
    expect(node({ labels: { [key]: value } })).toEqual([problem]);
  });

  test('fails when one is __proto__, which is only a key', () => {
    expect(node({ labels: JSON.parse('{"__proto__": "a"}') })).toEqual(['node.labels.__proto__ key must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between']);
  });

  test.each(['constructor', 'toString', 'example.com/a'])('may be %s', key => {
    expect(node({ labels: { [key]: 'a' } })).toEqual([]);
    expect(node({ labels: { [key]: null } })).toEqual([]);
  });

  test('of pools and shapes must not be those of one node', () => {
    expect(pool({ count: 1, labels: { 'kubernetes.io/hostname': 'a' } })).toEqual(['pool.labels["kubernetes.io/hostname"] is set per node, remove it from the pool']);
    expect(shapes({ name: 'a', count: 3, labels: { 'kubernetes.io/hostname': 'a' } })).toEqual(['pool.shapes[0].labels["kubernetes.io/hostname"] is set per node, remove it from the pool']);
    expect(node({ labels: { 'kubernetes.io/hostname': 'a' } })).toEqual([]);
  });
});

describe('taints', () => {
  const effects = 'NoSchedule, PreferNoSchedule or NoExecute';

  test.each([
    [{ key: 'a', effect: 'Noschedule' }, [`node.taints[0].effect must be ${effects}, got "Noschedule" (typo of "NoSchedule"?)`]],
    [{ key: 'a', effect: 'NoSchedul' }, [`node.taints[0].effect must be ${effects}, got "NoSchedul" (typo of "NoSchedule"?)`]],
    [{ key: 'a', effect: 'Never' }, [`node.taints[0].effect must be ${effects}, got "Never"`]],
    [{ key: 'a' }, [`node.taints[0].effect is required: ${effects}`]],
    [{ key: 'a', effect: '' }, [`node.taints[0].effect is required: ${effects}`]],
    [{ effect: 'NoExecute' }, ['node.taints[0].key is required']],
    [{ key: 'a b', effect: 'NoExecute' }, ['node.taints[0].key must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between, got "a b"']],
    [{ key: 'a', value: 'b c', effect: 'NoExecute' }, ['node.taints[0].value must be empty, or begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between, got "b c"']],
    [{ key: 'a', value: null, effect: 'PreferNoSchedule' }, []],
  ])('%j', (taint, expected) => {
    expect(node({ taints: [taint as never] })).toEqual(expected);
    expect(node({ startupTaints: [taint as never] })).toEqual(expected.map(problem => problem.replace('taints', 'startupTaints')));
  });

  test('fails when a key and effect is there twice, those of a shape and its pool together', () => {
    const [a, other, value] = [{ key: 'a', effect: 'NoSchedule' }, { key: 'a', effect: 'NoExecute' }, { key: 'a', value: 'b', effect: 'NoSchedule' }];

    expect(node({ taints: [a, other] })).toEqual([]);
    expect(node({ taints: [a, other, value] })).toEqual(['node.taints[2] must not repeat a:NoSchedule: a node has at most one taint of a key and effect']);
    expect(pool({ count: 1, taints: [a], shapes: [{ name: 's', count: 1, taints: [value] }] })).toEqual(['pool.shapes[0].taints[0] must not repeat a:NoSchedule: a node has at most one taint of a key and effect']);
    expect(pool({ count: 1, taints: [a], shapes: [{ name: 's', count: 1, taints: [other] }] })).toEqual([]);
  });
});

describe('allocatable', () => {
  test.each([
    ['mem', '1Gi', 'node.allocatable.mem is no resource that Kubernetes knows: cpu, memory, ephemeral-storage, pods, hugepages-…, or a name with a domain'],
    ['memroy', '1Gi', 'node.allocatable.memroy is no resource that Kubernetes knows: cpu, memory, ephemeral-storage, pods, hugepages-…, or a name with a domain (typo of "memory"?)'],
    ['CPU', 1, 'node.allocatable.CPU is no resource that Kubernetes knows: cpu, memory, ephemeral-storage, pods, hugepages-…, or a name with a domain (typo of "cpu"?)'],
    ['constructor', 1, 'node.allocatable.constructor is no resource that Kubernetes knows: cpu, memory, ephemeral-storage, pods, hugepages-…, or a name with a domain'],
    ['cpu', '-1', 'node.allocatable.cpu must not be negative, got "-1"'],
    ['memory', -1, 'node.allocatable.memory must not be negative, got -1'],
    ['pods', 1.5, 'node.allocatable.pods must be a whole number, got 1.5'],
    ['nvidia.com/gpu', '500m', 'node.allocatable["nvidia.com/gpu"] must be a whole number, got "500m"'],
  ])('fails when it has %s: %s', (name, amount, problem) => {
    expect(node({ allocatable: { [name]: amount } })).toEqual([problem]);
  });

  test.each([['cpu', '3920m'], ['memory', '14Gi'], ['ephemeral-storage', 1e9], ['pods', 58], ['hugepages-2Mi', '1Gi'], ['attachable-volumes-aws-ebs', 25], ['nvidia.com/gpu', '1'], ['cpu', null]])('may have %s: %s', (name, amount) => {
    expect(node({ allocatable: { [name]: amount } })).toEqual([]);
  });
});

describe('the size of a pool', () => {
  test.each<[DeclaredPool, string[]]>([
    [{ count: 0 }, []],
    [{ min: 0, max: 40 }, []],
    [{ max: 40 }, []],
    [{ min: 2, max: 2 }, []],
    [{ count: -1 }, ['pool.count must be 0 or more, got -1']],
    [{ min: -2, max: -1 }, ['pool.min must be 0 or more, got -2', 'pool.max must be 0 or more, got -1']],
    [{ min: 5, max: 2 }, ['pool.min must not exceed max (2), got 5']],
    [{ count: 2, max: 3 }, ['pool must have either count (a fixed size) or min and max (autoscaled), not both']],
    [{}, ['pool must have count (a fixed size), or min and max (autoscaled)']],
    [{ count: null, min: null }, ['pool must have count (a fixed size), or min and max (autoscaled)']],
    [{ count: 500_000 }, []],
    [{ count: 10_000_000 }, ['pool makes 10000000 nodes in all, at most 500000 are allowed']],
    [{ min: 10_000_000, max: 20_000_000 }, ['pool makes 10000000 nodes in all, at most 500000 are allowed']],
    [{ min: 1, max: 10_000_000 }, []],
  ])('%j', (declared, expected) => {
    expect(pool(declared)).toEqual(expected);
  });

  test('counts together with the other pools and nodes', () => {
    expect(problems({ nodes: [{ name: 'a' }], pools: [{ name: 'b', count: 200_000 }, { name: 'c', count: 300_000 }] })).toEqual(['spec.pools[1] makes 500001 nodes in all, at most 500000 are allowed']);
  });
});

describe('shapes', () => {
  test.each<[string, NonNullable<DeclaredPool['shapes']>, string[]]>([
    ['that add up', [{ name: 'a', count: 2 }, { name: 'b', count: 1 }], []],
    ['that do not add up', [{ name: 'a', count: 1 }, { name: 'b', count: 1 }], ['pool.shapes must add up to the count of the pool (3), got 2']],
    ['without a count', [{ name: 'a', count: 3 }, { name: 'b' }], ['pool.shapes[1].count is required in a pool of a fixed size']],
    ['of −1', [{ name: 'a', count: 4 }, { name: 'b', count: -1 }], ['pool.shapes[1].count must be 0 or more, got -1']],
    ['of one name', [{ name: 'a', count: 2 }, { name: 'a', count: 1 }], ['pool.shapes[1].name must be unique in its pool, got "a"']],
    ['without a name', [{ count: 3 }], ['pool.shapes[0].name is required']],
    ['none at all', [], ['pool.shapes must have at least one shape, or be left out']],
  ])('%s', (_, list, expected) => {
    expect(shapes(...list)).toEqual(expected);
  });

  test('have no count where the pool has none', () => {
    expect(pool({ min: 0, max: 3, shapes: [{ name: 'a' }, { name: 'b', count: 1 }] })).toEqual(['pool.shapes[1].count is for pools of a fixed size (count)']);
    expect(pool({ min: 0, max: 3, shapes: [{ name: 'a' }, { name: 'b' }] })).toEqual([]);
  });
});

test('everything is told at once, names that are there twice included', () => {
  expect(problems({ kubernetesVersion: '1.26', nodes: [{ name: 'a', taints: [{ key: 'a', effect: 'x' }] }, { name: 'a' }], pools: [{ name: 'p', count: -1 }, { name: 'q', count: 10_000_000 }] })).toEqual([
    'spec.kubernetesVersion must be 1.27 to 1.37, as text ("1.37"), got "1.26"',
    'spec.nodes[0].taints[0].effect must be NoSchedule, PreferNoSchedule or NoExecute, got "x"',
    'spec.pools[0].count must be 0 or more, got -1',
    'spec.pools[1] makes 10000002 nodes in all, at most 500000 are allowed',
    'spec.nodes[1].name makes a second node of the name "a"; spec.nodes[0] has it, too',
  ]);
});
