import { ClusterObjects, ClusterPod, NO_OBJECTS } from '../model/cluster-objects';
import { DaemonSet } from '../model/daemon-set';
import { NEWEST_MINOR } from '../model/kubernetes-version';
import { InventoryNode } from '../model/node';
import { PodTemplate } from '../model/pod-template';
import { ResourceQuotas } from './admission/resource-quota-admission';
import { bareDaemonSet } from './bare-daemon-set';
import { Contention, contentionsOf } from './contention';
import { DaemonPod, daemonPodOf } from './daemon-pod';
import { isSpread } from './filters/pod-topology-spread';
import { behaviourOf, KubernetesBehaviour } from './kubernetes-behaviour';
import { NodeClass, Questions } from './node-class';
import { NodeRoom } from './node-room';
import { Placement } from './placement';
import { placed, placedBeside, Spot, Surroundings } from './placing';
import { Pod } from './pod';
import { Population } from './population';
import { regroup } from './regroup';
import { Replaced, replacedIn } from './replaced';
import { residentsOf } from './resident-pod';

/** What a cluster holds. */
export interface Cluster {
  readonly nodes: readonly InventoryNode[];

  /** The DaemonSets that are asked for. */
  readonly daemonSets: readonly DaemonSet[];

  /** The minor version of its control plane. */
  readonly minor: number;

  /** DaemonSets that run there, too: placed together with the others, and not answered for. */
  readonly also?: readonly DaemonSet[];

  /** The pods that it holds already. Those of the DaemonSets above are left out, so that they do not count twice. */
  readonly pods?: readonly ClusterPod[];

  /** What else of it decides what becomes of pods. */
  readonly objects?: ClusterObjects;
}

/** The answers for all DaemonSets of a cluster, by class of nodes: every node of a class gets the same answers. */
export interface Placed {
  readonly classes: readonly NodeClass[];

  /** For each DaemonSet in the order given, the answer for each class. */
  readonly placements: readonly (readonly Placement[])[];

  /** Where DaemonSets of the same priority race for a place, so that a real cluster may answer otherwise. */
  readonly contentions: readonly Contention[];

  /** The same with one of the DaemonSets that are asked for replaced; undefined where everything has to be placed again for that. */
  replaced?(index: number, daemonSet: DaemonSet): Replaced | undefined;
}

/**
 * Places all DaemonSets of a cluster together.
 *
 * @param questions what else is asked about nodes, so that classes are fine enough for it
 */
export function place(cluster: Cluster, questions: Questions = new Questions()): Placed {
  const { asked, pods, residents, classes, spots, surroundings } = arrange(cluster, questions);
  const placing = placed(pods, spots, surroundings);
  if (!surroundings.population) {
    const { behaviour, quotas } = surroundings;
    const placements = asked.map(pod => placing.answers.get(pod) ?? []);
    const answered = { classes, placements, contentions: contentionsOf(placing.races, asked, spot => classes[spot]) };
    const replaced = (index: number, daemonSet: DaemonSet) => {
      const pod = daemonPodOf(daemonSet, cluster.objects ?? NO_OBJECTS, behaviour);
      const apart = !asksForOthers(pod) && !quotas.concern(pod) && questions.cover(pod);
      return apart ? replacedIn({ ...answered, pods, asked, residents, surroundings }, index, pod) : undefined;
    };
    return { ...answered, replaced };
  }
  const { classes: regrouped, placements, classFirstAt } = regroup(spots, asked, placing);
  return { classes: regrouped, placements, contentions: contentionsOf(placing.races, asked, classFirstAt) };
}

/**
 * What becomes of the pods of a DaemonSet that come to nodes where a pod of an earlier revision is, and stays: by node.
 *
 * @param daemonSet one of those of the cluster
 */
