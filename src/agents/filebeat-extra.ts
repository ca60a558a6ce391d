import { ConfigMap, configMapOf, entriesOf, isConfigMap, merged, sectionOf } from './config-map';

/** A configuration of Filebeat: whatever it has, it has inputs and one output. */
export interface FilebeatConfig extends ConfigMap {
  readonly filebeat: ConfigMap & { readonly inputs: readonly ConfigMap[] };
  readonly output: ConfigMap;
}

/**
 * A configuration with one in Filebeat's own words laid over it. Whether an option exists only Filebeat knows.
 *
 * @throws where that is no YAML, no map, or has inputs without a type
 */
export function withExtra(place: string, config: FilebeatConfig, text: string): ConfigMap {
  const extra = nested(configMapOf(place, text, 'sections such as processors and output'));
  const { inputs, ...filebeat } = sectionOf(`${place}: filebeat`, extra.filebeat);
  const output = sectionOf(`${place}: output`, extra.output);
  const another = Object.keys(output).some(kind => config.output[kind] === undefined);
  return merged(
    { ...config, ...(another ? { output: {} } : {}) }, // it takes one output only
    { ...extra, filebeat: { ...filebeat, inputs: [...config.filebeat.inputs, ...entriesOf(`${place}: filebeat.inputs`, inputs, 'type')] } },
  );
}

/** The same with a map for each dot in a key: to Filebeat both are one. */
function nested(map: ConfigMap): ConfigMap {
  return Object.entries(map).reduce<ConfigMap>((whole, [key, value]) => {
    const below = isConfigMap(value) ? nested(value) : value;
    return merged(whole, key.split('.').reduceRight<unknown>((inner, part) => Object.fromEntries([[part, inner]]), below) as ConfigMap);
  }, {});
}
