import { CoverageInput } from './matrix';

const AGE = /^(\d{1,5})(d|h)$/;
const HOURS: { readonly [unit: string]: number } = { d: 24, h: 1 };

/** On which day exemptions and inventories are judged, and how old an inventory may be. */
export interface Calendar {
  /** `YYYY-MM-DD`; undefined for today. */
  readonly today?: string;

  /** Such as `14d` or `12h`; undefined where nobody asks. */
  readonly maxAge?: string;
}

/** Why a text is no age, as the end of a sentence; undefined where it is one. */
export function ageProblem(text: string): string | undefined {
  return AGE.test(text) ? undefined : 'must be days or hours such as 14d or 12h';
}

/** What a calendar asks of an inventory that was made at a time. */
export function datesOf({ today, maxAge }: Calendar, observedAt: string | undefined, now = new Date()): Pick<CoverageInput, 'today' | 'freshness'> {
  const day = today ?? now.toISOString().slice(0, 10);
  if (maxAge === undefined) { return { today: day }; }
  const instant = today === undefined ? now : new Date(`${today}T00:00:00Z`);
  const [, number = '0', unit = 'd'] = AGE.exec(maxAge) ?? [];
  const oldest = new Date(instant.getTime() - Number(number) * (HOURS[unit] ?? 0) * 3_600_000).toISOString();
  return { today: day, freshness: { oldest, ...(observedAt === undefined ? {} : { observedAt }) } };
}