export function placeBeside(cluster: Cluster, daemonSet: DaemonSet, earlier: DaemonSet): ReadonlyMap<InventoryNode, Placement> {
  const behaviour = behaviourOf(cluster.minor);
  const staying = daemonPodOf(earlier, cluster.objects ?? NO_OBJECTS, behaviour);
  const { asked, pods, classes, spots, surroundings } = arrange(cluster, new Questions(), [staying]);
  const joining = asked.find(pod => pod.daemonSet === daemonSet) as DaemonPod;
  const answers = placedBeside(joining, staying, pods, spots, surroundings);
  return new Map(surroundings.population
    ? spots.map(({ room: { node } }, index) => [node, answers[index] as Placement])
    : classes.flatMap(({ nodes }, index) => nodes.map(node => [node, answers[index] as Placement] as const)));
}

/** Pods, and the places for them. */
interface Arrangement {
  /** Those of the DaemonSets that are asked for. */
  readonly asked: readonly DaemonPod[];
  readonly pods: readonly DaemonPod[];

  /** What is on the nodes already, by their names. */
  readonly residents: ReadonlyMap<string, readonly Pod[]>;
  readonly classes: readonly NodeClass[];

  /** One for each class of nodes, or one for each node where pods ask for others. */
  readonly spots: readonly Spot[];
  readonly surroundings: Surroundings;
}

/** @param besides pods that will be there, too */
function arrange(cluster: Cluster, questions: Questions, besides: readonly DaemonPod[] = []): Arrangement {
  const behaviour = behaviourOf(cluster.minor);
  const objects = cluster.objects ?? NO_OBJECTS;
  const asked = cluster.daemonSets.map(daemonSet => daemonPodOf(daemonSet, objects, behaviour));
  const pods = [...asked, ...(cluster.also ?? []).map(daemonSet => daemonPodOf(daemonSet, objects, behaviour))];
  const residents = residentsOf(cluster.pods ?? [], pods.map(({ daemonSet }) => daemonSet), behaviour);
  [...pods, ...besides].forEach(pod => questions.addPod(pod));
  const classes = questions.classesOf(cluster.nodes, residents);
  const others = [...residents.values()].flat();
  const quotas = new ResourceQuotas(objects.resourceQuotas, behaviour);
  others.forEach(pod => quotas.charge(pod));
  if (![...pods, ...besides, ...others].some(asksForOthers) && !pods.some(pod => quotas.concern(pod))) {
    const spots = classes.map(({ node }, alike) => ({ room: new NodeRoom(node, residents.get(node.name)), alike }));
    return { asked, residents, pods, classes, spots, surroundings: { behaviour, quotas } };
  }
  const spots = spotsOf(cluster.nodes, classes, residents);
  return { asked, residents, pods, classes, spots, surroundings: { behaviour, quotas, population: populationOf(spots, objects, behaviour) } };
}

/** The answer for one pod template on one node that holds nothing else. */
export function placeOne(template: PodTemplate, node: InventoryNode, minor: number = NEWEST_MINOR): Placement {
  return place({ nodes: [node], daemonSets: [bareDaemonSet({ namespace: 'default', name: 'alone' }, template)], minor }).placements[0]?.[0] as Placement;
}

/** Whether where other pods are decides about a pod, or it about them: then every node is placed on its own. */
function asksForOthers(pod: Pod): boolean {
  return pod.podAntiAffinity.length > 0 || pod.daemon && (pod.podAffinity.length > 0 || isSpread(pod));
}

/** Every node, with the class that the controller sees it in. */
function spotsOf(nodes: readonly InventoryNode[], classes: readonly NodeClass[], residents: ReadonlyMap<string, readonly Pod[]>): Spot[] {
  const alike = new Map(classes.flatMap(({ nodes: members }, index) => members.map(node => [node, index] as const)));
  return nodes.map(node => ({ room: new NodeRoom(node, residents.get(node.name)), alike: alike.get(node) ?? 0 }));
}

function populationOf(spots: readonly Spot[], { namespaces }: ClusterObjects, behaviour: KubernetesBehaviour): Population {
  const population = new Population(spots.map(({ room }) => room.node), namespaces, behaviour);
  for (const { room } of spots) { room.pods.forEach(pod => population.add(pod, room.node)); }
  return population;
}
