import { nameOf } from '../../model/daemon-set';
import { InventoryNode, isVirtual, VIRTUAL_NODE_LABELS } from '../../model/node';
import { Matrix, nodesWhere } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';

const EXPRESSIONS = 'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[*].matchExpressions';

/** A pod would be sent to a node that runs none: it stays there for ever without starting. */
export function runsOnVirtualNode(matrix: Matrix): Finding[] {
  return matrix.rows.flatMap(row => {
    const nodes = nodesWhere(matrix, row, ({ shouldRun }, node) => node.virtual && shouldRun);
    return nodes.length === 0 ? [] : [{
      code: 'RunsOnVirtualNode',
      severity: 'error' as const,
      message: `a pod would be sent to ${nodes.length === 1 ? 'a virtual node, which runs' : `${nodes.length} virtual nodes, which run`} no DaemonSet pods`,
      remedies: remediesFor(nodes),
      daemonSet: nameOf(row.daemonSet),
      nodes: groupOf(nodes),
      source: row.daemonSet.source,
    }];
  });
}

function remediesFor(nodes: readonly InventoryNode[]) {
  const labels = VIRTUAL_NODE_LABELS.filter(({ key, value }) => nodes.some(node => node.labels.get(key) === value));
  return [
    ...labels.map(({ key, value }) => ({
      text: `leave them out by required node affinity: ${key} NotIn [${value}]`,
      yaml: { path: EXPRESSIONS, add: [{ key, operator: 'NotIn', values: [value] }] },
    })),
    ...nodes.some(node => !isVirtual(node.labels)) ? [{ text: 'give the virtual nodes a label, and leave them out by required node affinity (NotIn)' }] : [],
  ];
}
