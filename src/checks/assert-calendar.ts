import { ageProblem, Calendar } from '../coverage/freshness';
import { dateProblem } from '../model/requirement';

/**
 * Does nothing where a day and an age are valid, or left out.
 *
 * @param place where they were stated, for messages
 * @throws where one is not
 */
export function assertCalendar({ today, maxAge }: Calendar, place: string): void {
  const dateFault = today === undefined ? undefined : dateProblem(today);
  if (dateFault) { throw new Error(`${place}: today ${dateFault}, got "${today}"`); }
  const ageFault = maxAge === undefined ? undefined : ageProblem(maxAge);
  if (ageFault) { throw new Error(`${place}: maxAge ${ageFault}, got "${maxAge}"`); }
}
