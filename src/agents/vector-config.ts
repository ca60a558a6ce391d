import { stringify } from 'yaml';
import { ConfigMap, configMapOf, isConfigMap, merged } from './config-map';
import { LogCollection } from './i-log-collector';
import { NodeJournal } from './log-collection-options';
import { inPodLogs } from './pod-logs';
import { VectorOptions } from './vector-options';
import { beginsMessage, journalProgram, linesProgram, ofOthers, partsProgram, recordsProgram, WHOLE } from './vector-programs';
import { secretBackends, shapeFor, vectorSink } from './vector-sinks';

/** The port on which Vector tells how it does: that of its exporter. */
export const VECTOR_METRICS_PORT = 9598;

/** After how long without another line, in milliseconds, a line or a message is complete. */
const COMPLETE_AFTER = 5000;

/** The runtime divides lines at 16 KiB: so many parts are 1 MiB. */
const MOST_PARTS = 64;
const MOST_LINES = 1000;

/** Docker writes a part as JSON, which may take six characters for one. */
const LONGEST_LINE = 128 * 1024;

/** The whole configuration, as YAML. Nothing of it is put in place of variables. */
export function vectorConfig(collection: LogCollection, { extraConfig }: VectorOptions): string {
  const { destination, journal, statePath, metricsPort } = collection;
  const chain = containerTransforms(collection);
  const shape = shapeFor(destination);
  const config: ConfigMap = {
    data_dir: statePath,
    acknowledgements: { enabled: true }, // a read position is kept when what was read is in the buffer
    ...secretBackends(destination),
    sources: {
      containers: containerLogs(collection),
      ...(journal ? { journal: journalOf(journal) } : {}),
      own_metrics: { type: 'internal_metrics', scrape_interval_secs: 15 },
    },
    transforms: {
      ...chain.transforms,
      ...(journal ? { units: { type: 'remap', inputs: ['journal'], source: journalProgram() } } : {}),
      records: { type: 'remap', inputs: [chain.last, ...(journal ? ['units'] : [])], source: recordsProgram() },
      ...(shape === undefined ? {} : { shape: { type: 'remap', inputs: ['records'], source: shape } }),
    },
    sinks: {
      destination: vectorSink(collection, shape === undefined ? 'records' : 'shape'),
      metrics: { type: 'prometheus_exporter', inputs: ['own_metrics'], address: `0.0.0.0:${metricsPort ?? VECTOR_METRICS_PORT}` },
    },
  };
  return quotedSecrets(stringify(extraConfig === undefined ? config : extended(config, extraConfig), { lineWidth: 0, aliasDuplicateObjects: false }));
}

/**
 * Vector puts secrets into the text before it reads that as YAML. Without quotes around it, `0123` would be a number, and `a #b` be `a`. Only a secret with a
 * `'` in it cannot be taken.
 *
 * @see https://github.com/vectordotdev/vector/pull/25905
 */
function quotedSecrets(yaml: string): string {
  return yaml.replace(/(?<=^[^\n]*(?:: |- ))SECRET\[[^\]\n]+\]$/gm, secret => `'${secret}'`);
}

/** Rotated files are read, too, until they are compressed. */
function containerLogs({ ownLogs, excludedLogs, podMetadata }: LogCollection): ConfigMap {
  const excluded = ['**/*.gz', '**/*.tmp', ...[...ownLogs, ...excludedLogs].map(pattern => inPodLogs(pattern, '*'))];
  const reading = { max_line_bytes: LONGEST_LINE, glob_minimum_cooldown_ms: 10000, rotate_wait_secs: 60 };
  return podMetadata ? {
    type: 'kubernetes_logs',
    exclude_paths_glob_patterns: excluded,
    auto_partial_merge: false, // it would put parts of both streams of a container together
    pod_annotation_fields: { pod_annotations: '' },
    node_annotation_fields: { node_labels: '' },
    use_apiserver_cache: true,
    ...reading,
  } : {
    type: 'file',
    include: ['/var/log/pods/*/*/*.log*'],
    exclude: excluded,
    host_key: '', // it would be the name of the pod
    ignore_not_found: true,
    ...reading,
  };
}

