import { isMissing, Matrix, Row } from './matrix';
import { requirementOf } from './policy';
import { exemptionsFor, isGap, judgedByRole, requires } from './requirement';
import { InventoryNode } from '../model/node';
import { isInScope } from '../model/node-scope';
import { NodeClass } from '../placement/node-class';

/** The DaemonSets of a role. */
export function membersOf({ rows }: Matrix, role: string): Row[] {
  return rows.filter(({ daemonSet }) => daemonSet.declared.role === role);
}

/** The DaemonSets that together answer for what a DaemonSet must do: those of its role, where it is judged through the role only. */
export function answeringWith(matrix: Matrix, row: Row): readonly Row[] {
  const { role } = row.daemonSet.declared;
  return role !== undefined && judgedByRole(row.daemonSet) ? membersOf(matrix, role) : [row];
}

/**
 * What is required of some DaemonSets together is what the policy requires of their role, is declared by some of them, or else is all
 * that their selectors admit.
 *
 * @param role the role through which they are judged; undefined for a DaemonSet that is judged by itself
 */
export function requiredOf({ input }: Matrix, rows: readonly Row[], node: InventoryNode, role: string | undefined): boolean {
  const requirement = role === undefined ? undefined : requirementOf(input.policy, { role });
  if (requirement) { return !node.virtual && isInScope(requirement.nodes, node); }
  const declared = rows.filter(({ daemonSet }) => daemonSet.declared.required !== undefined);
  return (declared.length > 0 ? declared : rows).some(({ daemonSet }) => requires(daemonSet, node));
}

/**
 * Whether a node runs no member of a role and no member reports it as a gap of its own. What the policy requires of the role stands by
 * itself: what a member reports may be a note only.
 */
export function isRoleGap(matrix: Matrix, rows: readonly Row[], { node }: NodeClass, index: number, role: string): boolean {
  if (!requiredOf(matrix, rows, node, role)) { return false; }
  const { policy, today } = matrix.input;
  const byPolicy = requirementOf(policy, { role }) !== undefined;
  return rows.every(row => {
    const { daemonSet, placements } = row;
    const placement = placements[index];
    if (!placement || !isMissing(placement) || exemptsRole(matrix, row, node, role)) { return false; }
    return byPolicy || judgedByRole(daemonSet) || !isGap(daemonSet, node, placement, today);
  });
}

/** Whether a member leaves a node out for its role: one that the policy requires by itself exempts itself only, where the role is required, too. */
export function exemptsRole({ input: { policy, today } }: Matrix, { daemonSet }: Row, node: InventoryNode, role: string): boolean {
  const exemptions = exemptionsFor(daemonSet, node, today);
  const itself = !judgedByRole(daemonSet) && requirementOf(policy, { role }) !== undefined;
  const ofRole = (policy?.exemptions ?? []).filter(exemption => exemption.role === role);
  return exemptions.some(exemption => !itself || ofRole.some(other => other === exemption));
}
