import { AgentEvidence } from './agent-evidence';
import { isWithin, leaves, shown, valueAt } from '../../difference-table';
import { daemonSetOf, newChart } from '../manifests';

/** A row of the table of differences, as it stands on the agent's page. */
export interface Row {
  readonly field: string;
  readonly vendor: string;
  readonly ours: string;
  readonly why: string;
}

const LONGEST_CELL = 160;

/** The table of differences, with what our DaemonSet has today. */
export function rowsOf(evidence: AgentEvidence): Row[] {
  const ours = daemonSetOf(evidence.make(newChart(), 'Agent'));
  return evidence.vendor.differences.map(({ field, vendor, why }) => ({ field, vendor, ours: cut(withoutHash(shown(valueAt(ours, field)))), why }));
}

/** The fields of our DaemonSet that nobody compared with the vendor's. */
export function notCompared(evidence: AgentEvidence): string[] {
  const compared = [...evidence.vendor.differences.map(({ field }) => field), ...evidence.vendor.same];
  return leaves(daemonSetOf(evidence.make(newChart(), 'Agent'))).filter(leaf => !compared.some(field => isWithin(leaf, field)));
}

function withoutHash(cell: string): string {
  return cell.replace(/("everynode.dev\/config-hash":)"[0-9a-f]+"/, '$1"…"');
}

function cut(cell: string): string {
  return cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL)}…` : cell;
}
