import { isMissing, Matrix, Row } from './matrix';
import { absentExemptions } from './missing';
import { groupOf } from './node-group';
import { ExemptionReport, Finding } from './report';
import { isExpired, judgedByRole } from './requirement';
import { answeringWith, requiredOf } from './role-members';
import { nameOf } from '../model/daemon-set';
import { selects, showLabelSelector } from '../model/label-selector';
import { InventoryNode } from '../model/node';
import { PolicyExemption, showSubject } from '../model/policy';
import { Exemption } from '../model/requirement';

/** Every exemption of a cluster, stale or not: none is silent. */
export function exemptionsOf(matrix: Matrix): ExemptionReport[] {
  return [
    ...matrix.rows.flatMap(row => row.daemonSet.declared.exemptions.map(exemption => exemptionReport(matrix, row, exemption))),
    ...absentExemptions(matrix).map(({ exemption, nodes }) => absentReport(matrix, exemption, nodes)),
  ];
}

/** One exemption: the nodes that it leaves out, and whether it still does something. */
export function exemptionReport(matrix: Matrix, row: Row, exemption: Exemption): ExemptionReport {
  const peers = answeringWith(matrix, row);
  const role = judgedByRole(row.daemonSet) ? row.daemonSet.declared.role : undefined;
  const leavesOut = (node: InventoryNode) => requiredOf(matrix, peers, node, role) && selects(exemption.nodes, node.labels);
  const exempt = matrix.classes.flatMap(({ node, nodes }, index) => leavesOut(node) ? [{ nodes, index }] : []);
  const closesGap = exempt.some(({ index }) => peers.every(({ placements }) => placements[index] && isMissing(placements[index])));
  return {
    nodes: groupOf(exempt.flatMap(({ nodes }) => nodes)),
    daemonSet: nameOf(row.daemonSet),
    ...statedOf(exemption),
    stale: isExpired(exemption, matrix.input.today) || !closesGap,
  };
}

/** An exemption of the policy for what no DaemonSet answers for: it still says where nobody needs to. */
function absentReport(matrix: Matrix, exemption: PolicyExemption, nodes: readonly InventoryNode[]): ExemptionReport {
  return {
    nodes: groupOf(nodes),
    daemonSet: exemption.daemonSet ?? showSubject(exemption),
    ...statedOf(exemption),
    stale: isExpired(exemption, matrix.input.today) || nodes.length === 0,
  };
}

function statedOf({ reason, until, owner }: Exemption): Pick<ExemptionReport, 'reason' | 'until' | 'owner'> {
  return { reason, ...(until === undefined ? {} : { until }), ...(owner === undefined ? {} : { owner }) };
}

/** Every exemption of a cluster, with the DaemonSet that it is of. */
export function exemptionsIn({ rows }: Matrix): { readonly row: Row; readonly exemption: Exemption }[] {
  return rows.flatMap(row => row.daemonSet.declared.exemptions.map(exemption => ({ row, exemption })));
}

/** What findings about an exemption have in common. */
export function aboutExemption({ daemonSet }: Row, { nodes, reason, source }: Exemption, what: string): Pick<Finding, 'message' | 'daemonSet' | 'source'> {
  return { message: `the exemption of "${showLabelSelector(nodes)}" (${reason}) ${what}`, daemonSet: nameOf(daemonSet), source: source ?? daemonSet.source };
}

/** The same of an exemption of the policy for what no DaemonSet answers for. */
export function aboutAbsent(exemption: PolicyExemption, what: string): Pick<Finding, 'message' | 'daemonSet' | 'source'> {
  const { nodes, reason, daemonSet, source } = exemption;
  return {
    message: `the exemption of "${showLabelSelector(nodes)}" (${reason}) for ${showSubject(exemption)} ${what}`,
    ...(daemonSet === undefined ? {} : { daemonSet }),
    source,
  };
}
