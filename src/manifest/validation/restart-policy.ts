import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireContainer, WireRestartRule } from '../wire';
import { isSet, items, oneOf, Problems } from './rule';

const [MAX_RULES, MAX_EXIT_CODES] = [20, 255];

/**
 * Whether containers say for themselves when they are restarted. Sidecars do since 1.29 (dropped in 1.28, unknown before);
 * everyone does since 1.35. In 1.34 whatever is not a sidecar's is dropped, before it is refused.
 */
export function* restartPolicyProblems(container: WireContainer, kind: 'containers' | 'initContainers', path: Path, minor: number): Problems {
  const { restartPolicy } = container;
  if (minor >= 35) {
    yield* restartRulesProblems(container, kind, path, minor);
  } else if (minor <= 33 && kind === 'containers' && minor >= 28 && isSet(restartPolicy)) {
    yield fieldProblem([...path, 'restartPolicy'], 'must not be set outside of initContainers before Kubernetes 1.35', restartPolicy);
  } else if (minor >= 29 && minor <= 33 && kind === 'initContainers' && typeof restartPolicy === 'string') {
    yield* oneOf([...path, 'restartPolicy'], restartPolicy, ['Always']);
  }
}

function* restartRulesProblems({ restartPolicy, restartPolicyRules }: WireContainer, kind: string, path: Path, minor: number): Problems {
  const rules = restartPolicyRules ?? [];
  if (typeof restartPolicy === 'string') { yield* oneOf([...path, 'restartPolicy'], restartPolicy, ['Always', 'Never', 'OnFailure']); }
  if (rules.length > 0 && !isSet(restartPolicy)) { yield fieldProblem([...path, 'restartPolicy'], 'is required beside restartPolicyRules'); }
  if (minor === 35 && kind === 'initContainers' && restartPolicy === 'Always' && rules.length > 0) {
    yield fieldProblem([...path, 'restartPolicyRules'], 'must not be set in sidecars before Kubernetes 1.36');
  }
  if (rules.length > MAX_RULES) { yield fieldProblem([...path, 'restartPolicyRules'], `must be at most ${MAX_RULES} rules, these are ${rules.length}`); }
  for (const [index, rule] of items(rules)) { yield* ruleProblems(rule, [...path, 'restartPolicyRules', index], minor); }
}

function* ruleProblems({ action, exitCodes }: WireRestartRule, path: Path, minor: number): Problems {
  yield* oneOf([...path, 'action'], action ?? '', minor >= 36 ? ['Restart', 'RestartAllContainers'] : ['Restart']);
  if (!exitCodes) {
    yield fieldProblem([...path, 'exitCodes'], 'is required');
    return;
  }
  yield* oneOf([...path, 'exitCodes', 'operator'], exitCodes.operator ?? '', ['In', 'NotIn']);
  const count = exitCodes.values?.length ?? 0;
  if (count > MAX_EXIT_CODES) { yield fieldProblem([...path, 'exitCodes', 'values'], `must be at most ${MAX_EXIT_CODES} values, these are ${count}`); }
}
