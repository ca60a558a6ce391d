import { nameOf, surges } from '../../model/daemon-set';
import { hostPortsOf } from '../../placement/host-port';
import { behaviourOf } from '../../placement/kubernetes-behaviour';
import { unavailableInstead } from '../../placement/unavailable-instead';
import { isMissing, Matrix, nodesWhere } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';

/** An update with maxSurge runs two pods on the network of one node, with no port declared: if they listen on one, the new pod cannot start, and the update never finishes. */
export function surgeWithHostNetwork(matrix: Matrix): Finding[] {
  const behaviour = behaviourOf(matrix.input.minor);
  const suspects = matrix.rows.filter(({ daemonSet: { template } }) => template.hostNetwork && hostPortsOf(template, behaviour).length === 0);
  return suspects.filter(({ daemonSet }) => surges(daemonSet)).flatMap(row => {
    const { daemonSet } = row;
    const nodes = nodesWhere(matrix, row, (placement, { virtual }) => !isMissing(placement) && !virtual);
    return nodes.length === 0 ? [] : [{
      code: 'SurgeWithHostNetwork',
      severity: 'warning' as const,
      message: `an update with maxSurge ${daemonSet.updateStrategy.maxSurge} runs two pods on the host network of a node: if they listen on a port, the new one cannot, and the update never finishes`,
      remedies: [unavailableInstead(daemonSet)],
      daemonSet: nameOf(daemonSet),
      nodes: groupOf(nodes),
      source: daemonSet.source,
    }];
  });
}
