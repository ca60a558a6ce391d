import { compare } from './matrix';
import { LabelRequirement, meets } from '../model/label-selector';
import { InventoryNode } from '../model/node';

/** A label that only lists the nodes by name, so that it says nothing of the next one. */
const HOSTNAME = 'kubernetes.io/hostname';

/** More values than this are a list of nodes rather than a property of them. */
const MAX_VALUES = 3;

/**
 * A condition that holds for all of some nodes and for none of others: the plainest one that there is, by the fewest values and the label's
 * name. Undefined where no single label tells them apart.
 */
export function distinguishing(some: readonly InventoryNode[], others: readonly InventoryNode[]): LabelRequirement | undefined {
  const keys = new Set([...some, ...others].flatMap(({ labels }) => [...labels.keys()]));
  keys.delete(HOSTNAME);
  const conditions = [...keys].sort(compare).flatMap(key => conditionOn(key, some, others) ?? []);
  const [plainest] = conditions.filter(({ values }) => values.length <= MAX_VALUES).sort((left, right) => cost(left) - cost(right));
  return plainest;
}

function conditionOn(key: string, some: readonly InventoryNode[], others: readonly InventoryNode[]): LabelRequirement | undefined {
  const [wanted, unwanted] = [some, others].map(nodes => new Set(nodes.flatMap(({ labels }) => labels.get(key) ?? [])));
  const candidates: LabelRequirement[] = [
    { key, operator: 'In', values: [...wanted ?? []].sort(compare) },
    { key, operator: 'Exists', values: [] },
    { key, operator: 'DoesNotExist', values: [] },
    { key, operator: 'NotIn', values: [...unwanted ?? []].sort(compare) },
  ];
  return candidates
    .filter(condition => some.every(({ labels }) => meets(condition, labels)) && !others.some(({ labels }) => meets(condition, labels)))
    .sort((left, right) => cost(left) - cost(right))[0];
}

/** One value says more than that a label is there, and a list of values less. */
function cost({ operator, values }: LabelRequirement): number {
  return operator === 'In' && values.length === 1 ? 0 : values.length + 1 + (operator === 'NotIn' ? 1 : 0);
}
