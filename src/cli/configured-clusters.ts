import { existsSync } from 'fs';
import { readCheckConfig } from './check-config';
import { ClusterOptions, ClusterReading, readClusters } from './clusters';
import { Files } from './files';
import { Problem } from '../model/source';
import { Workload } from '../model/workload';

/** The file that is read where neither a manifest, nor an inventory, nor another configuration is named. */
const CONFIG_FILE = 'everynode.yaml';

/** The options of a command that reads a configuration. */
export interface ConfiguredOptions extends ClusterOptions {
  /** The path of a configuration. */
  readonly config?: string;
}

/** The configuration file that names the clusters; undefined where the command line names manifests and inventories itself. */
export function configOf(manifests: readonly string[], { inventory, config }: ConfiguredOptions): string | undefined {
  return config ?? (manifests.length === 0 && inventory === undefined && existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined);
}

/** Reads the clusters of a configuration file. What the command's own options say holds for each of them. */
export function readConfiguredClusters(
  file: string, manifestsBeside: readonly string[], options: ConfiguredOptions, usage: readonly Problem[], answers: (workload: Workload) => boolean,
  files = new Files(),
): ClusterReading {
  const misused = [...usage, ...misuse(file, manifestsBeside, options)];
  if (misused.length > 0) { return { clusters: [], problems: misused }; }
  const config = readCheckConfig(file, files);
  const readings = config.clusters.map(({ name, inventory, manifests, alsoRunning, policy: ofCluster }) => {
    const policy = options.policy ?? ofCluster ?? config.policy;
    const own = { ...options, inventory: [inventory], also: [...alsoRunning, ...options.also ?? []], ...(policy === undefined ? {} : { policy }) };
    const reading = readClusters(manifests, own, [], answers, files);
    return { ...reading, clusters: reading.clusters.map(cluster => ({ ...cluster, name })) };
  });
  const problems = [...config.problems, ...readings.flatMap(reading => reading.problems)];
  return {
    clusters: readings.flatMap(({ clusters }) => clusters),
    problems: [...new Map(problems.map(problem => [JSON.stringify(problem), problem])).values()],
  };
}

function misuse(file: string, manifests: readonly string[], { inventory = [], also = [], pods = [], policy }: ConfiguredOptions): Problem[] {
  const piped = [...also, ...pods, policy].includes('-');
  return [
    ...file === '-' || file === '' ? [{ message: `--config must be a file, since its paths are relative to it, got "${file}"` }] : [],
    ...manifests.length > 0 || inventory.length > 0 ? [{ message: 'manifests and --inventory cannot stand beside --config: it names both' }] : [],
    ...piped ? [{ message: `standard input (-) goes with manifests and inventories on the command line, not with ${file}` }] : [],
  ];
}
