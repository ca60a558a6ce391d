import { NodePool } from './node-pool';
import { OsImageProfile } from '../model/os-image-profile';
import { Taint, TaintEffect } from '../model/taint';

/** Choices for the node pool of a platform. */
export interface PlatformNodePoolOptions {
  /**
   * Whether its nodes may be taken away at any time, because they are cheap.
   *
   * @default false
   */
  readonly spot?: boolean;
}

/** Choices for a node pool of AKS. */
export interface AksNodePoolOptions extends PlatformNodePoolOptions {
  /**
   * Whether it is for the pods of AKS itself, in the first place.
   *
   * @default false
   */
  readonly system?: boolean;
}

/**
 * Node pools as a platform makes them: with the labels, the taints and the operating system that nobody wrote. What is stated of the
 * pool is laid over them. Taints that a platform adds only when it is told to are yours to state.
 */
export class PlatformNodePool {
  /**
   * A managed node group of Amazon EKS.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
   */
  public static eks(pool: NodePool, options: PlatformNodePoolOptions = {}): NodePool {
    return platformPool(pool, {
      labels: { 'eks.amazonaws.com/nodegroup': pool.name, 'eks.amazonaws.com/capacityType': options.spot ? 'SPOT' : 'ON_DEMAND' },
    });
  }

  /**
   * A node pool of EKS Auto Mode, whose nodes run Bottlerocket. The one called `system` is for add-ons, and tainted.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-workload.html
   * @see https://docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-pools.html
   */
  public static eksAuto(pool: NodePool, options: PlatformNodePoolOptions = {}): NodePool {
    return platformPool(pool, {
      labels: {
        'eks.amazonaws.com/compute-type': 'auto',
        'karpenter.sh/nodepool': pool.name,
        'karpenter.sh/capacity-type': options.spot ? 'spot' : 'on-demand',
      },
      taints: pool.name === 'system' ? [noSchedule('CriticalAddonsOnly')] : [],
      osImage: OsImageProfile.BOTTLEROCKET,
    });
  }

  /**
   * Pods of EKS Fargate, each of which is a node by itself that runs no DaemonSet pods.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate.html
   */
  public static eksFargate(pool: NodePool): NodePool {
    const computeType = 'eks.amazonaws.com/compute-type';
    return platformPool({ virtual: true, ...pool }, { labels: { [computeType]: 'fargate' }, taints: [noSchedule(computeType, 'fargate')] });
  }

  /**
   * A node pool of GKE Standard. Nodes for arm64 and, beside other pools, nodes with GPUs (`nvidia.com/gpu` in `allocatable`) are tainted; the
   * tolerations that GKE adds to pods that ask for those come too late for a DaemonSet.
   *
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/prepare-arm-workloads-for-deployment
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/gpus
   */
  public static gke(pool: NodePool, options: PlatformNodePoolOptions = {}): NodePool {
    const arm = pool.labels?.['kubernetes.io/arch'] === 'arm64';
    return platformPool(pool, {
      labels: { 'cloud.google.com/gke-nodepool': pool.name, ...options.spot ? { 'cloud.google.com/gke-spot': 'true' } : {} },
      taints: [
        ...arm ? [noSchedule('kubernetes.io/arch', 'arm64')] : [],
        ...hasGpus(pool) ? [noSchedule('nvidia.com/gpu', 'present')] : [],
      ],
      osImage: isWindows(pool) ? undefined : OsImageProfile.CONTAINER_OPTIMIZED_OS,
    });
  }

  /**
   * Nodes of GKE Autopilot, which refuses most paths of the node. Their names begin with `gk3-`, which is put before the pool's name.
   *
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-security
   */
  public static gkeAutopilot(pool: NodePool): NodePool {
    const name = pool.name.startsWith(AUTOPILOT) ? pool.name : `${AUTOPILOT}${pool.name}`;
    return PlatformNodePool.gke({ ...pool, name });
  }

  /**
   * A node pool of Azure Kubernetes Service. Spot nodes are tainted; those of system pools are not, unless somebody chose to.
   *
   * @see https://learn.microsoft.com/azure/aks/use-labels
   * @see https://learn.microsoft.com/azure/aks/spot-node-pool
   */
  public static aks(pool: NodePool, options: AksNodePoolOptions = {}): NodePool {
    const spot = 'kubernetes.azure.com/scalesetpriority';
    return platformPool(pool, {
      labels: {
        'agentpool': pool.name,
        'kubernetes.azure.com/agentpool': pool.name,
        'kubernetes.azure.com/mode': options.system ? 'system' : 'user',
        'kubernetes.azure.com/role': 'agent',
        ...options.spot ? { [spot]: 'spot' } : {},
      },
      taints: options.spot ? [noSchedule(spot, 'spot')] : [],
    });
  }

  /**
   * Virtual nodes of Azure Kubernetes Service, which run no DaemonSet pods.
   *
   * @see https://learn.microsoft.com/azure/aks/virtual-nodes
   */
  public static aksVirtualNodes(pool: NodePool): NodePool {
    return platformPool({ virtual: true, ...pool }, {
      labels: { 'type': 'virtual-kubelet', 'kubernetes.io/role': 'agent' },
      taints: [noSchedule('virtual-kubelet.io/provider', 'azure')],
    });
  }

  /**
   * The control plane of a cluster that kubeadm made, since Kubernetes 1.24.
   *
   * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-control-plane
   */
  public static kubeadmControlPlane(pool: NodePool): NodePool {
    const controlPlane = 'node-role.kubernetes.io/control-plane';
    return platformPool(pool, {
      labels: { [controlPlane]: '', 'node.kubernetes.io/exclude-from-external-load-balancers': '' },
      taints: [noSchedule(controlPlane)],
    });
  }

  private constructor() {}
}

const AUTOPILOT = 'gk3-';

function noSchedule(key: string, value?: string): Taint {
  return { key, ...value === undefined ? {} : { value }, effect: TaintEffect.NO_SCHEDULE };
}

function hasGpus({ allocatable }: NodePool): boolean {
  return !['0', undefined].includes(allocatable?.['nvidia.com/gpu']);
}

function isWindows({ labels }: NodePool): boolean {
  return labels?.['kubernetes.io/os'] === 'windows';
}

/** The pool with what its platform adds; a taint that is stated is not added once more. */
function platformPool(pool: NodePool, platform: Pick<NodePool, 'labels' | 'taints' | 'osImage'>): NodePool {
  const stated = pool.taints ?? [];
  const added = (platform.taints ?? []).filter(({ key, effect }) => !stated.some(taint => taint.key === key && taint.effect === effect));
  const taints = [...added, ...stated];
  const osImage = pool.osImage ?? platform.osImage;
  return {
    ...pool,
    labels: { ...platform.labels, ...pool.labels },
    ...taints.length > 0 ? { taints } : {},
    ...osImage === undefined ? {} : { osImage },
  };
}
