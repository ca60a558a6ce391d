import { labelProblems } from './declared-labels';
import { taintProblems } from './declared-taint';
import { Path } from './document';
import { FieldProblem, fieldProblem } from './field-problem';
import { DeclaredScenario } from './policy-fields';
import { dnsLabelProblem, labelKeyProblem } from '../model/label';
import { parseLabelSelector } from '../model/label-selector';
import { BUILT_IN_SCENARIOS } from '../model/scenario';

/** Everything that is wrong with the scenarios of a policy. */
export function scenarioProblems(scenarios: readonly DeclaredScenario[]): FieldProblem[] {
  const names = scenarios.map(({ name }) => name);
  return scenarios.flatMap((scenario, index) => {
    const path: Path = ['spec', 'scenarios', index];
    const first = names.indexOf(scenario.name);
    return [
      ...nameProblems(scenario.name, [...path, 'name']),
      ...scenario.name && first < index ? [fieldProblem([...path, 'name'], `must be unique, but spec.scenarios[${first}] has it, too`, scenario.name)] : [],
      ...nodesProblems(scenario.nodes, [...path, 'nodes']),
      ...stateProblems(scenario, path),
    ];
  });
}

/** What is wrong with a text that says which nodes are meant. */
export function nodesProblems(nodes: string | null | undefined, path: Path): FieldProblem[] {
  if (typeof nodes !== 'string') { return [fieldProblem(path, 'is required: a label selector, "" for every node')]; }
  try {
    parseLabelSelector(nodes);
    return [];
  } catch (error) {
    return [fieldProblem(path, `is invalid: ${(error as Error).message}`)];
  }
}

function nameProblems(name: string | null | undefined, path: Path): FieldProblem[] {
  if (!name) { return [fieldProblem(path, 'is required: what reports call it, such as "gpu-driver-missing"')]; }
  const problem = dnsLabelProblem(name);
  if (problem) { return [fieldProblem(path, problem, name)]; }
  return BUILT_IN_SCENARIOS.some(scenario => scenario.name === name) ? [fieldProblem(path, 'must be a name of its own, and this scenario is built in', name)] : [];
}

function stateProblems({ addTaints, addLabels, removeLabels }: DeclaredScenario, path: Path): FieldProblem[] {
  const changes = (addTaints ?? []).length + Object.keys(addLabels ?? {}).length + (removeLabels ?? []).length;
  if (changes === 0) { return [fieldProblem(path, 'must change something of its nodes: addTaints, addLabels or removeLabels')]; }
  return [
    ...taintProblems(addTaints ?? [], [...path, 'addTaints']),
    ...labelProblems(addLabels, [...path, 'addLabels']),
    ...(removeLabels ?? []).flatMap((key, index) => removedProblems(key, addLabels, [...path, 'removeLabels', index])),
  ];
}

function removedProblems(key: string, added: DeclaredScenario['addLabels'], path: Path): FieldProblem[] {
  const problem = labelKeyProblem(key);
  if (problem) { return [fieldProblem(path, problem, key)]; }
  return Object.hasOwn(added ?? {}, key) ? [fieldProblem(path, 'must be either added or removed, and addLabels adds it', key)] : [];
}
