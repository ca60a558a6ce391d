import { nameOf } from '../../model/daemon-set';
import { showLabelSelector } from '../../model/label-selector';
import { Matrix } from '../matrix';
import { Finding } from '../report';

/** An annotation exempts nodes although the policy says that only it may: the exemption counts for nothing, and the gap stays. */
export function forbiddenExemption({ input }: Matrix): Finding[] {
  if (input.policy?.exemptionsFrom !== 'policy') { return []; }
  return input.daemonSets.flatMap(daemonSet => daemonSet.declared.exemptions.map(({ nodes, reason }) => ({
    code: 'ForbiddenExemption',
    severity: 'error' as const,
    message: `the exemption of "${showLabelSelector(nodes)}" (${reason}) counts for nothing: only the policy may exempt (exemptionsFrom: policy)`,
    remedies: [{ text: 'move it to spec.exemptions of the policy, or remove it' }],
    daemonSet: nameOf(daemonSet),
    source: daemonSet.source,
  })));
}
