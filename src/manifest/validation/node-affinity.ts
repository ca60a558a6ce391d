import { dnsSubdomainProblem } from '../../model/label';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireAffinity, WireNodeSelectorTerm, WireRequirement } from '../wire';
import { labelValuesProblems, requirementProblems } from './label-selector';
import { items, oneOf, Problems, within, wellFormed } from './rule';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

/** Required and preferred node affinity. A term without conditions is allowed, and matches no node. */
export function* nodeAffinityProblems(affinity: NonNullable<WireAffinity['nodeAffinity']>, path: Path, minor: number): Problems {
  const { requiredDuringSchedulingIgnoredDuringExecution: requiredTerms, preferredDuringSchedulingIgnoredDuringExecution: preferred } = affinity;
  if (requiredTerms) {
    const place = [...path, 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'];
    if ((requiredTerms.nodeSelectorTerms?.length ?? 0) === 0) { yield fieldProblem(place, 'must have at least one term'); }
    for (const [index, term] of items(requiredTerms.nodeSelectorTerms)) { yield* termProblems(term, [...place, index], minor >= 33); }
  }
  for (const [index, { weight, preference }] of items(preferred)) {
    const place = [...path, 'preferredDuringSchedulingIgnoredDuringExecution', index];
    yield* within([...place, 'weight'], weight ?? 0, 1, 100);
    yield* termProblems(preference ?? {}, [...place, 'preference'], false);
  }
}

function* termProblems(term: WireNodeSelectorTerm, path: Path, strictValues: boolean): Problems {
  for (const [index, requirement] of items(term.matchExpressions)) {
    yield* expressionProblems(requirement, [...path, 'matchExpressions', index], strictValues);
  }
  for (const [index, requirement] of items(term.matchFields)) { yield* fieldRequirementProblems(requirement, [...path, 'matchFields', index]); }
}

/** Kubernetes does not ask whether the value of Gt and Lt is a number: where it is none, no node matches. */
function* expressionProblems(requirement: WireRequirement, path: Path, strictValues: boolean): Problems {
  const { operator, values } = requirement;
  yield* oneOf([...path, 'operator'], operator ?? '', OPERATORS);
  yield* requirementProblems(requirement, path);
  if ((operator === 'Gt' || operator === 'Lt') && values?.length !== 1) {
    yield fieldProblem([...path, 'values'], `must have exactly one value with ${operator}, this has ${values?.length ?? 0}`);
  }
  if (strictValues) { yield* labelValuesProblems(requirement, path); }
}

function* fieldRequirementProblems({ key, operator, values }: WireRequirement, path: Path): Problems {
  yield* oneOf([...path, 'operator'], operator ?? '', ['In', 'NotIn']);
  yield* oneOf([...path, 'key'], key ?? '', ['metadata.name']);
  if ((operator === 'In' || operator === 'NotIn') && values?.length !== 1) {
    yield fieldProblem([...path, 'values'], `must have exactly one value in matchFields, this has ${values?.length ?? 0}`);
  }
  if (key !== 'metadata.name') { return; }
  for (const [index, value] of items(values)) { yield* wellFormed([...path, 'values', index], value, dnsSubdomainProblem); }
}
