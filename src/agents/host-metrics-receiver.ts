import { Duration } from 'cdk8s';
import { ConfigMap } from './config-map';
import { HostMetricsOptions, HostMetricsScraper } from './host-metrics-options';
import { checkedPath } from './host-path';
import { openTelemetryText } from './open-telemetry-operators';
import { INTERFACES_OF_PODS, MOUNT_POINTS_OF_PODS } from './pods-own';
import { receiverInterval } from './receiver-interval';

/** Where the container sees the root directory of the node. */
export const HOST_ROOT = '/hostfs';

const DEFAULT_INTERVAL = Duration.seconds(30);
const DEFAULT_SCRAPERS = [HostMetricsScraper.CPU, HostMetricsScraper.DISK, HostMetricsScraper.FILESYSTEM, HostMetricsScraper.LOAD, HostMetricsScraper.MEMORY];

/** Images of file systems: they are read-only, and full. */
const FULL = ['iso9660', 'squashfs'];

/** The receiver of metrics of the node itself. @throws where it could not be what is stated, or could only tell of the pod */
export function hostMetricsReceiver(place: string, options: HostMetricsOptions, hostNetwork: boolean): ConfigMap {
  const scrapers = scrapersOf(place, options, hostNetwork);
  const devices = (options.excludeDevices ?? []).map(name => devicePattern(`${place}: excludeDevices`, name));
  checkOfUse(place, options, scrapers);
  const configs: { readonly [scraper in HostMetricsScraper]?: ConfigMap } = {
    [HostMetricsScraper.DISK]: devices.length > 0 ? { exclude: matching('devices', devices.map(name => `^${name}$`)) } : {},
    [HostMetricsScraper.FILESYSTEM]: {
      exclude_mount_points: matching('mount_points', [MOUNT_POINTS_OF_PODS, ...(options.excludeMountPoints ?? []).map(path => below(`${place}: excludeMountPoints`, path))]),
      exclude_fs_types: { fs_types: [...FULL, ...(options.excludeFileSystemTypes ?? []).map(type => checkedType(`${place}: excludeFileSystemTypes`, type))], match_type: 'strict' },
      ...(devices.length > 0 ? { exclude_devices: matching('devices', devices.map(name => `^/dev/${name}$`)) } : {}),
    },
    [HostMetricsScraper.NETWORK]: { exclude: matching('interfaces', [INTERFACES_OF_PODS]) },
  };
  return {
    collection_interval: receiverInterval(`${place}: interval`, options.interval ?? DEFAULT_INTERVAL),
    root_path: HOST_ROOT,
    scrapers: Object.fromEntries(scrapers.map(scraper => [scraper, configs[scraper] ?? {}])),
  };
}

function scrapersOf(place: string, { scrapers }: HostMetricsOptions, hostNetwork: boolean): HostMetricsScraper[] {
  const chosen = scrapers ?? [...DEFAULT_SCRAPERS, ...(hostNetwork ? [HostMetricsScraper.NETWORK] : [])];
  if (chosen.length === 0) { throw new Error(`${place}: scrapers: must have at least one; to collect no metrics of the node say enabled: false`); }
  if (chosen.includes(HostMetricsScraper.NETWORK) && !hostNetwork) {
    throw new Error(`${place}: scrapers: without hostNetwork "network" would tell of the network of the pod; state hostNetwork: true, or leave it out`);
  }
  return [...new Set(chosen)].sort();
}

/** What is left out of something that is not measured was meant otherwise. */
function checkOfUse(place: string, options: HostMetricsOptions, scrapers: readonly HostMetricsScraper[]): void {
  const needs: [keyof HostMetricsOptions, HostMetricsScraper[]][] = [
    ['excludeMountPoints', [HostMetricsScraper.FILESYSTEM]],
    ['excludeFileSystemTypes', [HostMetricsScraper.FILESYSTEM]],
    ['excludeDevices', [HostMetricsScraper.FILESYSTEM, HostMetricsScraper.DISK]],
  ];
  const useless = needs.find(([prop, any]) => options[prop] !== undefined && !any.some(scraper => scrapers.includes(scraper)));
  if (useless) { throw new Error(`${place}: ${useless[0]}: is of no use without the scraper "${useless[1].join('" or "')}"; leave one of them out`); }
}

/** The Collector puts nothing in place of anything in these patterns. */
function matching(field: string, patterns: readonly string[]): ConfigMap {
  return { [field]: patterns.map(openTelemetryText), match_type: 'regexp' };
}

function below(place: string, path: string): string {
  const directory = checkedPath(place, path);
  if (directory === '/') { throw new Error(`${place}: "/" is every file system; leave out HostMetricsScraper.FILESYSTEM instead`); }
  return `^${escaped(directory)}($|/)`;
}

function devicePattern(place: string, name: string): string {
  if (!/^[-_.A-Za-z0-9*]+$/.test(name) || /^\*+$/.test(name)) {
    throw new Error(`${place}: must be the name of a disk in which "*" is any text, such as "loop*", got "${name}"`);
  }
  return name.split('*').map(escaped).join('.*');
}

function checkedType(place: string, type: string): string {
  if (!/^[-_.a-z0-9]+$/.test(type)) { throw new Error(`${place}: must be a type of file system such as "nfs4", got "${type}"`); }
  return type;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
