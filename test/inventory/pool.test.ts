import { DeclaredNode, DeclaredPool } from '../../src/inventory/declared-nodes';
import { nodeOfDeclaration, nodesOfPool, poolNodeNames } from '../../src/inventory/pool';
import { InventoryNode } from '../../src/model/node';
import { showTaint, TaintEffect } from '../../src/model/taint';

const node = (declared: Partial<DeclaredNode> = {}) => nodeOfDeclaration({ name: 'n', ...declared });
const names = (pool: DeclaredPool) => nodesOfPool({ name: 'p', ...pool }).map(({ name, hypothetical }) => `${name}${hypothetical ? '?' : ''}`);
const labels = (inventoryNode: InventoryNode | undefined) => Object.fromEntries(inventoryNode?.labels ?? []);
const taints = (inventoryNode: InventoryNode) => inventoryNode.taints.map(showTaint);
const room = ({ allocatable }: InventoryNode) => allocatable && {
  quantities: Object.fromEntries([...allocatable.quantities].map(([name, amount]) => [name, amount.toString()])),
  undeclared: [...allocatable.undeclared],
};

describe('a declared node', () => {
  test('is what a person means who says nothing but its name', () => {
    expect(node()).toEqual({
      name: 'n',
      labels: new Map([['kubernetes.io/os', 'linux'], ['kubernetes.io/arch', 'amd64'], ['kubernetes.io/hostname', 'n']]),
      taints: [],
      startupTaints: [],
      unschedulable: false,
      hypothetical: false,
      virtual: false,
    });
  });

  test('has the labels that are stated, whatever the defaults', () => {
    expect(labels(node({ labels: { 'kubernetes.io/os': 'windows', 'kubernetes.io/hostname': 'other', 'gpu': null } }))).toEqual({
      'kubernetes.io/os': 'windows', 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': 'other', 'gpu': '',
    });
  });

  test('keeps labels that objects have by nature', () => {
    expect(node({ labels: { constructor: 'a', toString: 'b' } }).labels.get('toString')).toBe('b');
    expect(node().labels.get('constructor')).toBeUndefined();
  });

  test.each([
    ['cordoned', { unschedulable: true }, ['node.kubernetes.io/unschedulable:NoSchedule']],
    ['cordoned, with the taint stated', { unschedulable: true, taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] }, ['node.kubernetes.io/unschedulable:NoSchedule']],
    ['cordoned and tainted', { unschedulable: true, taints: [{ key: 'gpu', value: 'x', effect: 'NoExecute' }] }, ['gpu=x:NoExecute', 'node.kubernetes.io/unschedulable:NoSchedule']],
    ['not cordoned', { unschedulable: false }, []],
    ['tainted without a value', { taints: [{ key: 'gpu', value: null, effect: TaintEffect.NO_SCHEDULE }] }, ['gpu:NoSchedule']],
  ])('that is %s has these taints', (_, declared, expected) => {
    expect(taints(node(declared))).toEqual(expected);
  });

  test('has startup taints apart', () => {
    expect(node({ startupTaints: [{ key: 'cilium', effect: 'NoExecute' }] })).toMatchObject({ taints: [], startupTaints: [{ key: 'cilium', effect: 'NoExecute' }] });
  });

  test.each<[string, DeclaredNode['allocatable'], unknown]>([
    ['not judged for room where nothing is declared', undefined, undefined],
    ['not judged for room where nothing is listed', {}, undefined],
    ['judged for what is listed, and for 110 pods', { cpu: '3920m', memory: '14Gi' }, { quantities: { pods: '110', cpu: '3920m', memory: '14Gi' }, undeclared: ['ephemeral-storage'] }],
    ['judged for as many pods as are stated', { pods: 58 }, { quantities: { pods: '58' }, undeclared: ['cpu', 'memory', 'ephemeral-storage'] }],
    ['judged for devices', { 'cpu': 0.5, 'nvidia.com/gpu': '1' }, { quantities: { 'pods': '110', 'cpu': '500m', 'nvidia.com/gpu': '1' }, undeclared: ['memory', 'ephemeral-storage'] }],
  ])('is %s', (_, allocatable, expected) => {
    expect(room(node({ allocatable }))).toEqual(expected);
  });

  test.each([
    [{ labels: { 'eks.amazonaws.com/compute-type': 'fargate' } }, true],
    [{ labels: { type: 'virtual-kubelet' } }, true],
    [{ virtual: true }, true],
    [{ virtual: false, labels: { type: 'virtual-kubelet' } }, true],
    [{ labels: { 'eks.amazonaws.com/compute-type': 'ec2' } }, false],
    [{ virtual: null }, false],
  ])('%j is virtual: %s', (declared, virtual) => {
    expect(node(declared).virtual).toBe(virtual);
  });

  test('says what it runs', () => {
    expect(node({ osImage: 'Talos (v1.11.2)' }).osImage).toBe('Talos (v1.11.2)');
  });
});

