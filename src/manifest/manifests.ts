import { mergedObjects, readClusterObjects } from './cluster-objects-reader';
import { isDaemonSet, readDaemonSet } from './daemon-set-reader';
import { readDisruptionBudgets } from './disruption-budget-reader';
import { ParsedDocument } from './document';
import { KubernetesObject, objectNameOf, unfold } from './kubernetes-object';
import { isWorkload, readWorkload } from './workload-reader';
import { ClusterObjects } from '../model/cluster-objects';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { ObjectName } from '../model/object-name';
import { PodDisruptionBudget } from '../model/pod-disruption-budget';
import { Problem } from '../model/source';
import { Workload } from '../model/workload';

/** What manifests say about a cluster, and what of them could not be read. */
export interface Manifests {
  readonly daemonSets: readonly DaemonSet[];
  readonly workloads: readonly Workload[];

  /** The objects that decide what becomes of pods: PriorityClasses, LimitRanges and the like. */
  readonly objects: ClusterObjects;

  readonly disruptionBudgets: readonly PodDisruptionBudget[];

  /** How all objects are called, of whatever kind. */
  readonly names: readonly ObjectName[];

  /** The DaemonSets among the objects, those that are invalid included. */
  readonly daemonSetCount: number;
  readonly problems: readonly Problem[];
}

/** Reads the objects of some documents; kinds that say nothing about node agents are passed over. */
export function readManifests(documents: readonly ParsedDocument[], minor: number): Manifests {
  const unfolded = documents.map(unfold);
  const { problems, ...read } = readObjects(unfolded.flatMap(({ objects }) => objects), minor);
  return { ...read, problems: [...unfolded.flatMap(document => document.problems), ...problems] };
}

/** Reads objects that were unfolded already. */
export function readObjects(objects: readonly KubernetesObject[], minor: number): Manifests {
  const candidates = objects.filter(isDaemonSet);
  const readings = candidates.map(object => readDaemonSet(object, minor));
  const others = readClusterObjects(objects);
  return {
    daemonSets: readings.flatMap(({ daemonSet }) => daemonSet ?? []),
    workloads: objects.filter(isWorkload).map(readWorkload),
    objects: others.objects,
    disruptionBudgets: readDisruptionBudgets(objects),
    names: objects.map(objectNameOf),
    daemonSetCount: candidates.length,
    problems: [...readings.flatMap(reading => reading.problems), ...others.problems],
  };
}

/** What a cluster holds besides the DaemonSets that are judged. */
export interface Surroundings {
  /** Other DaemonSets. */
  readonly also: readonly DaemonSet[];

  /** Those of the same names, as they run now. */
  readonly running: readonly DaemonSet[];
  readonly objects: ClusterObjects;

  /** How everything that was given is called. */
  readonly given: readonly ObjectName[];
}

/**
 * What a cluster holds besides the DaemonSets that are judged. One that is judged is not there a second time, even where a list of
 * the whole cluster names it: that is how it runs now.
 */
export function surroundingsOf(judged: Manifests, others?: Manifests): Surroundings {
  const names = new Set(judged.daemonSets.map(nameOf));
  const listed = others?.daemonSets ?? [];
  return {
    also: listed.filter(daemonSet => !names.has(nameOf(daemonSet))),
    running: listed.filter(daemonSet => names.has(nameOf(daemonSet))),
    objects: mergedObjects([judged.objects, ...others ? [others.objects] : []]),
    given: [...judged.names, ...others?.names ?? []],
  };
}
