import { allocatableOf, amountsOf, greatestOf, sumOf, times } from './amounts';
import { groupOf, NodeGroups } from './node-group';
import { AgentCost, AgentOnNode, ClassOverhead, ClusterOverhead } from './overhead-report';
import { NO_OBJECTS } from '../model/cluster-objects';
import { nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { compare } from '../model/order';
import { DaemonPod, daemonPodOf } from '../placement/daemon-pod';
import { behaviourOf } from '../placement/kubernetes-behaviour';
import { Cluster, place } from '../placement/place';
import { Outcome } from '../placement/placement';
import { NODE_RESOURCES } from '../placement/pod-requests';

/** What every node is asked for, whether or not some DaemonSet states it. */
const ALWAYS: readonly string[] = [...NODE_RESOURCES, 'pods'];

/** What the DaemonSets of a cluster, and those that run there, too, request and take of its nodes. */
export function overheadOf(cluster: Cluster & { readonly name: string }): ClusterOverhead {
  const { name, minor, nodes } = cluster;
  const pods = podsOf(cluster);
  const classes = classesOf(cluster, pods);
  const real = nodes.filter(({ virtual }) => !virtual);
  return {
    name,
    minor,
    nodes: real.length,
    virtualNodes: groupOf(nodes.filter(({ virtual }) => virtual)),
    classes,
    daemonSets: pods.map(pod => costOf(pod, classes)),
    allocatable: new Map(resourcesIn(classes).flatMap(resource => fleetOf(real, resource))),
    requested: sumOf(classes.map(({ requested, nodes: { names } }) => times(requested, names.length))),
    smallestNode: greatestOf(classes.map(({ needed }) => needed)),
  };
}

/** Every resource that these nodes are asked for: those that each node has first, then the others by name. */
export function resourcesIn(classes: readonly ClassOverhead[]): string[] {
  const asked = new Set(classes.flatMap(({ needed }) => [...needed.keys()]));
  return [...ALWAYS, ...[...asked].filter(resource => !ALWAYS.includes(resource)).sort()];
}

/** One object that is declared twice is one DaemonSet: the last. */
function podsOf({ daemonSets, also = [], minor, objects = NO_OBJECTS }: Cluster): DaemonPod[] {
  const distinct = new Map([...also, ...daemonSets].map(daemonSet => [nameOf(daemonSet), daemonSet]));
  return [...distinct.values()]
    .sort((left, right) => compare(left.namespace, right.namespace) || compare(left.name, right.name))
    .map(daemonSet => daemonPodOf(daemonSet, objects, behaviourOf(minor)));
}

function classesOf(cluster: Cluster, pods: readonly DaemonPod[]): ClassOverhead[] {
  const { classes, placements } = place({ ...cluster, daemonSets: pods.map(({ daemonSet }) => daemonSet), also: [] });
  const groups = new NodeGroups<{ readonly node: InventoryNode; readonly agents: readonly AgentOnNode[] }>();
  classes.forEach(({ node, nodes }, column) => {
    if (node.virtual) { return; }
    const agents = pods.flatMap((pod, row) => {
      const placement = placements[row]?.[column];
      return placement?.shouldRun ? [{ ...agentOf(pod), outcome: placement.outcome, reasons: placement.reasons }] : [];
    });
    const outcomes = agents.map(({ namespace, name, outcome, reasons }) => [namespace, name, outcome, reasons]);
    groups.add(JSON.stringify([roomOf(node), outcomes]), { node, agents }, nodes);
  });
  const found = groups.map(({ node, agents }, nodes) => classOf(node, agents, nodes));
  return found.sort((left, right) => compare(left.nodes.names[0] ?? '', right.nodes.names[0] ?? ''));
}

function agentOf(pod: DaemonPod): Omit<AgentOnNode, 'outcome' | 'reasons'> {
  const { daemonSet: { namespace, name }, hostPorts } = pod;
  return { namespace, name, requests: amountsOf(pod), hostPorts };
}

function classOf(node: InventoryNode, daemonSets: readonly AgentOnNode[], nodes: readonly InventoryNode[]): ClassOverhead {
  const needed = sumOf(daemonSets.map(({ requests }) => requests));
  const resources = [...new Set([...ALWAYS, ...needed.keys()])];
  const declared = resources.flatMap(resource => amountIn(node, resource));
  return {
    nodes: groupOf(nodes),
    ...node.allocatable ? { allocatable: new Map(declared) } : {},
    notJudged: [...needed.keys()].filter(resource => allocatableOf(node, resource) === undefined).sort(),
    daemonSets,
    requested: sumOf(daemonSets.filter(({ outcome }) => outcome === Outcome.RUNS).map(({ requests }) => requests)),
    needed,
  };
}

function costOf(pod: DaemonPod, classes: readonly ClassOverhead[]): AgentCost {
  const { namespace, name, requests } = agentOf(pod);
  const isIt = (other: AgentOnNode) => other.outcome === Outcome.RUNS && nameOf(other) === pod.title;
  const running = classes.filter(({ daemonSets }) => daemonSets.some(isIt));
  const nodes = running.reduce((sum, { nodes: { names } }) => sum + names.length, 0);
  return { namespace, name, nodes, requests, fleet: times(requests, nodes) };
}

/** What tells the room of one node from that of another. */
function roomOf({ allocatable }: InventoryNode): unknown {
  return allocatable && [[...allocatable.quantities].map(([resource, { nanos }]) => `${resource}=${nanos}`).sort(), [...allocatable.undeclared].sort()];
}

function amountIn(node: InventoryNode, resource: string): [string, bigint][] {
  const amount = allocatableOf(node, resource);
  return amount === undefined ? [] : [[resource, amount]];
}

/** What all nodes together have of a resource, where each of them declares it. */
function fleetOf(nodes: readonly InventoryNode[], resource: string): [string, bigint][] {
  const amounts = nodes.flatMap(node => amountIn(node, resource));
  return amounts.length < nodes.length ? [] : [[resource, amounts.reduce((sum, [, amount]) => sum + amount, 0n)]];
}
