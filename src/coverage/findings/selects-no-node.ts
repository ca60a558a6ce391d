import { DaemonSet, nameOf } from '../../model/daemon-set';
import { LabelRequirement, meets, showLabelRequirement } from '../../model/label-selector';
import { InventoryNode } from '../../model/node';
import { editDistance } from '../../model/typo';
import { YamlEdit } from '../../model/yaml-edit';
import { Remedy } from '../../placement/placement';
import { keyPath, POD_SPEC } from '../../placement/template-path';
import { triedFor } from '../finding-edit';
import { compare, Matrix, Row } from '../matrix';
import { Finding } from '../report';
import { isLost } from '../requirement';

const SELECTOR = `${POD_SPEC}.nodeSelector`;
const EXPRESSIONS = `${POD_SPEC}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions`;

/** A DaemonSet that requires and reaches no node, and nobody said that it is meant: a typo, most of the time. */
export function selectsNoNode(matrix: Matrix): Finding[] {
  return matrix.rows.filter(row => isLost(matrix, row)).map(row => selectsNone(matrix, row));
}

function selectsNone(matrix: Matrix, row: Row): Finding {
  const { daemonSet } = row;
  return {
    code: 'SelectsNoNode',
    severity: 'error',
    message: `requires and reaches no node of the inventory: ${causeOf(daemonSet, matrix.input.nodes)}`,
    remedies: [
      ...corrections(daemonSet, matrix.input.nodes).map(remedy => triedFor(matrix, row, remedy, selectsNoNode, true)),
      { text: 'correct its nodeSelector or node affinity, or the labels of the inventory' },
      {
        text: 'say that it is meant: annotation everynode.dev/may-select-none: "true"',
        ...(daemonSet.typed ? { typescript: 'nodes: NodeSelection.….orNone()' } : {}),
        yaml: { path: 'metadata.annotations["everynode.dev/may-select-none"]', set: 'true' },
      },
    ],
    daemonSet: nameOf(daemonSet),
    source: daemonSet.source,
  };
}

/** The first condition that no node meets, with the nearest label that exists. */
function causeOf(daemonSet: DaemonSet, nodes: readonly InventoryNode[]): string {
  const { template } = daemonSet;
  if (template.nodeName !== undefined && !nodes.some(({ name }) => name === template.nodeName)) { return `no node is called ${template.nodeName}`; }
  const pools = daemonSet.declared.required?.pools;
  if (pools && !nodes.some(({ pool }) => pool !== undefined && pools.includes(pool))) { return `no node is in the ${pools.length === 1 ? 'pool' : 'pools'} ${pools.join(', ')}`; }
  const unmet = unmetIn(daemonSet, nodes);
  if (!unmet) { return 'no node has all of the labels that it asks for'; }
  return `no node has ${showLabelRequirement(unmet.condition)}${nearestLabel(unmet.condition, nodes)}`;
}

/** A condition, and how it is written with another value, or with another key, where it is part of the template. */
interface Condition {
  readonly condition: LabelRequirement;
  readonly withValue?: (value: string) => YamlEdit;
  readonly withKey?: (key: string) => YamlEdit;
}

function unmetIn({ template, declared }: DaemonSet, nodes: readonly InventoryNode[]): Condition | undefined {
  const expressions = template.nodeAffinity?.terms.length === 1 ? template.nodeAffinity.terms[0]?.expressions ?? [] : [];
  const conditions: Condition[] = [
    ...[...template.nodeSelector].map(([key, value]): Condition => ({
      condition: { key, operator: 'In', values: [value] },
      withValue: other => ({ path: keyPath(SELECTOR, key), set: other }),
      withKey: other => ({ path: SELECTOR, set: Object.fromEntries([...template.nodeSelector].map(([name, wanted]) => [name === key ? other : name, wanted])) }),
    })),
    ...declared.required?.labels.requirements.map(condition => ({ condition })) ?? [],
    ...expressions.map((condition, index): Condition => ({
      condition,
      ...condition.operator === 'In' ? { withValue: (other: string) => ({ path: `${EXPRESSIONS}[${index}].values`, add: [other] }) } : {},
      withKey: other => ({ path: `${EXPRESSIONS}[${index}].key`, set: other }),
    })),
  ];
  return conditions.find(({ condition }) => !nodes.some(({ labels }) => meets(condition, labels)));
}

/** What was probably meant in place of the first condition that no node meets: a value, or a key, that differs by two letters at most. */
function corrections(daemonSet: DaemonSet, nodes: readonly InventoryNode[]): Remedy[] {
  const { condition, withValue, withKey } = unmetIn(daemonSet, nodes) ?? {};
  const { key = '', values: [wanted = ''] = [] } = condition ?? {};
  const [value] = nearestFirst(nodes.flatMap(({ labels }) => labels.get(key) ?? []), wanted);
  if (value !== undefined) {
    return withValue && editDistance(value, wanted) < Math.min(3, wanted.length) ? [{ text: `write ${value} in place of ${wanted} as the value of ${key}`, yaml: withValue(value) }] : [];
  }
  const [meant] = nearestFirst(nodes.flatMap(({ labels }) => [...labels.keys()]), key);
  return withKey && meant !== undefined && editDistance(meant, key) <= 2 ? [{ text: `write ${meant} in place of ${key}`, yaml: withKey(meant) }] : [];
}

function nearestLabel({ key, values: [wanted = ''] }: LabelRequirement, nodes: readonly InventoryNode[]): string {
  const values = nodes.flatMap(({ labels }) => labels.get(key) ?? []);
  const [value] = nearestFirst(values, wanted);
  if (value !== undefined) { return `; ${have(values, value)} ${key}=${value}`; }
  const keys = nodes.flatMap(({ labels }) => [...labels.keys()]);
  const [meant] = nearestFirst(keys, key);
  return meant === undefined || editDistance(meant, key) > 2 ? `; none has the label ${key}` : `; ${have(keys, meant)} the label ${meant}`;
}

function have(words: readonly string[], word: string): string {
  const count = words.filter(other => other === word).length;
  return `${count} ${count === 1 ? 'has' : 'have'}`;
}

/** Words, each once, those first that differ the least from one. */
function nearestFirst(words: readonly string[], word: string): string[] {
  return [...new Set(words)].map(other => ({ other, distance: editDistance(other, word) }))
    .sort((left, right) => left.distance - right.distance || compare(left.other, right.other))
    .map(({ other }) => other);
}
