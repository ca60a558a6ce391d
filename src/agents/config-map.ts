import { isMap, parseDocument } from 'yaml';

/** A map of a configuration. */
export interface ConfigMap { readonly [key: string]: unknown }

/** The map that a text in YAML is. @throws where it is none, with what a map of this kind has */
export function configMapOf(place: string, text: string, expected: string): ConfigMap {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) { throw new Error(`${place}: must be YAML: ${error.message.split('\n')[0]!.replace(/:$/, '')}`); }
  if (!isMap(document.contents)) { throw new Error(`${place}: must be a map with ${expected}`); }
  return document.toJS({ maxAliasCount: 100 }) as ConfigMap;
}

/** Whether a value is a map. */
export function isConfigMap(value: unknown): value is ConfigMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A map with another one laid over it: what is a map in both is merged, everything else takes the place of what was there. */
export function merged(below: ConfigMap, above: ConfigMap): ConfigMap {
  const entries = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const known = entries.get(key);
    entries.set(key, isConfigMap(known) && isConfigMap(value) ? merged(known, value) : value);
  }
  return Object.fromEntries(entries);
}

/** A map that may be missing: it is empty then. @throws where it is something else */
export function sectionOf(place: string, value: unknown): ConfigMap {
  if (value === undefined) { return {}; }
  if (!isConfigMap(value)) { throw new Error(`${place}: must be a map`); }
  return value;
}

/** A list that may be missing, of maps that each say under a key what they are. @throws where it is something else */
export function entriesOf(place: string, value: unknown, key: string): ConfigMap[] {
  if (value === undefined) { return []; }
  if (!Array.isArray(value)) { throw new Error(`${place}: must be a list`); }
  return value.map((entry: unknown, index) => {
    if (!isConfigMap(entry) || typeof entry[key] !== 'string') { throw new Error(`${place}: entry ${index + 1} must be a map with a ${key}`); }
    return entry;
  });
}
