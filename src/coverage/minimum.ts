import { Gap } from './report';
import { leastOf, PolicyRequirement } from '../model/policy';

/** Gaps, and on how many nodes at least a pod must run where a policy states a minimum. */
export interface LeastGaps {
  readonly minimum?: number;
  readonly gaps: readonly Gap[];
}

/** Gaps are notes where as many nodes run a pod as a policy asks for at least; elsewhere all of them are errors. */
export function judgedByMinimum(gaps: readonly Gap[], requirement: PolicyRequirement | undefined, required: number, running: number): LeastGaps {
  if (!requirement?.minimum) { return { gaps }; }
  const minimum = leastOf(requirement.minimum, required);
  return { minimum, gaps: running < minimum ? gaps : gaps.map(gap => ({ ...gap, severity: 'note' })) };
}
