import { Matrix } from '../matrix';
import { missingIn } from '../missing';
import { groupOf } from '../node-group';
import { Finding } from '../report';

/** A policy requires a role that no DaemonSet of the cluster has: none of its nodes runs what does that job. */
export function missingRole(matrix: Matrix): Finding[] {
  return missingIn(matrix).flatMap(({ requirement: { role, source }, nodes, unjudged }) => role === undefined || unjudged.length > 0 ? [] : [{
    code: 'MissingRole',
    severity: 'error',
    message: `the policy requires the role ${role}, and no DaemonSet has it`,
    remedies: [{ text: `add a DaemonSet of that role, or give it to one that is there: in spec.roles of the policy, or by the annotation everynode.dev/role: ${role}` }],
    ...(nodes.length > 0 ? { nodes: groupOf(nodes) } : {}),
    source,
  }]);
}
