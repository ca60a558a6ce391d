import { selects } from '../../model/label-selector';
import { Path } from '../document';
import { FieldProblem, fieldProblem } from '../field-problem';
import { WireDaemonSet, WireLabelSelector, WirePodTemplate } from '../wire';
import { labelSelectorProblems, selectorRequirements } from './label-selector';
import { annotationsProblems, labelsProblems, metadataProblems } from './metadata';
import { podAnnotationsProblems } from './pod-annotations';
import { daemonPodProblems, podSpecProblems } from './pod-spec';
import { entries, notNegative, Problems } from './rule';
import { updateStrategyProblems } from './update-strategy';

/**
 * Everything for which the API server of a Kubernetes version (its minor number) would refuse a DaemonSet that is
 * created. The types of its fields must have been checked; what only gets a warning is not a problem.
 */
export function daemonSetProblems(daemonSet: WireDaemonSet, minor: number): FieldProblem[] {
  const spec = daemonSet.spec ?? {};
  const template = spec.template ?? {};
  return [
    ...metadataProblems(daemonSet.metadata ?? {}, ['metadata'], true),
    ...selectorProblems(spec.selector, template, ['spec']),
    ...templateProblems(template, ['spec', 'template'], minor),
    ...updateStrategyProblems(spec.updateStrategy ?? {}, ['spec', 'updateStrategy']),
    ...notNegative(['spec', 'minReadySeconds'], spec.minReadySeconds),
    ...notNegative(['spec', 'revisionHistoryLimit'], spec.revisionHistoryLimit),
  ];
}

/** The selector, and that the template's labels meet it. */
function* selectorProblems(selector: WireLabelSelector | null | undefined, template: WirePodTemplate, path: Path): Problems {
  if (!selector) {
    yield fieldProblem([...path, 'selector'], 'is required');
    return;
  }
  const problems = [...labelSelectorProblems(selector, [...path, 'selector'])];
  yield* problems;
  const requirements = selectorRequirements(selector);
  if (requirements.length === 0) { yield fieldProblem([...path, 'selector'], 'must not be empty: it would select every pod'); }
  if (problems.length === 0 && !selects({ requirements }, new Map(entries(template.metadata?.labels, '')))) {
    yield fieldProblem([...path, 'template', 'metadata', 'labels'], 'must match spec.selector');
  }
}

function* templateProblems(template: WirePodTemplate, path: Path, minor: number): Problems {
  yield* labelsProblems(template.metadata?.labels, [...path, 'metadata', 'labels']);
  yield* annotationsProblems(template.metadata?.annotations, [...path, 'metadata', 'annotations']);
  yield* podAnnotationsProblems(template, path, minor);
  yield* podSpecProblems(template.spec ?? {}, [...path, 'spec'], minor);
  yield* daemonPodProblems(template.spec ?? {}, [...path, 'spec']);
}
