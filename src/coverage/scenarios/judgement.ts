import { nameOf } from '../../model/daemon-set';
import { leastOf, PolicyRequirement } from '../../model/policy';
import { Scenario, showState } from '../../model/scenario';
import { NodeStartup } from '../../placement/node-startup';
import { addGap, inOrder } from '../gaps';
import { Matrix, Row, runs } from '../matrix';
import { groupOf, NodeGroups } from '../node-group';
import { requirementOf, underPolicy } from '../policy';
import { Remedies } from '../remedies';
import { Gap, Overlap, PodTally, ScenarioReport } from '../report';
import { exemptionsFor, judgedByRole, requires } from '../requirement';
import { exemptsRole, membersOf, requiredOf } from '../role-members';
import { distinct, overlapsOf } from '../roles';
import { fateOf, fateOfNew, isThere, PodFate, SEVERITIES } from './fate';
import { Cell, Overlay } from './overlay';

/** Fates, the one that leaves a node best off first. */
const ORDER: readonly PodFate['fate'][] = ['Runs', 'Waits', 'Stays', 'Missing', 'Loops', 'Evicted', 'WaitsForEver'];

/** Fates with which a pod stays for now. */
const STAYING: ReadonlySet<PodFate['fate']> = new Set(['Stays', 'Waits']);

/** Whether a node must run what is judged, as it is declared or in the scenario. */
type IsRequired = (node: Pick<Cell, 'before' | 'after'>) => boolean;

/** What a scenario makes of a cluster. What is wrong in the declared state already is not told again. */
export class ScenarioJudgement {
  private readonly overlay: Overlay;
  private readonly startup?: NodeStartup;
  private readonly fates = new Map<Row, ReadonlyMap<Cell, PodFate>>();

  constructor(private readonly matrix: Matrix, private readonly scenario: Scenario) {
    this.overlay = new Overlay(matrix, scenario);
    const { rows, input } = matrix;
    if (scenario.joins) {
      const joining = this.overlay.cells.map(({ before, after }) => ({ settled: before, joining: after }));
      const others = (input.also ?? []).map(other => underPolicy(other, input.policy));
      this.startup = new NodeStartup([...rows.map(({ daemonSet }) => daemonSet), ...others], joining);
    }
    rows.forEach((row, index) => this.fates.set(row, new Map(this.overlay.cells.flatMap((cell, place) => {
      const fate = this.fateIn(row, index, cell, place);
      return fate ? [[cell, fate] as const] : [];
    }))));
  }

  /** The required nodes that lose the pod of a DaemonSet, would not get it anew, or wait for it. */
  public gapsOf(row: Row): Gap[] {
    if (judgedByRole(row.daemonSet)) { return []; }
    const { policy } = this.matrix.input;
    return this.judged([row], cell => this.requiresOne(row, cell), requirementOf(policy, { daemonSet: nameOf(row.daemonSet) }));
  }

  /** The same of a role, whose members stand in for each other. */
  public gapsOfRole(role: string): Gap[] {
    const rows = membersOf(this.matrix, role);
    const requirement = requirementOf(this.matrix.input.policy, { role });
    const members = requirement ? rows : rows.filter(({ daemonSet }) => judgedByRole(daemonSet));
    if (members.length === 0) { return []; }
    const required: IsRequired = ({ before, after }) =>
      [before, after].some(node => requiredOf(this.matrix, rows, node, role)) && !rows.some(row => exemptsRole(this.matrix, row, before, role));
    const told = (cell: Cell) => !requirement && rows.some(row => !judgedByRole(row.daemonSet) && this.isGap(row, cell));
    return this.judged(rows, required, requirement, told);
  }

  /** The nodes that run more than one DaemonSet of a role in this state only. */
  public overlapsOf(role: string): Overlap[] {
    const { before, after } = this.overlay;
    const known = new Set(overlapsOf(before, membersOf(before, role)).flatMap(({ daemonSets, nodes }) => nodes.names.map(name => `${name} ${daemonSets.join(' ')}`)));
    const groups = new NodeGroups<readonly string[]>();
    for (const { daemonSets, nodes } of overlapsOf(after, membersOf(after, role))) {
      const names = new Set(nodes.names.filter(name => !known.has(`${name} ${daemonSets.join(' ')}`)));
      const added = names.size === 0 ? [] : this.matrix.input.nodes.filter(({ name }) => names.has(name));
      if (added.length > 0) { groups.add(daemonSets.join(' '), daemonSets, added); }
    }
    return inOrder(groups.map((daemonSets, nodes) => ({ daemonSets, nodes: groupOf(nodes), scenario: this.scenario.name })));
  }

  /** How many pods of each DaemonSet that are there fare how, required or not. */
  public report(): ScenarioReport {
    const { cells } = this.overlay;
    return {
      name: this.scenario.name,
      changes: showState(this.scenario, cells.map(({ before }) => before)),
      nodes: groupOf(cells.flatMap(({ nodes }) => nodes)),
      daemonSets: this.matrix.rows.map(row => ({ namespace: row.daemonSet.namespace, name: row.daemonSet.name, ...this.tallyOf(row) })),
    };
  }

