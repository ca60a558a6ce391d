import { labelKeyProblem, labelValueProblem } from '../../model/label';
import { Path } from '../document';
import { FieldProblem, fieldProblem } from '../field-problem';
import { WireNode, WireTaint } from '../wire';
import { metadataProblems } from './metadata';
import { amountsOf, isExtended } from './resources';
import { items, oneOf, Problems, wellFormed } from './rule';
import { TAINT_EFFECTS } from './tolerations';

const PIECES = ['pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps', 'persistentvolumeclaims',
  'services.nodeports', 'services.loadbalancers'];

/** Everything for which the API server would refuse what we read of a node. The types of its fields must have been checked. */
export function nodeProblems(node: WireNode): FieldProblem[] {
  return [
    ...metadataProblems(node.metadata ?? {}, ['metadata'], false),
    ...taintsProblems(node.spec?.taints, ['spec', 'taints']),
    ...amountsProblems(node, 'allocatable', ['status', 'allocatable']),
    ...amountsProblems(node, 'capacity', ['status', 'capacity']),
  ];
}

/** The taints of a node: at most one for each key and effect. */
export function* taintsProblems(taints: readonly WireTaint[] | null | undefined, path: Path): Problems {
  const seen = new Set<string>();
  for (const [index, { key, value, effect }] of items(taints)) {
    const place = [...path, index];
    yield* wellFormed([...place, 'key'], key ?? '', labelKeyProblem);
    yield* wellFormed([...place, 'value'], value ?? '', labelValueProblem);
    yield* oneOf([...place, 'effect'], effect ?? '', TAINT_EFFECTS);
    const kind = JSON.stringify([key ?? '', effect ?? '']);
    if (seen.has(kind)) { yield fieldProblem(place, 'must not repeat the key and effect of another taint', `${key}:${effect}`); }
    seen.add(kind);
  }
}

function* amountsProblems({ status }: WireNode, field: 'allocatable' | 'capacity', path: Path): Problems {
  for (const [name, amount] of amountsOf(status?.[field])) {
    if (amount.nanos < 0n) { yield fieldProblem([...path, name], 'must not be negative', amount.toString()); }
    if ((PIECES.includes(name) || isExtended(name)) && amount.milliValue % 1000n !== 0n) {
      yield fieldProblem([...path, name], 'must be a whole number', amount.toString());
    }
  }
}
