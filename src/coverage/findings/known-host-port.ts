import { DaemonSet, nameOf } from '../../model/daemon-set';
import { InventoryNode } from '../../model/node';
import { hostPortsOf, portsConflict, showHostPort } from '../../placement/host-port';
import { behaviourOf } from '../../placement/kubernetes-behaviour';
import { KNOWN_PORTS } from '../known-ports';
import { Matrix, Row, runs } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';

/** A port of the node is one that another program there has by default, which no pod declares: the scheduler knows nothing of it, and the container cannot listen. */
export function knownHostPort(matrix: Matrix): Finding[] {
  return matrix.rows.flatMap(row => {
    const { daemonSet } = row;
    const taken = hostPortsOf(daemonSet.template, behaviourOf(matrix.input.minor));
    const known = KNOWN_PORTS.filter(({ itself, ...port }) => !isOneOf(itself, daemonSet) && taken.some(own => portsConflict(own, port)));
    const found = known.map(({ owner, isOn, ...port }) => ({ owner, port, nodes: nodesOf(matrix, row, isOn) }));
    return found.filter(({ nodes }) => nodes.length > 0).map(({ owner, port, nodes }) => ({
      code: 'KnownHostPort',
      severity: 'warning' as const,
      message: `takes port ${showHostPort(port)} of the node, which ${owner} has there by default: the container cannot listen on it`,
      remedies: [
        { text: 'choose another port' },
        { text: 'nothing, where that program listens on another port in this cluster' },
      ],
      daemonSet: nameOf(daemonSet),
      nodes: groupOf(nodes),
      source: daemonSet.source,
    }));
  });
}

function isOneOf(names: readonly string[], { name, declared: { role } }: DaemonSet): boolean {
  return names.includes(name) || role !== undefined && names.includes(role);
}

/** The nodes that run a DaemonSet and have the port taken, seen with the others that they run. What is only placed besides is taken to run everywhere. */
function nodesOf({ classes, rows, input: { also = [] } }: Matrix, row: Row, isOn: typeof KNOWN_PORTS[number]['isOn']): InventoryNode[] {
  return classes.flatMap(({ nodes }, index) => {
    const here = rows.filter(({ placements }) => placements[index] && runs(placements[index]));
    const besides = [...here.map(({ daemonSet }) => daemonSet), ...also];
    return here.includes(row) ? nodes.filter(node => !node.virtual && isOn(node, besides)) : [];
  });
}
