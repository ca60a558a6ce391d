import { readClusters } from './clusters';
import { ConfiguredOptions, configOf, readConfiguredClusters } from './configured-clusters';
import { Files } from './files';
import { reportOf } from '../coverage/coverage';
import { looksLikeAgent } from '../coverage/findings/agent-as-deployment';
import { Calendar, datesOf } from '../coverage/freshness';
import { matrixOf } from '../coverage/matrix';
import { JudgedCluster } from '../coverage/repairs';
import { CheckReport } from '../coverage/report';
import { Problem } from '../model/source';

/** What decides how clusters are judged. */
export interface JudgeOptions extends ConfiguredOptions, Calendar {
  readonly strict?: boolean;
}

/** Manifests that were held against clusters. */
export interface Judgement {
  readonly clusters: readonly JudgedCluster[];
  readonly report: CheckReport;
}

/**
 * Reads manifests and inventories, and judges them.
 *
 * @param usage what is wrong with the options; nothing is read then
 */
export function judge(manifests: readonly string[], options: JudgeOptions, usage: readonly Problem[], now: Date, files: Files): Judgement {
  const config = configOf(manifests, options);
  const { clusters: inputs, problems } = config !== undefined
    ? readConfiguredClusters(config, manifests, options, usage, looksLikeAgent, files)
    : readClusters(manifests, options, usage, looksLikeAgent, files);
  const clusters = inputs.map(({ name, minor, inventory, manifests: { daemonSets, workloads }, surroundings, policy }) => {
    const matrix = matrixOf({
      ...surroundings,
      name,
      minor,
      nodes: inventory.nodes,
      daemonSets,
      workloads,
      ...datesOf(options, inventory.observedAt, now),
      ...(policy ? { policy } : {}),
    });
    return { matrix, report: reportOf(matrix, options.strict ?? false) };
  });
  const reports = clusters.map(({ report }) => report);
  return { clusters, report: { success: problems.length === 0 && reports.every(({ success }) => success), problems, clusters: reports } };
}