/** Everything that was not read yet, also of what was before the node started. */
function journalOf({ path, units }: NodeJournal): ConfigMap {
  return { type: 'journald', journal_directory: path, include_units: units, current_boot_only: false };
}

/** The transforms of the lines of containers, in their order; each has the one before it as its input. */
function containerTransforms(collection: LogCollection): { readonly transforms: ConfigMap; readonly last: string } {
  const { podMetadata, format, multiline } = collection;
  const others = podMetadata ? ofOthers(collection) : undefined;
  const steps: [string, ConfigMap][] = [
    ...(others === undefined ? [] : [['others', { type: 'filter', condition: others }] as [string, ConfigMap]]),
    ['lines', { type: 'remap', source: podMetadata ? partsProgram() : linesProgram(format) }],
    ['whole_lines', together('concat_raw', { ends_when: WHOLE, max_events: MOST_PARTS })],
    ...(multiline ? [['messages', together('concat_newline', { starts_when: beginsMessage(multiline), max_events: MOST_LINES })] as [string, ConfigMap]] : []),
  ];
  const inputs = ['containers', ...steps.map(([name]) => name)];
  return {
    transforms: Object.fromEntries(steps.map(([name, { type, ...rest }], index) => [name, { type, inputs: [inputs[index]], ...rest }])),
    last: inputs[inputs.length - 1]!,
  };
}

/** Of each stream of each container by itself; all but the text is that of the first. */
function together(strategy: string, until: ConfigMap): ConfigMap {
  return {
    type: 'reduce',
    group_by: ['origin', 'stream'],
    merge_strategies: { message: strategy, timestamp: 'discard', part: 'retain', kubernetes: 'discard' },
    expire_after_ms: COMPLETE_AFTER,
    ...until,
  };
}

const COMPONENTS = ['sources', 'transforms', 'sinks'];

/** A configuration with one in Vector's own words laid over it. @throws where Vector would not start with it, as far as that can be told */
function extended(below: ConfigMap, text: string): ConfigMap {
  const config = merged(below, configMapOf('extraConfig', text, 'sections such as transforms and sinks'));
  const kinds = Object.fromEntries(COMPONENTS.map(kind => [kind, components(kind, config[kind])]));
  const outputs = [...Object.keys(kinds.sources!), ...Object.keys(kinds.transforms!)];
  for (const kind of ['transforms', 'sinks']) {
    for (const [name, { inputs }] of Object.entries(kinds[kind]!)) { checkInputs(`extraConfig: ${kind}: ${name}: inputs`, inputs, outputs); }
  }
  return config;
}

function components(kind: string, section: unknown): { readonly [name: string]: ConfigMap } {
  if (!isConfigMap(section)) { throw new Error(`extraConfig: ${kind}: must be a map`); }
  for (const [name, component] of Object.entries(section)) {
    if (!isConfigMap(component) || typeof component.type !== 'string') { throw new Error(`extraConfig: ${kind}: ${name}: must be a map with a type`); }
  }
  return section as { readonly [name: string]: ConfigMap };
}

/** An input may be one of several outputs of a component, `<name>.<output>`, or a pattern. */
function checkInputs(place: string, inputs: unknown, outputs: readonly string[]): void {
  if (!Array.isArray(inputs) || inputs.length === 0) { throw new Error(`${place}: must be a list of sources and transforms: ${outputs.join(', ')}`); }
  const unknown = inputs.find((input: unknown) => typeof input !== 'string' || !(input.includes('*') || outputs.includes(input) || outputs.includes(input.split('.')[0]!)));
  if (unknown !== undefined) { throw new Error(`${place}: ${JSON.stringify(unknown)} is no source and no transform; there are ${outputs.join(', ')}`); }
}
