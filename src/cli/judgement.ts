import { distinct, readClusters } from './clusters';
import { ConfiguredOptions, configOf, readConfiguredClusters } from './configured-clusters';
import { Files } from './files';
import { reportOf } from '../coverage/coverage';
import { looksLikeAgent } from '../coverage/findings/agent-as-deployment';
import { Calendar, datesOf } from '../coverage/freshness';
import { matrixOf } from '../coverage/matrix';
import { JudgedCluster } from '../coverage/repairs';
import { CheckReport } from '../coverage/report';
import { scenariosNamed } from '../model/scenario';
import { Problem } from '../model/source';

/** What decides how clusters are judged. */
export interface JudgeOptions extends ConfiguredOptions, Calendar {
  readonly strict?: boolean;

  /** The names of scenarios to lay over the nodes. */
  readonly scenario?: readonly string[];
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
  const { clusters: inputs, problems: unreadable } = config !== undefined
    ? readConfiguredClusters(config, manifests, options, usage, looksLikeAgent, files)
    : readClusters(manifests, options, usage, looksLikeAgent, files);
  const asked = inputs.map(({ policy }) => scenariosNamed(options.scenario ?? [], policy?.scenarios));
  const unknown = distinct(asked.flatMap(scenarios => scenarios.problems.map(problem => ({ message: `--scenario: ${problem}` }))));
  const clusters = (unknown.length > 0 ? [] : inputs).map(({ name, minor, inventory, manifests: { daemonSets, workloads }, surroundings, policy }, index) => {
    const matrix = matrixOf({
      ...surroundings,
      name,
      minor,
      nodes: inventory.nodes,
      daemonSets,
      workloads,
      ...datesOf(options, inventory.observedAt, now),
      scenarios: asked[index]?.scenarios ?? [],
      ...(policy ? { policy } : {}),
    });
    return { matrix, report: reportOf(matrix, options.strict ?? false) };
  });
  const problems = [...unreadable, ...unknown];
  const reports = clusters.map(({ report }) => report);
  return { clusters, report: { success: problems.length === 0 && reports.every(({ success }) => success), problems, clusters: reports } };
}
