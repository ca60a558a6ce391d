import { Path } from './document';
import { FieldProblem, fieldProblem, nearest } from './field-problem';
import { KUBERNETES_FIELDS } from './kubernetes-fields';
import { quantityProblem } from '../model/quantity';
import { dateProblem } from '../model/requirement';

/** A field that a kind does not have, and the one that was probably meant. */
export interface UnknownKey {
  readonly path: Path;
  readonly suggestion?: string;

  /** The fields that the kind has. */
  readonly known: readonly string[];
}

/** How a value differs from the JSON that Kubernetes' own Go types take. */
export interface Conformity {
  /** Values of a wrong type: the API server refuses them. */
  readonly problems: readonly FieldProblem[];

  /** Fields that do not exist: kubectl refuses them, other clients drop them in silence. */
  readonly unknown: readonly UnknownKey[];
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const INTEGERS: { readonly [type: string]: number } = { int32: 2 ** 31, int64: 2 ** 63 };

/** The JSON type of every field of some structs. */
export type FieldTable = typeof KUBERNETES_FIELDS;

/**
 * Holds a value against a struct.
 *
 * @param skip fields of the value that are not looked at
 * @param table the struct's table
 */
export function conformity(value: unknown, struct: string, skip: readonly string[] = [], table: FieldTable = KUBERNETES_FIELDS): Conformity {
  const check = new TypeCheck(new Set(skip), table);
  check.value(value, struct);
  return check;
}

/** Walks a value with its type. The way to where it is is one list, copied only for what is found. */
class TypeCheck implements Conformity {
  public readonly problems: FieldProblem[] = [];
  public readonly unknown: UnknownKey[] = [];
  private readonly path: (string | number)[] = [];

  constructor(private readonly skip: ReadonlySet<string>, private readonly table: FieldTable) {}

  public value(value: unknown, type: string): void {
    if (value === null || value === undefined || type === 'any') { return; }
    if (type.startsWith('[]')) {
      this.list(value, type.slice(2));
    } else if (type.startsWith('{}')) {
      this.map(value, type.slice(2));
    } else if (Object.hasOwn(this.table, type)) {
      this.struct(value, type);
    } else {
      const rule = scalarProblem(value, type);
      if (rule) { this.report(rule, value); }
    }
  }

  private list(value: unknown, type: string): void {
    if (!Array.isArray(value)) { return this.report('must be a list', value); }
    for (let index = 0; index < value.length; index += 1) {
      this.path.push(index);
      if (value[index] === null || value[index] === undefined) { this.report('must not be null'); }
      this.value(value[index], type);
      this.path.pop();
    }
  }

  private map(value: unknown, type: string): void {
    if (!isObject(value)) { return this.report('must be a map', value); }
    for (const key of Object.keys(value)) { this.field(value, key, type); }
  }

  private struct(value: unknown, type: string): void {
    const fields = this.table[type] ?? {};
    if (!isObject(value)) { return this.report('must be a map', value); }
    for (const key of Object.keys(value)) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (field === undefined) {
        const known = Object.keys(fields);
        const suggestion = nearest(key, known);
        this.unknown.push({ path: [...this.path, key], known, ...(suggestion === undefined ? {} : { suggestion }) });
      } else if (this.path.length > 0 || !this.skip.has(key)) {
        this.field(value, key, field);
      }
    }
  }

  private field(value: { readonly [key: string]: unknown }, key: string, type: string): void {
    this.path.push(key);
    this.value(value[key], type);
    this.path.pop();
  }

  private report(rule: string, value?: unknown): void {
    this.problems.push(fieldProblem([...this.path], rule, value));
  }
}

/** Why a value is no scalar of a type of the table: the rule that it breaks. */
export function scalarProblem(value: unknown, type: string): string | undefined {
  switch (type) {
    case 'string': case 'bytes': case 'duration': return typeof value === 'string' ? undefined : textRule(value);
    case 'bool': return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'float': return typeof value === 'number' ? undefined : 'must be a number';
    case 'int32': case 'int64': return integerRule(value, type);
    case 'intOrString': return typeof value === 'string' ? undefined : integerRule(value, 'int32')?.replace('must be', 'must be text or');
    case 'quantity': return quantityRule(value);
    case 'time': return typeof value === 'string' && isTime(value) ? undefined : 'must be a time such as "2027-01-31T08:00:00Z"';
    default: throw new Error(`a table of fields names a type that nobody reads: ${type}`);
  }
}

function textRule(value: unknown): string {
  if (typeof value === 'boolean') { return 'must be text: put it in quotes (in YAML yes, no, on, off, y and n are booleans, too)'; }
  return typeof value === 'number' ? 'must be text: put it in quotes' : 'must be text';
}

function integerRule(value: unknown, type: string): string | undefined {
  const bound = INTEGERS[type] ?? 0;
  if (typeof value !== 'number' || !Number.isInteger(value)) { return 'must be a whole number'; }
  return value >= -bound && value < bound ? undefined : `must be a whole number of ${type.slice(3)} bits`;
}

/** The form alone would let the 30th of February pass. */
function isTime(text: string): boolean {
  return TIME.test(text) && !Number.isNaN(Date.parse(text)) && (text.slice(8, 10) <= '28' || dateProblem(text.slice(0, 10)) === undefined);
}

function quantityRule(value: unknown): string | undefined {
  if (typeof value === 'number') { return quantityProblem(String(value)); }
  return typeof value === 'string' ? quantityProblem(value.trim()) : 'must be a quantity such as 250m or 512Mi';
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
