import { Contention, contentionsOf } from './contention';
import { ineligibility, verdict } from './daemon-controller';
import { DaemonPod, isBornBound } from './daemon-pod';
import { NodeClass } from './node-class';
import { NodeRoom } from './node-room';
import { Placement } from './placement';
import { notEligible, placed, Surroundings } from './placing';
import { Pod } from './pod';

/** What was placed, where no node's answers depend on another node. */
export interface Apart {
  readonly classes: readonly NodeClass[];
  readonly placements: readonly (readonly Placement[])[];
  readonly contentions: readonly Contention[];

  /** All pods that were placed, and those of them that are asked for. */
  readonly pods: readonly DaemonPod[];
  readonly asked: readonly DaemonPod[];
  readonly residents: ReadonlyMap<string, readonly Pod[]>;
  readonly surroundings: Surroundings;
}

/** The answers with another pod in place of one. */
export interface Replaced {
  readonly placements: readonly (readonly Placement[])[];
  readonly contentions: readonly Contention[];

  /** The classes, by index, where the answer for the replaced one may be another than before. */
  readonly changed: readonly number[];

  /** Those of them where others may have another answer, too. */
  readonly again: ReadonlySet<number>;
}

/**
 * Puts another pod in the place of one that is asked for. A class is only placed again where one of the two is created: everywhere else
 * the node holds what it held before. Two pods that the scheduler cannot tell apart make a difference only where the controller does.
 */
export function replacedIn(before: Apart, index: number, pod: DaemonPod): Replaced {
  const old = before.asked[index] as DaemonPod;
  const alike = asScheduled(old) === asScheduled(pod);
  const placements = before.placements.map(row => [...row]);
  const changed: number[] = [];
  const again: number[] = [];
  before.classes.forEach(({ node }, at) => {
    const created = placements[index]?.[at]?.shouldRun === true;
    const now = verdict(pod.daemonSet.template, node);
    if (!created && !now.shouldRun) {
      (placements[index] as Placement[])[at] = notEligible(now, () => ineligibility(pod.daemonSet.template, node));
      changed.push(at);
    } else if (!alike || created !== now.shouldRun) {
      changed.push(at);
      again.push(at);
    }
  });
  return { placements, changed, again: new Set(again), contentions: placeAgain(before, old, pod, again, placements) };
}

/** Places everything anew on some classes, and gives the contentions of all. */
function placeAgain({ classes, pods, asked, residents, surroundings, contentions }: Apart, old: DaemonPod, pod: DaemonPod, again: readonly number[], placements: Placement[][]): Contention[] {
  const swap = (one: DaemonPod) => one === old ? pod : one;
  const spots = again.map((at, alike) => {
    const { node } = classes[at] as NodeClass;
    return { room: new NodeRoom(node, residents.get(node.name)), alike };
  });
  const { answers, races } = placed(pods.map(swap), spots, surroundings);
  asked.map(swap).forEach((one, row) => again.forEach((at, spot) => { (placements[row] as Placement[])[at] = answers.get(one)?.[spot] as Placement; }));
  const touched = new Set(again.map(at => classes[at]));
  const kept = contentions.filter(({ nodes }) => !touched.has(nodes));
  return [...kept, ...contentionsOf(races, asked.map(swap), spot => classes[again[spot] as number])];
}

/** What of a pod the scheduler and admission look at, where no other pods decide. */
function asScheduled(pod: DaemonPod): string {
  const { priority, preempts, requests, hostPorts, runtimeNodeSelector, refusals, undecided, gated } = pod;
  const parts = [priority, preempts, requests, hostPorts, [...runtimeNodeSelector], refusals, undecided, gated, isBornBound(pod)];
  return JSON.stringify(parts, (_, value: unknown) => typeof value === 'bigint' ? String(value) : value);
}
