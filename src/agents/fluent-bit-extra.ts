import { ConfigMap, configMapOf, entriesOf, sectionOf } from './config-map';

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
  const pipeline = sectionOf(`${place}: pipeline`, extra.pipeline);
  checkKeys(`${place}: pipeline`, pipeline, STAGES);
  return {
    service: { ...config.service, ...sectionOf(`${place}: service`, extra.service) },
    parsers: [...config.parsers, ...entriesOf(`${place}: parsers`, extra.parsers, 'name')],
    multiline_parsers: [...config.multiline_parsers, ...entriesOf(`${place}: multiline_parsers`, extra.multiline_parsers, 'name')],
    pipeline: {
      inputs: [...config.pipeline.inputs, ...entriesOf(`${place}: pipeline: inputs`, pipeline.inputs, 'name')],
      filters: [...config.pipeline.filters, ...entriesOf(`${place}: pipeline: filters`, pipeline.filters, 'name')],
      outputs: [...config.pipeline.outputs, ...entriesOf(`${place}: pipeline: outputs`, pipeline.outputs, 'name')],
    },
  };
}

function checkKeys(place: string, map: ConfigMap, allowed: readonly string[]): void {
  const unknown = Object.keys(map).find(key => !allowed.includes(key));
  if (unknown !== undefined) { throw new Error(`${place}: "${unknown}" is not among its sections: ${allowed.join(', ')}`); }
}
