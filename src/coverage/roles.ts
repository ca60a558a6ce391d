import { nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { NodeClass } from '../placement/node-class';
import { Outcome } from '../placement/placement';
import { addGap, isGap, reasonsFor } from './gaps';
import { isMissing, Matrix, Row, runs } from './matrix';
import { groupOf, NodeGroups } from './node-group';
import { Gap, RoleCoverage } from './report';
import { exemptionsFor, judgedByRole, requires } from './requirement';

/** The roles of a cluster: each required node must run exactly one of a role's DaemonSets. */
export function rolesOf(matrix: Matrix): RoleCoverage[] {
  const members = new Map<string, Row[]>();
  for (const row of matrix.rows) {
    const { role } = row.daemonSet.declared;
    if (role !== undefined) { members.set(role, [...members.get(role) ?? [], row]); }
  }
  return [...members].sort().map(([name, rows]) => ({
    name,
    daemonSets: rows.map(({ daemonSet }) => nameOf(daemonSet)),
    gaps: roleGaps(matrix, rows),
    overlaps: overlaps(matrix, rows),
  }));
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
  return groups.map((gap, nodes) => ({ ...gap, nodes: groupOf(nodes) }));
}

function isRoleGap({ input }: Matrix, rows: readonly Row[], { node }: NodeClass, index: number): boolean {
  if (!roleRequires(rows, node)) { return false; }
  return rows.every(({ daemonSet, placements }) => {
    const placement = placements[index];
    if (!placement || !isMissing(placement) || exemptionsFor(daemonSet, node, input.today).length > 0) { return false; }
    return judgedByRole(daemonSet) || !isGap(daemonSet, node, placement, input.today);
  });
}

/** What is required of a role is declared by its members, or else all that their selectors admit. */
function roleRequires(rows: readonly Row[], node: InventoryNode): boolean {
  const declared = rows.filter(({ daemonSet }) => daemonSet.declared.required !== undefined);
  return (declared.length > 0 ? declared : rows).some(({ daemonSet }) => requires(daemonSet, node));
}

function overlaps({ classes }: Matrix, rows: readonly Row[]) {
  const groups = new NodeGroups<readonly string[]>();
  classes.forEach(({ nodes }, index) => {
    const running = rows.filter(({ placements }) => placements[index] && runs(placements[index])).map(({ daemonSet }) => nameOf(daemonSet));
    if (running.length > 1) { groups.add(running.join(' '), running, nodes); }
  });
  return groups.map((daemonSets, nodes) => ({ daemonSets, nodes: groupOf(nodes) }));
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}
