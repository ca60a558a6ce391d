import { ConfigMap, configMapOf, isConfigMap } from './config-map';

/** A configuration of Fluent Bit, by its sections. */
export interface FluentBitConfig {
  readonly service: ConfigMap;
  readonly parsers: readonly ConfigMap[];
  readonly multiline_parsers: readonly ConfigMap[];
  readonly pipeline: { readonly inputs: readonly ConfigMap[]; readonly filters: readonly ConfigMap[]; readonly outputs: readonly ConfigMap[] };
}

const SECTIONS = ['service', 'parsers', 'multiline_parsers', 'pipeline'];
const STAGES = ['inputs', 'filters', 'outputs'];

/**
 * A configuration with one in Fluent Bit's own words behind it. Whether a plugin exists and takes its options only Fluent Bit knows.
 *
 * @throws where that is no YAML, has another section, or an entry without a name
 */
export function extended(place: string, config: FluentBitConfig, text: string): FluentBitConfig {
  const extra = configMapOf(place, text, `sections: ${SECTIONS.join(', ')}`);
  checkKeys(place, extra, SECTIONS);
  const pipeline = section(`${place}: pipeline`, extra.pipeline);
  checkKeys(`${place}: pipeline`, pipeline, STAGES);
  return {
    service: { ...config.service, ...section(`${place}: service`, extra.service) },
    parsers: [...config.parsers, ...entries(`${place}: parsers`, extra.parsers)],
    multiline_parsers: [...config.multiline_parsers, ...entries(`${place}: multiline_parsers`, extra.multiline_parsers)],
    pipeline: {
      inputs: [...config.pipeline.inputs, ...entries(`${place}: pipeline: inputs`, pipeline.inputs)],
      filters: [...config.pipeline.filters, ...entries(`${place}: pipeline: filters`, pipeline.filters)],
      outputs: [...config.pipeline.outputs, ...entries(`${place}: pipeline: outputs`, pipeline.outputs)],
    },
  };
}

function checkKeys(place: string, map: ConfigMap, allowed: readonly string[]): void {
  const unknown = Object.keys(map).find(key => !allowed.includes(key));
  if (unknown !== undefined) { throw new Error(`${place}: "${unknown}" is not among its sections: ${allowed.join(', ')}`); }
}

function section(place: string, value: unknown): ConfigMap {
  if (value === undefined) { return {}; }
  if (!isConfigMap(value)) { throw new Error(`${place}: must be a map`); }
  return value;
}

function entries(place: string, value: unknown): ConfigMap[] {
  if (value === undefined) { return []; }
  if (!Array.isArray(value)) { throw new Error(`${place}: must be a list`); }
  return value.map((entry: unknown, index) => {
    if (!isConfigMap(entry) || typeof entry.name !== 'string') { throw new Error(`${place}: entry ${index + 1} must be a map with a name`); }
    return entry;
  });
}
