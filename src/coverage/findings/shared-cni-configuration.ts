import { nameOf } from '../../model/daemon-set';
import { Matrix, Row } from '../matrix';
import { groupOf } from '../node-group';
import { commonNodes, pairsOf } from '../pairs';
import { Finding } from '../report';
import { writtenPaths } from '../written-path';

/** Where container runtimes look for the configuration of network plugins: everywhere, OpenShift, k3s, MicroK8s. */
export const CNI_CONFIGURATION = [
  '/etc/cni/net.d', '/etc/kubernetes/cni/net.d', '/var/lib/rancher/k3s/agent/etc/cni/net.d', '/var/snap/microk8s/current/args/cni-network',
];

/** Two DaemonSets write the configuration of network plugins on one node: the container runtime takes the file whose name sorts first. */
export function sharedCniConfiguration(matrix: Matrix): Finding[] {
  return pairsOf(matrix.rows, row => directoriesOf(row).length > 0).filter(([left, right]) => !haveOneRole(left, right)).flatMap(pair => {
    const [left, right] = pair;
    const [directory] = directoriesOf(left).filter(path => directoriesOf(right).includes(path));
    const nodes = directory === undefined ? [] : commonNodes(matrix, pair);
    return nodes.length === 0 ? [] : [{
      code: 'SharedCniConfiguration',
      severity: 'warning' as const,
      message: `writes network configuration to ${directory}, and so does ${nameOf(right.daemonSet)}: which of them configures the network of pods is a matter of file names`,
      remedies: [
        { text: 'remove one of them, and the file that it left on the nodes' },
        { text: 'nothing, where one only chains or delegates to the other, as multus, portmap and the plugins of service meshes do' },
      ],
      daemonSet: nameOf(left.daemonSet),
      nodes: groupOf(nodes),
      source: left.daemonSet.source,
    }];
  });
}

function directoriesOf({ daemonSet }: Row): string[] {
  const written = writtenPaths(daemonSet);
  return CNI_CONFIGURATION.filter(directory => written.has(directory));
}

function haveOneRole({ daemonSet: { declared: left } }: Row, { daemonSet: { declared: right } }: Row): boolean {
  return left.role !== undefined && left.role === right.role;
}
