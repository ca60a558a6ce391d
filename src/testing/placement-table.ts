import { coverageOf, Manifests } from './coverage-of';
import { NodeInventory } from '../inventory/node-inventory';
import { placementTable as table } from '../render/placement-table';

/**
 * What becomes of every DaemonSet on every class of nodes, as small, stable text made for inline snapshots.
 *
 * @throws where a manifest is invalid
 */
export function placementTable(manifests: Manifests, inventory: NodeInventory): string {
  const report = coverageOf(manifests, inventory);
  if (report._report.problems.length > 0) { throw new Error(report._errors().join('\n')); }
  return table(report._input);
}
