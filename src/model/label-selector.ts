import { labelKeyProblem, Labels, labelValueProblem } from './label';
import { quoted } from './quote';

/** The operators of label selectors and of node affinity. */
export type LabelOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';

/** One condition on one label. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: LabelOperator;
  readonly values: readonly string[];
}

/** Conditions on labels that must all hold; none of them at all selects everything. */
export interface LabelSelector {
  readonly requirements: readonly LabelRequirement[];
}

/** Selects everything. */
export const EVERYTHING: LabelSelector = { requirements: [] };

const INT64 = /^[+-]?[0-9]+$/;
const MAX_INT64 = 2n ** 63n - 1n;

/** Whether labels meet a condition. Total: a condition that makes no sense is met by nothing. */
export function meets(requirement: LabelRequirement, labels: Labels): boolean {
  const value = labels.get(requirement.key);
  switch (requirement.operator) {
    case 'In': return value !== undefined && requirement.values.includes(value);
    case 'NotIn': return value === undefined || !requirement.values.includes(value);
    case 'Exists': return value !== undefined;
    case 'DoesNotExist': return value === undefined;
    case 'Gt': case 'Lt': return compares(requirement.operator, value, requirement.values[0]);
  }
}

/** Whether labels meet all conditions of a selector. */
export function selects(selector: LabelSelector, labels: Labels): boolean {
  return selector.requirements.every(requirement => meets(requirement, labels));
}

/** A whole number that fits 64 bits in base 10, as Go's ParseInt reads it; undefined for anything else. */
export function int64(text: string | undefined): bigint | undefined {
  if (text === undefined || !INT64.test(text)) { return undefined; }
  const value = BigInt(text.replace(/^\+/, ''));
  return value > MAX_INT64 || value < -MAX_INT64 - 1n ? undefined : value;
}

/**
 * Reads a Kubernetes label selector: `disk=ssd,zone in (a, b),!spot,tier!=web,gpu,size>4`. The empty text selects everything.
 *
 * @throws where the text is none, with the place and what is allowed
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(text: string): LabelSelector {
  return { requirements: new SelectorText(text).requirements() };
}

/** The text of a selector, in the spelling that {@link parseLabelSelector} reads. */
export function showLabelSelector(selector: LabelSelector): string {
  return selector.requirements.map(showLabelRequirement).join(',');
}

/** One condition in the spelling of label selectors. */
export function showLabelRequirement({ key, operator, values }: LabelRequirement): string {
  switch (operator) {
    case 'In': return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(',')})`;
    case 'NotIn': return values.length === 1 ? `${key}!=${values[0]}` : `${key} notin (${values.join(',')})`;
    case 'Exists': return key;
    case 'DoesNotExist': return `!${key}`;
    case 'Gt': return `${key}>${values[0]}`;
    case 'Lt': return `${key}<${values[0]}`;
  }
}

function compares(operator: 'Gt' | 'Lt', value: string | undefined, bound: string | undefined): boolean {
  const left = int64(value);
  const right = int64(bound);
  if (left === undefined || right === undefined) { return false; }
  return operator === 'Gt' ? left > right : left < right;
}

/** The grammar of Kubernetes' labels.Parse, by recursive descent. */
class SelectorText {
  private readonly tokens: { text: string; at: number }[];
  private next = 0;

  constructor(private readonly source: string) {
    this.tokens = [...source.matchAll(/[(),!<>]=?|==?|[^\s(),!<>=]+|\S/g)].map(match => ({ text: match[0], at: match.index }));
  }

  public requirements(): LabelRequirement[] {
    const requirements: LabelRequirement[] = [];
    while (this.next < this.tokens.length) {
      requirements.push(this.requirement());
      if (this.next < this.tokens.length) {
        this.expect(',');
        if (this.next === this.tokens.length) { this.fail('a condition after ","'); }
      }
    }
    return requirements;
  }

  private requirement(): LabelRequirement {
    const absent = this.take('!');
    const key = this.word('a label key');
    const problem = labelKeyProblem(key);
    if (problem) { throw new Error(`selector ${quoted(this.source)}: key ${quoted(key)} ${problem}`); }
    if (absent) { return { key, operator: 'DoesNotExist', values: [] }; }
    return this.condition(key);
  }

  private condition(key: string): LabelRequirement {
    const token = this.peek();
    if (token === undefined || token === ',') { return { key, operator: 'Exists', values: [] }; }
    this.next += 1;
    switch (token) {
      case '=': case '==': return { key, operator: 'In', values: [this.value(key)] };
      case '!=': return { key, operator: 'NotIn', values: [this.value(key)] };
      case '>': return { key, operator: 'Gt', values: [this.number(key)] };
      case '<': return { key, operator: 'Lt', values: [this.number(key)] };
      case 'in': return { key, operator: 'In', values: this.values(key) };
      case 'notin': return { key, operator: 'NotIn', values: this.values(key) };
    }
    this.next -= 1;
    return this.fail('"=", "!=", "in", "notin", ">", "<", "," or the end');
  }

  private values(key: string): string[] {
    this.expect('(');
    const values = [this.value(key)];
    while (this.take(',')) { values.push(this.value(key)); }
    this.expect(')');
    return [...new Set(values)].sort();
  }

  private value(key: string): string {
    const token = this.peek();
    const value = token === undefined || token === ',' || token === ')' ? '' : this.word('a label value');
    const problem = labelValueProblem(value);
    if (problem) { throw new Error(`selector ${quoted(this.source)}: value ${quoted(value)} of ${key} ${problem}`); }
    return value;
  }

  private number(key: string): string {
    const value = this.value(key);
    if (int64(value) === undefined) { throw new Error(`selector ${quoted(this.source)}: ${key} must be compared with a whole number, got ${quoted(value)}`); }
    return value;
  }

  private word(expected: string): string {
    const token = this.peek();
    if (token === undefined || /^[(),!<>=]/.test(token)) { return this.fail(expected); }
    this.next += 1;
    return token;
  }

  private take(text: string): boolean {
    if (this.peek() !== text) { return false; }
    this.next += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) { this.fail(`"${text}"`); }
  }

  private peek(): string | undefined {
    return this.tokens[this.next]?.text;
  }

  private fail(expected: string): never {
    const token = this.tokens[this.next];
    const place = token ? `at character ${token.at + 1}, got ${quoted(token.text)}` : 'at its end';
    throw new Error(`selector ${quoted(this.source)}: expected ${expected} ${place}`);
  }
}
