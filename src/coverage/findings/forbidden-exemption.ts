import { aboutAbsent, aboutExemption } from '../exemptions';
import { Matrix } from '../matrix';
import { Finding } from '../report';

const NOTHING = 'counts for nothing: only the policy may exempt (exemptionsFrom: policy)';

/** An annotation, or what stands beside the policy, exempts nodes although the policy says that only it may: the exemption counts for nothing, and the gap stays. */
export function forbiddenExemption({ input }: Matrix): Finding[] {
  if (input.policy?.exemptionsFrom !== 'policy') { return []; }
  const annotated = input.daemonSets.flatMap(daemonSet => daemonSet.declared.exemptions.map(exemption => aboutExemption({ daemonSet }, exemption, NOTHING)));
  const beside = (input.policy.forbidden ?? []).map(exemption => aboutAbsent(exemption, NOTHING));
  return [...annotated, ...beside].map(about => ({
    code: 'ForbiddenExemption',
    severity: 'error',
    ...about,
    remedies: [{ text: 'move it to spec.exemptions of the policy, or remove it' }],
  }));
}
