import { showNodes } from './node-names';
import { CoverageInput, matrixOf } from '../coverage/matrix';
import { groupOf } from '../coverage/node-group';
import { nameOf } from '../model/daemon-set';
import { Placement } from '../placement/placement';

/** Classes of nodes × DaemonSets, with the outcome in each cell and the filters that refuse: small, stable text. */
export function placementTable(input: CoverageInput): string {
  const matrix = matrixOf(input);
  const titles = ['nodes', '', ...matrix.rows.map(({ daemonSet }) => nameOf(daemonSet))];
  const rows = matrix.classes.map(({ nodes }, index) => [
    showNodes(groupOf(nodes)),
    String(nodes.length),
    ...matrix.rows.map(({ placements }) => placements[index] ? cell(placements[index]) : ''),
  ]);
  return table([titles, ...rows]);
}

/** Rows with their cells in columns, two blanks apart, without blanks at the end of a line. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => rows.reduce((most, row) => Math.max(most, (row[column] ?? '').length), 0));
  return rows.map(row => row.map((text, column) => column === row.length - 1 ? text : text.padEnd((widths[column] ?? 0) + 2)).join('').trimEnd()).join('\n');
}

function cell({ outcome, reasons }: Placement): string {
  const filters = [...new Set(reasons.map(({ filter }) => filter))];
  return filters.length > 0 ? `${outcome} (${filters.join(', ')})` : outcome;
}
