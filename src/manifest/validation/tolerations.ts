import { labelKeyProblem, labelValueProblem } from '../../model/label';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireToleration } from '../wire';
import { isSet, items, oneOf, Problems, wellFormed } from './rule';

/** The effects that taints have. */
export const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** The tolerations of a pod template. */
export function* tolerationsProblems(tolerations: readonly WireToleration[] | null | undefined, path: Path): Problems {
  for (const [index, toleration] of items(tolerations)) {
    const place = [...path, index];
    if (toleration.key) { yield* wellFormed([...place, 'key'], toleration.key, labelKeyProblem); }
    yield* operatorProblems(toleration, place);
    yield* effectProblems(toleration, place);
  }
}

/** `Lt` and `Gt` exist since 1.35, behind a feature gate that is off in every release so far. */
function* operatorProblems({ key, operator, value }: WireToleration, path: Path): Problems {
  const place = [...path, 'operator'];
  if (operator === 'Lt' || operator === 'Gt') {
    yield fieldProblem(place, 'must be Exists or Equal (Lt and Gt need the feature gate TaintTolerationComparisonOperators, which is off)', operator);
  } else if (operator) {
    yield* oneOf(place, operator, ['Exists', 'Equal']);
  }
  if (!key && operator !== 'Exists') { yield fieldProblem(place, 'must be Exists where there is no key', operator || 'Equal'); }
  if (operator === 'Exists' && value) { yield fieldProblem([...path, 'value'], 'must be empty with operator Exists', value); }
  if (!operator || operator === 'Equal') { yield* wellFormed([...path, 'value'], value ?? '', labelValueProblem); }
}

function* effectProblems({ effect, tolerationSeconds }: WireToleration, path: Path): Problems {
  const place = [...path, 'effect'];
  if (effect) { yield* oneOf(place, effect, TAINT_EFFECTS); }
  if (isSet(tolerationSeconds) && effect !== 'NoExecute') { yield fieldProblem(place, 'must be NoExecute where tolerationSeconds is set', effect ?? ''); }
}
