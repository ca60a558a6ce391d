import { LabelSelector } from './label-selector';
import { NodeScope } from './node-scope';
import { Source } from './source';

/** Nodes that are left out of a requirement on purpose. */
export interface Exemption {
  readonly nodes: LabelSelector;
  readonly reason: string;

  /** The last day on which it holds, `YYYY-MM-DD`; undefined for ever. */
  readonly until?: string;
  readonly owner?: string;

  /** Where it stands; undefined where that is on its DaemonSet. */
  readonly source?: Source;
}

/** What a DaemonSet's annotations, or a policy in their place, say of where it must run. */
export interface DeclaredCoverage {
  /** Where it must run; undefined where nothing is declared, so that its own selector decides. */
  readonly required?: NodeScope;
  readonly exemptions: readonly Exemption[];
  readonly role?: string;
  readonly maySelectNone: boolean;
}

/** What is declared where there is no annotation. */
export const NOTHING_DECLARED: DeclaredCoverage = { exemptions: [], maySelectNone: false };

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Why a text is no date, as the end of a sentence; undefined where it is one. */
export function dateProblem(text: string): string | undefined {
  const valid = DATE.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  return valid ? undefined : 'must be a date such as "2027-01-31"';
}
