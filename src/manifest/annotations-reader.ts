import { FieldProblem, fieldProblem, nearest, showValue } from './field-problem';
import { tryParseJson } from './json';
import { WireMap } from './wire';
import { isObject } from './wire-types';
import { ANNOTATIONS } from '../model/annotations';
import { labelKeyProblem, labelValueProblem } from '../model/label';
import { LabelSelector, parseLabelSelector } from '../model/label-selector';
import { ObjectName, parseObjectNames } from '../model/object-name';
import { dateProblem, DeclaredCoverage, Exemption } from '../model/requirement';

/** The domain of our annotations; any other key in it is a typo. */
const DOMAIN = 'everynode.dev/';

/** How a list of exemptions is written. */
const EXAMPLE = '[{"nodes":"sandbox=true","reason":"…"}]';

/** Reads our annotations on a DaemonSet: where it must run, where it need not, and together with whom. */
export function readAnnotations(annotations: WireMap<string> | null | undefined): AnnotationsReading {
  const reading = new Reading(annotations ?? {});
  const declared = reading.declared();
  const architectures = reading.architectures();
  const needs = reading.needs();
  const removesTaints = reading.removesTaints();
  const replaces = reading.replaces();
  return {
    declared,
    ...architectures ? { architectures } : {},
    ...needs ? { needs } : {},
    ...removesTaints ? { removesTaints } : {},
    ...replaces ? { replaces } : {},
    problems: reading.problems,
  };
}

/** What annotations declare, and what of them could not be read. */
export interface AnnotationsReading {
  readonly declared: DeclaredCoverage;

  /** The architectures that the images are for; undefined where that is not said. */
  readonly architectures?: readonly string[];

  /** What must be there for the pods to start; undefined where that is not said. */
  readonly needs?: readonly ObjectName[];

  /** The keys of the taints that its pods remove; undefined where that is not said. */
  readonly removesTaints?: readonly string[];

  /** The jobs of others that it does itself; undefined where that is not said. */
  readonly replaces?: readonly string[];
  readonly problems: readonly FieldProblem[];
}

class Reading {
  public readonly problems: FieldProblem[] = [];

  constructor(private readonly annotations: WireMap<string>) {}

  public declared(): DeclaredCoverage {
    this.refuseUnknown();
    const required = this.read(ANNOTATIONS.requiredNodes, text => ({ labels: parseLabelSelector(text) }));
    const role = this.read(ANNOTATIONS.role, roleOf);
    return {
      ...(required ? { required } : {}),
      exemptions: this.exemptions(),
      ...(role === undefined ? {} : { role }),
      maySelectNone: this.read(ANNOTATIONS.maySelectNone, booleanOf) ?? false,
    };
  }

  public architectures(): readonly string[] | undefined {
    return this.read(ANNOTATIONS.architectures, architecturesOf);
  }

  public needs(): readonly ObjectName[] | undefined {
    return this.read(ANNOTATIONS.needs, parseObjectNames);
  }

  public removesTaints(): readonly string[] | undefined {
    return this.read(ANNOTATIONS.removesTaints, taintKeysOf);
  }

  public replaces(): readonly string[] | undefined {
    return this.read(ANNOTATIONS.replaces, text => text.split(',').map(role => roleOf(role.trim())));
  }

  private exemptions(): readonly Exemption[] {
    const list = this.read(ANNOTATIONS.exempt, listOf) ?? [];
    return list.flatMap((item, index) => this.read(ANNOTATIONS.exempt, () => exemptionOf(item, index)) ?? []);
  }

  private refuseUnknown(): void {
    const known: readonly string[] = Object.values(ANNOTATIONS);
    for (const key of Object.keys(this.annotations)) {
      if (!key.startsWith(DOMAIN) || known.includes(key) || key === `${DOMAIN}config-hash`) { continue; }
      const meant = nearest(key, known);
      this.problems.push(fieldProblem(['metadata', 'annotations', key], `is no annotation that everynode knows (${known.join(', ')})${meant ? `; did you mean ${meant}?` : ''}`));
    }
  }

