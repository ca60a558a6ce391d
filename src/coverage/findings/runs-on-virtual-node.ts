import { DaemonSet, nameOf } from '../../model/daemon-set';
import { InventoryNode, isVirtual, VIRTUAL_NODE_LABELS } from '../../model/node';
import { NodeSelectorRequirement } from '../../model/node-affinity';
import { Remedy } from '../../placement/placement';
import { triedFor } from '../finding-edit';
import { Matrix, nodesWhere, Row } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';

const TERMS = 'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';

/** A pod would be sent to a node that runs none: it stays there for ever without starting. */
export function runsOnVirtualNode(matrix: Matrix): Finding[] {
  return matrix.rows.flatMap(row => {
    const nodes = nodesWhere(matrix, row, ({ shouldRun }, node) => node.virtual && shouldRun);
    return nodes.length === 0 ? [] : [{
      code: 'RunsOnVirtualNode',
      severity: 'error' as const,
      message: `a pod would be sent to ${nodes.length === 1 ? 'a virtual node, which runs' : `${nodes.length} virtual nodes, which run`} no DaemonSet pods`,
      remedies: remediesFor(matrix, row, nodes),
      daemonSet: nameOf(row.daemonSet),
      nodes: groupOf(nodes),
      source: row.daemonSet.source,
    }];
  });
}

function remediesFor(matrix: Matrix, row: Row, nodes: readonly InventoryNode[]): Remedy[] {
  const labels = VIRTUAL_NODE_LABELS.filter(({ key, value }) => nodes.some(node => node.labels.get(key) === value));
  const unlabeled = nodes.some(node => !isVirtual(node.labels));
  return [
    ...labels.length > 0 ? [triedFor(matrix, row, leaveOut(row.daemonSet, labels), unlabeled ? () => [] : runsOnVirtualNode)] : [],
    ...unlabeled ? [{ text: 'give the virtual nodes a label, and leave them out by required node affinity (NotIn)' }] : [],
  ];
}

/** Each term is an alternative, so each gets the conditions. */
function leaveOut({ template }: DaemonSet, labels: readonly { readonly key: string; readonly value: string }[]): Remedy {
  const conditions = labels.map(({ key, value }) => ({ key, operator: 'NotIn', values: [value] }));
  const terms = template.nodeAffinity?.terms ?? [{ source: { matchExpressions: [], matchFields: [] } }];
  const set = terms.map(({ source: { matchExpressions, matchFields } }) => ({
    matchExpressions: [...matchExpressions.map(written), ...conditions],
    ...matchFields.length > 0 ? { matchFields: matchFields.map(written) } : {},
  }));
  return { text: `leave them out by required node affinity: ${labels.map(({ key, value }) => `${key} NotIn [${value}]`).join(', ')}`, yaml: { path: TERMS, set } };
}

function written({ key, operator, values }: NodeSelectorRequirement): object {
  return { key, operator, ...values.length > 0 ? { values } : {} };
}
