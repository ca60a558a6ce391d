import { nameOf } from '../../model/daemon-set';
import { Matrix, nodesWhere } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';

const OS = 'kubernetes.io/os';

/** A pod that does not say which operating system it is for would be sent to nodes of several: hardly an agent runs on more than one. */
export function unstatedOperatingSystem(matrix: Matrix): Finding[] {
  return matrix.rows.filter(({ daemonSet }) => daemonSet.template.osName === undefined).flatMap(row => {
    const nodes = nodesWhere(matrix, row, ({ shouldRun }, { virtual, labels }) => shouldRun && !virtual && labels.has(OS));
    const systems = [...new Set(nodes.map(({ labels }) => labels.get(OS) ?? ''))].sort();
    return systems.length < 2 ? [] : [{
      code: 'UnstatedOperatingSystem',
      severity: 'warning' as const,
      message: `its pods would be sent to nodes of several operating systems (${systems.join(', ')}), and nothing says for which they are`,
      remedies: systems.map(system => ({
        text: `select ${OS}: ${system} if they are for ${system}`,
        yaml: { path: `spec.template.spec.nodeSelector["${OS}"]`, set: system },
      })),
      daemonSet: nameOf(row.daemonSet),
      nodes: groupOf(nodes),
      source: row.daemonSet.source,
    }];
  });
}
