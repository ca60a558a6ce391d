import { coverageOf } from './coverage-of';
import { CoverageReportOptions } from '../checks/coverage-report';
import { NodeInventory } from '../inventory/node-inventory';

/** What jest gives a matcher, and what it takes back. */
export interface MatcherContext { readonly isNot?: boolean }
export interface MatcherResult { readonly pass: boolean; readonly message: () => string }

/**
 * Passes where every required node runs exactly one pod of each DaemonSet. Turned around, it passes only where a gap is certain and no
 * input is invalid: what could not be judged proves nothing.
 */
export function toCover(this: MatcherContext, received: unknown, inventory: NodeInventory, options: CoverageReportOptions = {}): MatcherResult {
  const report = coverageOf(received, inventory, options);
  const { problems, clusters } = report._report;
  const certain = problems.length === 0 && clusters.some(({ daemonSets, roles }) => [...daemonSets, ...roles].some(({ gaps }) => gaps.some(({ severity }) => severity === 'error')));
  if (this.isNot) {
    const why = problems.length > 0 ? `the input is invalid:\n${indented(report._errors())}` : 'no required node is left out';
    return { pass: !certain, message: () => `expected a required node to be left out, but ${why}` };
  }
  return { pass: report.success, message: () => `expected every required node to run exactly one pod of each DaemonSet:\n${indented(report._errors())}` };
}

/** Lines as a block below a sentence. */
export function indented(lines: readonly string[]): string {
  return lines.map(line => `  ${line}`).join('\n');
}