describe('the nodes of a pool', () => {
  test.each<[DeclaredPool, string[]]>([
    [{ count: 2 }, ['p-0', 'p-1']],
    [{ count: 0 }, []],
    [{ min: 2, max: 5 }, ['p-0', 'p-1']],
    [{ min: 0, max: 40 }, ['p-0?']],
    [{ max: 40 }, ['p-0?']],
    [{ min: 0 }, ['p-0?']],
    [{ min: 0, max: 0 }, []],
    [{ max: 0 }, []],
    [{ min: 3 }, ['p-0', 'p-1', 'p-2']],
    [{ count: 4, shapes: [{ name: 'm5', count: 3 }, { name: 'm6g', count: 1 }] }, ['p-m5-0', 'p-m5-1', 'p-m5-2', 'p-m6g-0']],
    [{ count: 1, shapes: [{ name: 'm5', count: 1 }, { name: 'm6g', count: 0 }] }, ['p-m5-0']],
    [{ min: 0, max: 5, shapes: [{ name: 'm5' }, { name: 'm6g' }] }, ['p-m5-0?', 'p-m6g-0?']],
    [{ min: 3, max: 5, shapes: [{ name: 'm5' }, { name: 'm6g' }] }, ['p-m5-0?', 'p-m6g-0?']],
    [{ min: 0, max: 0, shapes: [{ name: 'm5' }] }, []],
  ])('%j are %j', (pool, expected) => {
    expect(names(pool)).toEqual(expected);
    expect(poolNodeNames({ name: 'p', ...pool })).toEqual(expected.map(name => name.replace('?', '')));
  });

  test('know their pool, and are called by their names', () => {
    const [first, second] = nodesOfPool({ name: 'p', count: 2, labels: { disk: 'ssd' } });

    expect(first).toMatchObject({ name: 'p-0', pool: 'p' });
    expect(labels(second)).toEqual({ 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'disk': 'ssd', 'kubernetes.io/hostname': 'p-1' });
  });

  test('of a shape have what the pool has, and what the shape adds', () => {
    const [m5, m6g] = nodesOfPool({
      name: 'p',
      count: 2,
      labels: { disk: 'ssd', tier: 'a' },
      taints: [{ key: 'a', effect: 'NoSchedule' }],
      startupTaints: [{ key: 's', effect: 'NoExecute' }],
      allocatable: { cpu: 4 },
      osImage: 'x',
      unschedulable: true,
      shapes: [{ name: 'm5', count: 1 }, { name: 'm6g', count: 1, labels: { 'kubernetes.io/arch': 'arm64', 'tier': 'b' }, taints: [{ key: 'b', effect: 'NoSchedule' }], allocatable: { memory: '1Gi' }, osImage: 'y' }],
    });

    expect(labels(m5)).toMatchObject({ 'kubernetes.io/arch': 'amd64', 'disk': 'ssd', 'tier': 'a' });
    expect(labels(m6g)).toMatchObject({ 'kubernetes.io/arch': 'arm64', 'disk': 'ssd', 'tier': 'b' });
    expect([taints(m5!), taints(m6g!)]).toEqual([['a:NoSchedule', 'node.kubernetes.io/unschedulable:NoSchedule'], ['a:NoSchedule', 'b:NoSchedule', 'node.kubernetes.io/unschedulable:NoSchedule']]);
    expect([room(m5!)?.quantities, room(m6g!)?.quantities]).toEqual([{ pods: '110', cpu: '4' }, { pods: '110', memory: '1Gi' }]);
    expect([m5?.osImage, m6g?.osImage, m5?.pool, m6g?.pool, m6g?.startupTaints.length]).toEqual(['x', 'y', 'p', 'p', 1]);
  });

  test('are virtual together', () => {
    expect(nodesOfPool({ name: 'fargate', count: 3, virtual: true }).map(({ virtual }) => virtual)).toEqual([true, true, true]);
  });
});
