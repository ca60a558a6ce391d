import { DaemonSetChange } from './daemon-set-changes';
import { DaemonSetDiff, Loss, Move, NewGap, OutcomeChange } from './diff-report';
import { inOrder } from './gaps';
import { isMissing, Matrix, Row, runs } from './matrix';
import { NodeChange } from './node-changes';
import { groupOf, NodeGroups } from './node-group';
import { Remedies } from './remedies';
import { NodeGroup } from './report';
import { exemptionsFor } from './requirement';
import { membersOf, mustRun, mustRunItself } from './role-members';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { Placement, Reason } from '../placement/placement';

/** What becomes of a DaemonSet on nodes that are alike before and after the change. */
interface Spot {
  readonly nodes: readonly InventoryNode[];

  /** Their class after the change, by index. */
  readonly after?: number;
  readonly placementBefore?: Placement;
  readonly placementAfter?: Placement;
  readonly nodeBefore?: InventoryNode;
  readonly nodeAfter?: InventoryNode;

  /** Others of its role that run there after the change. */
  readonly deputies: readonly string[];
  readonly requiredBefore: boolean;
  readonly requiredAfter: boolean;

  /** Whether no other of its role may stand in for it after the change. */
  readonly requiredItself: boolean;

  /** Whether it was required and did not run before the change, perhaps under another name. */
  readonly wasGap: boolean;
}

/** One DaemonSet before and after a change, node by node. */
export class Comparison {
  private readonly spots: readonly Spot[];
  private readonly remedies?: Remedies;

  constructor(private readonly base: Matrix, private readonly head: Matrix, private readonly change: DaemonSetChange, nodes: readonly NodeChange[]) {
    this.spots = nodes.map(nodeChange => this.spotOf(nodeChange));
    this.remedies = change.after && new Remedies(head, change.after);
  }

  /** What comes of it. */
  public result(): Pick<DaemonSetDiff, 'lost' | 'losses' | 'won' | 'moved' | 'stopped' | 'gaps' | 'outcomes'> {
    const gone = this.spots.filter(hasGone);
    const lost = gone.filter(spot => isRequired(spot) && spot.deputies.length === 0);
    return {
      lost: nodesOf(lost),
      losses: grouped(lost, spot => this.lossAt(spot)),
      won: nodesOf(this.spots.filter(hasCome)),
      moved: grouped(gone.filter(spot => isRequired(spot) && spot.deputies.length > 0), ({ deputies }): Omit<Move, 'nodes'> => ({ to: deputies })),
      stopped: nodesOf(gone.filter(spot => !isRequired(spot))),
      gaps: grouped(this.spots.filter(spot => isNewGap(spot) && !lost.includes(spot)), spot => this.gapAt(spot)),
      outcomes: grouped(this.spots, spot => this.outcomeAt(spot)),
    };
  }

  private spotOf({ before, after, nodes }: NodeChange): Spot {
    const [old, now] = [this.change.before, this.change.after];
    const nodeBefore = before === undefined ? undefined : this.base.classes[before]?.node;
    const nodeAfter = after === undefined ? undefined : this.head.classes[after]?.node;
    const placementBefore = before === undefined || nodeBefore?.virtual ? undefined : old?.placements[before];
    const placementAfter = after === undefined || nodeAfter?.virtual ? undefined : now?.placements[after];
    return {
      nodes,
      ...after === undefined ? {} : { after },
      ...placementBefore ? { placementBefore } : {},
      ...placementAfter ? { placementAfter } : {},
      ...nodeBefore ? { nodeBefore } : {},
      ...nodeAfter ? { nodeAfter } : {},
      deputies: after === undefined || nodeAfter?.virtual ? [] : this.deputiesAt(after),
      requiredBefore: old !== undefined && nodeBefore !== undefined && mustRun(this.base, old, nodeBefore),
      requiredAfter: now !== undefined && nodeAfter !== undefined && mustRun(this.head, now, nodeAfter),
      requiredItself: now !== undefined && nodeAfter !== undefined && mustRunItself(this.head, now, nodeAfter),
      wasGap: before !== undefined && nodeBefore !== undefined && this.wasGap(before, nodeBefore),
    };
  }

