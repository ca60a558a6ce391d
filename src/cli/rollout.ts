import { ClusterInput, ClusterOptions, readClusters } from './clusters';
import { coloured } from './colour';
import { deliver, fail } from './streams';
import { InventoryNode } from '../model/node';
import { quoted } from '../model/quote';
import { Problem } from '../model/source';
import { rolloutJson } from '../render/rollout-json';
import { rolloutText } from '../render/rollout-text';
import { problemSentence } from '../render/sentence';
import { Conditions, platformProblem } from '../rollout/conditions';
import { NodeChoice, parseNodeChoice } from '../rollout/node-choice';
import { rollout as plan } from '../rollout/rollout';

/** The options of `everynode rollout`. */
export interface RolloutOptions extends ClusterOptions {
  readonly down?: readonly string[];
  readonly unready?: readonly string[];
  readonly neverReady?: readonly string[];
  readonly readySeconds: string;
  readonly pullSeconds: string;
  readonly stopSeconds: string;
  readonly imagePlatforms?: readonly string[];
  readonly format: 'text' | 'json';
}

/** How wide text is where no terminal says. */
const WIDTH = 80;

/** The longest time that is taken: a year. */
const LONGEST = 366 * 24 * 3600;

/** Runs `everynode rollout`, and sets the exit code. */
export async function rollout(manifests: readonly string[], options: RolloutOptions): Promise<void> {
  const { clusters, problems: unread } = readClusters(manifests, options, usageProblems(options));
  const { conditions, problems: misused } = conditionsOf(options, clusters);
  const problems = [...unread, ...misused];
  const plans = misused.length > 0 ? [] : clusters.map(cluster => plan({
    ...cluster.surroundings,
    name: cluster.name,
    minor: cluster.minor,
    nodes: cluster.inventory.nodes,
    daemonSets: cluster.manifests.daemonSets,
    ...cluster.from ? { from: cluster.from.daemonSets } : {},
    disruptionBudgets: cluster.manifests.disruptionBudgets,
    conditions,
  }));
  problems.forEach(problem => fail(problemSentence(problem)));
  const text = options.format === 'json'
    ? `${JSON.stringify(rolloutJson(plans, problems), null, 2)}\n`
    : coloured(rolloutText(plans, options.output === undefined ? process.stdout.columns || WIDTH : WIDTH), options.output);
  const undelivered = plans.length === 0 && options.format === 'text' ? undefined : await deliver(text, options.output);
  if (undelivered !== undefined) { fail(undelivered); }
  const finish = plans.every(cluster => cluster.plans.every(({ finishes }) => finishes));
  process.exitCode = problems.length > 0 || undelivered !== undefined ? 2 : finish ? 0 : 1;
}

function usageProblems(options: RolloutOptions): Problem[] {
  const times = { '--ready-seconds': options.readySeconds, '--pull-seconds': options.pullSeconds, '--stop-seconds': options.stopSeconds };
  return [
    ...Object.entries(times).flatMap(([option, text]) => /^\d+$/.test(text) && Number(text) <= LONGEST ? [] : [{
      message: `${option} must be a whole number of seconds from 0 to ${LONGEST}, got ${quoted(text)}`,
    }]),
    ...platformsOf(options).flatMap(platform => platformProblem(platform) === undefined ? [] : [{
      message: `--image-platforms ${platformProblem(platform)}, got ${quoted(platform)}`,
    }]),
  ];
}

function platformsOf({ imagePlatforms = [] }: RolloutOptions): string[] {
  return imagePlatforms.flatMap(list => list.split(',').map(platform => platform.trim()));
}

/** What the options say of nodes, held against those of all clusters. */
function conditionsOf(options: RolloutOptions, clusters: readonly ClusterInput[]): { readonly conditions: Conditions; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const nodes = clusters.flatMap(({ inventory }) => inventory.nodes);
  const choice = (option: string, texts: readonly string[] = []): NodeChoice => {
    const choices = clusters.length === 0 ? [] : texts.flatMap(text => chosen(option, text, nodes, problems));
    return node => choices.some(one => one(node));
  };
  return {
    conditions: {
      down: choice('--down', options.down),
      unready: choice('--unready', options.unready),
      neverReady: choice('--never-ready', options.neverReady),
      readySeconds: Number(options.readySeconds),
      pullSeconds: Number(options.pullSeconds),
      stopSeconds: Number(options.stopSeconds),
      ...options.imagePlatforms ? { imagePlatforms: platformsOf(options) } : {},
    },
    problems,
  };
}

function chosen(option: string, text: string, nodes: readonly InventoryNode[], problems: Problem[]): NodeChoice[] {
  try {
    return [parseNodeChoice(text, nodes)];
  } catch (error) {
    problems.push({ message: `${option} ${(error as Error).message}` });
    return [];
  }
}
