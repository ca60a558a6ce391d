import { compare, Matrix, Row } from './matrix';
import { groupOf, NodeGroups } from './node-group';
import { Remedies } from './remedies';
import { Gap, NodeGroup } from './report';
import { isGap } from './requirement';
import { InventoryNode } from '../model/node';
import { Outcome, Reason } from '../placement/placement';

/** The required nodes of a DaemonSet that would run no pod of it: one gap for each outcome and equal list of reasons. */
export function gapsOf(matrix: Matrix, row: Row): Gap[] {
  const { classes, input } = matrix;
  const { daemonSet, placements } = row;
  const remedies = new Remedies(matrix, row);
  const groups = new NodeGroups<Omit<Gap, 'nodes'>>();
  classes.forEach(({ node, nodes }, index) => {
    const placement = placements[index];
    if (placement && isGap(daemonSet, node, placement, input.today)) { addGap(groups, placement.outcome, remedies.reasonsOf(placement, index), nodes); }
  });
  return inOrder(groups.map((gap, nodes) => ({ ...gap, nodes: groupOf(nodes) })));
}

/** Groups of nodes by the names of their first nodes: the order of an inventory changes nothing in a report. */
export function inOrder<T extends { readonly nodes: NodeGroup }>(groups: readonly T[]): T[] {
  return [...groups].sort((left, right) => compare(left.nodes.names[0] ?? '', right.nodes.names[0] ?? ''));
}

/** Adds nodes to the gap of their outcome and reasons. */
export function addGap(groups: NodeGroups<Omit<Gap, 'nodes'>>, outcome: Outcome, reasons: readonly Reason[], nodes: readonly InventoryNode[]): void {
  groups.add(JSON.stringify([outcome, reasons]), { severity: 'error', outcome, reasons }, nodes);
}
