import { ClusterOptions, readClusters } from './clusters';
import { isConfigured, readConfiguredClusters } from './configured-clusters';
import { Files } from './files';
import { reportOf } from '../coverage/coverage';
import { looksLikeAgent } from '../coverage/findings/agent-as-deployment';
import { CoverageInput, matrixOf } from '../coverage/matrix';
import { JudgedCluster } from '../coverage/repairs';
import { CheckReport } from '../coverage/report';
import { Inventory } from '../inventory/inventory';
import { Problem } from '../model/source';

/** What decides how clusters are judged. */
export interface JudgeOptions extends ClusterOptions {
  readonly strict?: boolean;
  readonly today?: string;
  readonly maxAge?: string;
}

/** Manifests that were held against clusters. */
export interface Judgement {
  readonly clusters: readonly JudgedCluster[];
  readonly report: CheckReport;
}

/** Ages such as 14d or 12h. */
export const AGE = /^(\d{1,5})(d|h)$/;

const HOURS: { readonly [unit: string]: number } = { d: 24, h: 1 };

/**
 * Reads manifests and inventories, and judges them.
 *
 * @param usage what is wrong with the options; nothing is read then
 */
export function judge(manifests: readonly string[], options: JudgeOptions, usage: readonly Problem[], now: Date, files: Files): Judgement {
  const { clusters: inputs, policy, problems } = isConfigured(manifests, options)
    ? readConfiguredClusters(options, usage, looksLikeAgent, files)
    : readClusters(manifests, options, usage, looksLikeAgent, files);
  const clusters = inputs.map(({ name, minor, inventory, manifests: { daemonSets, workloads }, surroundings }) => {
    const matrix = matrixOf({
      ...surroundings,
      name,
      minor,
      nodes: inventory.nodes,
      daemonSets,
      workloads,
      today: options.today ?? now.toISOString().slice(0, 10),
      ...freshnessOf(inventory, options, now),
      ...(policy ? { policy } : {}),
    });
    return { matrix, report: reportOf(matrix, options.strict ?? false) };
  });
  const reports = clusters.map(({ report }) => report);
  return { clusters, report: { success: problems.length === 0 && reports.every(({ success }) => success), problems, clusters: reports } };
}

function freshnessOf({ observedAt }: Inventory, { today, maxAge }: JudgeOptions, now: Date): Pick<CoverageInput, 'freshness'> {
  if (maxAge === undefined) { return {}; }
  const instant = today === undefined ? now : new Date(`${today}T00:00:00Z`);
  const [, number = '0', unit = 'd'] = AGE.exec(maxAge) ?? [];
  const oldest = new Date(instant.getTime() - Number(number) * (HOURS[unit] ?? 0) * 3_600_000).toISOString();
  return { freshness: { oldest, ...(observedAt === undefined ? {} : { observedAt }) } };
}
