import { checkPort } from './agent-port';
import { ILogCollector } from './i-log-collector';
import { ContainerLogFormat, LogCollectionOptions, NodeJournal, WhenBufferFull } from './log-collection-options';
import { LogCollector } from './log-collector';
import { LogCollectorFeature } from './log-collector-feature';
import { LogDestination } from './log-destination';
import { dnsLabelProblem } from '../model/label';
import { Quantity, quantityProblem } from '../model/quantity';

const SMALLEST_BUFFER = 16 * 1024 * 1024;
const PATH = /^(\/[-._A-Za-z0-9]+)+$/;

/** What a prop of its own asks for; the endpoint of S3 is one of the destination. */
type AskedFeature = Exclude<LogCollectorFeature, LogCollectorFeature.S3_ENDPOINT>;

/** What each feature is in a sentence, and the prop that asks for it. */
const FEATURES: { readonly [feature in AskedFeature]: { readonly prop: string; readonly cannot: string } } = {
  [LogCollectorFeature.POD_METADATA]: { prop: 'podMetadata', cannot: 'cannot ask the API server about pods' },
  [LogCollectorFeature.JOURNAL]: { prop: 'journal', cannot: 'cannot read the journal of the node' },
  [LogCollectorFeature.MULTILINE]: { prop: 'multiline', cannot: 'cannot join lines' },
  [LogCollectorFeature.DOCKER_FORMAT]: { prop: 'format', cannot: 'cannot read the log format of Docker' },
  [LogCollectorFeature.DROP_OLDEST]: { prop: 'whenFull', cannot: 'cannot drop what is oldest in its buffer' },
  [LogCollectorFeature.HOST_BUFFER]: { prop: 'bufferLimit', cannot: 'cannot keep on the node what could not be sent yet' },
};

/** @throws where the collector cannot do what is asked of it, naming those that can */
export function checkFeatures(place: string, collector: ILogCollector, options: LogCollectionOptions): void {
  const asked: { readonly [feature in AskedFeature]: boolean } = {
    [LogCollectorFeature.POD_METADATA]: options.podMetadata === true,
    [LogCollectorFeature.JOURNAL]: options.journal !== undefined,
    [LogCollectorFeature.MULTILINE]: options.multiline !== undefined,
    [LogCollectorFeature.DOCKER_FORMAT]: options.format === ContainerLogFormat.DOCKER,
    [LogCollectorFeature.DROP_OLDEST]: options.whenFull === WhenBufferFull.DROP_OLDEST,
    [LogCollectorFeature.HOST_BUFFER]: options.bufferLimit !== undefined,
  };
  for (const feature of Object.keys(FEATURES) as AskedFeature[]) {
    if (!asked[feature] || collector.features.includes(feature)) { continue; }
    const { prop, cannot } = FEATURES[feature];
    throw new Error(`${place}: ${prop}: ${collector.programName} ${cannot}${others(other => other.features.includes(feature))}`);
  }
}

/** The destination, if the collector can send there. */
export function checkedDestination(place: string, collector: ILogCollector, destination: LogDestination): LogDestination {
  const { programName, destinationKinds } = collector;
  const hasEndpoint = destination.bucket?.endpoint !== undefined;
  const reaches = (other: ILogCollector) =>
    other.destinationKinds.includes(destination.kind) && (!hasEndpoint || other.features.includes(LogCollectorFeature.S3_ENDPOINT));
  if (reaches(collector)) { return destination; }
  const cannot = destinationKinds.includes(destination.kind) ? 'another store than Amazon S3' : `${destination.kind}, only to ${destinationKinds.join(', ')}`;
  throw new Error(`${place}: destination: ${programName} cannot send to ${cannot}${others(reaches)}`);
}

/** The log files of the namespaces and pods that are left out. */
export function excludedLogs(place: string, { excludeNamespaces = [], excludePods = [] }: LogCollectionOptions): string[] {
  for (const namespace of excludeNamespaces) {
    const problem = dnsLabelProblem(namespace);
    if (problem) { throw new Error(`${place}: excludeNamespaces: a namespace ${problem}, got "${namespace}"`); }
  }
  return [
    ...excludeNamespaces.map(namespace => `/var/log/containers/*_${namespace}_*.log`),
    ...excludePods.map(pattern => excludedPod(`${place}: excludePods`, pattern)),
  ];
}

function excludedPod(place: string, pattern: string): string {
  const parts = /^(?:([-a-z0-9]+)\/)?([-.a-z0-9*]+)$/.exec(pattern);
  if (!parts) { throw new Error(`${place}: must be the name of a pod in which "*" is any text, with or without "<namespace>/" before it, got "${pattern}"`); }
  if (/^\*+$/.test(parts[2]!)) { throw new Error(`${place}: "${pattern}" is every pod; to leave out a namespace use excludeNamespaces`); }
  return `/var/log/containers/${parts[2]}_${parts[1] ?? '*'}_*.log`;
}

/** The journal, if its path and its units can be ones. */
export function checkedJournal(place: string, journal: NodeJournal | undefined): NodeJournal | undefined {
  if (journal === undefined) { return undefined; }
  const { path = '/var/log/journal', units = ['kubelet.service', 'containerd.service', 'crio.service', 'docker.service'] } = journal;
  checkDirectory(`${place}: journal: path`, path);
  if (units.length === 0) { throw new Error(`${place}: journal: units: must name at least one, such as "kubelet.service"; leave it out for the usual ones`); }
  for (const unit of units) {
    if (!/^[-:_.\\@a-zA-Z0-9]+\.[a-z]+$/.test(unit)) { throw new Error(`${place}: journal: units: must be a unit of systemd such as "kubelet.service", got "${unit}"`); }
  }
  return { path, units: [...units] };
}

/** @throws where a path is not absolute, or has characters that a configuration would have to quote */
export function checkDirectory(place: string, path: string): void {
  if (!PATH.test(path) || path.split('/').includes('..')) {
    throw new Error(`${place}: must be an absolute path of letters, digits, "-", "_" and ".", got "${path}"`);
  }
}

/** The size of the buffer. */
export function bufferBytes(place: string, text: string): number {
  const problem = quantityProblem(text);
  if (problem) { throw new Error(`${place}: ${problem}, got "${text}"`); }
  const amount = Number(Quantity.parse(text).value);
  if (amount < SMALLEST_BUFFER) { throw new Error(`${place}: must be at least 16Mi, got "${text}"`); }
  return amount;
}

/** @throws where it is no port */
export function checkMetricsPort(place: string, port: number | undefined): void {
  if (port !== undefined) { checkPort(`${place}: metricsPort`, port); }
}

function others(can: (collector: ILogCollector) => boolean): string {
  const names = LogCollector._that(can);
  const last = names.pop();
  if (last === undefined) { return ''; }
  return `; ${names.length > 0 ? `${names.join(', ')} and ` : ''}${last} can`;
}
