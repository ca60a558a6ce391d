import { DaemonPod, isBornBound } from './daemon-pod';
import { shortagesOf } from './filters/node-resources-fit';
import { portsConflict } from './host-port';
import { KubernetesBehaviour } from './kubernetes-behaviour';
import { NodeClass } from './node-class';
import { NodeRoom } from './node-room';
import { Reason } from './placement';
import { Pod } from './pod';
import { Scheduler } from './scheduler';
import { DaemonSet } from '../model/daemon-set';

/** A DaemonSet that loses a place to others of the same priority, or takes it from them, by nothing but the order in which they come. */
export interface Contention {
  readonly daemonSet: DaemonSet;
  readonly nodes: NodeClass;
  readonly peers: readonly DaemonSet[];
}

/** A pod that does not run because of others that are no more important. */
export interface Race {
  readonly pod: DaemonPod;
  readonly spot: number;
  readonly rivals: readonly DaemonPod[];
}

/** Races as they concern the DaemonSets that are asked for, where a spot stands for a class. */
export function contentionsOf(races: readonly Race[], asked: readonly DaemonPod[], classAt: (spot: number) => NodeClass | undefined): Contention[] {
  const isAsked = new Set(asked);
  return races.flatMap(({ pod, spot, rivals }) => {
    const nodes = classAt(spot);
    if (!nodes) { return []; }
    return isAsked.has(pod)
      ? [{ daemonSet: pod.daemonSet, nodes, peers: rivals.map(({ daemonSet }) => daemonSet) }]
      : rivals.filter(rival => isAsked.has(rival)).map(rival => ({ daemonSet: rival.daemonSet, nodes, peers: [pod.daemonSet] }));
  });
}

/**
 * The DaemonSets of the same priority that keep a pending pod off a node only because their pods came first. In a real cluster
 * that order is a race. Empty where no order of theirs would let the pod in.
 */
export function rivalsOf(pod: DaemonPod, room: NodeRoom, scheduler: Scheduler, reasons: readonly Reason[], behaviour: KubernetesBehaviour): DaemonPod[] {
  const equals = room.pods.filter((other): other is DaemonPod => other.daemon && other.priority === pod.priority && !isBornBound(other));
  if (equals.length === 0 || reasons.some(isNoRace)) { return []; }
  const opponents = scheduler.opponents(room.node);
  if (opponents.some(opponent => !equals.includes(opponent as DaemonPod))) { return []; }
  const without = new NodeRoom(room.node);
  room.pods.filter(other => !equals.includes(other as DaemonPod)).forEach(other => without.add(other));
  if (!scheduler.hasRoom(without)) { return []; }
  const short = new Set(shortagesOf(pod, room, behaviour).map(({ resource }) => resource));
  return equals.filter(other => opponents.includes(other) || short.has('pods') || takes(other, short) || other.hostPorts.some(port => wants(pod, port)));
}

/** What no order among peers changes: who is missing, how pods are spread, which nodes a RuntimeClass needs. */
function isNoRace({ filter, code }: Reason): boolean {
  return filter === 'PodTopologySpread' || filter === 'NodeAffinity' || code === 'UnsatisfiedPodAffinity';
}

function takes({ requests }: Pod, resources: ReadonlySet<string>): boolean {
  return requests.amounts.some(([resource]) => resources.has(resource));
}

function wants({ hostPorts }: Pod, taken: Pod['hostPorts'][number]): boolean {
  return hostPorts.some(port => portsConflict(port, taken));
}
