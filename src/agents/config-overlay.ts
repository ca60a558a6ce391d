import { ConfigMap, configMapOf, isConfigMap } from './config-map';

/**
 * A configuration with another one, in YAML, laid over it: maps are merged, everything else takes the place of what was there.
 *
 * @throws where that is no map; told is what it has then
 */
export function overlaid(place: string, config: ConfigMap, text: string, expected: string): ConfigMap {
  return merged(config, configMapOf(place, text, expected));
}

function merged(below: ConfigMap, above: ConfigMap): ConfigMap {
  const entries = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const known = entries.get(key);
    entries.set(key, isConfigMap(known) && isConfigMap(value) ? merged(known, value) : value);
  }
  return Object.fromEntries(entries);
}
