import { nameOf } from '../../model/daemon-set';
import { nearest } from '../../model/typo';
import { Matrix } from '../matrix';
import { missingIn } from '../missing';
import { groupOf } from '../node-group';
import { Finding } from '../report';

/** A policy requires a DaemonSet that is not there. */
export function missingDaemonSet(matrix: Matrix): Finding[] {
  const names = matrix.rows.map(({ daemonSet }) => nameOf(daemonSet));
  return missingIn(matrix).flatMap(({ requirement: { daemonSet, source }, nodes, unjudged }) => daemonSet === undefined || unjudged.length > 0 ? [] : [{
    code: 'MissingDaemonSet',
    severity: 'error',
    message: `the policy requires ${daemonSet}, and no DaemonSet is called so`,
    remedies: [{ text: remedyFor(nearest(daemonSet, names)) }],
    daemonSet,
    ...(nodes.length > 0 ? { nodes: groupOf(nodes) } : {}),
    source,
  }]);
}

function remedyFor(meant: string | undefined): string {
  return meant === undefined ? 'add it, or require another' : `write ${meant} in the policy if that is meant, or add it`;
}
