import { CoveragePolicy } from './coverage-policy';
import { PolicyExemption, PolicyRequirement } from './coverage-policy-props';
import { showPath } from '../manifest/document';
import { readPolicyData } from '../manifest/policy-reader';
import { layered } from '../model/layered-policy';
import { Policy } from '../model/policy';
import { Source } from '../model/source';

/** What is meant, as the options of a check or a report state it. */
export interface StatedCoverage {
  readonly policy?: CoveragePolicy;
  readonly requirements?: readonly PolicyRequirement[];
  readonly exemptions?: readonly PolicyExemption[];
}

/**
 * What is meant: the policy, and below it what is stated beside it.
 *
 * @param place where it was stated, for messages
 * @param source where findings about it point to
 * @throws where something of it is invalid, with everything that is wrong
 */
export function statedPolicy({ policy, requirements = [], exemptions = [] }: StatedCoverage, place: string, source: Source = {}): Policy | undefined {
  if (requirements.length + exemptions.length === 0) { return policy?._policy; }
  const { policy: stated, problems } = readPolicyData({ requirements, exemptions }, source);
  if (problems.length > 0) {
    throw new Error(`${place}: invalid requirements or exemptions:\n${problems.map(({ path, message }) => `  ${showPath(path.slice(1))} ${message}`).join('\n')}`);
  }
  return layered(policy?._policy, stated);
}
