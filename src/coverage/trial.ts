import { isMissing, Matrix, matrixOfRows, Row, runs } from './matrix';
import { isForOtherSystem, OS_LABEL, systemsOf } from './operating-system';
import { underPolicy } from './policy';
import { isGap, isLost, judgedByRole } from './requirement';
import { isRoleGap, membersOf, mustRunItself, mustRunOne } from './role-members';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { YamlEdit } from '../model/yaml-edit';
import { NodeClass } from '../placement/node-class';
import { Outcome, Placement, Reason } from '../placement/placement';

/**
 * How many pods may be placed anew for trials where nodes cannot be tried by themselves: nodes × DaemonSets, summed up over all trials of a
 * cluster. What is left over is not tried, and is not offered as an edit.
 */
const MOST_PLACED = 200_000;

/**
 * The same where nodes can be tried by themselves, which takes only those that an edit touches. An edit that suits one node, such as a smaller
 * request, is another one for each node that is a little larger: trials of all of them would never end.
 */
const MOST_PLACED_APART = 4_000_000;

/** An answer that is only kept costs this part of one that is found, and what is asked of a node besides as much as so many answers. */
const [KEPT, ASKED] = [1 / 10, 10];

/** How many nodes, or DaemonSets, a sentence about a remedy names. */
const NAMED = 3;

/** What is then said of a pod that does not run yet. */
const STILL: { readonly [outcome in Outcome]?: string } = {
  [Outcome.NOT_CREATED]: 'then admission refuses it',
  [Outcome.PENDING]: 'then it stays Pending',
  [Outcome.NOT_JUDGED]: 'then somebody else decides',
};

const STAGES: readonly Outcome[] = [Outcome.NOT_ELIGIBLE, Outcome.NOT_CREATED, Outcome.PENDING, Outcome.RUNS];

/** Some nodes that are alike before and after an edit. */
interface Alike {
  readonly nodes: readonly InventoryNode[];

  /** Their classes, by index. */
  readonly before: number;
  readonly after: number;

  /** Whether nothing but the edited DaemonSet can have another answer there. */
  readonly othersKeep: boolean;
}

/** Why an edit was not tried, or what came of it. */
export type Tried = Trial | 'invalid' | 'not tried';

const KNOWN = new WeakMap<Matrix, Trials>();

/** The edits of a cluster's DaemonSets that were tried, each once. */
export class Trials {
  /** Those of a cluster. */
  public static of(matrix: Matrix): Trials {
    const known = KNOWN.get(matrix) ?? new Trials(matrix);
    KNOWN.set(matrix, known);
    return known;
  }

  private readonly tried = new Map<string, Tried>();
  private left = MOST_PLACED;
  private leftApart = MOST_PLACED_APART;

  private constructor(private readonly matrix: Matrix) {}

  /** Edits the manifest of a DaemonSet on a copy, reads it again, and places it again together with all others. */
  public of(row: Row, edits: readonly YamlEdit[]): Tried {
    const index = this.matrix.rows.indexOf(row);
    const key = JSON.stringify([index, edits]);
    const tried = this.tried.get(key) ?? this.try(row, index, edits);
    this.tried.set(key, tried);
    return tried;
  }

  private try(row: Row, index: number, edits: readonly YamlEdit[]): Tried {
    const read = row.daemonSet.edited?.(edits);
    if (!read || nameOf(read) !== nameOf(row.daemonSet)) { return 'invalid'; }
    const daemonSet = underPolicy(read, this.matrix.input.policy);
    return this.triedApart(row, index, daemonSet) ?? this.triedWhole(row, index, daemonSet);
  }

