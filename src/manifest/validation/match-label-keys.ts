import { labelKeyProblem } from '../../model/label';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireLabelSelector } from '../wire';
import { items, Problems, wellFormed } from './rule';

/** What pod affinity terms and spread constraints have in common. */
export interface MatchLabelKeys {
  readonly labelSelector?: WireLabelSelector | null;
  readonly matchLabelKeys?: readonly string[] | null;
  readonly mismatchLabelKeys?: readonly string[] | null;
}

/** Keys whose values a pod adds to its own selector, as of pod affinity, and of spread constraints since 1.34. */
export function* matchLabelKeysProblems(term: MatchLabelKeys, path: Path): Problems {
  yield* keysProblems(term, 'matchLabelKeys', path);
  yield* keysProblems(term, 'mismatchLabelKeys', path);
  for (const [index, key] of items(term.matchLabelKeys)) {
    if (term.mismatchLabelKeys?.includes(key)) { yield fieldProblem([...path, 'matchLabelKeys', index], 'must not be in mismatchLabelKeys, too', key); }
    if (isRepeated(key, term.labelSelector)) { yield fieldProblem([...path, 'matchLabelKeys', index], 'must not be in labelSelector, too', key); }
  }
}

/** The rule for spread constraints before 1.34: no key may be in the selector as well. */
export function* strictMatchLabelKeysProblems(term: MatchLabelKeys, path: Path): Problems {
  yield* keysProblems(term, 'matchLabelKeys', path);
  for (const [index, key] of items(term.matchLabelKeys)) {
    if (selectorKeys(term.labelSelector).includes(key)) { yield fieldProblem([...path, 'matchLabelKeys', index], 'must not be in labelSelector, too', key); }
  }
}

function* keysProblems(term: MatchLabelKeys, field: 'matchLabelKeys' | 'mismatchLabelKeys', path: Path): Problems {
  const keys = term[field] ?? [];
  if (keys.length > 0 && !term.labelSelector) { yield fieldProblem([...path, field], 'must not be set without labelSelector'); }
  for (const [index, key] of keys.entries()) { yield* wellFormed([...path, field, index], key, labelKeyProblem); }
}

/** One condition on a key may be what was added for it; the API server refuses from the second on. */
function isRepeated(key: string, selector: WireLabelSelector | null | undefined): boolean {
  const inExpressions = (selector?.matchExpressions ?? []).filter(requirement => requirement.key === key).length;
  return inExpressions > 0 && selectorKeys(selector).filter(other => other === key).length > 1;
}

function selectorKeys(selector: WireLabelSelector | null | undefined): string[] {
  return [...Object.keys(selector?.matchLabels ?? {}), ...(selector?.matchExpressions ?? []).map(requirement => requirement.key ?? '')];
}
