import { quantityProblem } from '../model/quantity';
import { dateProblem } from '../model/requirement';
import { Path } from './document';
import { FieldProblem, fieldProblem, nearest } from './field-problem';
import { KUBERNETES_FIELDS } from './kubernetes-fields';

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
  check.value(value, struct, []);
  return check;
}

class TypeCheck implements Conformity {
  public readonly problems: FieldProblem[] = [];
  public readonly unknown: UnknownKey[] = [];

  constructor(private readonly skip: ReadonlySet<string>, private readonly table: FieldTable) {}

  public value(value: unknown, type: string, path: Path): void {
    if (value === null || value === undefined || type === 'any') { return; }
    if (type.startsWith('[]')) {
      this.list(value, type.slice(2), path);
    } else if (type.startsWith('{}')) {
      this.map(value, type.slice(2), path);
    } else if (Object.hasOwn(this.table, type)) {
      this.struct(value, type, path);
    } else {
      const rule = scalarProblem(value, type);
      if (rule) { this.problems.push(fieldProblem(path, rule, value)); }
    }
  }

  private list(value: unknown, type: string, path: Path): void {
    if (!Array.isArray(value)) {
      this.problems.push(fieldProblem(path, 'must be a list', value));
      return;
    }
    value.forEach((item, index) => {
      if (item === null || item === undefined) { this.problems.push(fieldProblem([...path, index], 'must not be null')); }
      this.value(item, type, [...path, index]);
    });
  }

  private map(value: unknown, type: string, path: Path): void {
    if (!isObject(value)) {
      this.problems.push(fieldProblem(path, 'must be a map', value));
      return;
    }
    for (const [key, item] of Object.entries(value)) { this.value(item, type, [...path, key]); }
  }

  private struct(value: unknown, type: string, path: Path): void {
    const fields = this.table[type] ?? {};
    if (!isObject(value)) {
      this.problems.push(fieldProblem(path, 'must be a map', value));
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (field === undefined) {
        const known = Object.keys(fields);
        const suggestion = nearest(key, known);
        this.unknown.push({ path: [...path, key], known, ...(suggestion === undefined ? {} : { suggestion }) });
      } else if (path.length > 0 || !this.skip.has(key)) {
        this.value(item, field, [...path, key]);
      }
    }
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
  return TIME.test(text) && dateProblem(text.slice(0, 10)) === undefined && !Number.isNaN(Date.parse(text));
}

function quantityRule(value: unknown): string | undefined {
  if (typeof value === 'number') { return quantityProblem(String(value)); }
  return typeof value === 'string' ? quantityProblem(value.trim()) : 'must be a quantity such as 250m or 512Mi';
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
