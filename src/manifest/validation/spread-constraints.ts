import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireSpreadConstraint } from '../wire';
import { labelSelectorProblems } from './label-selector';
import { matchLabelKeysProblems, strictMatchLabelKeysProblems } from './match-label-keys';
import { isSet, items, oneOf, Problems, required } from './rule';

const POLICIES = ['Honor', 'Ignore'];

/** Topology spread constraints: at most one for each topology key and what to do where it cannot be satisfied. */
export function* spreadConstraintsProblems(constraints: readonly WireSpreadConstraint[] | null | undefined, path: Path, minor: number): Problems {
  const seen = new Set<string>();
  for (const [index, constraint] of items(constraints)) {
    const place = [...path, index];
    yield* constraintProblems(constraint, place);
    yield* minor >= 34 ? matchLabelKeysProblems({ ...constraint, mismatchLabelKeys: [] }, place) : strictMatchLabelKeysProblems(constraint, place);
    const kind = JSON.stringify([constraint.topologyKey ?? '', constraint.whenUnsatisfiable ?? '']);
    if (seen.has(kind)) { yield fieldProblem(place, 'must not repeat the topologyKey and whenUnsatisfiable of another constraint'); }
    seen.add(kind);
  }
}

function* constraintProblems(constraint: WireSpreadConstraint, path: Path): Problems {
  const { maxSkew, topologyKey, whenUnsatisfiable, minDomains } = constraint;
  if ((maxSkew ?? 0) <= 0) { yield fieldProblem([...path, 'maxSkew'], 'must be at least 1', maxSkew ?? undefined); }
  yield* required([...path, 'topologyKey'], topologyKey);
  yield* oneOf([...path, 'whenUnsatisfiable'], whenUnsatisfiable ?? '', ['DoNotSchedule', 'ScheduleAnyway']);
  if (typeof minDomains === 'number' && minDomains <= 0) { yield fieldProblem([...path, 'minDomains'], 'must be at least 1', minDomains); }
  if (isSet(minDomains) && whenUnsatisfiable !== 'DoNotSchedule') {
    yield fieldProblem([...path, 'minDomains'], 'must not be set unless whenUnsatisfiable is DoNotSchedule');
  }
  for (const field of ['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const) {
    const policy = constraint[field];
    if (typeof policy === 'string') { yield* oneOf([...path, field], policy, POLICIES); }
  }
  yield* labelSelectorProblems(constraint.labelSelector, [...path, 'labelSelector']);
}
