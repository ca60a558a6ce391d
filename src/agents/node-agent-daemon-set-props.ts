import { AgentContainer } from './agent-container';
import { ClusterPermission } from './cluster-permission';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { PodDnsPolicy } from './pod-dns-policy';

/** What an agent says of itself, with what its user chooses. */
export interface NodeAgentDaemonSetProps extends NodeAgentDaemonSetOptions {
  /** The container that is the agent. */
  readonly container: AgentContainer;

  /**
   * The container in place of `container` in variants, by the variant's name: where its configuration depends on the name of
   * the DaemonSet.
   *
   * @default - the same container in each variant
   */
  readonly variantContainers?: { [variant: string]: AgentContainer };

  /**
   * Containers that run before all others, one after the other, each to its end.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
   */
  readonly initContainers?: AgentContainer[];

  /**
   * Whether the pods share the network of their node. Each port of a container is then taken on the node.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * Whether the pods see the processes of their node.
   *
   * @default false
   */
  readonly hostPid?: boolean;

  /**
   * Whether the pods run without the profiles of seccomp and AppArmor that hold others back, as one must that loads programs into the
   * kernel and mounts file systems without being privileged.
   *
   * @default false
   * @see https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/
   */
  readonly unconfined?: boolean;

  /**
   * How the pods resolve names.
   *
   * @default - PodDnsPolicy.CLUSTER_FIRST, or CLUSTER_FIRST_WITH_HOST_NET on the host network, so that Services are found
   */
  readonly dnsPolicy?: PodDnsPolicy;

  /**
   * What the agent asks the API server. It then gets a ServiceAccount of its own.
   *
   * @default - nothing; its pods hold no token of a ServiceAccount
   */
  readonly permissions?: ClusterPermission[];
}
