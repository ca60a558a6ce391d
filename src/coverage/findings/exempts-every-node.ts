import { showNodeScope } from '../../model/node-scope';
import { showSubject } from '../../model/policy';
import { Matrix } from '../matrix';
import { requiredByPolicy } from '../missing';
import { Finding } from '../report';

/** The exemptions of a policy leave out every node on which it requires a subject: the two contradict, and nothing is required. */
export function exemptsEveryNode(matrix: Matrix): Finding[] {
  return requiredByPolicy(matrix).filter(({ nodes, exempt }) => nodes.length === 0 && exempt > 0).map(({ requirement, exempt }) => ({
    code: 'ExemptsEveryNode',
    severity: 'warning',
    message: `the policy requires ${showSubject(requirement)} on ${showNodeScope(requirement.nodes)}, and exempts ${exempt === 1 ? 'the one node' : `all ${exempt} nodes`} that it is about: nothing is required`,
    remedies: [{ text: 'narrow the exemptions, or remove the requirement; clusters that differ can have a policy each' }],
    ...(requirement.daemonSet === undefined ? {} : { daemonSet: requirement.daemonSet }),
    source: requirement.source,
  }));
}
