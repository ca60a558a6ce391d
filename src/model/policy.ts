import { NodeScope } from './node-scope';
import { Exemption } from './requirement';
import { Source } from './source';

/** Whom a statement of a policy is about: one DaemonSet (`namespace/name`), or all that have a role. Exactly one of the two is there. */
export interface PolicySubject {
  readonly daemonSet?: string;
  readonly role?: string;
}

/** On how many of the required nodes at least a pod must run. */
export type Minimum = { readonly nodes: number } | {
  /** Hundredths of a percent: 9500 are 95 %. */
  readonly share: number;
};

/** Where a DaemonSet, or exactly one of a role, must run. */
export interface PolicyRequirement extends PolicySubject {
  readonly nodes: NodeScope;

  /** Undefined where all of the nodes must run it. */
  readonly minimum?: Minimum;
  readonly source: Source;
}

/** Nodes that a policy leaves out on purpose. */
export interface PolicyExemption extends PolicySubject, Exemption {
  readonly source: Source;
}

/** DaemonSets that do one job together. */
export interface PolicyRole {
  readonly name: string;

  /** `namespace/name`. */
  readonly daemonSets: readonly string[];
  readonly source: Source;
}

/** What is meant, said in one place for all DaemonSets of a cluster. */
export interface Policy {
  /** Who may exempt: the manifests as well, or nobody but the policy. */
  readonly exemptionsFrom: 'anywhere' | 'policy';
  readonly roles: readonly PolicyRole[];
  readonly requirements: readonly PolicyRequirement[];
  readonly exemptions: readonly PolicyExemption[];

  /** Exemptions that were stated elsewhere than in the policy, where only it may exempt: they count for nothing. */
  readonly forbidden?: readonly PolicyExemption[];

  /** The DaemonSets (`namespace/name`) for which a cluster without such a node is fine. */
  readonly maySelectNone: readonly string[];
}

/** What a policy calls its subject. */
export function showSubject({ daemonSet, role }: PolicySubject): string {
  return role === undefined ? `DaemonSet ${daemonSet}` : `role ${role}`;
}

/** Whether two statements are about the same. */
export function sameSubject(left: PolicySubject, right: PolicySubject): boolean {
  return left.daemonSet === right.daemonSet && left.role === right.role;
}

/** How many of some required nodes must run a pod at least. */
export function leastOf(minimum: Minimum, required: number): number {
  return 'nodes' in minimum ? minimum.nodes : Math.ceil(required * minimum.share / 10_000);
}
