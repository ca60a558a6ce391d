import { objectOf, Path } from './document';
import { isObject } from './wire-types';
import { YamlEdit } from '../model/yaml-edit';

/** A step of a path as edits write it: a plain key, an index, or a key in quotes. */
const STEP = /\.?([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** A copy of a value with edits, one after the other; undefined where one of them leads nowhere. */
export function edited(value: unknown, edits: readonly YamlEdit[]): unknown {
  return edits.reduce<unknown>((copy, edit) => copy === undefined ? undefined : editedAt(copy, parsePath(edit.path), edit), value);
}

/** The way to a value from its text, such as `spec.template.spec.nodeSelector["kubernetes.io/os"]`; undefined where it is none. */
export function parsePath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const [, word, index, key] = STEP.exec(text) ?? [];
    if (word !== undefined) { path.push(word); } else if (index !== undefined) { path.push(Number(index)); } else if (key !== undefined) { path.push(unquoted(key)); } else { return undefined; }
  }
  return path;
}

function unquoted(key: string): string {
  try { return String(JSON.parse(key)); } catch { return key; }
}

function editedAt(value: unknown, path: Path | undefined, edit: YamlEdit): unknown {
  const [step, ...rest] = path ?? [];
  if (step === undefined) { return undefined; }
  return typeof step === 'number' ? inList(value, step, rest, edit) : inMap(value, step, rest, edit);
}

function inMap(value: unknown, key: string, rest: Path, edit: YamlEdit): unknown {
  if (!isObject(value) && value !== null && value !== undefined) { return undefined; }
  const entries = new Map(Object.entries(value ?? {}));
  const next = rest.length > 0 ? editedAt(entries.get(key), rest, edit) : changed(entries.get(key), edit);
  if (next === undefined) { return undefined; }
  if (next === null) { entries.delete(key); } else { entries.set(key, next); }
  return objectOf(entries);
}

function inList(value: unknown, index: number, rest: Path, edit: YamlEdit): unknown {
  if (!Array.isArray(value) || index >= value.length) { return undefined; }
  const next = rest.length > 0 ? editedAt(value[index], rest, edit) : changed(value[index], edit);
  if (next === undefined) { return undefined; }
  return value.flatMap((item: unknown, at) => at !== index ? [item] : next === null ? [] : [next]);
}

/** What stands at the end of the path afterwards: null for nothing. */
function changed(value: unknown, { add, set }: YamlEdit): unknown {
  if (!add) { return set ?? null; }
  const list = value ?? [];
  return Array.isArray(list) ? [...list as unknown[], ...add] : undefined;
}
