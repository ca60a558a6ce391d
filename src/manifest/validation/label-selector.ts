import { labelKeyProblem, labelValueProblem } from '../../model/label';
import { LabelOperator, LabelRequirement } from '../../model/label-selector';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireLabelSelector, WireRequirement } from '../wire';
import { labelsProblems } from './metadata';
import { entries, items, oneOf, Problems, wellFormed } from './rule';

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** A label selector of objects in the API; absent ones pass. */
export function* labelSelectorProblems(selector: WireLabelSelector | null | undefined, path: Path): Problems {
  yield* labelsProblems(selector?.matchLabels, [...path, 'matchLabels']);
  for (const [index, requirement] of items(selector?.matchExpressions)) {
    const place = [...path, 'matchExpressions', index];
    yield* oneOf([...place, 'operator'], requirement.operator ?? '', OPERATORS);
    yield* requirementProblems(requirement, place);
    yield* labelValuesProblems(requirement, place);
  }
}

/** What all conditions on labels have in common: the key, and how many values the operator takes. */
export function* requirementProblems({ key, operator, values }: WireRequirement, path: Path): Problems {
  yield* wellFormed([...path, 'key'], key ?? '', labelKeyProblem);
  const count = values?.length ?? 0;
  if ((operator === 'In' || operator === 'NotIn') && count === 0) { yield fieldProblem([...path, 'values'], `must have at least one value with ${operator}`); }
  if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0) {
    yield fieldProblem([...path, 'values'], `must have no value with ${operator}`, values?.length === 1 ? values[0] : undefined);
  }
}

/** Values that must be such as a label can have. */
export function* labelValuesProblems({ values }: WireRequirement, path: Path): Problems {
  for (const [index, value] of items(values)) { yield* wellFormed([...path, 'values', index], value, labelValueProblem); }
}

/** The conditions of a selector that has no problems. */
export function selectorRequirements(selector: WireLabelSelector): LabelRequirement[] {
  return [
    ...entries(selector.matchLabels, '').map(([key, value]): LabelRequirement => ({ key, operator: 'In', values: [value] })),
    ...(selector.matchExpressions ?? []).map((requirement): LabelRequirement => ({
      key: requirement.key ?? '',
      operator: requirement.operator as LabelOperator,
      values: requirement.values ?? [],
    })),
  ];
}
