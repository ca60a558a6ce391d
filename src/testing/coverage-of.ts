import { App, Chart } from 'cdk8s';
import { CoverageReport, CoverageReportOptions } from '../checks/coverage-report';
import { NodeInventory } from '../inventory/node-inventory';

/** What the matchers take: a chart, an app, Kubernetes objects, or YAML text. */
export type Manifests = Chart | App | readonly unknown[] | string;

/** The report on what a matcher was given. */
export function coverageOf(received: unknown, inventory: unknown, options: CoverageReportOptions = {}): CoverageReport {
  if (!(inventory instanceof NodeInventory)) { throw new Error('expected a NodeInventory, such as NodeInventory.ofPools(…) makes'); }
  if (typeof received === 'string') { return CoverageReport.of([received], inventory, options); }
  if (Array.isArray(received)) { return CoverageReport.of(received as unknown[], inventory, options); }
  if (received instanceof App || Chart.isChart(received)) { return CoverageReport._ofTree(received, inventory, options); }
  throw new Error(`expected a cdk8s chart or app, a list of manifests, or YAML text, got ${received === null ? 'null' : typeof received}`);
}
