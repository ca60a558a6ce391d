import { nameOf, surges } from '../../model/daemon-set';
import { hostPortsOf, showHostPort } from '../../placement/host-port';
import { behaviourOf } from '../../placement/kubernetes-behaviour';
import { unavailableInstead } from '../../placement/unavailable-instead';
import { isMissing, Matrix, nodesWhere } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';

/** An update with maxSurge starts the new pod beside the old one, which has its port of the node: Kubernetes accepts it, and the update never finishes. */
export function surgeWithHostPort(matrix: Matrix): Finding[] {
  const behaviour = behaviourOf(matrix.input.minor);
  return matrix.rows.filter(({ daemonSet }) => surges(daemonSet)).flatMap(row => {
    const { daemonSet } = row;
    const ports = new Set(hostPortsOf(daemonSet.template, behaviour).map(showHostPort));
    const nodes = ports.size === 0 ? [] : nodesWhere(matrix, row, (placement, { virtual }) => !isMissing(placement) && !virtual);
    return nodes.length === 0 ? [] : [{
      code: 'SurgeWithHostPort',
      severity: 'error' as const,
      message: `an update with maxSurge ${daemonSet.updateStrategy.maxSurge} never finishes: the new pod waits for host port ${[...ports].join(', ')}, which the old one keeps until the new one is available`,
      remedies: [unavailableInstead(daemonSet)],
      daemonSet: nameOf(daemonSet),
      nodes: groupOf(nodes),
      source: daemonSet.source,
    }];
  });
}
