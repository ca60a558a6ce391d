import { addGap, inOrder, isGap } from './gaps';
import { isMissing, Matrix, Row, runs } from './matrix';
import { judgedByMinimum } from './minimum';
import { groupOf, NodeGroups } from './node-group';
import { requirementOf } from './policy';
import { Remedies } from './remedies';
import { Gap, Overlap, RoleCoverage } from './report';
import { exemptionsFor, judgedByRole, requires } from './requirement';
import { nameOf } from '../model/daemon-set';
import { selects } from '../model/label-selector';
import { InventoryNode } from '../model/node';
import { NodeClass } from '../placement/node-class';
import { Outcome } from '../placement/placement';

/** The roles of a cluster: each required node must run exactly one of a role's DaemonSets. */
export function rolesOf(matrix: Matrix): RoleCoverage[] {
  const roles = new Set(matrix.rows.flatMap(({ daemonSet }) => daemonSet.declared.role ?? []));
  return [...roles].sort().map(name => {
    const rows = membersOf(matrix, name);
    return {
      name,
      daemonSets: namesOf(rows),
      ...gapsWithMinimum(matrix, rows, name),
      overlaps: overlapsOf(matrix, rows),
    };
  });
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
  if (requirement) { return !node.virtual && selects(requirement.nodes, node.labels); }
  const declared = rows.filter(({ daemonSet }) => daemonSet.declared.required !== undefined);
  return (declared.length > 0 ? declared : rows).some(({ daemonSet }) => requires(daemonSet, node));
}

/** The DaemonSets that have a role. */
export function membersOf({ rows }: Matrix, role: string): Row[] {
  return rows.filter(({ daemonSet }) => daemonSet.declared.role === role);
}

/** The gaps of a role: notes where the policy asks for fewer nodes than all, and as many run one of its members. */
function gapsWithMinimum(matrix: Matrix, rows: readonly Row[], role: string): Pick<RoleCoverage, 'gaps' | 'required' | 'running' | 'minimum'> {
  const gaps = roleGaps(matrix, rows, role);
  const requirement = requirementOf(matrix.input.policy, { role });
  if (!requirement?.minimum) { return { gaps }; }
  const mustRun = ({ node }: NodeClass) => requiredOf(matrix, rows, node, role) && !rows.some(row => exemptsRole(matrix, row, node, role));
  const required = matrix.classes.flatMap((nodeClass, index) => mustRun(nodeClass) ? [{ nodeClass, index }] : []);
  const served = required.filter(({ index }) => rows.some(({ placements }) => placements[index] && runs(placements[index])));
  const [requiredCount = 0, running = 0] = [required, served].map(those => those.reduce((sum, { nodeClass }) => sum + nodeClass.nodes.length, 0));
  return { required: requiredCount, running, ...judgedByMinimum(gaps, requirement, requiredCount, running) };
}

/** Nodes that no member runs on and no member reports as a gap of its own. */
function roleGaps(matrix: Matrix, rows: readonly Row[], role: string): Gap[] {
  const groups = new NodeGroups<Omit<Gap, 'nodes'>>();
  const members = rows.map(row => ({ placements: row.placements, remedies: new Remedies(matrix, row) }));
  matrix.classes.forEach((nodeClass, index) => {
    if (isRoleGap(matrix, rows, nodeClass, index, role)) {
      const missing = members.flatMap(({ placements, remedies }) => {
        const placement = placements[index];
        return placement ? [{ placement, reasons: remedies.reasonsOf(placement) }] : [];
      });
      const outcome = missing.find(({ placement }) => placement.outcome !== Outcome.NOT_ELIGIBLE)?.placement.outcome ?? Outcome.NOT_ELIGIBLE;
      addGap(groups, { severity: 'error', outcome, reasons: distinct(missing.flatMap(({ reasons }) => reasons)) }, nodeClass.nodes);
    }
  });
  return inOrder(groups.map((gap, nodes) => ({ ...gap, nodes: groupOf(nodes) })));
}

/** What the policy requires of the role stands by itself: what a member reports may be a note only. */
function isRoleGap(matrix: Matrix, rows: readonly Row[], { node }: NodeClass, index: number, role: string): boolean {
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

/** The nodes that run several DaemonSets. A virtual node runs none of them, whatever the controller would do; one object that is declared twice is one DaemonSet. */
export function overlapsOf({ classes }: Matrix, rows: readonly Row[]): Overlap[] {
  const groups = new NodeGroups<readonly string[]>();
  classes.forEach(({ node, nodes }, index) => {
    const running = namesOf(rows.filter(({ placements }) => placements[index] && runs(placements[index])));
    if (running.length > 1 && !node.virtual) { groups.add(running.join(' '), running, nodes); }
  });
  return inOrder(groups.map((daemonSets, nodes) => ({ daemonSets, nodes: groupOf(nodes) })));
}

function namesOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.map(({ daemonSet }) => nameOf(daemonSet)))];
}

/** Equal items once. */
export function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}
