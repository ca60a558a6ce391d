import { ConfigMap, configMapOf, mergedConfigMaps } from './config-map';

/** A configuration with another one, in YAML, laid over it. @throws where that is no map */
export function overlaid(place: string, config: ConfigMap, text: string): ConfigMap {
  return mergedConfigMaps(config, configMapOf(place, text, 'sections such as processors and service'));
}
