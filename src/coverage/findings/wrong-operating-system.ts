import { nameOf } from '../../model/daemon-set';
import { triedFor } from '../finding-edit';
import { Matrix, nodesWhere } from '../matrix';
import { groupOf } from '../node-group';
import { isForOtherSystem, OS_LABEL } from '../operating-system';
import { Finding } from '../report';

/** A pod that says which operating system it is for would be sent to a node of another one: the kubelet there refuses it, again and again. */
export function wrongOperatingSystem(matrix: Matrix): Finding[] {
  return matrix.rows.flatMap(row => {
    const { osName } = row.daemonSet.template;
    const nodes = nodesWhere(matrix, row, ({ shouldRun }, node) => shouldRun && isForOtherSystem(row.daemonSet, node));
    return nodes.length === 0 ? [] : [{
      code: 'WrongOperatingSystem',
      severity: 'error' as const,
      message: `its pods are for ${osName} (spec.template.spec.os), and would be sent to nodes of another operating system, whose kubelet refuses them`,
      remedies: [triedFor(matrix, row, { text: `select ${OS_LABEL}: ${osName}`, yaml: { path: `spec.template.spec.nodeSelector["${OS_LABEL}"]`, set: osName } }, wrongOperatingSystem)],
      daemonSet: nameOf(row.daemonSet),
      nodes: groupOf(nodes),
      source: row.daemonSet.source,
    }];
  });
}
