import { Path } from './document';
import { FieldProblem } from './field-problem';
import { KUBERNETES_FIELDS } from './kubernetes-fields';
import { FieldTable, isObject, scalarProblem } from './wire-types';

/**
 * All problems of a value at once: those of its types, and what rules find in it once wrong types are out of their way.
 * What a rule says about a place whose type is wrong, or about what holds it, is left out: it may only follow from that.
 *
 * @param struct what the value is to be
 * @param typeProblems what is wrong with its types
 * @param rules what else there is to say about a value whose types are right
 */
export function allProblems<T extends object>(
  value: T, struct: string, typeProblems: readonly FieldProblem[], rules: (value: T) => readonly FieldProblem[], table: FieldTable = KUBERNETES_FIELDS,
): readonly FieldProblem[] {
  if (typeProblems.length === 0) { return rules(value); }
  const follows = ({ path }: FieldProblem) => typeProblems.some(({ path: wrong }) => within(path, wrong) || within(wrong, path));
  return [...typeProblems, ...rules(mended(value, struct, table) as T).filter(problem => !follows(problem))];
}

/** The value with what is of a wrong type left out, or spelled as it was probably meant: a number where text belongs is that text. */
function mended(value: unknown, type: string, table: FieldTable): unknown {
  if (value === null || value === undefined || type === 'any') { return value; }
  if (type.startsWith('[]')) { return mendedList(value, type.slice(2), table); }
  if (type.startsWith('{}')) { return isObject(value) ? mendedMap(value, () => type.slice(2), table) : {}; }
  if (Object.hasOwn(table, type)) {
    const fields = table[type] ?? {};
    return isObject(value) ? mendedMap(value, key => Object.hasOwn(fields, key) ? fields[key] : undefined, table) : {};
  }
  if (scalarProblem(value, type) === undefined) { return value; }
  return type === 'string' && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : undefined;
}

/** Items keep their indices: one that makes no sense is an empty one. */
function mendedList(value: unknown, type: string, table: FieldTable): unknown[] {
  const empty = type === 'string' ? '' : Object.hasOwn(table, type) ? {} : 0;
  return Array.isArray(value) ? value.map(item => mended(item, type, table) ?? empty) : [];
}

function mendedMap(value: { readonly [key: string]: unknown }, typeOf: (key: string) => string | undefined, table: FieldTable): { [key: string]: unknown } {
  const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    const type = typeOf(key);
    const whole = type === undefined ? undefined : mended(item, type, table);
    return whole === undefined ? [] : [[key, whole]];
  });
  return Object.fromEntries(entries);
}

/** Whether a path leads to the value at another, or into it. */
function within(path: Path, outer: Path): boolean {
  return outer.every((step, index) => path[index] === step);
}
