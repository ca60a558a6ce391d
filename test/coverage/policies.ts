import { DeclaredPolicy } from '../../src/manifest/policy-fields';
import { readPolicyData } from '../../src/manifest/policy-reader';
import { Policy } from '../../src/model/policy';

/** A policy, parsed. */
export function policy(spec: DeclaredPolicy): Policy {
  const { policy: parsed, problems } = readPolicyData(spec);
  if (problems.length > 0) { throw new Error(`the test's policy is invalid: ${problems.map(({ message }) => message).join('; ')}`); }
  return parsed;
}
