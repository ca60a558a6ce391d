import { nameOf } from '../../model/daemon-set';
import { Matrix, nodesWhere } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';

const OS = 'kubernetes.io/os';

/** A pod that does not say which operating system it is for would be sent to nodes of several: hardly an agent runs on more than one. */
export function unstatedOperatingSystem(matrix: Matrix): Finding[] {
  const systemsByClass = matrix.classes.map(({ node, nodes }) => new Set(node.virtual ? [] : nodes.flatMap(({ labels }) => labels.get(OS) ?? [])));
  return matrix.rows.filter(({ daemonSet }) => daemonSet.template.osName === undefined).flatMap(row => {
    const systems = [...new Set(systemsByClass.flatMap((those, index) => row.placements[index]?.shouldRun ? [...those] : []))].sort();
    return systems.length < 2 ? [] : [{
      code: 'UnstatedOperatingSystem',
      severity: 'warning' as const,
      message: `its pods would be sent to nodes of several operating systems (${systems.join(', ')}), and nothing says for which they are`,
      remedies: systems.map(system => ({
        text: `select ${OS}: ${system} if they are for ${system}`,
        yaml: { path: `spec.template.spec.nodeSelector["${OS}"]`, set: system },
      })),
      daemonSet: nameOf(row.daemonSet),
      nodes: groupOf(nodesWhere(matrix, row, ({ shouldRun }, { virtual }) => shouldRun && !virtual).filter(({ labels }) => labels.has(OS))),
      source: row.daemonSet.source,
    }];
  });
}
