import { DaemonSet, nameOf } from '../../model/daemon-set';
import { InventoryNode } from '../../model/node';
import { Remedy } from '../../placement/placement';
import { Matrix } from '../matrix';
import { groupOf, NodeGroups } from '../node-group';
import { Finding } from '../report';

/** DaemonSets of the same priority want the same place on a node: which gets it is a race, and here it is only the order of their names. A virtual node runs none of them. */
export function equalPriorityContention({ contentions }: Matrix): Finding[] {
  const groups = new NodeGroups<{ readonly daemonSet: DaemonSet; readonly peers: readonly string[] }>();
  for (const { daemonSet, nodes, peers } of contentions.filter(({ nodes: { node } }) => !node.virtual)) {
    const names = peers.map(nameOf).sort();
    groups.add([nameOf(daemonSet), ...names].join(' '), { daemonSet, peers: names }, nodes.nodes);
  }
  return groups.map(({ daemonSet, peers }, nodes) => finding(daemonSet, peers, nodes));
}

function finding(daemonSet: DaemonSet, peers: readonly string[], nodes: readonly InventoryNode[]): Finding {
  return {
    code: 'EqualPriorityContention',
    severity: 'warning',
    message: `has the same priority as ${peers.join(', ')}, and there is no place for all of them: which of them runs is a race`,
    remedies: [remedyFor(daemonSet)],
    daemonSet: nameOf(daemonSet),
    nodes: groupOf(nodes),
    source: daemonSet.source,
  };
}

function remedyFor({ template }: DaemonSet): Remedy {
  return {
    text: `give the more important one a priority class of a higher value (spec.template.spec.priorityClassName${template.priorityClassName ? `, now ${template.priorityClassName}` : ''})`,
  };
}
