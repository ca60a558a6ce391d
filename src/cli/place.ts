import { ClusterInput, ClusterOptions, readClusters } from './clusters';
import { deliver, fail } from './streams';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { compare } from '../model/order';
import { Problem } from '../model/source';
import { place as placeAll } from '../placement/place';
import { Placement, Remedy } from '../placement/placement';
import { problemJson } from '../render/json';
import { table } from '../render/placement-table';
import { problemSentence } from '../render/sentence';

/** The options of `everynode place`. */
export interface PlaceOptions extends ClusterOptions {
  readonly format: 'text' | 'json' | 'ndjson';
}

const LINES_AT_A_TIME = 1000;

const TITLES = ['CLUSTER', 'DAEMONSET', 'NODE', 'OUTCOME', 'REASONS'];

interface Answer {
  readonly cluster: string;
  readonly daemonSet: DaemonSet;
  readonly node: InventoryNode;
  readonly placement: Placement;
}

/** Runs `everynode place`, and sets the exit code. */
export async function place(manifests: readonly string[], options: PlaceOptions): Promise<void> {
  const { clusters, problems } = readClusters(manifests, options);
  problems.forEach(problem => fail(problemSentence(problem)));
  const text = show(clusters.flatMap(answersOf), options.format, problems);
  const undelivered = clusters.length === 0 && options.format !== 'json' ? undefined : await deliver(text, options.output);
  if (undelivered !== undefined) { fail(undelivered); }
  process.exitCode = problems.length > 0 || undelivered !== undefined ? 2 : 0;
}

/** Every DaemonSet on every node, by namespace and name, then by node. */
function answersOf({ name, minor, inventory, manifests, surroundings }: ClusterInput): Answer[] {
  const daemonSets = [...manifests.daemonSets].sort((left, right) => compare(left.namespace, right.namespace) || compare(left.name, right.name));
  const { classes, placements } = placeAll({ ...surroundings, nodes: inventory.nodes, daemonSets, minor });
  return daemonSets.flatMap((daemonSet, row) => classes
    .flatMap(({ nodes }, column) => nodes.map(node => ({ cluster: name, daemonSet, node, placement: placements[row]?.[column] as Placement })))
    .sort((left, right) => compare(left.node.name, right.node.name)));
}

function show(answers: readonly Answer[], format: PlaceOptions['format'], problems: readonly Problem[]): string | Iterable<string> {
  switch (format) {
    case 'json': return `${JSON.stringify({ schemaVersion: 'everynode.dev/place/v1', ...problems.length > 0 ? { problems: problems.map(problemJson) } : {}, placements: answers.map(answerJson) }, null, 2)}\n`;
    case 'ndjson': return linesOf(answers);
    case 'text': return `${table([TITLES, ...answers.map(({ cluster, daemonSet, node, placement }) => [
      cluster, nameOf(daemonSet), node.name, placement.outcome, placement.reasons.map(({ message }) => message).join('; '),
    ])])}\n`;
  }
}

/** A line of JSON for each answer, many at a time: all together they may be longer than a text can be. */
function* linesOf(answers: readonly Answer[]): Iterable<string> {
  for (let first = 0; first < answers.length; first += LINES_AT_A_TIME) {
    yield answers.slice(first, first + LINES_AT_A_TIME).map(answer => `${JSON.stringify(answerJson(answer))}\n`).join('');
  }
}

function answerJson({ cluster, daemonSet, node, placement }: Answer): unknown {
  return {
    daemonSet: { namespace: daemonSet.namespace, name: daemonSet.name },
    cluster,
    node: node.name,
    outcome: placement.outcome,
    shouldRun: placement.shouldRun,
    shouldContinueRunning: placement.shouldContinueRunning,
    reasons: placement.reasons.map(({ filter, code, message, remedies }) => ({ filter, code, message, remedies: remedies.map(remedyFor(daemonSet)) })),
  };
}

function remedyFor({ typed }: DaemonSet): (remedy: Remedy) => Remedy {
  return typed ? remedy => remedy : ({ typescript: _, ...remedy }) => remedy;
}
