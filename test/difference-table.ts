/** Compact JSON with its keys sorted, as the cells of a table of differences have it. */
export function shown(value: unknown): string {
  return value === undefined ? '–' : JSON.stringify(value, (_, part) => isMap(part) ? Object.fromEntries(Object.entries(part).sort()) : part);
}

/** `a.b[0].c`; a key with dots is not asked for by itself. */
export function valueAt(object: unknown, field: string): unknown {
  return field.split(/\.|(?=\[)/).reduce<unknown>((value, key) => (value as { [key: string]: unknown } | undefined)?.[key.replace(/^\[|\]$/g, '')], object);
}

/** The places of all values that have no further ones within. */
export function leaves(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) { return [at]; }
  if (Array.isArray(value)) { return value.flatMap((item, index) => leaves(item, `${at}[${index}]`)); }
  if (Object.keys(value).some(key => key.includes('.'))) { return [at]; }
  return Object.entries(value).flatMap(([key, item]) => leaves(item, at === '' ? key : `${at}.${key}`));
}

/** Whether a field is this one or stands within it. */
export function isWithin(leaf: string, field: string): boolean {
  return leaf === field || leaf.startsWith(`${field}.`) || leaf.startsWith(`${field}[`);
}

function isMap(part: unknown): part is object {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}
