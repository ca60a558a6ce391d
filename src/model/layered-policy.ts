import { Policy, sameSubject } from './policy';

/**
 * One policy below another: what it requires counts for subjects of which the upper one requires nothing. Exemptions add up, unless the
 * upper one says that only it may exempt: those of the lower one are then forbidden.
 */
export function layered(upper: Policy | undefined, lower: Policy): Policy {
  if (!upper) { return lower; }
  const only = upper.exemptionsFrom === 'policy';
  return {
    ...upper,
    requirements: [...upper.requirements, ...lower.requirements.filter(requirement => !upper.requirements.some(other => sameSubject(other, requirement)))],
    exemptions: [...upper.exemptions, ...only ? [] : lower.exemptions],
    forbidden: only ? lower.exemptions : [],
  };
}
