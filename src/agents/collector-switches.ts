/** Which collectors of an exporter are switched on and off, and where metrics are that others wrote. */
export interface CollectorSwitches {
  readonly enabled: readonly string[];
  readonly disabled: readonly string[];
  readonly textfileDirectory?: string;
}

/** The collector that reads metrics of others; it is called so in every exporter. */
const TEXTFILE = 'textfile';

/** @throws where a collector is both on and off, or one reads nothing */
export function checkSwitches(place: string, { enabled, disabled, textfileDirectory }: CollectorSwitches): void {
  const both = enabled.find(collector => disabled.includes(collector));
  if (both) { throw new Error(`${place}: "${both}" is both in enabledCollectors and in disabledCollectors; say it once`); }
  if (textfileDirectory !== undefined && disabled.includes(TEXTFILE)) {
    throw new Error(`${place}: textfileDirectory: is read by nobody while "${TEXTFILE}" is in disabledCollectors; leave one of them out`);
  }
  if (textfileDirectory === undefined && enabled.includes(TEXTFILE)) {
    throw new Error(`${place}: enabledCollectors: "${TEXTFILE}" reads nothing without textfileDirectory; say which directory`);
  }
}

/** The names in one order, each once. */
export function sortedNames(collectors: Iterable<string>): string[] {
  return [...new Set(collectors)].sort();
}
