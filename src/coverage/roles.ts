import { addGap, inOrder, isGap, reasonsFor } from './gaps';
import { isMissing, Matrix, Row, runs } from './matrix';
import { groupOf, NodeGroups } from './node-group';
import { Gap, Overlap, RoleCoverage } from './report';
import { exemptionsFor, judgedByRole, requires } from './requirement';
import { nameOf } from '../model/daemon-set';
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
      gaps: roleGaps(matrix, rows),
      overlaps: overlaps(matrix, rows),
    };
  });
}

/** The DaemonSets that together answer for what a DaemonSet must do: those of its role, where it is judged through the role only. */
export function answeringWith(matrix: Matrix, row: Row): readonly Row[] {
  const { role } = row.daemonSet.declared;
  return role !== undefined && judgedByRole(row.daemonSet) ? membersOf(matrix, role) : [row];
}

/** What is required of some DaemonSets together is declared by some of them, or else all that their selectors admit. */
export function requiredOf(rows: readonly Row[], node: InventoryNode): boolean {
  const declared = rows.filter(({ daemonSet }) => daemonSet.declared.required !== undefined);
  return (declared.length > 0 ? declared : rows).some(({ daemonSet }) => requires(daemonSet, node));
}

function membersOf({ rows }: Matrix, role: string): Row[] {
  return rows.filter(({ daemonSet }) => daemonSet.declared.role === role);
}

/** Nodes that no member runs on and no member reports as a gap of its own. */
function roleGaps(matrix: Matrix, rows: readonly Row[]): Gap[] {
  const groups = new NodeGroups<Omit<Gap, 'nodes'>>();
  matrix.classes.forEach((nodeClass, index) => {
    if (isRoleGap(matrix, rows, nodeClass, index)) {
      const missing = rows.flatMap(({ daemonSet, placements }) => {
        const placement = placements[index];
        return placement ? [{ placement, reasons: reasonsFor(daemonSet, placement) }] : [];
      });
      const outcome = missing.find(({ placement }) => placement.outcome !== Outcome.NOT_ELIGIBLE)?.placement.outcome ?? Outcome.NOT_ELIGIBLE;
      addGap(groups, outcome, distinct(missing.flatMap(({ reasons }) => reasons)), nodeClass.nodes);
    }
  });
  return inOrder(groups.map((gap, nodes) => ({ ...gap, nodes: groupOf(nodes) })));
}

function isRoleGap({ input }: Matrix, rows: readonly Row[], { node }: NodeClass, index: number): boolean {
  if (!requiredOf(rows, node)) { return false; }
  return rows.every(({ daemonSet, placements }) => {
    const placement = placements[index];
    if (!placement || !isMissing(placement) || exemptionsFor(daemonSet, node, input.today).length > 0) { return false; }
    return judgedByRole(daemonSet) || !isGap(daemonSet, node, placement, input.today);
  });
}

/** A virtual node runs none of them, whatever the controller would do; one object that is declared twice is one DaemonSet. */
function overlaps({ classes }: Matrix, rows: readonly Row[]): Overlap[] {
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

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}
