import { amountsJson, sharesJson } from './amounts';
import { defined, groupJson, problemJson } from './json';
import { resourcesIn } from '../coverage/overhead';
import { AgentCost, AgentOnNode, ClassOverhead, ClusterOverhead } from '../coverage/overhead-report';
import { Problem } from '../model/source';
import { showHostPort } from '../placement/host-port';
import { Outcome } from '../placement/placement';

/** What DaemonSets take of nodes, as the JSON of `everynode.dev/overhead/v1`. */
export function overheadJson(clusters: readonly ClusterOverhead[], problems: readonly Problem[], allNodes = false): unknown {
  return {
    schemaVersion: 'everynode.dev/overhead/v1',
    problems: problems.map(problemJson),
    clusters: clusters.map(cluster => clusterJson(cluster, allNodes)),
  };
}

function clusterJson(cluster: ClusterOverhead, allNodes: boolean): unknown {
  const resources = resourcesIn(cluster.classes);
  return {
    name: cluster.name,
    kubernetesVersion: `1.${cluster.minor}`,
    nodes: cluster.nodes,
    virtualNodes: groupJson(cluster.virtualNodes, allNodes),
    classes: cluster.classes.map(nodeClass => classJson(nodeClass, resources, allNodes)),
    daemonSets: cluster.daemonSets.map(cost => costJson(cost, resources)),
    total: {
      requested: amountsJson(cluster.requested, resources),
      allocatable: amountsJson(cluster.allocatable, resources),
      sharePercent: sharesJson(cluster.requested, cluster.allocatable, resources),
    },
    smallestNode: amountsJson(cluster.smallestNode, resources),
  };
}

function classJson({ nodes, allocatable, notJudged, daemonSets, requested, needed }: ClassOverhead, resources: readonly string[], allNodes: boolean): unknown {
  const running = daemonSets.filter(({ outcome }) => outcome === Outcome.RUNS);
  return {
    nodes: groupJson(nodes, allNodes),
    allocatable: allocatable ? amountsJson(allocatable, resources) : null,
    notJudged,
    daemonSets: daemonSets.map(agent => agentJson(agent, resources)),
    requested: amountsJson(requested, resources),
    sharePercent: sharesJson(requested, allocatable ?? new Map(), resources),
    hostPorts: running.flatMap(({ hostPorts }) => hostPorts.map(showHostPort)).sort(),
    needed: amountsJson(needed, resources),
  };
}

function agentJson({ namespace, name, outcome, requests, hostPorts, reasons }: AgentOnNode, resources: readonly string[]): unknown {
  return defined({
    namespace,
    name,
    outcome,
    requests: amountsJson(requests, resources),
    hostPorts: hostPorts.map(showHostPort),
    reasons: reasons.length > 0 ? reasons.map(({ filter, code, message }) => ({ filter, code, message })) : undefined,
  });
}

function costJson({ namespace, name, nodes, requests, fleet }: AgentCost, resources: readonly string[]): unknown {
  return { namespace, name, nodes, requests: amountsJson(requests, resources), fleet: amountsJson(fleet, resources) };
}
