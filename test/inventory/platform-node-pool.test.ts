import { NodeInventory, NodePool, OsImageProfile, PlatformNodePool, TaintEffect } from '../../src';
import { showTaint } from '../../src/model/taint';

const nodesOf = (pool: NodePool) => NodeInventory.ofPools(pool)._inventory.nodes;
const nodeOf = (pool: NodePool) => nodesOf(pool)[0]!;
const taintsOf = (pool: NodePool) => nodeOf(pool).taints.map(showTaint);
const pool = { name: 'general', count: 2 };

describe('a pool of EKS', () => {
  test('has the labels of its node group, and no taint', () => {
    expect(Object.fromEntries(nodeOf(PlatformNodePool.eks(pool)).labels)).toMatchObject({
      'eks.amazonaws.com/nodegroup': 'general', 'eks.amazonaws.com/capacityType': 'ON_DEMAND', 'kubernetes.io/os': 'linux',
    });
    expect(taintsOf(PlatformNodePool.eks(pool, { spot: true }))).toEqual([]);
    expect(nodeOf(PlatformNodePool.eks(pool, { spot: true })).labels.get('eks.amazonaws.com/capacityType')).toBe('SPOT');
  });

  test('of Auto Mode runs Bottlerocket, and is tainted where it is the one for add-ons', () => {
    expect(nodeOf(PlatformNodePool.eksAuto(pool))).toMatchObject({ osImage: OsImageProfile.BOTTLEROCKET, taints: [] });
    expect(nodeOf(PlatformNodePool.eksAuto(pool)).labels.get('eks.amazonaws.com/compute-type')).toBe('auto');
    expect(nodeOf(PlatformNodePool.eksAuto(pool, { spot: true })).labels.get('karpenter.sh/capacity-type')).toBe('spot');
    expect(taintsOf(PlatformNodePool.eksAuto({ name: 'system', count: 1 }))).toEqual(['CriticalAddonsOnly:NoSchedule']);
  });

  test('of Fargate is virtual', () => {
    expect(nodeOf(PlatformNodePool.eksFargate(pool)).virtual).toBe(true);
    expect(taintsOf(PlatformNodePool.eksFargate(pool))).toEqual(['eks.amazonaws.com/compute-type=fargate:NoSchedule']);
  });
});

describe('a pool of GKE', () => {
  test('runs Container-Optimized OS unless told otherwise, and never on Windows', () => {
    expect(nodeOf(PlatformNodePool.gke(pool)).osImage).toBe(OsImageProfile.CONTAINER_OPTIMIZED_OS);
    expect(nodeOf(PlatformNodePool.gke({ ...pool, osImage: 'Ubuntu 24.04' })).osImage).toBe('Ubuntu 24.04');
    expect(nodeOf(PlatformNodePool.gke({ ...pool, labels: { 'kubernetes.io/os': 'windows' } })).osImage).toBeUndefined();
  });

  test('for arm64 or with GPUs is tainted, by itself', () => {
    expect(taintsOf(PlatformNodePool.gke(pool))).toEqual([]);
    expect(taintsOf(PlatformNodePool.gke({ ...pool, labels: { 'kubernetes.io/arch': 'arm64' } }))).toEqual(['kubernetes.io/arch=arm64:NoSchedule']);
    expect(taintsOf(PlatformNodePool.gke({ ...pool, allocatable: { 'nvidia.com/gpu': '1' } }))).toEqual(['nvidia.com/gpu=present:NoSchedule']);
    expect(taintsOf(PlatformNodePool.gke({ ...pool, allocatable: { 'nvidia.com/gpu': '0' } }))).toEqual([]);
    expect(nodeOf(PlatformNodePool.gke(pool, { spot: true })).labels.get('cloud.google.com/gke-spot')).toBe('true');
  });

  test('has a taint once, as it is stated', () => {
    const own = { key: 'nvidia.com/gpu', value: 'own', effect: TaintEffect.NO_SCHEDULE };

    expect(taintsOf(PlatformNodePool.gke({ ...pool, allocatable: { 'nvidia.com/gpu': '1' }, taints: [own] }))).toEqual(['nvidia.com/gpu=own:NoSchedule']);
    expect(taintsOf(PlatformNodePool.gke({ ...pool, allocatable: { 'nvidia.com/gpu': '1' }, taints: [{ ...own, effect: TaintEffect.NO_EXECUTE }] })))
      .toEqual(['nvidia.com/gpu=present:NoSchedule', 'nvidia.com/gpu=own:NoExecute']);
  });

  test('of Autopilot has the name by which it is known', () => {
    expect(nodesOf(PlatformNodePool.gkeAutopilot(pool)).map(({ name }) => name)).toEqual(['gk3-general-0', 'gk3-general-1']);
    expect(nodeOf(PlatformNodePool.gkeAutopilot({ ...pool, name: 'gk3-prod' })).name).toBe('gk3-prod-0');
  });
});

describe('a pool of AKS', () => {
  test('is tainted where it is a spot pool, and not where it is the system\'s', () => {
    expect(taintsOf(PlatformNodePool.aks(pool, { system: true }))).toEqual([]);
    expect(nodeOf(PlatformNodePool.aks(pool, { system: true })).labels.get('kubernetes.azure.com/mode')).toBe('system');
    expect(nodeOf(PlatformNodePool.aks(pool)).labels.get('kubernetes.azure.com/mode')).toBe('user');
    expect(taintsOf(PlatformNodePool.aks(pool, { spot: true }))).toEqual(['kubernetes.azure.com/scalesetpriority=spot:NoSchedule']);
  });

  test('of virtual nodes is virtual', () => {
    expect(nodeOf(PlatformNodePool.aksVirtualNodes(pool)).virtual).toBe(true);
    expect(taintsOf(PlatformNodePool.aksVirtualNodes(pool))).toEqual(['virtual-kubelet.io/provider=azure:NoSchedule']);
  });
});

test('the control plane of kubeadm is tainted as since 1.24', () => {
  expect(taintsOf(PlatformNodePool.kubeadmControlPlane({ name: 'cp', count: 3 }))).toEqual(['node-role.kubernetes.io/control-plane:NoSchedule']);
});

test('what is stated wins over what a platform has', () => {
  expect(nodeOf(PlatformNodePool.eks({ ...pool, labels: { 'eks.amazonaws.com/nodegroup': 'other' } })).labels.get('eks.amazonaws.com/nodegroup')).toBe('other');
});
