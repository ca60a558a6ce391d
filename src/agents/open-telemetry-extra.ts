import { ConfigMap, configMapOf, isConfigMap } from './config-map';

/** A configuration with another one, in YAML, laid over it. @throws where that is no map */
export function overlaid(place: string, config: ConfigMap, text: string): ConfigMap {
  return merged(config, configMapOf(place, text, 'sections such as processors and service'));
}

function merged(below: ConfigMap, above: ConfigMap): ConfigMap {
  const entries = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const known = entries.get(key);
    entries.set(key, isConfigMap(known) && isConfigMap(value) ? merged(known, value) : value);
  }
  return Object.fromEntries(entries);
}
