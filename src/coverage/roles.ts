import { addGap, inOrder } from './gaps';
import { Matrix, Row, runs } from './matrix';
import { judgedByMinimum } from './minimum';
import { groupOf, NodeGroups } from './node-group';
import { requirementOf } from './policy';
import { Remedies } from './remedies';
import { Gap, Overlap, RoleCoverage } from './report';
import { exemptsRole, isRoleGap, membersOf, requiredOf } from './role-members';
import { nameOf } from '../model/daemon-set';
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
      overlaps: overlaps(matrix, rows),
    };
  });
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
        return placement ? [{ placement, reasons: remedies.reasonsOf(placement, index) }] : [];
      });
      const outcome = missing.find(({ placement }) => placement.outcome !== Outcome.NOT_ELIGIBLE)?.placement.outcome ?? Outcome.NOT_ELIGIBLE;
      addGap(groups, outcome, distinct(missing.flatMap(({ reasons }) => reasons)), nodeClass.nodes);
    }
  });
  return inOrder(groups.map((gap, nodes) => ({ ...gap, nodes: groupOf(nodes) })));
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
