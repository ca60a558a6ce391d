import { nameOf, surges } from '../../model/daemon-set';
import { hostPortsOf } from '../../placement/host-port';
import { behaviourOf } from '../../placement/kubernetes-behaviour';
import { Matrix, nodesWhere, Row, runs } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';

/** A member of a role is updated with maxSurge: until the old pod is gone, two pods of the role run on a node. */
export function surgeInRole(matrix: Matrix): Finding[] {
  const behaviour = behaviourOf(matrix.input.minor);
  const members = matrix.rows.filter(row => hasPeers(matrix, row) && surges(row.daemonSet) && hostPortsOf(row.daemonSet.template, behaviour).length === 0);
  return members.flatMap(row => {
    const { daemonSet } = row;
    const nodes = nodesWhere(matrix, row, (placement, { virtual }) => runs(placement) && !virtual);
    return nodes.length === 0 ? [] : [{
      code: 'SurgeInRole',
      severity: 'note' as const,
      message: `is updated with maxSurge ${daemonSet.updateStrategy.maxSurge}: meanwhile two pods of the role ${daemonSet.declared.role} run on a node`,
      remedies: [{ text: 'update it with maxUnavailable if the role cannot bear two on a node' }],
      daemonSet: nameOf(daemonSet),
      nodes: groupOf(nodes),
      source: daemonSet.source,
    }];
  });
}

function hasPeers({ rows }: Matrix, { daemonSet }: Row): boolean {
  const { role } = daemonSet.declared;
  return role !== undefined && rows.some(other => other.daemonSet.declared.role === role && nameOf(other.daemonSet) !== nameOf(daemonSet));
}
