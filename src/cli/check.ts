import { readClusters } from './clusters';
import { coloured } from './colour';
import { ConfiguredOptions, configOf, readConfiguredClusters } from './configured-clusters';
import { deliver, fail } from './streams';
import { cover } from '../coverage/coverage';
import { ageProblem, Calendar, datesOf } from '../coverage/freshness';
import { looksLikeAgent } from '../coverage/findings/agent-as-deployment';
import { dateProblem } from '../model/requirement';
import { Problem } from '../model/source';
import { checkJson } from '../render/json';
import { problemSentence } from '../render/sentence';
import { checkText } from '../render/text';

/** The options of `everynode check`. */
export interface CheckOptions extends ConfiguredOptions, Calendar {
  readonly format: 'text' | 'json';
  readonly allNodes?: boolean;
  readonly strict?: boolean;
}

/** Runs `everynode check`, and sets the exit code. */
export async function check(manifests: readonly string[], options: CheckOptions): Promise<void> {
  const now = new Date();
  const usage = usageProblems(options);
  const config = configOf(manifests, options);
  const { clusters, problems } = config !== undefined
    ? readConfiguredClusters(config, manifests, options, usage, looksLikeAgent)
    : readClusters(manifests, options, usage, looksLikeAgent);
  const reports = clusters.map(({ name, minor, inventory, manifests: { daemonSets, workloads }, surroundings, policy }) => cover({
    ...surroundings,
    name,
    minor,
    nodes: inventory.nodes,
    daemonSets,
    workloads,
    ...datesOf(options, inventory.observedAt, now),
    ...(policy ? { policy } : {}),
  }, options.strict));
  const report = { success: problems.length === 0 && reports.every(({ success }) => success), problems, clusters: reports };
  problems.forEach(problem => fail(problemSentence(problem)));
  const text = options.format === 'json' ? `${JSON.stringify(checkJson(report, options.allNodes), null, 2)}\n` : coloured(checkText(report, options.allNodes), options.output);
  const undelivered = clusters.length === 0 && options.format === 'text' ? undefined : await deliver(text, options.output);
  if (undelivered !== undefined) { fail(undelivered); }
  process.exitCode = problems.length > 0 || undelivered !== undefined ? 2 : report.success ? 0 : 1;
}

function usageProblems({ today, maxAge }: CheckOptions): Problem[] {
  const dateFault = today === undefined ? undefined : dateProblem(today);
  const ageFault = maxAge === undefined ? undefined : ageProblem(maxAge);
  return [
    ...dateFault ? [{ message: `--today ${dateFault}, got "${today}"` }] : [],
    ...ageFault ? [{ message: `--max-age ${ageFault}, got "${maxAge}"` }] : [],
  ];
}
