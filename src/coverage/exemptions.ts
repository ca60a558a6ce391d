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

/** A finding for each exemption that has expired or closes no gap. */
export function staleExemptions(matrix: Matrix): Finding[] {
  return matrix.rows.flatMap(row => row.daemonSet.declared.exemptions.flatMap(exemption => {
    if (!exemptionReport(matrix, row, exemption).stale) { return []; }
    const about = { severity: 'warning' as const, daemonSet: nameOf(row.daemonSet), source: row.daemonSet.source };
    const text = `the exemption of "${showLabelSelector(exemption.nodes)}" (${exemption.reason})`;
    return isExpired(exemption, matrix.input.today)
      ? [{ ...about, code: 'ExpiredExemption', message: `${text} ended on ${exemption.until}`, remedies: [{ text: 'give it a later date, or let the agent run there' }] }]
      : [{ ...about, code: 'UnusedExemption', message: `${text} closes no gap`, remedies: [{ text: 'remove it, or correct its selector' }] }];
  }));
}

function exemptionReport(matrix: Matrix, row: Row, exemption: Exemption): ExemptionReport {
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
