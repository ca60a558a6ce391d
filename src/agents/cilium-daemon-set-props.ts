import { ApiServerAddress } from './api-server-address';
import { CniPaths } from './cni-paths';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';

/** How packets between pods travel from node to node. */
export enum CiliumRouting {
  /** In UDP packets of VXLAN. */
  VXLAN = 'vxlan',

  /** In UDP packets of Geneve. */
  GENEVE = 'geneve',

  /** As they are: the network between the nodes must know the addresses of the pods, and `podCidr` says which these are. */
  NATIVE = 'native',
}

/** Who gives pods their addresses. */
export enum CiliumIpam {
  /** Cilium's operator, which gives each node a range out of a pool of its own. */
  CLUSTER_POOL = 'cluster-pool',

  /** Cilium's operator, out of several pools. */
  MULTI_POOL = 'multi-pool',

  /** The node, out of the range that Kubernetes gave it (`spec.podCIDR`). */
  KUBERNETES = 'kubernetes',

  /** Cilium's operator, out of the networks of AWS. */
  ENI = 'eni',

  /** Cilium's operator, out of the networks of Azure. */
  AZURE = 'azure',
}

/** For which pods policies hold. */
export enum CiliumPolicyEnforcement {
  /** For each pod that a policy selects. */
  DEFAULT = 'default',

  /** For every pod: without a policy, nothing is allowed. */
  ALWAYS = 'always',

  /** For none. */
  NEVER = 'never',
}

/** Choices for a network by Cilium. */
export interface CiliumDaemonSetProps extends NodeAgentDaemonSetOptions {
  /**
   * Where the nodes look for network plugins.
   *
   * @default CniPaths.standard()
   */
  readonly cniPaths?: CniPaths;

  /**
   * The name of the cluster, at most 32 lower case letters, digits and `-`. Clusters that are connected later must not share one.
   *
   * @default default
   */
  readonly clusterName?: string;

  /**
   * How packets travel between nodes.
   *
   * @default CiliumRouting.VXLAN
   */
  readonly routing?: CiliumRouting;

  /**
   * With `CiliumRouting.NATIVE`: the addresses of all pods, `10.244.0.0/16`, between which packets stay as they are. Which addresses a node has
   * of them follows from `ipam`; with CLUSTER_POOL it is said to the operator.
   *
   * @default - none
   */
  readonly podCidr?: string;

  /**
   * With `CiliumRouting.NATIVE`, whether the nodes are told of each other's pods, which works where they share one network without a router.
   *
   * @default false
   */
  readonly directRoutes?: boolean;

  /**
   * Whether what pods send out of the cluster has the address of their node.
   *
   * @default true
   */
  readonly masquerade?: boolean;

  /**
   * The largest packet of the network between the nodes, in bytes.
   *
   * @default - found out from the network of the node
   */
  readonly mtu?: number;

  /**
   * Who gives pods their addresses; the operator must be told the same. To change it later takes the network of the pods that run.
   *
   * @default CiliumIpam.CLUSTER_POOL
   */
  readonly ipam?: CiliumIpam;

  /**
   * Whether Cilium takes the place of kube-proxy, which is then switched off in the cluster. `apiServer` must be stated.
   *
   * @default false
   */
  readonly kubeProxyReplacement?: boolean;

  /**
   * Where the API server is without kube-proxy.
   *
   * @default - asked by its Service, which needs kube-proxy
   */
  readonly apiServer?: ApiServerAddress;

  /**
   * Whether a `hostPort` of a pod is opened on its node where Cilium does not take the place of kube-proxy: by the plugin `portmap`, chained
   * behind Cilium's. That plugin must be on the nodes already; without it no pod starts.
   *
   * @default - only with `kubeProxyReplacement`, by Cilium itself; otherwise a `hostPort` does nothing
   */
  readonly portmap?: boolean;

  /**
   * For which pods policies hold.
   *
   * @default CiliumPolicyEnforcement.DEFAULT
   */
  readonly policyEnforcement?: CiliumPolicyEnforcement;

  /**
   * Whether packets between nodes are encrypted, with WireGuard.
   *
   * @default false
   */
  readonly wireguard?: boolean;

  /**
   * Whether flows can be looked at on each node (`cilium hubble`). What collects them from all nodes is not a node agent.
   *
   * @default true
   */
  readonly hubble?: boolean;

  /**
   * Whether the configuration of other network plugins is put aside on each node.
   *
   * @default true
   */
  readonly exclusive?: boolean;

  /**
   * Whether it may load modules of the kernel. Talos does not let it.
   *
   * @default true
   */
  readonly loadKernelModules?: boolean;

  /**
   * Where the nodes have the tree of cgroups (version 2) mounted already: `/sys/fs/cgroup` on Talos.
   *
   * @default - nowhere that is known: it is mounted at /run/cilium/cgroupv2
   */
  readonly cgroupRoot?: string;

  /**
   * The port of the node, on its loopback address, on which the agent says how it is.
   *
   * @default 9879
   */
  readonly healthPort?: number;

  /**
   * Whether Envoy, which holds policies about HTTP, runs in a DaemonSet of its own, so that it goes on while the agent is updated. Without it, the
   * agent starts it when it is needed.
   *
   * @default true
   */
  readonly envoy?: boolean;

  /**
   * The image of Envoy.
   *
   * @default - the one that belongs to Cilium's default image
   */
  readonly envoyImage?: string;

  /**
   * The port of the node on which Envoy serves its metrics.
   *
   * @default 9964
   */
  readonly envoyMetricsPort?: number;

  /**
   * The port of the node, on its loopback address, on which Envoy says how it is.
   *
   * @default 9878
   */
  readonly envoyHealthPort?: number;

  /**
   * More options of the agent, by name: `{ 'enable-bbr': 'true' }`. What a prop of its own says is said there.
   *
   * @default - none
   * @see https://docs.cilium.io/en/v1.20/cmdref/cilium-agent/
   */
  readonly config?: { [option: string]: string };
}
