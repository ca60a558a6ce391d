import { DaemonSetChange, daemonSetChangesOf } from './daemon-set-changes';
import { Change, ClusterDiff, DaemonSetDiff, Loss, Move, NewGap, OutcomeChange } from './diff-report';
import { inOrder } from './gaps';
import { CoverageInput, isMissing, Matrix, matrixOf, Row, runs } from './matrix';
import { NodeChange, nodeChangesOf } from './node-changes';
import { groupOf, NodeGroups } from './node-group';
import { notJudgedOf } from './not-judged';
import { Remedies } from './remedies';
import { requestsChangesOf } from './requests-changes';
import { exemptionsFor } from './requirement';
import { membersOf, mustRun, mustRunItself } from './roles';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { differences } from '../model/json-difference';
import { InventoryNode } from '../model/node';
import { Placement } from '../placement/placement';

/** What a change of manifests or nodes does to the coverage of a cluster. */
export function diffOf(base: CoverageInput, head: CoverageInput): ClusterDiff {
  const [before, after] = [matrixOf(base), matrixOf(head)];
  const nodes = nodeChangesOf(before, after);
  const daemonSets = daemonSetChangesOf(before, after).map(change => daemonSetDiff(change, new Comparison(before, after, change, nodes)));
  return {
    name: head.name,
    success: daemonSets.every(({ losses }) => losses.length === 0),
    nodes: head.nodes.length,
    joined: groupOf(nodes.flatMap(change => change.before === undefined ? change.nodes : [])),
    left: groupOf(nodes.flatMap(change => change.after === undefined ? change.nodes : [])),
    daemonSets,
    requests: requestsChangesOf(base, head),
    notJudged: notJudgedOf(after),
  };
}

function daemonSetDiff({ before, after, renamedTo, renamedFrom }: DaemonSetChange, comparison: Comparison): DaemonSetDiff {
  const daemonSet = (after ?? before as Row).daemonSet;
  const fields = before && after ? differences(before.daemonSet.stored, after.daemonSet.stored) : [];
  const { role } = daemonSet.declared;
  return {
    namespace: daemonSet.namespace,
    name: daemonSet.name,
    source: daemonSet.source,
    ...role === undefined ? {} : { role },
    change: changeOf(before, after, fields.length > 0),
    rollout: fields.some(([room, field]) => room === 'spec' && field === 'template'),
    onDelete: daemonSet.updateStrategy.type === 'OnDelete',
    fields,
    selectorChanged: fields.some(([room, field]) => room === 'spec' && field === 'selector'),
    ...renamedTo ? { renamedTo: nameOf(renamedTo.daemonSet) } : {},
    ...renamedFrom ? { renamedFrom: nameOf(renamedFrom.daemonSet) } : {},
    ...comparison.result(),
  };
}

function changeOf(before: Row | undefined, after: Row | undefined, differs: boolean): Change {
  if (!before) { return 'Added'; }
  if (!after) { return 'Removed'; }
  return differs ? 'Changed' : 'Unchanged';
}

/** What becomes of a DaemonSet on nodes that are alike before and after the change. */
interface Spot {
  readonly nodes: readonly InventoryNode[];
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
class Comparison {
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
      losses: this.lossesOf(lost),
      won: nodesOf(this.spots.filter(hasCome)),
      moved: movesOf(gone.filter(spot => isRequired(spot) && spot.deputies.length > 0)),
      stopped: nodesOf(gone.filter(spot => !isRequired(spot))),
      gaps: this.gapsOf(this.spots.filter(spot => isNewGap(spot) && !lost.includes(spot))),
      outcomes: this.outcomesOf(this.spots),
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
    return running.filter(name => name !== nameOf(daemonSet));
  }

  private lossesOf(lost: readonly Spot[]): Loss[] {
    const groups = new NodeGroups<Omit<Loss, 'nodes'>>();
    for (const { placementAfter, nodeAfter, nodes } of lost) {
      const exemptions = exemptionReasons(this.change.after?.daemonSet, nodeAfter, this.head.input.today);
      const reasons = this.reasonsOf(placementAfter);
      const loss = {
        ...placementAfter ? { outcome: placementAfter.outcome } : {},
        reasons: exemptions.length > 0 ? reasons.map(reason => ({ ...reason, remedies: [] })) : reasons,
        exemptions,
      };
      groups.add(JSON.stringify(loss), loss, nodes);
    }
    return inOrder(groups.map((loss, nodes) => ({ ...loss, nodes: groupOf(nodes) })));
  }

  private gapsOf(spots: readonly Spot[]): NewGap[] {
    const groups = new NodeGroups<Omit<NewGap, 'nodes'>>();
    for (const { placementAfter, nodes } of spots) {
      if (!placementAfter) { continue; }
      const gap = { outcome: placementAfter.outcome, reasons: this.reasonsOf(placementAfter) };
      groups.add(JSON.stringify(gap), gap, nodes);
    }
    return inOrder(groups.map((gap, nodes) => ({ ...gap, nodes: groupOf(nodes) })));
  }

  private outcomesOf(spots: readonly Spot[]): OutcomeChange[] {
    const groups = new NodeGroups<Omit<OutcomeChange, 'nodes'>>();
    for (const { placementBefore, placementAfter, nodes } of spots) {
      if (!placementBefore || !placementAfter || placementBefore.outcome === placementAfter.outcome) { continue; }
      const outcome = { from: placementBefore.outcome, to: placementAfter.outcome, reasons: this.reasonsOf(placementAfter) };
      groups.add(JSON.stringify(outcome), outcome, nodes);
    }
    return inOrder(groups.map((outcome, nodes) => ({ ...outcome, nodes: groupOf(nodes) })));
  }

  private reasonsOf(placement: Placement | undefined): Loss['reasons'] {
    return placement && this.remedies ? this.remedies.reasonsOf(placement) : [];
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

function movesOf(spots: readonly Spot[]): Move[] {
  const groups = new NodeGroups<readonly string[]>();
  spots.forEach(({ deputies, nodes }) => groups.add(deputies.join(' '), deputies, nodes));
  return inOrder(groups.map((to, nodes) => ({ to, nodes: groupOf(nodes) })));
}

function exemptionReasons(daemonSet: DaemonSet | undefined, node: InventoryNode | undefined, today: string): string[] {
  return daemonSet && node ? exemptionsFor(daemonSet, node, today).map(({ reason }) => reason) : [];
}

function nodesOf(spots: readonly Spot[]): DaemonSetDiff['lost'] {
  return groupOf(spots.flatMap(({ nodes }) => nodes));
}
