import { ClusterOptions, ClusterReading, readClusters } from './clusters';
import { coloured } from './colour';
import { isConfigured, readConfiguredClusters } from './configured-clusters';
import { deliver, fail } from './streams';
import { cover } from '../coverage/coverage';
import { looksLikeAgent } from '../coverage/findings/agent-as-deployment';
import { CoverageInput } from '../coverage/matrix';
import { Inventory } from '../inventory/inventory';
import { dateProblem } from '../model/requirement';
import { Scenario, scenariosNamed } from '../model/scenario';
import { Problem } from '../model/source';
import { checkJson } from '../render/json';
import { problemSentence } from '../render/sentence';
import { checkText } from '../render/text';

/** The options of `everynode check`. */
export interface CheckOptions extends ClusterOptions {
  readonly format: 'text' | 'json';
  readonly allNodes?: boolean;
  readonly strict?: boolean;
  readonly today?: string;
  readonly maxAge?: string;
  readonly scenario?: readonly string[];
}

const AGE = /^(\d{1,5})(d|h)$/;
const HOURS: { readonly [unit: string]: number } = { d: 24, h: 1 };

/** Runs `everynode check`, and sets the exit code. */
export async function check(manifests: readonly string[], options: CheckOptions): Promise<void> {
  const now = new Date();
  const usage = usageProblems(options);
  const { clusters, policy, scenarios, problems } = withScenarios(options, isConfigured(manifests, options)
    ? readConfiguredClusters(options, usage, looksLikeAgent)
    : readClusters(manifests, options, usage, looksLikeAgent));
  const reports = clusters.map(({ name, minor, inventory, manifests: { daemonSets, workloads }, surroundings }) => cover({
    ...surroundings,
    name,
    minor,
    nodes: inventory.nodes,
    daemonSets,
    workloads,
    today: options.today ?? now.toISOString().slice(0, 10),
    ...freshnessOf(inventory, options, now),
    scenarios,
    ...(policy ? { policy } : {}),
  }, options.strict));
  const report = { success: problems.length === 0 && reports.every(({ success }) => success), problems, clusters: reports };
  problems.forEach(problem => fail(problemSentence(problem)));
  const text = options.format === 'json' ? `${JSON.stringify(checkJson(report, options.allNodes), null, 2)}\n` : coloured(checkText(report, options.allNodes), options.output);
  const undelivered = clusters.length === 0 && options.format === 'text' ? undefined : await deliver(text, options.output);
  if (undelivered !== undefined) { fail(undelivered); }
  process.exitCode = problems.length > 0 || undelivered !== undefined ? 2 : report.success ? 0 : 1;
}

/** What was read, with the scenarios that are asked for. Nothing is judged where one of them does not exist. */
function withScenarios({ scenario = [] }: CheckOptions, reading: ClusterReading): ClusterReading & { readonly scenarios: readonly Scenario[] } {
  const { scenarios, problems } = scenariosNamed(scenario, reading.policy?.scenarios);
  if (problems.length === 0 || reading.clusters.length === 0) { return { ...reading, scenarios }; }
  return { ...reading, clusters: [], scenarios: [], problems: [...reading.problems, ...problems.map(problem => ({ message: `--scenario: ${problem}` }))] };
}

function usageProblems({ today, maxAge }: CheckOptions): Problem[] {
  const problem = today === undefined ? undefined : dateProblem(today);
  return [
    ...problem ? [{ message: `--today ${problem}, got "${today}"` }] : [],
    ...maxAge !== undefined && !AGE.test(maxAge) ? [{ message: `--max-age must be days or hours such as 14d or 12h, got "${maxAge}"` }] : [],
  ];
}

function freshnessOf({ observedAt }: Inventory, { today, maxAge }: CheckOptions, now: Date): Pick<CoverageInput, 'freshness'> {
  if (maxAge === undefined) { return {}; }
  const instant = today === undefined ? now : new Date(`${today}T00:00:00Z`);
  const [, number = '0', unit = 'd'] = AGE.exec(maxAge) ?? [];
  const oldest = new Date(instant.getTime() - Number(number) * (HOURS[unit] ?? 0) * 3_600_000).toISOString();
  return { freshness: { oldest, ...(observedAt === undefined ? {} : { observedAt }) } };
}
