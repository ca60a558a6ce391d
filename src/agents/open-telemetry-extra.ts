import { isMap, parseDocument } from 'yaml';

/** A map of a configuration. */
export interface ConfigMap { readonly [key: string]: unknown }

/** A configuration with another one, in YAML, laid over it. @throws where that is no map */
export function overlaid(place: string, config: ConfigMap, text: string): ConfigMap {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) { throw new Error(`${place}: must be YAML: ${error.message.split('\n')[0]!.replace(/:$/, '')}`); }
  if (!isMap(document.contents)) { throw new Error(`${place}: must be a map with sections such as processors and service`); }
  return merged(config, document.toJS({ maxAliasCount: 100 }) as ConfigMap);
}

function merged(below: ConfigMap, above: ConfigMap): ConfigMap {
  const entries = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const known = entries.get(key);
    entries.set(key, isConfigMap(known) && isConfigMap(value) ? merged(known, value) : value);
  }
  return Object.fromEntries(entries);
}

function isConfigMap(value: unknown): value is ConfigMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
