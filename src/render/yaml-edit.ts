import { YamlEdit } from '../model/yaml-edit';

/** An edit of a manifest as one line: `spec.x: add {key: a, operator: Exists}`. */
export function showEdit({ path, add, set }: YamlEdit): string {
  if (add) { return `${path}: add ${add.map(flow).join(', ')}`; }
  return set === null || set === undefined ? `${path}: remove` : `${path}: ${flow(set)}`;
}

/** A value as YAML writes it on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) { return `[${value.map(flow).join(', ')}]`; }
  if (typeof value === 'object' && value !== null) { return `{ ${Object.entries(value).map(([key, item]) => `${flow(key)}: ${flow(item)}`).join(', ')} }`; }
  return typeof value === 'string' && PLAIN.test(value) && !KEYWORD.test(value) ? value : JSON.stringify(value);
}

/** Texts that need no quotes, and those among them that YAML takes for something else. */
const PLAIN = /^[A-Za-z][\w./-]*$/;
const KEYWORD = /^(y|n|yes|no|on|off|true|false|null)$/i;
