import { Path } from './document';
import { FieldProblem, showValue } from './field-problem';
import { KubernetesObject, objectProblemAt, sourceAt, unfold } from './kubernetes-object';
import { allProblems } from './mended';
import { DeclaredPolicy, DeclaredRequirement, POLICY_FIELDS } from './policy-fields';
import { policyProblems, tryShare } from './policy-problems';
import { declaredScope } from './requirement-scope';
import { parseText } from './text';
import { conformity, UnknownKey } from './wire-types';
import { parseLabelSelector } from '../model/label-selector';
import { Minimum, Policy, PolicySubject } from '../model/policy';
import { Problem, Source } from '../model/source';

/** A policy, or everything that is wrong with its text. */
export interface PolicyReading {
  readonly policy?: Policy;
  readonly problems: readonly Problem[];
}

/** A policy file, its JSON types checked. */
interface WirePolicy {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly spec?: DeclaredPolicy | null;
}

const FORMAT = 'expected one CoveragePolicy (everynode.dev/v1)';

/** Reads a policy file. Everything that is wrong is reported at once. */
export function readPolicy(text: string, file?: string): PolicyReading {
  const parsed = parseText(text, file);
  const unfolded = parsed.documents.map(unfold);
  const objects = unfolded.flatMap(document => document.objects);
  const place = file === undefined ? {} : { file };
  const readings = objects.map(readObject);
  const problems = [
    ...parsed.problems,
    ...unfolded.flatMap(document => document.problems),
    ...readings.flatMap(reading => reading.problems),
    ...objects.slice(1).map(object => objectProblemAt(object, { path: [], message: `is one object too many: ${FORMAT} in a file` })),
  ];
  const [reading] = readings;
  if (!reading && problems.length === 0) { return { problems: [{ message: `there is no policy: ${FORMAT}`, ...place }] }; }
  return problems.length > 0 || !reading?.policy ? { problems } : { policy: reading.policy, problems };
}

/**
 * Reads the data of a policy, such as `CoveragePolicy.of` is given.
 *
 * @param source where findings about it point to
 */
export function readPolicyData(spec: DeclaredPolicy, source: Source = {}): { readonly policy: Policy; readonly problems: readonly FieldProblem[] } {
  const problems = problemsOf({ apiVersion: 'everynode.dev/v1', kind: 'CoveragePolicy', spec });
  return { policy: policyOf(problems.length > 0 ? {} : spec, () => source), problems };
}

function readObject(object: KubernetesObject): PolicyReading {
  if (object.kind !== 'CoveragePolicy') { return { problems: [objectProblemAt(object, { path: [], message: `is no policy: ${FORMAT}` })] }; }
  if (object.apiVersion !== 'everynode.dev/v1') {
    return { problems: [objectProblemAt(object, { path: ['apiVersion'], message: `must be everynode.dev/v1, got ${showValue(object.apiVersion)}` })] };
  }
  const problems = problemsOf(object.value);
  if (problems.length > 0) { return { problems: problems.map(problem => objectProblemAt(object, problem)) }; }
  const { spec }: WirePolicy = object.value;
  return { policy: policyOf(spec ?? {}, path => sourceAt(object, path)), problems: [] };
}

function problemsOf(value: WirePolicy): FieldProblem[] {
  const { problems, unknown } = conformity(value, 'CoveragePolicy', [], POLICY_FIELDS);
  const found = allProblems(value, 'CoveragePolicy', problems, ({ spec }) => policyProblems(spec), POLICY_FIELDS);
  return [...found, ...unknown.map(unknownKey)];
}

/** A key that the format does not have, and the one that was probably meant. */
export function unknownKey({ path, suggestion, known }: UnknownKey): FieldProblem {
  return { path, message: `is unknown; ${suggestion === undefined ? `allowed are ${known.join(', ')}` : `did you mean ${suggestion}?`}` };
}

function policyOf(spec: DeclaredPolicy, sourceOf: (path: Path) => Source): Policy {
  return {
    exemptionsFrom: spec.exemptionsFrom === 'policy' ? 'policy' : 'anywhere',
    roles: (spec.roles ?? []).map(({ name, daemonSets }, index) => ({ name: name ?? '', daemonSets: daemonSets ?? [], source: sourceOf(['spec', 'roles', index]) })),
    requirements: (spec.requirements ?? []).map((requirement, index) => ({
      ...subjectOf(requirement),
      nodes: declaredScope(requirement),
      ...minimumOf(requirement),
      source: sourceOf(['spec', 'requirements', index]),
    })),
    exemptions: (spec.exemptions ?? []).map((exemption, index) => ({
      ...subjectOf(exemption),
      nodes: parseLabelSelector(exemption.nodes ?? ''),
      reason: exemption.reason ?? '',
      ...(exemption.until ? { until: exemption.until } : {}),
      ...(exemption.owner ? { owner: exemption.owner } : {}),
      source: sourceOf(['spec', 'exemptions', index]),
    })),
    maySelectNone: spec.maySelectNone ?? [],
  };
}

function subjectOf({ daemonSet, role }: DeclaredRequirement): PolicySubject {
  return daemonSet ? { daemonSet } : { role: role ?? '' };
}

function minimumOf({ minimum, minimumShare }: DeclaredRequirement): { readonly minimum?: Minimum } {
  if (typeof minimum === 'number') { return { minimum: { nodes: minimum } }; }
  const share = minimumShare ? tryShare(minimumShare) : undefined;
  return share === undefined ? {} : { minimum: { share } };
}
