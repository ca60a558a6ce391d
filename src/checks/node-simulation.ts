import { readManifestValues } from './manifest-values';
import { NodeEvent } from './node-event';
import { NodeInventory } from '../inventory/node-inventory';
import { readNodeEventsData } from '../inventory/read-node-events';
import { showPath } from '../manifest/document';
import { surroundingsOf } from '../manifest/manifests';
import { NEWEST_MINOR } from '../model/kubernetes-version';
import { problemSentence } from '../render/sentence';
import { simulationJson } from '../render/simulation-json';
import { simulationText } from '../render/simulation-text';
import { eventProblems } from '../simulation/event-problems';
import { simulate } from '../simulation/simulate';
import { Simulation } from '../simulation/simulation';

/**
 * What becomes of the pods of DaemonSets while nodes join, leave and change.
 */
export class NodeSimulation {
  /**
   * Lets events happen to the nodes of an inventory. Everything that is wrong is in one error.
   *
   * @param manifests Kubernetes objects, such as `Testing.synth(chart)` gives; an item that is text is read as YAML or JSON
   * @param inventory the nodes of the cluster at first
   * @param events what happens to them, in any order
   */
  public static of(manifests: any[], inventory: NodeInventory, events: NodeEvent[]): NodeSimulation {
    const { nodes, minor = NEWEST_MINOR } = inventory._inventory;
    const read = readManifestValues(manifests, minor);
    const stated = readNodeEventsData({ events: events.map(({ _declared }) => _declared) }, nodes);
    const problems = [
      ...read.problems.map(problemSentence),
      ...read.daemonSetCount === 0 && read.problems.length === 0 ? ['no DaemonSet (apps/v1) is in the manifests'] : [],
      ...stated.problems.map(({ path, message }) => `${showPath(path.slice(1))} ${message}`),
      ...eventProblems(nodes, stated.events).map(problemSentence),
    ];
    if (problems.length > 0) { throw new Error(`invalid simulation:\n${problems.map(problem => `  ${problem}`).join('\n')}`); }
    const today = new Date().toISOString().slice(0, 10);
    const name = inventory.name ?? 'cluster';
    return new NodeSimulation(simulate({ ...surroundingsOf(read), name, minor, nodes, daemonSets: read.daemonSets, events: stated.events, today }));
  }

  /** Whether in the end every node that is there runs each agent that it requires, and evicts none again and again. */
  public readonly success: boolean;

  private constructor(private readonly simulation: Simulation) {
    this.success = simulation.success;
  }

  /** A picture of each agent over time, what happens, and how long nodes are without an agent. */
  public toText(): string {
    return simulationText(this.simulation);
  }

  /** The same as the data of `everynode simulate --format json`. */
  public toJson(): any {
    return simulationJson([this.simulation], []);
  }
}
