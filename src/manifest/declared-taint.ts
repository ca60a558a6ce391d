import { Path } from './document';
import { FieldProblem, fieldProblem, nearest } from './field-problem';
import { labelKeyProblem, labelValueProblem } from '../model/label';
import { Taint, TaintEffect } from '../model/taint';

const EFFECTS: readonly string[] = Object.values(TaintEffect);
const ANY_EFFECT = `${EFFECTS.slice(0, -1).join(', ')} or ${EFFECTS[EFFECTS.length - 1]}`;

/** A mark on a node, as a file of ours declares it. */
export interface DeclaredTaint {
  readonly key?: string | null;
  readonly value?: string | null;
  readonly effect?: TaintEffect | string | null;
}

/** A taint whose effect was checked. */
export function taintOf({ key, value, effect }: DeclaredTaint): Taint {
  return { key: key ?? '', ...(value ? { value } : {}), effect: effect as TaintEffect };
}

/**
 * Everything that is wrong with the taints of one node.
 *
 * @param inherited taints that it has besides
 */
export function taintProblems(taints: readonly DeclaredTaint[], path: Path, inherited: readonly DeclaredTaint[] = []): FieldProblem[] {
  const seen = new Set(inherited.map(identityOf));
  return taints.flatMap((taint, index) => {
    const place = [...path, index];
    const identity = identityOf(taint);
    const repeated = seen.has(identity);
    seen.add(identity);
    return [
      ...taintProblemsOf(taint, place),
      ...repeated ? [fieldProblem(place, `must not repeat ${identity}: a node has at most one taint of a key and effect`)] : [],
    ];
  });
}

/** Everything that is wrong with one taint. */
export function taintProblemsOf({ key, value, effect }: DeclaredTaint, path: Path): FieldProblem[] {
  const valueProblem = labelValueProblem(value ?? '');
  return [
    ...taintKeyProblems(key, [...path, 'key']),
    ...valueProblem ? [fieldProblem([...path, 'value'], valueProblem, value)] : [],
    ...taintEffectProblems(effect, [...path, 'effect']),
  ];
}

/** What is wrong with the key of a taint. */
export function taintKeyProblems(key: string | null | undefined, path: Path): FieldProblem[] {
  const problem = labelKeyProblem(key ?? '');
  return problem ? [fieldProblem(path, key ? problem : 'is required', key || undefined)] : [];
}

/** What is wrong with the effect of a taint. */
export function taintEffectProblems(effect: string | null | undefined, path: Path): FieldProblem[] {
  if (typeof effect === 'string' && EFFECTS.includes(effect)) { return []; }
  if (!effect) { return [fieldProblem(path, `is required: ${ANY_EFFECT}`)]; }
  const meant = nearest(effect, EFFECTS);
  const problem = fieldProblem(path, `must be ${ANY_EFFECT}`, effect);
  return [meant ? { ...problem, message: `${problem.message} (typo of "${meant}"?)` } : problem];
}

function identityOf({ key, effect }: DeclaredTaint): string {
  return `${key}:${effect}`;
}