  private triedApart(row: Row, index: number, daemonSet: DaemonSet): Tried | undefined {
    if (this.leftApart <= 0) { return 'not tried'; }
    const replaced = this.matrix.placed.replaced?.(index, daemonSet);
    if (!replaced) { return undefined; }
    this.leftApart -= (replaced.again.size + this.matrix.classes.length * KEPT) * (this.matrix.rows.length + ASKED);
    const rows = this.matrix.rows.map((one, at) => ({ daemonSet: at === index ? daemonSet : one.daemonSet, placements: replaced.placements[at] ?? [] }));
    const after: Matrix = { ...this.matrix, rows, contentions: replaced.contentions };
    const changed = requirementChanged(row.daemonSet, daemonSet) ? this.matrix.classes.map((_, at) => at) : replaced.changed;
    const alike = (at: number): Alike => ({ nodes: (this.matrix.classes[at] as NodeClass).nodes, before: at, after: at, othersKeep: !replaced.again.has(at) });
    return new Trial(this.matrix, after, index, changed.map(alike));
  }

  private triedWhole(row: Row, index: number, daemonSet: DaemonSet): Tried {
    const { input, rows } = this.matrix;
    const cost = input.nodes.length * (rows.length + (input.also?.length ?? 0));
    if (cost > this.left) { return 'not tried'; }
    this.left -= cost;
    const after = matrixOfRows(input, rows.map(one => one === row ? daemonSet : one.daemonSet));
    return new Trial(this.matrix, after, index, alikeIn(this.matrix, after));
  }
}

/** What an edit of one DaemonSet does to a cluster. */
export class Trial {
  private readonly byClass = new Map<number, Alike[]>();
  private readonly told = new Map<boolean, readonly string[]>();
  private readonly row: Row;
  private readonly edited: Row;
  private systems?: ReadonlySet<string>;

  /** @param after the cluster with the edit */
  constructor(private readonly before: Matrix, public readonly after: Matrix, private readonly index: number, private readonly changed: readonly Alike[]) {
    this.row = before.rows[index] as Row;
    this.edited = after.rows[index] as Row;
    for (const alike of changed) { this.byClass.set(alike.before, [...this.byClass.get(alike.before) ?? [], alike]); }
  }

  /** Whether nodes of a class no longer miss the DaemonSet for a reason, and for no other one of the same kind in its place. */
  public removes(reason: Reason, at: number): boolean {
    const before = this.row.placements[at];
    const changed = this.byClass.get(at) ?? [];
    return before !== undefined && changed.length > 0 && changed.every(alike => {
      const after = this.edited.placements[alike.after];
      return after !== undefined && (!isWanted(this.after, this.edited, alike.nodes[0] as InventoryNode) || isWithout(reason, before, after));
    });
  }

  /** What keeps nodes of a class from running it then, by code, where what the edit removes was in the way of finding it. */
  public remaining(at: number): string | undefined {
    const later = (this.byClass.get(at) ?? []).flatMap(alike => {
      const [before, after] = [this.row.placements[at], this.edited.placements[alike.after]];
      return before && after && before.outcome !== after.outcome && !runs(after) ? [`${STILL[after.outcome] ?? after.outcome} (${[...new Set(after.reasons.map(({ code }) => code))].join(', ')})`] : [];
    });
    return later.length === 0 ? undefined : [...new Set(later)].sort().join(', ');
  }

  /**
   * What has to be done besides, so that nothing is opened: no pod comes to a node that must not run it, nothing loses its place, no other
   * node is missed, no role runs twice, nothing depends on a race. Empty where nothing is opened.
   *
   * @param byEdited whether the nodes that the edited DaemonSet asks for may run it, too
   */
  public besides(byEdited = false): readonly string[] {
    const known = this.told.get(byEdited) ?? this.tell(byEdited);
    this.told.set(byEdited, known);
    return known;
  }

  private tell(byEdited: boolean): string[] {
    const { row, edited } = this;
    const own = nameOf(row.daemonSet);
    const others = this.before.rows.map((_, at) => at).filter(at => at !== this.index);
    const touched = this.changed.filter(({ othersKeep }) => !othersKeep);
    return [
      ...told('leave out by required node affinity what would then run it, too', where(this.changed, alike => this.comes(this.index, alike, byEdited))),
      ...others.flatMap(at => told(`leave out what would then run ${this.nameAt(at)}, too`, where(touched, alike => this.comes(at, alike)))),
      ...others.flatMap(at => told(`keep the place of ${this.nameAt(at)}, which would then lose it`, where(touched, alike => this.goes(at, alike)))),
      ...told('see to the nodes that would then miss it', where(this.changed, alike => this.isMissed(alike))),
      ...told(`leave out what would then run two of the role ${row.daemonSet.declared.role ?? ''}`, where(this.changed, alike => this.overlaps(alike))),
      ...told('leave out the nodes of another operating system that would then run it', where(this.changed, alike => this.reachesOtherSystem(alike))),
      ...isLost(this.after, edited) && !isLost(this.before, row) ? ['let it select some node'] : [],
      ...told(`decide by priority classes what would then be a race of ${own} with others`, where(touched, alike => this.races(alike))),
    ];
  }

