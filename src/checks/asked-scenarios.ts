import { CoveragePolicy } from './coverage-policy';
import { Scenario, scenariosNamed } from '../model/scenario';

/**
 * The scenarios of some names.
 *
 * @param place where the names were stated, for messages
 * @throws where there is no scenario of a name
 */
export function askedScenarios(names: readonly string[] | undefined, policy: CoveragePolicy | undefined, place: string): readonly Scenario[] {
  const { scenarios, problems } = scenariosNamed(names ?? [], policy?._policy.scenarios);
  if (problems.length > 0) { throw new Error(`${place}: scenarios: ${problems.join('; ')}`); }
  return scenarios;
}