  private fateIn(row: Row, index: number, { before, after, columnBefore, columnAfter }: Cell, place: number): PodFate | undefined {
    const { template } = row.daemonSet;
    const placementBefore = row.placements[columnBefore];
    const placementAfter = this.overlay.after.rows[index]?.placements[columnAfter];
    if (!placementBefore || !placementAfter) { return undefined; }
    if (!isThere(placementBefore)) {
      if (this.scenario.joins) { return undefined; }
      if (isThere(placementAfter)) { return { fate: 'Runs', outcome: placementAfter.outcome, reasons: [] }; }
      const only = !requires(row.daemonSet, before) && requires(row.daemonSet, after);
      return only ? { fate: 'Missing', outcome: placementAfter.outcome, reasons: placementAfter.reasons } : undefined;
    }
    if (this.startup) { return fateOfNew(this.startup.waitOf(row.daemonSet, place)); }
    return fateOf(template, { before: { node: before, placement: placementBefore }, after: { node: after, placement: placementAfter } }, this.scenario);
  }

  /** The gaps of some DaemonSets that stand in for each other: on each node the one counts that is best off. */
  private judged(rows: readonly Row[], required: IsRequired, requirement: PolicyRequirement | undefined, told: (cell: Cell) => boolean = () => false): Gap[] {
    const groups = new NodeGroups<Omit<Gap, 'nodes'>>();
    const remedies = rows.map(row => new Remedies(this.matrix, row));
    const lost = { evicted: 0, notAnew: 0 };
    this.overlay.cells.filter(cell => required(cell) && !told(cell)).forEach(cell => {
      const fates = rows.flatMap((row, index) => {
        const fate = this.fateOn(row, cell);
        return fate ? [{ ...fate, reasons: remedies[index]?.inAnotherState(fate.reasons) ?? [] }] : [];
      });
      const [best] = [...fates].sort((left, right) => ORDER.indexOf(left.fate) - ORDER.indexOf(right.fate));
      if (!best || best.fate === 'Runs') { return; }
      if (best.fate !== 'Missing') { lost[STAYING.has(best.fate) ? 'notAnew' : 'evicted'] += cell.nodes.length; }
      const { fate, outcome, afterSeconds } = best;
      const reasons = distinct(fates.flatMap(one => one.reasons));
      const gap = { scenario: this.scenario.name, severity: SEVERITIES[fate], outcome, fate, ...(afterSeconds === undefined ? {} : { afterSeconds }), reasons };
      addGap(groups, gap, cell.nodes);
    });
    const gaps = inOrder(groups.map((gap, nodes) => ({ ...gap, nodes: groupOf(nodes) })));
    if (!requirement?.minimum) { return gaps; }
    const all = this.requiredBefore(rows, required);
    const least = leastOf(requirement.minimum, all.required);
    const kept = all.running - lost.evicted;
    return gaps.map(gap => ({ ...gap, severity: (gap.severity === 'warning' ? kept - lost.notAnew : kept) >= least ? 'note' : gap.severity }));
  }

  /** On how many nodes one of some DaemonSets must run in the declared state, and on how many of them one does. */
  private requiredBefore(rows: readonly Row[], required: IsRequired): { readonly required: number; readonly running: number } {
    const sum = (lengths: readonly number[]) => lengths.reduce((total, length) => total + length, 0);
    const classes = this.matrix.classes
      .map(({ node, nodes }, column) => ({ node, length: nodes.length, column }))
      .filter(({ node }) => required({ before: node, after: node }));
    const running = classes.filter(({ column }) => rows.some(({ placements }) => placements[column] && runs(placements[column])));
    return { required: sum(classes.map(({ length }) => length)), running: sum(running.map(({ length }) => length)) };
  }

  /** Whether a DaemonSet reports a node as a gap of its own. */
  private isGap(row: Row, cell: Cell): boolean {
    const fate = this.fateOn(row, cell)?.fate;
    return fate !== undefined && fate !== 'Runs' && this.requiresOne(row, cell);
  }

  private requiresOne({ daemonSet }: Row, { before, after }: Pick<Cell, 'before' | 'after'>): boolean {
    return (requires(daemonSet, before) || requires(daemonSet, after)) && exemptionsFor(daemonSet, before, this.matrix.input.today).length === 0;
  }

  private fateOn(row: Row, cell: Cell): PodFate | undefined {
    return this.fates.get(row)?.get(cell);
  }

  private tallyOf(row: Row): PodTally {
    const count = (...fates: PodFate['fate'][]) => this.overlay.cells.reduce((sum, cell) => {
      const fate = this.fateOn(row, cell)?.fate;
      return fate !== undefined && fates.includes(fate) ? sum + cell.nodes.length : sum;
    }, 0);
    return {
      runs: count('Runs'),
      stays: count('Stays'),
      evicted: count('Evicted'),
      loops: count('Loops'),
      waits: count('Waits'),
      waitsForEver: count('WaitsForEver'),
    };
  }
}
