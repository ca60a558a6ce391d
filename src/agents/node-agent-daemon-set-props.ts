import { AgentContainer } from './agent-container';
import { ClusterPermission } from './cluster-permission';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { NodeOperatingSystem } from './node-operating-system';
import { PodDnsPolicy } from './pod-dns-policy';
import { PrivilegeReasons } from './privilege-reasons';

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
   * Containers that must have ended before the others start, one after the other. They have no ports and no probes.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
   */
  readonly initContainers?: AgentContainer[];

  /**
   * The operating system of its nodes. Of a Windows pod nothing is said that only Linux knows: no user number, no capability, no
   * read-only root file system, no seccomp profile.
   *
   * @default NodeOperatingSystem.LINUX
   */
  readonly operatingSystem?: NodeOperatingSystem;

  /**
   * Whether its containers are processes of their Windows node, which may do all that its system account may do. It needs `hostNetwork`.
   *
   * @default false
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/
   */
  readonly hostProcess?: boolean;

  /**
   * The RuntimeClass of the pods.
   *
   * @default - that of the node
   * @see https://kubernetes.io/docs/concepts/containers/runtime-class/
   */
  readonly runtimeClassName?: string;

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
   * @default - PodDnsPolicy.CLUSTER_FIRST, or CLUSTER_FIRST_WITH_HOST_NET on the host network, so that Services are found; Windows does not know the latter
   */
  readonly dnsPolicy?: PodDnsPolicy;

  /**
   * What the agent asks the API server. It then gets a ServiceAccount of its own.
   *
   * @default - nothing; its pods hold no token of a ServiceAccount
   */
  readonly permissions?: ClusterPermission[];

  /**
   * A ClusterRole that the cluster has already, whose permissions it has besides: `system:node-proxier`. It then gets a ServiceAccount of its
   * own, too.
   *
   * @default - none
   * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
   */
  readonly clusterRole?: string;

  /**
   * What else must be in the cluster for its pods to start, as a kind and a name, with its namespace where that matters:
   * `Deployment/operator`, `Service/kube-system/typha`, `CustomResourceDefinition/tasks.example.com`. The coverage check warns where no
   * given object is that.
   *
   * @default - nothing
   */
  readonly needs?: string[];

  /**
   * The jobs of others that it does itself: roles, or names of the DaemonSets that usually do them, such as `kube-proxy`. The coverage
   * check warns where one of them is on its nodes, too.
   *
   * @default - none
   */
  readonly replaces?: string[];

  /**
   * Why it needs what checkers of manifests (kube-score, KubeLinter, Polaris, Checkov) warn of: they are told by annotations.
   *
   * @default - they are told nothing
   */
  readonly privilegeReasons?: PrivilegeReasons;
}
