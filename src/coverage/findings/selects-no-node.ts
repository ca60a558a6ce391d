import { DaemonSet, nameOf } from '../../model/daemon-set';
import { LabelRequirement, meets, showLabelRequirement } from '../../model/label-selector';
import { InventoryNode } from '../../model/node';
import { compare } from '../../model/order';
import { editDistance } from '../../model/typo';
import { Matrix, Row } from '../matrix';
import { Finding } from '../report';
import { requires } from '../requirement';

/** A DaemonSet that requires and reaches no node, and nobody said that it is meant: a typo, most of the time. */
export function selectsNoNode(matrix: Matrix): Finding[] {
  return matrix.rows.filter(row => isLost(matrix, row)).map(({ daemonSet }) => ({
    code: 'SelectsNoNode',
    severity: 'error' as const,
    message: `requires and reaches no node of the inventory: ${causeOf(daemonSet, matrix.input.nodes)}`,
    remedies: [
      { text: 'correct its nodeSelector or node affinity, or the labels of the inventory' },
      {
        text: 'say that it is meant: annotation everynode.dev/may-select-none: "true"',
        ...(daemonSet.typed ? { typescript: 'nodes: NodeSelection.….orNone()' } : {}),
        yaml: { path: 'metadata.annotations["everynode.dev/may-select-none"]', set: 'true' },
      },
    ],
    daemonSet: nameOf(daemonSet),
    source: daemonSet.source,
  }));
}

function isLost({ classes }: Matrix, { daemonSet, placements }: Row): boolean {
  return !daemonSet.declared.maySelectNone && classes.every(({ node }, index) => !placements[index]?.shouldRun && !requires(daemonSet, node));
}

/** The first condition that no node meets, with the nearest label that exists. */
function causeOf(daemonSet: DaemonSet, nodes: readonly InventoryNode[]): string {
  const { template, declared } = daemonSet;
  if (template.nodeName !== undefined && !nodes.some(({ name }) => name === template.nodeName)) { return `no node is called ${template.nodeName}`; }
  const conditions: LabelRequirement[] = [
    ...[...template.nodeSelector].map(([key, value]): LabelRequirement => ({ key, operator: 'In', values: [value] })),
    ...declared.required?.requirements ?? [],
    ...template.nodeAffinity?.terms.length === 1 ? template.nodeAffinity.terms[0]?.expressions ?? [] : [],
  ];
  const unmet = conditions.find(condition => !nodes.some(({ labels }) => meets(condition, labels)));
  if (!unmet) { return 'no node has all of the labels that it asks for'; }
  return `no node has ${showLabelRequirement(unmet)}${nearestLabel(unmet, nodes)}`;
}

function nearestLabel({ key, values: [wanted = ''] }: LabelRequirement, nodes: readonly InventoryNode[]): string {
  const sameKey = countOf(nodes.flatMap(({ labels }) => labels.get(key) ?? []));
  if (sameKey.size > 0) {
    const [value, count] = [...sameKey].sort(([left], [right]) => editDistance(left, wanted) - editDistance(right, wanted) || compare(left, right))[0] ?? ['', 0];
    return `; ${count} ${count === 1 ? 'has' : 'have'} ${key}=${value}`;
  }
  const keys = countOf(nodes.flatMap(({ labels }) => [...labels.keys()]));
  const [meant, count] = [...keys]
    .filter(([other]) => editDistance(other, key) <= 2)
    .sort(([left], [right]) => editDistance(left, key) - editDistance(right, key) || compare(left, right))[0] ?? [];
  return meant === undefined ? `; none has the label ${key}` : `; ${count} ${count === 1 ? 'has' : 'have'} the label ${meant}`;
}

function countOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) { counts.set(word, (counts.get(word) ?? 0) + 1); }
  return counts;
}