  private nameAt(at: number): string {
    return nameOf((this.before.rows[at] as Row).daemonSet);
  }

  private at(row: number, { before, after }: Alike): readonly [Placement | undefined, Placement | undefined] {
    return [this.before.rows[row]?.placements[before], this.after.rows[row]?.placements[after]];
  }

  /** Whether a pod comes to nodes that must not run it: virtual, exempt, not required, or another's of its role. */
  private comes(at: number, alike: Alike, byEdited = false): boolean {
    const [before, after] = this.at(at, alike);
    const created = after?.shouldRun === true && before?.shouldRun !== true;
    const running = after !== undefined && runs(after) && before?.outcome !== Outcome.RUNS;
    return (created || running) && !this.mayRun(at, alike, byEdited);
  }

  private mayRun(at: number, { nodes: [node], before, after }: Alike, byEdited: boolean): boolean {
    const [was, is] = [this.before.rows[at] as Row, this.after.rows[at] as Row];
    if (!node || !isAwaited(this.before, was, node, before) && !(byEdited && isWanted(this.after, is, node))) { return false; }
    return !this.after.rows.some((other, index) => index !== at && isPeer(other, is) && other.placements[after]?.shouldRun === true);
  }

  private goes(at: number, alike: Alike): boolean {
    const [before, after] = this.at(at, alike);
    return before !== undefined && !isMissing(before) && (after === undefined || isMissing(after));
  }

  /** Whether a pod is sent to nodes of another operating system than it says, or, where it says none, than it was sent to until then. */
  private reachesOtherSystem({ nodes, before, after }: Alike): boolean {
    const [node] = nodes;
    const [was, is] = [this.row.placements[before], this.edited.placements[after]];
    if (!node || !is?.shouldRun) { return false; }
    if (isForOtherSystem(this.edited.daemonSet, node)) { return !(was?.shouldRun === true && isForOtherSystem(this.row.daemonSet, node)); }
    if (was?.shouldRun || node.virtual || this.edited.daemonSet.template.osName !== undefined) { return false; }
    const systems = this.systems ??= systemsOf(this.before, this.row);
    return systems.size > 0 && nodes.some(({ labels }) => labels.has(OS_LABEL) && !systems.has(labels.get(OS_LABEL) as string));
  }

  /** Whether nodes miss the edited DaemonSet, or its role, that did not before. */
  private isMissed({ nodes: [node], before, after }: Alike): boolean {
    const { row, edited } = this;
    const [was, is] = [row.placements[before], edited.placements[after]];
    if (!node || !was || !is) { return false; }
    const { today } = this.before.input;
    if (isGap(edited.daemonSet, node, is, today) && !isGap(row.daemonSet, node, was, today)) { return true; }
    if (!isMissing(was) && isMissing(is) && isWanted(this.before, row, node) && !isForOtherSystem(row.daemonSet, node)) { return true; }
    const { role } = row.daemonSet.declared;
    return role !== undefined
      && isRoleGap(this.after, membersOf(this.after, role), { node, nodes: [node] }, after, role)
      && !isRoleGap(this.before, membersOf(this.before, role), { node, nodes: [node] }, before, role);
  }

  private overlaps({ nodes: [node], before, after }: Alike): boolean {
    const { role } = this.row.daemonSet.declared;
    if (role === undefined || !node || node.virtual) { return false; }
    const running = (matrix: Matrix, at: number) => membersOf(matrix, role).filter(({ placements }) => placements[at] && runs(placements[at])).length;
    return running(this.after, after) > Math.max(1, running(this.before, before));
  }

