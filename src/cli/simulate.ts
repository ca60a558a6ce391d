import { ClusterInput, ClusterOptions, readClusters } from './clusters';
import { readFiles } from './files';
import { deliver, fail } from './streams';
import { NodeEventsReading, readNodeEvents } from '../inventory/read-node-events';
import { InventoryNode } from '../model/node';
import { Problem } from '../model/source';
import { problemSentence } from '../render/sentence';
import { simulationJson } from '../render/simulation-json';
import { simulationText } from '../render/simulation-text';
import { eventProblems } from '../simulation/event-problems';
import { simulate as simulateNodes } from '../simulation/simulate';
import { Simulation } from '../simulation/simulation';

/** The options of `everynode simulate`. */
export interface SimulateOptions extends ClusterOptions {
  readonly format: 'text' | 'json';
  readonly events?: string;
}

/** Runs `everynode simulate`, and sets the exit code. */
export async function simulate(manifests: readonly string[], options: SimulateOptions): Promise<void> {
  const { clusters, problems: unread } = readClusters(manifests, options, usageProblems(manifests, options));
  const [cluster] = clusters;
  const reading = cluster && options.events !== undefined ? readEventsAt(options.events, cluster.inventory.nodes) : undefined;
  const problems = [...unread, ...reading?.problems ?? []];
  const simulation = cluster && reading && reading.problems.length === 0 ? simulated(cluster, reading) : undefined;
  problems.forEach(problem => fail(problemSentence(problem)));
  const text = options.format === 'json'
    ? `${JSON.stringify(simulationJson(simulation ? [simulation] : [], problems), null, 2)}\n`
    : simulation && simulationText(simulation, problems);
  const undelivered = text === undefined ? undefined : await deliver(text, options.output);
  if (undelivered !== undefined) { fail(undelivered); }
  process.exitCode = problems.length > 0 || undelivered !== undefined ? 2 : simulation?.success ? 0 : 1;
}

function simulated({ name, minor, inventory, manifests, surroundings }: ClusterInput, { events }: NodeEventsReading): Simulation {
  const today = new Date().toISOString().slice(0, 10);
  return simulateNodes({ ...surroundings, name, minor, nodes: inventory.nodes, daemonSets: manifests.daemonSets, events, today });
}

/** Reads the events that happen to the nodes of an inventory: one file, or standard input. */
function readEventsAt(path: string, nodes: readonly InventoryNode[]): NodeEventsReading {
  const { texts, problems } = readFiles([path]);
  const [text] = texts;
  if (problems.length > 0 || !text) { return { events: [], problems }; }
  if (texts.length > 1) { return { events: [], problems: [{ message: 'is a folder, expected the file of some events', file: path }] }; }
  const reading = readNodeEvents(text.text, text.file, nodes);
  return reading.problems.length > 0 ? reading : { ...reading, problems: eventProblems(nodes, reading.events) };
}

function usageProblems(manifests: readonly string[], { events, inventory = [], also = [], pods = [] }: SimulateOptions): Problem[] {
  const others = [...manifests, ...inventory, ...also, ...pods];
  return [
    ...events === undefined ? [{ message: 'no events are given: --events FILE (--help lists the kinds of events)' }] : [],
    ...inventory.length > 1 ? [{ message: `--inventory: one cluster is simulated at a time, got ${inventory.length}` }] : [],
    ...events === '-' && others.includes('-') ? [{ message: 'standard input (-) can be read only once' }] : [],
  ];
}
