import { DaemonSet, nameOf } from '../model/daemon-set';
import { NodeScope } from '../model/node-scope';
import { Policy, PolicyRequirement, PolicySubject } from '../model/policy';
import { DeclaredCoverage } from '../model/requirement';

/**
 * A DaemonSet with what a policy says of it in place of what its annotations say. A requirement of its role stands in place of the one
 * that it declares itself, unless the policy has one for the DaemonSet, too. Exemptions add up, unless only the policy may exempt.
 */
export function underPolicy(daemonSet: DaemonSet, policy: Policy | undefined): DaemonSet {
  return policy ? { ...daemonSet, declared: declaredUnder(daemonSet, policy) } : daemonSet;
}

function declaredUnder({ declared, namespace, name }: DaemonSet, policy: Policy): DeclaredCoverage {
  const { required: annotated, role: annotatedRole, ...rest } = declared;
  const daemonSet = nameOf({ namespace, name });
  const role = roleUnder(policy, daemonSet) ?? annotatedRole;
  const byRole = role !== undefined && requirementOf(policy, { role }) !== undefined;
  const required = requirementOf(policy, { daemonSet })?.nodes ?? (byRole ? undefined : annotated);
  const exemptions = policy.exemptions.filter(exemption => exemption.role === undefined ? exemption.daemonSet === daemonSet : exemption.role === role);
  return {
    ...rest,
    ...(required ? { required } : {}),
    ...(role === undefined ? {} : { role }),
    exemptions: [...policy.exemptionsFrom === 'policy' ? [] : declared.exemptions, ...exemptions],
    maySelectNone: declared.maySelectNone || policy.maySelectNone.includes(daemonSet),
  };
}

/** What a policy requires of a subject. */
export function requirementOf(policy: Policy | undefined, { daemonSet, role }: PolicySubject): PolicyRequirement | undefined {
  return policy?.requirements.find(requirement => daemonSet === undefined ? requirement.role === role : requirement.daemonSet === daemonSet);
}

/** What a policy holds nodes against. */
export function scopesIn(policy: Policy | undefined): NodeScope[] {
  return policy ? [...policy.requirements.map(({ nodes }) => nodes), ...policy.exemptions.map(({ nodes }) => ({ labels: nodes }))] : [];
}

function roleUnder({ roles }: Policy, daemonSet: string): string | undefined {
  return roles.find(({ daemonSets }) => daemonSets.includes(daemonSet))?.name;
}
