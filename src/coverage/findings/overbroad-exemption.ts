import { showLabelSelector } from '../../model/label-selector';
import { InventoryNode } from '../../model/node';
import { Exemption } from '../../model/requirement';
import { distinguishing } from '../distinguishing';
import { aboutExemption, exemptNodes, sharedExemptions } from '../exemptions';
import { Matrix } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';
import { isExpired } from '../requirement';

/** An exemption that closes a gap and also covers nodes that run the DaemonSet: if they stop to, nobody is told. */
export function overbroadExemption(matrix: Matrix): Finding[] {
  return sharedExemptions(matrix).flatMap(members => {
    const [first] = members;
    if (!first || isExpired(first.exemption, matrix.input.today)) { return []; }
    const covered = members.map(({ row, exemption }) => exemptNodes(matrix, row, exemption));
    const gaps = new Set(covered.flatMap(nodes => nodes.gaps));
    const running = [...new Set(covered.flatMap(nodes => nodes.running))].filter(node => !gaps.has(node));
    if (gaps.size === 0 || running.length === 0) { return []; }
    const others = [...new Set(covered.flatMap(nodes => nodes.all))].filter(node => !gaps.has(node));
    return [{
      code: 'OverbroadExemption',
      severity: 'warning' as const,
      ...aboutExemption(first.row, first.exemption, `covers ${gaps.size} without a pod and ${running.length} with one: where that one is lost, nobody is told`),
      remedies: [{ text: remedyFor(first.exemption, [...gaps], others) }],
      nodes: groupOf(running),
    }];
  });
}

function remedyFor({ nodes }: Exemption, gaps: readonly InventoryNode[], others: readonly InventoryNode[]): string {
  const condition = distinguishing(gaps, others);
  return condition === undefined
    ? 'narrow its selector: no single label tells the nodes apart, so give those that are meant one of their own'
    : `narrow its selector to "${showLabelSelector({ requirements: [...nodes.requirements, condition] })}"`;
}
