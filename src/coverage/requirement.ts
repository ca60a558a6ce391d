import { isMissing, Matrix, Row } from './matrix';
import { DaemonSet } from '../model/daemon-set';
import { selects } from '../model/label-selector';
import { InventoryNode } from '../model/node';
import { isInScope } from '../model/node-scope';
import { Exemption } from '../model/requirement';
import { admits } from '../placement/daemon-controller';
import { Placement } from '../placement/placement';

/** Whether a DaemonSet must run on a node, exemptions aside: where it is declared, else where its own selector admits it. Taints excuse nothing. */
export function requires({ declared, template }: DaemonSet, node: InventoryNode): boolean {
  if (node.virtual) { return false; }
  return declared.required ? isInScope(declared.required, node) : admits(template, node);
}

/** The exemptions of a DaemonSet that hold on a day and leave out a node. */
export function exemptionsFor({ declared }: DaemonSet, node: InventoryNode, today: string): Exemption[] {
  return declared.exemptions.filter(exemption => !isExpired(exemption, today) && selects(exemption.nodes, node.labels));
}

/** Whether the last day of an exemption has passed. */
export function isExpired({ until }: Exemption, today: string): boolean {
  return until !== undefined && until < today;
}

/** Whether a DaemonSet is judged through its role only. */
export function judgedByRole({ declared }: DaemonSet): boolean {
  return declared.role !== undefined && declared.required === undefined;
}

/** Whether a node must run the DaemonSet, is not exempt, and runs none. */
export function isGap(daemonSet: DaemonSet, node: InventoryNode, placement: Placement, today: string): boolean {
  return isMissing(placement) && requires(daemonSet, node) && exemptionsFor(daemonSet, node, today).length === 0;
}

/** Whether a DaemonSet requires and reaches no node, and nobody said that it is meant. */
export function isLost({ classes }: Matrix, { daemonSet, placements }: Row): boolean {
  return !daemonSet.declared.maySelectNone && classes.every(({ node }, index) => !placements[index]?.shouldRun && !requires(daemonSet, node));
}
