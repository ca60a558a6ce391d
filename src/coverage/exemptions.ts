import { isMissing, Matrix, Row } from './matrix';
import { groupOf } from './node-group';
import { ExemptionReport, Finding } from './report';
import { isExpired } from './requirement';
import { answeringWith, requiredOf } from './roles';
import { nameOf } from '../model/daemon-set';
import { selects, showLabelSelector } from '../model/label-selector';
import { Exemption } from '../model/requirement';

/** Every exemption of a cluster, stale or not: none is silent. */
export function exemptionsOf(matrix: Matrix): ExemptionReport[] {
  return matrix.rows.flatMap(row => row.daemonSet.declared.exemptions.map(exemption => exemptionReport(matrix, row, exemption)));
}

/** One exemption: the nodes that it leaves out, and whether it still does something. */
export function exemptionReport(matrix: Matrix, row: Row, exemption: Exemption): ExemptionReport {
  const peers = answeringWith(matrix, row);
  const exempt = matrix.classes.flatMap(({ node, nodes }, index) => requiredOf(peers, node) && selects(exemption.nodes, node.labels) ? [{ nodes, index }] : []);
  const closesGap = exempt.some(({ index }) => peers.every(({ placements }) => placements[index] && isMissing(placements[index])));
  return {
    nodes: groupOf(exempt.flatMap(({ nodes }) => nodes)),
    daemonSet: nameOf(row.daemonSet),
    reason: exemption.reason,
    ...(exemption.until === undefined ? {} : { until: exemption.until }),
    ...(exemption.owner === undefined ? {} : { owner: exemption.owner }),
    stale: isExpired(exemption, matrix.input.today) || !closesGap,
  };
}

/** Every exemption of a cluster, with the DaemonSet that it is of. */
export function exemptionsIn({ rows }: Matrix): { readonly row: Row; readonly exemption: Exemption }[] {
  return rows.flatMap(row => row.daemonSet.declared.exemptions.map(exemption => ({ row, exemption })));
}

/** What findings about an exemption have in common. */
export function aboutExemption({ daemonSet }: Row, { nodes, reason }: Exemption, what: string): Pick<Finding, 'message' | 'daemonSet' | 'source'> {
  return { message: `the exemption of "${showLabelSelector(nodes)}" (${reason}) ${what}`, daemonSet: nameOf(daemonSet), source: daemonSet.source };
}
