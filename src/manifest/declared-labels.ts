import { Path } from './document';
import { FieldProblem, fieldProblem } from './field-problem';
import { labelKeyProblem, labelValueProblem } from '../model/label';

/** Labels, as a file of ours declares them. */
export type DeclaredLabels = { readonly [key: string]: string | null } | null | undefined;

/** Everything that is wrong with the labels of a node. */
export function labelProblems(labels: DeclaredLabels, path: Path): FieldProblem[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => {
    const place = [...path, key];
    const [keyProblem, valueProblem] = [labelKeyProblem(key), labelValueProblem(value ?? '')];
    return [...keyProblem ? [fieldProblem(place, `key ${keyProblem}`)] : [], ...valueProblem ? [fieldProblem(place, valueProblem, value)] : []];
  });
}
