/**
 * How a pod resolves names.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
 */
export enum PodDnsPolicy {
  /** By the cluster's DNS; on the host network it does what `DEFAULT` does. */
  CLUSTER_FIRST = 'ClusterFirst',

  /** By the cluster's DNS, on the host network, too. */
  CLUSTER_FIRST_WITH_HOST_NET = 'ClusterFirstWithHostNet',

  /** As the node does: for what the cluster's DNS itself needs. */
  DEFAULT = 'Default',
}