  private wasGap(column: number, node: InventoryNode): boolean {
    const old = this.change.before ?? this.change.renamedFrom;
    const placement = old?.placements[column];
    return old !== undefined && placement !== undefined && isMissing(placement) && mustRun(this.base, old, node);
  }

  private deputiesAt(column: number): string[] {
    const { daemonSet } = this.change.after ?? this.change.before as Row;
    const { role } = daemonSet.declared;
    const members = role === undefined ? [] : membersOf(this.head, role);
    const running = members.filter(({ placements }) => placements[column] && runs(placements[column])).map(member => nameOf(member.daemonSet));
    return [...new Set(running)].filter(name => name !== nameOf(daemonSet));
  }

  /** What is exempt from now on needs no remedy. */
  private lossAt(spot: Spot): Omit<Loss, 'nodes'> {
    const { placementAfter, nodeAfter } = spot;
    const exemptions = exemptionReasons(this.change.after?.daemonSet, nodeAfter, this.head.input.today);
    const reasons = this.reasonsOf(spot);
    return {
      ...placementAfter ? { outcome: placementAfter.outcome } : {},
      reasons: exemptions.length > 0 ? reasons.map(reason => ({ ...reason, remedies: [] })) : reasons,
      exemptions,
    };
  }

  private gapAt(spot: Spot): Omit<NewGap, 'nodes'> | undefined {
    return spot.placementAfter && { outcome: spot.placementAfter.outcome, reasons: this.reasonsOf(spot) };
  }

  private outcomeAt(spot: Spot): Omit<OutcomeChange, 'nodes'> | undefined {
    const { placementBefore, placementAfter } = spot;
    if (!placementBefore || !placementAfter || placementBefore.outcome === placementAfter.outcome) { return undefined; }
    return { from: placementBefore.outcome, to: placementAfter.outcome, reasons: this.reasonsOf(spot) };
  }

  private reasonsOf({ placementAfter, after }: Spot): readonly Reason[] {
    return placementAfter && after !== undefined ? this.remedies?.reasonsOf(placementAfter, after) ?? [] : [];
  }
}

/** It ran on a node that stays, and does not run there any more. Where somebody else decides after the change, nobody knows. */
function hasGone({ placementBefore, placementAfter, nodeAfter }: Spot): boolean {
  return placementBefore !== undefined && runs(placementBefore) && nodeAfter !== undefined && (!placementAfter || isMissing(placementAfter));
}

/** It runs where it did not before; where somebody else decided before the change, nobody knows. */
function hasCome({ placementBefore, placementAfter }: Spot): boolean {
  return placementAfter !== undefined && runs(placementAfter) && (!placementBefore || isMissing(placementBefore));
}

function isRequired({ requiredBefore, requiredAfter }: Spot): boolean {
  return requiredBefore || requiredAfter;
}

function isNewGap({ placementAfter, requiredAfter, requiredItself, deputies, wasGap }: Spot): boolean {
  const required = requiredItself || requiredAfter && deputies.length === 0;
  return required && placementAfter !== undefined && isMissing(placementAfter) && !wasGap;
}

/** The nodes of some spots, those together of which the same is to be said; those left out of which there is nothing. */
function grouped<T extends object>(spots: readonly Spot[], valueAt: (spot: Spot) => T | undefined): (T & { readonly nodes: NodeGroup })[] {
  const groups = new NodeGroups<T>();
  for (const spot of spots) {
    const value = valueAt(spot);
    if (value) { groups.add(JSON.stringify(value), value, spot.nodes); }
  }
  return inOrder(groups.map((value, nodes) => ({ ...value, nodes: groupOf(nodes) })));
}

function exemptionReasons(daemonSet: DaemonSet | undefined, node: InventoryNode | undefined, today: string): string[] {
  return daemonSet && node ? exemptionsFor(daemonSet, node, today).map(({ reason }) => reason) : [];
}

function nodesOf(spots: readonly Spot[]): NodeGroup {
  return groupOf(spots.flatMap(({ nodes }) => nodes));
}
