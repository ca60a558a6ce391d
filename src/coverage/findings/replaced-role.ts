import { DaemonSet, nameOf } from '../../model/daemon-set';
import { Matrix } from '../matrix';
import { groupOf } from '../node-group';
import { commonNodes, Pair, pairsOf } from '../pairs';
import { Finding } from '../report';

/** A DaemonSet says, by the annotation everynode.dev/replaces, that it does the job of another one itself, and that one is on the same nodes, too. */
export function replacedRole(matrix: Matrix): Finding[] {
  return pairsOf(matrix.rows).flatMap((pair: Pair) => {
    const [left, right] = pair.map(({ daemonSet }) => daemonSet) as [DaemonSet, DaemonSet];
    const [one, other, job] = replaced(left, right) ?? replaced(right, left) ?? [];
    const nodes = one && other ? commonNodes(matrix, pair) : [];
    return !one || !other || nodes.length === 0 ? [] : [{
      code: 'ReplacedRole',
      severity: 'warning' as const,
      message: `does the job of ${job} itself, and ${nameOf(other)} does it there, too`,
      remedies: [
        { text: `remove ${nameOf(other)}, and what it left on the nodes, or keep it off these nodes` },
        { text: `leave that job to it: switch off what takes its place in ${nameOf(one)}` },
      ],
      daemonSet: nameOf(one),
      nodes: groupOf(nodes),
      source: one.source,
    }];
  });
}

/** A job is told by its role, or by the name of the DaemonSet that usually does it. */
function replaced(one: DaemonSet, other: DaemonSet): [DaemonSet, DaemonSet, string] | undefined {
  const job = one.replaces?.find(name => name === other.declared.role || name === other.name);
  return job === undefined ? undefined : [one, other, job];
}
