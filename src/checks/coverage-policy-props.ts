import { Architecture, OperatingSystem } from '../model/platform';

/** Who may exempt nodes. */
export enum ExemptionsFrom {
  /** The policy, and the manifests by annotation. */
  ANYWHERE = 'anywhere',

  /** Nobody but the policy: an annotation that exempts counts for nothing, and is an error. */
  POLICY = 'policy',
}

/** DaemonSets that do one job together: each required node runs exactly one of them. */
export interface PolicyRole {
  /** The name of the role, such as `log-collector`. */
  readonly name: string;

  /** The DaemonSets, as `namespace/name`; each has one role. */
  readonly daemonSets: string[];
}

/** Where a DaemonSet, or exactly one of a role, must run: in place of what they say themselves. Each is required once. */
export interface PolicyRequirement {
  /**
   * The DaemonSet, as `namespace/name`.
   *
   * @default - the role is meant
   */
  readonly daemonSet?: string;

  /**
   * The role; that no DaemonSet has it is an error, too.
   *
   * @default - the DaemonSet is meant
   */
  readonly role?: string;

  /**
   * A label selector, such as `disk=ssd`; `''` for every node. All that is stated of nodes must hold.
   *
   * @default - every node, where `pools`, `os` or `arch` is there; else it is required
   */
  readonly nodes?: string;

  /**
   * Only nodes that the inventory declares in one of these pools. No scheduler knows pools, so that only a requirement can name them: the
   * nodes of an agent are selected by the labels that the pool gives them.
   *
   * @default - nodes of any pool, and of none
   */
  readonly pools?: string[];

  /**
   * Only nodes of this operating system.
   *
   * @default - of any
   */
  readonly os?: OperatingSystem;

  /**
   * Only nodes of this architecture.
   *
   * @default - of any
   */
  readonly arch?: Architecture;

  /**
   * How many of these nodes must run it at least.
   *
   * @default - all of them, or the share that is stated
   */
  readonly minimum?: number;

  /**
   * Which share of these nodes must run it at least, such as `95%`.
   *
   * @default - all of them, or the number that is stated
   */
  readonly minimumShare?: string;
}

/** Nodes that are left out on purpose. Every report lists them. */
export interface PolicyExemption {
  /**
   * The DaemonSet, as `namespace/name`.
   *
   * @default - the role is meant
   */
  readonly daemonSet?: string;

  /**
   * The role, all of its DaemonSets.
   *
   * @default - the DaemonSet is meant
   */
  readonly role?: string;

  /** A label selector, such as `sandbox=true`; `''` for every node. */
  readonly nodes: string;

  /** Why, in the words that every report shows. */
  readonly reason: string;

  /**
   * The last day on which it holds, `YYYY-MM-DD`.
   *
   * @default - it holds for ever
   */
  readonly until?: string;

  /**
   * Who answers for it.
   *
   * @default - nobody is named
   */
  readonly owner?: string;
}

/** All that a policy can say. */
export interface CoveragePolicyProps {
  /**
   * Who may exempt nodes.
   *
   * @default ExemptionsFrom.ANYWHERE
   */
  readonly exemptionsFrom?: ExemptionsFrom;

  /**
   * Which DaemonSets do one job together, besides those that say so by annotation.
   *
   * @default - only those
   */
  readonly roles?: PolicyRole[];

  /**
   * What must run where.
   *
   * @default - what the DaemonSets say themselves
   */
  readonly requirements?: PolicyRequirement[];

  /**
   * What need not run where.
   *
   * @default - what the DaemonSets say themselves
   */
  readonly exemptions?: PolicyExemption[];

  /**
   * The DaemonSets (`namespace/name`) for which a cluster without such a node is fine.
   *
   * @default - those that say so by annotation
   */
  readonly maySelectNone?: string[];
}
