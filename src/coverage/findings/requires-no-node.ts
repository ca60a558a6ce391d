import { showNodeScope } from '../../model/node-scope';
import { showSubject } from '../../model/policy';
import { Matrix } from '../matrix';
import { mayBeNone, requiredByPolicy } from '../missing';
import { Finding } from '../report';
import { namesOnlyUnknownPools } from './unknown-pool';

/** A requirement of the policy that matches no node, so that it requires nothing: a typo, most of the time. */
export function requiresNoNode(matrix: Matrix): Finding[] {
  return requiredByPolicy(matrix)
    .filter(({ requirement, nodes, exempt }) => nodes.length + exempt === 0 && !mayBeNone(matrix, requirement) && !namesOnlyUnknownPools(matrix, requirement))
    .map(({ requirement }) => ({
      code: 'RequiresNoNode',
      severity: 'warning',
      message: `the policy requires ${showSubject(requirement)} on ${showNodeScope(requirement.nodes)}, which no node of the inventory matches`,
      remedies: [
        { text: 'correct the selector, or the labels of the inventory' },
        ...requirement.daemonSet === undefined ? [] : [{ text: `say that it is meant: name ${requirement.daemonSet} in spec.maySelectNone of the policy` }],
      ],
      ...(requirement.daemonSet === undefined ? {} : { daemonSet: requirement.daemonSet }),
      source: requirement.source,
    }));
}
