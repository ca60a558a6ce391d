import { nameOf } from '../../model/daemon-set';
import { Matrix, nodesWhere, runs } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';

/** The label by which a node says which architecture it has. */
const ARCHITECTURE = 'kubernetes.io/arch';

/** An image is for some architectures only, as the annotation everynode.dev/architectures says, and its pods would be sent to nodes of another one, where it cannot start. */
export function unsupportedArchitecture(matrix: Matrix): Finding[] {
  return matrix.rows.flatMap(row => {
    const { daemonSet } = row;
    const { architectures } = daemonSet;
    if (!architectures) { return []; }
    const nodes = nodesWhere(matrix, row, runs).filter(({ labels, virtual }) => !virtual && labels.has(ARCHITECTURE) && !architectures.includes(labels.get(ARCHITECTURE) ?? ''));
    const others = [...new Set(nodes.map(({ labels }) => labels.get(ARCHITECTURE) ?? ''))].sort().join(', ');
    return nodes.length === 0 ? [] : [{
      code: 'UnsupportedArchitecture',
      severity: 'error' as const,
      message: `its image is for ${architectures.join(', ')}, and would be sent to nodes of the architecture ${others}, where it cannot start`,
      remedies: [
        { text: `use an image that is for ${others}, too, and say so in ${daemonSet.typed ? 'architectures' : 'the annotation everynode.dev/architectures'}` },
        {
          text: 'leave these nodes out, with a reason',
          ...daemonSet.typed ? { typescript: `nodes: NodeSelection.everyNode().excluding('${ARCHITECTURE} in (${others.replaceAll(' ', '')})', '…')` } : {},
        },
      ],
      daemonSet: nameOf(daemonSet),
      nodes: groupOf(nodes),
      source: daemonSet.source,
    }];
  });
}
