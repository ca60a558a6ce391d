import { ANNOTATIONS } from '../model/annotations';
import { labelValueProblem } from '../model/label';
import { parseLabelSelector } from '../model/label-selector';
import { dateProblem, DeclaredCoverage, Exemption } from '../model/requirement';
import { FieldProblem, fieldProblem, nearest, showValue } from './field-problem';
import { WireMap } from './wire';
import { isObject } from './wire-types';

/** The domain of our annotations; any other key in it is a typo. */
const DOMAIN = 'everynode.dev/';

/** Reads our annotations on a DaemonSet: where it must run, where it need not, and together with whom. */
export function readAnnotations(annotations: WireMap<string> | null | undefined): { readonly declared: DeclaredCoverage; readonly problems: readonly FieldProblem[] } {
  const reading = new AnnotationsReading(annotations ?? {});
  return { declared: reading.declared(), problems: reading.problems };
}

class AnnotationsReading {
  public readonly problems: FieldProblem[] = [];

  constructor(private readonly annotations: WireMap<string>) {}

  public declared(): DeclaredCoverage {
    this.refuseUnknown();
    const required = this.read(ANNOTATIONS.requiredNodes, parseLabelSelector);
    const role = this.read(ANNOTATIONS.role, roleOf);
    return {
      ...(required ? { required } : {}),
      exemptions: this.exemptions(),
      ...(role === undefined ? {} : { role }),
      maySelectNone: this.read(ANNOTATIONS.maySelectNone, booleanOf) ?? false,
    };
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
  const problem = text === '' ? 'must not be empty' : labelValueProblem(text);
  if (problem) { throw new Error(`a role ${problem}, got ${showValue(text)}`); }
  return text;
}

function booleanOf(text: string): boolean {
  if (text !== 'true' && text !== 'false') { throw new Error(`must be "true" or "false", got ${showValue(text)}`); }
  return text === 'true';
}

function listOf(text: string): readonly unknown[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) { throw new Error(`must be a JSON list of exemptions, got ${showValue(list)}`); }
  return list;
}

/** Reads one exemption. @throws with what is wrong, and in which */
export function exemptionOf(item: unknown, index: number): Exemption {
  const fail = (problem: string): never => { throw new Error(`exemption ${index + 1} ${problem}`); };
  if (!isObject(item)) { return fail(`must be a map with nodes and reason, got ${showValue(item)}`); }
  const unknown = Object.keys(item).find(key => !['nodes', 'reason', 'until', 'owner'].includes(key));
  if (unknown !== undefined) { return fail(`has an unknown key ${showValue(unknown)}; nodes, reason, until and owner are known`); }
  const { nodes, reason, until, owner } = item;
  if (typeof nodes !== 'string') { return fail(`needs nodes, a label selector as text, got ${showValue(nodes)}`); }
  if (typeof reason !== 'string' || reason.trim() === '') { return fail('needs a reason'); }
  if (until !== undefined && (typeof until !== 'string' || dateProblem(until))) { return fail(`until ${dateProblem(String(until)) ?? 'must be text'}, got ${showValue(until)}`); }
  if (owner !== undefined && typeof owner !== 'string') { return fail(`owner must be text, got ${showValue(owner)}`); }
  return { nodes: parseLabelSelector(nodes), reason, ...(until === undefined ? {} : { until }), ...(owner === undefined ? {} : { owner }) };
}
