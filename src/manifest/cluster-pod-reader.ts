import { ParsedDocument } from './document';
import { KubernetesObject, objectProblemAt, unfold } from './kubernetes-object';
import { readPodTemplate } from './pod-template-reader';
import { WirePod } from './wire-cluster-objects';
import { conformity } from './wire-types';
import { ClusterPod } from '../model/cluster-objects';
import { Problem } from '../model/source';

const FINISHED = ['Succeeded', 'Failed'];

/** The pods of a cluster that are bound to nodes and not finished, and what of the input could not be read. */
export interface ClusterPodsReading {
  readonly pods: readonly ClusterPod[];

  /** The pods among the objects, whatever their state. */
  readonly count: number;
  readonly problems: readonly Problem[];
}

/** Reads `kubectl get pods -A -o json` or `-o yaml`; other kinds are passed over. */
export function readClusterPods(documents: readonly ParsedDocument[]): ClusterPodsReading {
  const unfolded = documents.map(unfold);
  const objects = unfolded.flatMap(document => document.objects).filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Pod');
  const readings = objects.map(readPod);
  return {
    pods: readings.flatMap(({ pod }) => pod ?? []),
    count: objects.length,
    problems: [...unfolded.flatMap(document => document.problems), ...readings.flatMap(reading => reading.problems)],
  };
}

function readPod(object: KubernetesObject): { readonly pod?: ClusterPod; readonly problems: readonly Problem[] } {
  const { problems } = conformity(object.value, 'Pod', ['status']);
  if (problems.length > 0) { return { problems: problems.map(problem => objectProblemAt(object, problem)) }; }
  const wire: WirePod = object.value;
  const takesRoom = wire.spec?.nodeName && !FINISHED.includes(wire.status?.phase ?? '');
  return { ...(takesRoom ? { pod: podOf(wire) } : {}), problems: [] };
}

function podOf({ metadata, spec }: WirePod): ClusterPod {
  const owner = metadata?.ownerReferences?.find(({ kind, controller }) => kind === 'DaemonSet' && controller === true);
  return {
    namespace: metadata?.namespace || 'default',
    name: metadata?.name ?? '',
    nodeName: spec?.nodeName ?? '',
    template: readPodTemplate({ metadata, spec }),
    ...(owner?.name ? { daemonSet: owner.name } : {}),
    terminating: typeof metadata?.deletionTimestamp === 'string',
  };
}
