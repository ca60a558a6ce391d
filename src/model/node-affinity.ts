import { labelKeyProblem, Labels, labelValueProblem } from './label';
import { int64, LabelOperator, LabelRequirement, meets } from './label-selector';

/** A requirement as a node selector term carries it: the fields of `v1` `NodeSelectorRequirement`, as written. */
export interface NodeSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A term as written: all of its expressions and fields must hold. */
export interface NodeSelectorTerm {
  readonly matchExpressions: readonly NodeSelectorRequirement[];
  readonly matchFields: readonly NodeSelectorRequirement[];
}

/** A requirement that does not parse, and why. Kubernetes then lets its whole term match nothing, without a word. */
export interface BrokenRequirement {
  readonly requirement: NodeSelectorRequirement;
  readonly problem: string;
}

/** A term that was parsed once and is matched many times. */
export interface ParsedTerm {
  readonly source: NodeSelectorTerm;
  readonly expressions: readonly LabelRequirement[];
  readonly fields: readonly LabelRequirement[];
  readonly broken: readonly BrokenRequirement[];
}

const OPERATORS: readonly string[] = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

/**
 * Required node affinity: its terms are alternatives, and none of them at all matches no node.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 */
export class NodeAffinity {
  /** Parses the terms of `requiredDuringSchedulingIgnoredDuringExecution`. */
  public static of(terms: readonly NodeSelectorTerm[]): NodeAffinity {
    return new NodeAffinity(terms.map(parseTerm));
  }

  private constructor(public readonly terms: readonly ParsedTerm[]) {}

  /** Whether some term matches a node of this name and these labels. */
  public matches(name: string, labels: Labels): boolean {
    return this.terms.some(term => termMatches(term, name, labels));
  }
}

/** Whether a term matches: an empty one and a broken one never do. */
export function termMatches(term: ParsedTerm, name: string, labels: Labels): boolean {
  if (term.broken.length > 0 || term.expressions.length + term.fields.length === 0) { return false; }
  return term.expressions.every(expression => meets(expression, labels))
    && term.fields.every(field => fieldMatches(field, name));
}

/** Only `metadata.name` has a value; any other field is compared with the empty text. */
function fieldMatches({ key, operator, values }: LabelRequirement, name: string): boolean {
  return values.includes(key === 'metadata.name' ? name : '') === (operator === 'In');
}

function parseTerm(source: NodeSelectorTerm): ParsedTerm {
  const broken: BrokenRequirement[] = [];
  const parse = (requirements: readonly NodeSelectorRequirement[], problemOf: (requirement: NodeSelectorRequirement) => string | undefined) =>
    requirements.flatMap(requirement => {
      const problem = problemOf(requirement);
      if (problem === undefined) { return [{ ...requirement, operator: requirement.operator as LabelOperator }]; }
      broken.push({ requirement, problem });
      return [];
    });
  const expressions = parse(source.matchExpressions, expressionProblem);
  const fields = parse(source.matchFields, fieldProblem);
  return { source, expressions, fields, broken };
}

/** Why Kubernetes cannot parse an expression; the same checks as its labels.NewRequirement. */
function expressionProblem({ key, operator, values }: NodeSelectorRequirement): string | undefined {
  const keyProblem = labelKeyProblem(key);
  if (keyProblem) { return `key ${keyProblem}`; }
  if (!OPERATORS.includes(operator)) { return `operator must be one of ${OPERATORS.join(', ')}`; }
  if ((operator === 'In' || operator === 'NotIn') && values.length === 0) { return `${operator} needs values`; }
  if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) { return `${operator} takes no values`; }
  if (operator === 'Gt' || operator === 'Lt') {
    if (values.length !== 1) { return `${operator} needs exactly one value`; }
    if (int64(values[0]) === undefined) { return `${operator} needs a whole number, got "${values[0]}"`; }
  }
  const badValue = values.find(value => labelValueProblem(value) !== undefined);
  return badValue === undefined ? undefined : `value "${badValue}" ${labelValueProblem(badValue)}`;
}

function fieldProblem({ operator, values }: NodeSelectorRequirement): string | undefined {
  if (operator !== 'In' && operator !== 'NotIn') { return 'operator of a field must be In or NotIn'; }
  return values.length === 1 ? undefined : 'a field takes exactly one value; name several nodes in one term each';
}
