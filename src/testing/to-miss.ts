import { coverageOf } from './coverage-of';
import { indented, MatcherContext, MatcherResult } from './to-cover';
import { CoverageReportOptions } from '../checks/coverage-report';
import { Gap } from '../coverage/report';
import { NodeInventory } from '../inventory/node-inventory';
import { InventoryNode } from '../model/node';

/** Which nodes are expected to be left out, and why. */
export interface ExpectedMiss {
  /** Names of nodes. */
  readonly nodes?: readonly string[];

  /** Names of pools. */
  readonly pools?: readonly string[];

  /** The code of a reason, such as `UntoleratedTaint`. */
  readonly code?: string;

  /** The scenario in which they lose the pod, or would not get it anew; the declared state when left out. */
  readonly scenario?: string;
}

/**
 * Passes where each of the named nodes and pools (or, with none named, at least one node) is left out for this reason. Turned around,
 * it passes where none of them is. Invalid input passes neither way.
 */
export function toMiss(
  this: MatcherContext, received: unknown, inventory: NodeInventory, expected: ExpectedMiss = {}, options: CoverageReportOptions = {},
): MatcherResult {
  const report = coverageOf(received, inventory, options);
  const invalid = [...report._report.problems.length > 0 ? report._errors() : [], ...unknownNames(inventory._inventory.nodes, expected)];
  if (invalid.length > 0) { return { pass: this.isNot === true, message: () => `the input is invalid:\n${indented(invalid)}` }; }
  const gaps = report._report.clusters.flatMap(({ daemonSets, roles }) => [...daemonSets, ...roles].flatMap(subject => subject.gaps))
    .filter(gap => gap.scenario === expected.scenario)
    .filter(gap => expected.code === undefined || gap.reasons.some(({ code }) => code === expected.code));
  const { missed, covered } = split(gaps, expected);
  const pass = this.isNot ? missed.length > 0 : missed.length > 0 && covered.length === 0;
  const reason = expected.code === undefined ? '' : ` for ${expected.code}`;
  return {
    pass,
    message: () => this.isNot
      ? `expected ${missed.join(', ')} not to be left out${reason}:\n${indented(report._errors())}`
      : `expected ${covered.join(', ')} to be left out${reason}, but found ${report._errors().length === 0 ? 'no gap' : `only:\n${indented(report._errors())}`}`,
  };
}

function split(gaps: readonly Gap[], { nodes = [], pools = [] }: ExpectedMiss): { readonly missed: string[]; readonly covered: string[] } {
  const isMissed = (name: string, of: 'names' | 'pools') => gaps.some(gap => gap.nodes[of].includes(name));
  const subjects = [
    ...nodes.map(name => ({ text: `node ${name}`, missed: isMissed(name, 'names') })),
    ...pools.map(name => ({ text: `pool ${name}`, missed: isMissed(name, 'pools') })),
  ];
  if (subjects.length === 0) { return gaps.length > 0 ? { missed: ['any node'], covered: [] } : { missed: [], covered: ['at least one node'] }; }
  return { missed: subjects.filter(({ missed }) => missed).map(({ text }) => text), covered: subjects.filter(({ missed }) => !missed).map(({ text }) => text) };
}

/** A name that the inventory does not have can neither be left out nor be covered. */
function unknownNames(declared: readonly InventoryNode[], { nodes = [], pools = [] }: ExpectedMiss): string[] {
  const known = { node: new Set(declared.map(({ name }) => name)), pool: new Set(declared.flatMap(({ pool }) => pool ?? [])) };
  const unknown = (kind: 'node' | 'pool', names: readonly string[]) => names
    .filter(name => !known[kind].has(name))
    .map(name => `the inventory has no ${kind} "${name}"; it has ${[...known[kind]].slice(0, 10).join(', ') || 'none'}`);
  return [...unknown('node', nodes), ...unknown('pool', pools)];
}
