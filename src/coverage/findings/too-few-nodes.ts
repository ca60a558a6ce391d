import { leastOf, showSubject } from '../../model/policy';
import { Matrix } from '../matrix';
import { isPresent, mayBeNone, requiredByPolicy } from '../missing';
import { groupOf } from '../node-group';
import { Finding } from '../report';

/** A policy asks for more nodes than it requires, or than are left once exempt ones are out: the minimum cannot be reached. */
export function tooFewNodes(matrix: Matrix): Finding[] {
  return requiredByPolicy(matrix).flatMap(({ requirement, nodes }) => {
    const { minimum, daemonSet, source } = requirement;
    const least = minimum ? leastOf(minimum, nodes.length) : 0;
    if (least <= nodes.length || !isPresent(matrix, requirement) || nodes.length === 0 && mayBeNone(matrix, requirement)) { return []; }
    return [{
      code: 'TooFewNodes',
      severity: 'error' as const,
      message: `the policy requires ${showSubject(requirement)} on at least ${least} nodes, and only ${nodes.length} can count`,
      remedies: [{ text: 'lower the minimum, or require it on more nodes' }],
      ...(daemonSet === undefined ? {} : { daemonSet }),
      ...(nodes.length > 0 ? { nodes: groupOf(nodes) } : {}),
      source,
    }];
  });
}