  private races({ before, after }: Alike): boolean {
    const known = racesAt(this.before, before, this.row);
    return [...racesAt(this.after, after, this.edited)].some(race => !known.has(race));
  }
}

/** Whether a node must run a DaemonSet, by itself or through its role, and no exemption leaves it out. */
function isWanted(matrix: Matrix, row: Row, node: InventoryNode): boolean {
  const { daemonSet } = row;
  const { role } = daemonSet.declared;
  return role !== undefined && judgedByRole(daemonSet) ? mustRunOne(matrix, membersOf(matrix, role), node, role) : mustRunItself(matrix, row, node);
}

/** Whether a node still wants a DaemonSet: one that is judged through its role does no job that another one of the role has to do there. */
function isAwaited(matrix: Matrix, row: Row, node: InventoryNode, at: number): boolean {
  const { role } = row.daemonSet.declared;
  return role !== undefined && judgedByRole(row.daemonSet)
    ? isRoleGap(matrix, membersOf(matrix, role), { node, nodes: [node] }, at, role)
    : isWanted(matrix, row, node);
}

function isPeer(other: Row, { daemonSet }: Row): boolean {
  return daemonSet.declared.role !== undefined && other.daemonSet.declared.role === daemonSet.declared.role;
}

/** Whether an answer no longer has a reason: one of a later stage has none of an earlier one, and one of the same stage has fewer of its kind, and no other. */
function isWithout(reason: Reason, before: Placement, after: Placement): boolean {
  const [was, is] = [before, after].map(({ outcome }) => STAGES.indexOf(outcome === Outcome.NOT_JUDGED ? Outcome.PENDING : outcome)) as [number, number];
  if (is !== was) { return is > was; }
  const kind = (one: Reason) => `${one.filter} ${one.code}`;
  const count = (reasons: readonly Reason[], of: string) => reasons.filter(one => kind(one) === of).length;
  const kinds = new Set(after.reasons.map(kind));
  return !after.reasons.some(({ message, filter }) => message === reason.message && filter === reason.filter)
    && [...kinds].every(one => count(after.reasons, one) <= count(before.reasons, one) - (one === kind(reason) ? 1 : 0));
}

/** The DaemonSets with which one of them races for a place on some nodes. */
function racesAt({ contentions, classes }: Matrix, at: number, { daemonSet }: Row): Set<string> {
  const here = contentions.filter(({ nodes }) => nodes === classes[at]);
  const rivals = here.flatMap(({ daemonSet: loser, peers }) => loser === daemonSet ? peers : peers.includes(daemonSet) ? [loser] : []);
  return new Set(rivals.map(nameOf));
}

/** Whether another selector may make other nodes required. */
function requirementChanged(before: DaemonSet, after: DaemonSet): boolean {
  const asked = ({ declared, template: { nodeName, nodeSelector, nodeAffinity } }: DaemonSet) =>
    JSON.stringify([declared, nodeName, [...nodeSelector], nodeAffinity]);
  return asked(before) !== asked(after);
}

function alikeIn(before: Matrix, after: Matrix): Alike[] {
  const classes = new Map(after.classes.flatMap(({ nodes }, at) => nodes.map(node => [node, at] as const)));
  return before.classes.flatMap(({ nodes }, at) => {
    const groups = new Map<number, InventoryNode[]>();
    for (const node of nodes) {
      const now = classes.get(node) ?? 0;
      const group = groups.get(now);
      if (group) { group.push(node); } else { groups.set(now, [node]); }
    }
    return [...groups].map(([now, those]) => ({ nodes: those, before: at, after: now, othersKeep: false }));
  });
}

function where(alikes: readonly Alike[], holds: (alike: Alike) => boolean): InventoryNode[] {
  return alikes.flatMap(alike => holds(alike) ? alike.nodes : []);
}

function told(what: string, nodes: readonly InventoryNode[]): string[] {
  if (nodes.length === 0) { return []; }
  const names = nodes.map(({ name }) => name).slice(0, NAMED).join(', ');
  return [`${what}: ${names}${nodes.length > NAMED ? ` and ${nodes.length - NAMED} more` : ''}`];
}
