/**
 * What a namespace admits of its pods, from all to the least.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export enum PodSecurityLevel {
  /** Everything: what reads files, shares the network or sees the processes of its node needs this. */
  PRIVILEGED = 'privileged',

  /** No host paths, no ports and no namespaces of the node, no privileged container. */
  BASELINE = 'baseline',

  /** Besides, no root and no capability but NET_BIND_SERVICE. */
  RESTRICTED = 'restricted',
}

/** The labels of a namespace by which the admission plugin PodSecurity goes; each has a twin `-version`. */
export const POD_SECURITY_LABELS = {
  /** Pods that violate the level are refused. */
  enforce: 'pod-security.kubernetes.io/enforce',

  /** Pods that violate the level are written into the audit log. */
  audit: 'pod-security.kubernetes.io/audit',

  /** Whoever makes a workload that violates the level is warned. */
  warn: 'pod-security.kubernetes.io/warn',
} as const;

/** The label of the version of the policy that goes with a label of a level. */
export function versionLabel(label: string): string {
  return `${label}-version`;
}

/** A version of the policy: that of the cluster, or a stated one. */
export const POLICY_VERSION = /^(latest|v1\.(0|[1-9]\d*))$/;
