import { alloyBlocks, shown } from './alloy-extra';
import { alloyFiles, rule } from './alloy-files';
import { AlloyLogLevel, AlloyOptions } from './alloy-options';
import { alloyOutput } from './alloy-outputs';
import { commonStages, containerStages } from './alloy-stages';
import { AlloyBlock, AlloyExpression, alloyText, exported, literally } from './alloy-syntax';
import { LogCollection } from './i-log-collector';
import { NodeJournal } from './log-collection-options';
import { LogDestinationKind } from './log-destination';

/** The port on which Alloy tells how it does. */
export const ALLOY_METRICS_PORT = 12345;

/** By default, what is older than seven hours is left out, also after a time in which nothing could be sent. */
const WHOLE_JOURNAL = '8760h';

/** The whole configuration. @throws where options contradict the collection, or their words are not whole */
export function alloyConfig(collection: LogCollection, { logLevel = AlloyLogLevel.INFO, extraStages, extraConfig }: AlloyOptions): string {
  if (collection.destination.kind === LogDestinationKind.STANDARD_OUTPUT && [AlloyLogLevel.ERROR, AlloyLogLevel.WARN].includes(logLevel)) {
    throw new Error(`logLevel: Alloy prints logs at the level info, so that with "${logLevel}" none would come to standard output; leave it out or name another destination`);
  }
  const { receiver, blocks } = alloyOutput(collection.destination);
  const generated: AlloyBlock[] = [
    { name: 'logging', arguments: { level: logLevel, format: 'logfmt' } },
    ...alloyFiles(collection, 'loki.process.containers.receiver'),
    { name: 'loki.process', label: 'containers', arguments: { forward_to: [receiver] }, blocks: containerStages(collection, extraStages) },
    ...(collection.journal ? journalOf(collection.journal, receiver) : []),
    ...blocks,
  ];
  const taken = generated.map(({ name, label }) => shown(name, label));
  return alloyText([...generated, ...(extraConfig === undefined ? [] : [{ lines: alloyBlocks('extraConfig', extraConfig, taken) }])]);
}

/** Alloy can only read entries that match all of several conditions, so that those of other units are dropped after it has read them. */
function journalOf({ path, units }: NodeJournal, receiver: AlloyExpression): AlloyBlock[] {
  const unit = ['__journal__systemd_unit'];
  return [
    {
      name: 'loki.relabel',
      label: 'journal',
      arguments: { forward_to: [] },
      blocks: [rule({ action: 'keep', source_labels: unit, regex: units!.map(literally).join('|') }), rule({ source_labels: unit, target_label: 'unit' })],
    },
    {
      name: 'loki.source.journal',
      label: 'journal',
      arguments: {
        path: path!,
        max_age: WHOLE_JOURNAL,
        relabel_rules: exported('loki.relabel.journal.rules'),
        forward_to: [exported('loki.process.journal.receiver')],
      },
    },
    { name: 'loki.process', label: 'journal', arguments: { forward_to: [receiver] }, blocks: commonStages() },
  ];
}
