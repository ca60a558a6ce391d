import { Matrix } from './matrix';
import { underPolicy } from './policy';
import { isExpired } from './requirement';
import { nameOf } from '../model/daemon-set';
import { selects } from '../model/label-selector';
import { InventoryNode } from '../model/node';
import { isInScope } from '../model/node-scope';
import { PolicyExemption, PolicyRequirement, PolicySubject, sameSubject } from '../model/policy';

/** A requirement of a policy, and the nodes that it is about. */
export interface RequiredNodes {
  readonly requirement: PolicyRequirement;

  /** Those that must run it. */
  readonly nodes: readonly InventoryNode[];

  /** How many more it would be without the exemptions of the policy. */
  readonly exempt: number;
}

/** A requirement that no judged DaemonSet answers for. */
export interface MissingSubject extends RequiredNodes {
  /** What runs in the cluster besides, and does the job without being judged. */
  readonly unjudged: readonly string[];
}

/** Every requirement of the policy with its nodes. Virtual nodes are never required. */
export function requiredByPolicy({ input }: Matrix): RequiredNodes[] {
  return (input.policy?.requirements ?? []).map(requirement => {
    const matching = input.nodes.filter(node => !node.virtual && isInScope(requirement.nodes, node));
    const exemptions = (input.policy?.exemptions ?? []).filter(exemption => sameSubject(exemption, requirement) && !isExpired(exemption, input.today));
    const nodes = matching.filter(node => !exemptions.some(exemption => selects(exemption.nodes, node.labels)));
    return { requirement, nodes, exempt: matching.length - nodes.length };
  });
}

/** The requirements of the policy that nothing answers for. Where all nodes are exempt, or may be none, nothing is missing. */
export function missingIn(matrix: Matrix): MissingSubject[] {
  return requiredByPolicy(matrix)
    .filter(({ requirement, nodes, exempt }) => !isPresent(matrix, requirement) && (nodes.length > 0 || exempt === 0 && !mayBeNone(matrix, requirement)))
    .map(required => ({ ...required, unjudged: unjudgedFor(matrix, required.requirement) }));
}

/** Whether a judged DaemonSet answers for a subject. */
export function isPresent({ rows }: Matrix, { daemonSet, role }: PolicySubject): boolean {
  return rows.some(row => role === undefined ? nameOf(row.daemonSet) === daemonSet : row.daemonSet.declared.role === role);
}

/** Whether the policy says that no node needs to match. */
export function mayBeNone({ input }: Matrix, { daemonSet }: PolicySubject): boolean {
  return daemonSet !== undefined && (input.policy?.maySelectNone ?? []).includes(daemonSet);
}

/** The exemptions of the policy for what no judged DaemonSet answers for, with the nodes that they excuse from running it. */
export function absentExemptions(matrix: Matrix): { readonly exemption: PolicyExemption; readonly nodes: readonly InventoryNode[] }[] {
  const { policy, nodes } = matrix.input;
  return (policy?.exemptions ?? []).filter(exemption => !isPresent(matrix, exemption)).map(exemption => {
    const requirement = policy?.requirements.find(other => sameSubject(other, exemption));
    const excused = nodes.filter(node => requirement && !node.virtual && isInScope(requirement.nodes, node) && selects(exemption.nodes, node.labels));
    return { exemption, nodes: excused };
  });
}

function unjudgedFor({ input }: Matrix, { daemonSet, role }: PolicySubject): string[] {
  const others = (input.also ?? []).map(other => underPolicy(other, input.policy));
  return others.filter(other => role === undefined ? nameOf(other) === daemonSet : other.declared.role === role).map(nameOf).sort();
}