  private read<T>(annotation: string, parse: (text: string) => T): T | undefined {
    const text = Object.hasOwn(this.annotations, annotation) ? this.annotations[annotation] : undefined;
    if (text === undefined || text === null) { return undefined; }
    try {
      return parse(text);
    } catch (error) {
      this.problems.push(fieldProblem(['metadata', 'annotations', annotation], `is invalid: ${(error as Error).message}`));
      return undefined;
    }
  }
}

function roleOf(text: string): string {
  const problem = text === '' ? 'must not be empty' : labelValueProblem(text)?.replace('be empty, or ', '');
  if (problem) { throw new Error(`a role ${problem}, got ${showValue(text)}`); }
  return text;
}

function booleanOf(text: string): boolean {
  if (text !== 'true' && text !== 'false') { throw new Error(`must be "true" or "false", got ${showValue(text)}`); }
  return text === 'true';
}

function architecturesOf(text: string): readonly string[] {
  const list = text.split(',').map(architecture => architecture.trim());
  const wrong = list.find(architecture => architecture === '' || labelValueProblem(architecture) !== undefined);
  if (wrong !== undefined) { throw new Error(`must be architectures with commas between, such as "amd64,arm64", got ${showValue(text)}`); }
  return list;
}

function taintKeysOf(text: string): readonly string[] {
  const keys = text.split(',').map(key => key.trim());
  const [wrong, problem] = keys.map(key => [key, labelKeyProblem(key)] as const).find(([, found]) => found !== undefined) ?? [];
  if (problem !== undefined) { throw new Error(`must be keys of taints with commas between, such as "example.com/agent-not-ready": a key ${problem}, got ${showValue(wrong)}`); }
  return keys;
}

function listOf(text: string): readonly unknown[] {
  const parsed = tryParseJson(text);
  const [problem] = parsed?.problems ?? [];
  if (problem) { throw new Error(problem.message); }
  const list = parsed?.documents[0]?.value;
  if (!Array.isArray(list)) { throw new Error(`must be a JSON list of exemptions, ${EXAMPLE}, got ${showValue(list ?? text)}`); }
  return list;
}

/** Reads one exemption. @throws with what is wrong, and in which */
export function exemptionOf(item: unknown, index: number): Exemption {
  const fail = (...problems: string[]): never => { throw new Error(`exemption ${index + 1} ${problems.join('; it ')}`); };
  if (!isObject(item)) { return fail(`must be a map with nodes and reason, got ${showValue(item)}`); }
  const { nodes, reason, until, owner, ...unknown } = item;
  const selector = typeof nodes === 'string' ? trySelector(nodes) : `needs nodes, a label selector as text${nodes === undefined ? '' : `, got ${showValue(nodes)}`}`;
  const problems = [
    ...Object.keys(unknown).map(key => `has an unknown key ${showValue(key)}; nodes, reason, until and owner are known`),
    ...typeof selector === 'string' ? [selector] : [],
    ...typeof reason === 'string' && reason.trim() !== '' ? [] : ['needs a reason'],
    ...until === undefined ? [] : untilProblems(until),
    ...owner === undefined || typeof owner === 'string' ? [] : [`must have text as its owner, got ${showValue(owner)}`],
  ];
  if (problems.length > 0 || typeof selector === 'string') { return fail(...problems); }
  return {
    nodes: selector,
    reason: String(reason),
    ...(until === undefined ? {} : { until: String(until) }),
    ...(owner === undefined ? {} : { owner: String(owner) }),
  };
}

function trySelector(text: string): LabelSelector | string {
  try {
    return parseLabelSelector(text);
  } catch (error) {
    return `has invalid nodes: ${(error as Error).message}`;
  }
}

function untilProblems(until: unknown): string[] {
  const problem = typeof until === 'string' ? dateProblem(until) : 'must be text';
  return problem ? [`has an invalid date: until ${problem}, got ${showValue(until)}`] : [];
}
