import { DaemonSet } from '../model/daemon-set';
import { Problem } from '../model/source';
import { Workload } from '../model/workload';
import { isDaemonSet, readDaemonSet } from './daemon-set-reader';
import { ParsedDocument } from './document';
import { KubernetesObject, unfold } from './kubernetes-object';
import { isWorkload, readWorkload } from './workload-reader';

/** What manifests say about a cluster, and what of them could not be read. */
export interface Manifests {
  readonly daemonSets: readonly DaemonSet[];
  readonly workloads: readonly Workload[];

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
  return {
    daemonSets: readings.flatMap(({ daemonSet }) => daemonSet ?? []),
    workloads: objects.filter(isWorkload).map(readWorkload),
    daemonSetCount: candidates.length,
    problems: readings.flatMap(reading => reading.problems),
  };
}
