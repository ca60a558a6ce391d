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

/** A map with another one laid over it: what both have is merged where it is a map, and else is as in the other one. */
export function mergedConfigMaps(below: ConfigMap, above: ConfigMap): ConfigMap {
  const entries = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const known = entries.get(key);
    entries.set(key, isConfigMap(known) && isConfigMap(value) ? mergedConfigMaps(known, value) : value);
  }
  return Object.fromEntries(entries);
}
