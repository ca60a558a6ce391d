import { existsSync } from 'fs';
import { CONFIG_FILE, readCheckConfig } from './check-config';
import { ClusterOptions, ClusterReading, distinct, readClusters } from './clusters';
import { Problem } from '../model/source';
import { Workload } from '../model/workload';

/** Whether the clusters are those of the configuration file: neither a manifest nor an inventory is named, and the file is there. */
export function isConfigured(manifests: readonly string[], { inventory }: ClusterOptions): boolean {
  return manifests.length === 0 && inventory === undefined && existsSync(CONFIG_FILE);
}

/** Reads the clusters of the configuration file. What the command's own options say holds for each of them. */
export function readConfiguredClusters(options: ClusterOptions, usage: readonly Problem[], answers: (workload: Workload) => boolean): ClusterReading {
  const piped = [...options.also ?? [], ...options.pods ?? [], options.policy].includes('-');
  const misused = [...usage, ...piped ? [{ message: `standard input (-) goes with manifests and inventories on the command line, not with ${CONFIG_FILE}` }] : []];
  if (misused.length > 0) { return { clusters: [], problems: misused }; }
  const config = readCheckConfig(CONFIG_FILE);
  const policy = options.policy ?? config.policy;
  const readings = config.clusters.map(({ name, inventory, manifests, alsoRunning }) => {
    const own = { ...options, inventory: [inventory], also: [...alsoRunning, ...options.also ?? []], ...(policy === undefined ? {} : { policy }) };
    const reading = readClusters(manifests, own, [], answers);
    return { ...reading, clusters: reading.clusters.map(cluster => ({ ...cluster, name })) };
  });
  const problems = [...config.problems, ...readings.flatMap(reading => reading.problems)];
  const [first] = readings;
  return {
    clusters: readings.flatMap(({ clusters }) => clusters),
    ...(first?.policy ? { policy: first.policy } : {}),
    problems: distinct(problems),
  };
}
