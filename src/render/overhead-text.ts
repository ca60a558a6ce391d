import { count, showNodes } from './node-names';
import { table } from './placement-table';
import { Amounts, percentOf } from '../coverage/amounts';
import { resourcesIn } from '../coverage/overhead';
import { AgentOnNode, ClassOverhead, ClusterOverhead } from '../coverage/overhead-report';
import { nameOf } from '../model/daemon-set';
import { showHostPort } from '../placement/host-port';
import { Outcome } from '../placement/placement';
import { showAmount } from '../placement/pod-requests';

/** What DaemonSets take of nodes, as text for people: class by class, then over all nodes. */
export function overheadText(clusters: readonly ClusterOverhead[], allNodes = false): string {
  return clusters.map(cluster => `${clusterLines(cluster, allNodes ? Infinity : undefined).join('\n')}\n`).join('\n');
}

function clusterLines(cluster: ClusterOverhead, names: number | undefined): string[] {
  const resources = resourcesIn(cluster.classes);
  const virtual = cluster.virtualNodes.names.length;
  const note = virtual === 0 ? '' : `; ${count(virtual, 'virtual node')} (${showNodes(cluster.virtualNodes, names)}) ${virtual === 1 ? 'runs' : 'run'} no DaemonSet`;
  return [
    `${cluster.name}: ${count(cluster.nodes, 'node')}, Kubernetes 1.${cluster.minor}${note}`,
    ...cluster.classes.flatMap(nodeClass => ['', ...classLines(nodeClass, resources, names)]),
    '',
    `  Over ${cluster.nodes === 1 ? 'the one node' : `all ${cluster.nodes} nodes`}`,
    ...rows([
      ['', 'nodes', ...resources],
      ...cluster.daemonSets.map(cost => [nameOf(cost), String(cost.nodes), ...cells(cost.fleet, resources)]),
      ['together', '', ...cells(cluster.requested, resources)],
      ...shareRows(cluster.requested, cluster.allocatable, resources).map(([title = '', ...shares]) => [title, '', ...shares]),
    ]),
    '',
    `  Smallest node with room for all that any node wants: ${listOf(cluster.smallestNode, resources)}`,
  ];
}

function classLines(nodeClass: ClassOverhead, resources: readonly string[], names: number | undefined): string[] {
  const { nodes, allocatable = new Map(), notJudged, daemonSets, requested, needed } = nodeClass;
  const running = daemonSets.filter(({ outcome }) => outcome === Outcome.RUNS);
  const ports = running.flatMap(agent => agent.hostPorts.map(port => `${showHostPort(port)} (${nameOf(agent)})`)).sort();
  const title = `  ${count(nodes.names.length, 'node')}: ${showNodes(nodes, names)}`;
  if (daemonSets.length === 0) { return [title, '    no DaemonSet runs there']; }
  return [
    title,
    ...rows([
      ['', ...resources],
      ...running.map(agent => [nameOf(agent), ...cells(agent.requests, resources)]),
      ['together', ...cells(requested, resources)],
      ...shareRows(requested, allocatable, resources),
    ]),
    ...ports.length > 0 ? [`    host ports: ${ports.join(', ')}`] : [],
    ...notJudged.length > 0 ? [`    ? not judged: the inventory does not say how much ${notJudged.join(', ')} there is`] : [],
    ...daemonSets.filter(({ outcome }) => outcome !== Outcome.RUNS).flatMap(waitingLines),
    ...running.length < daemonSets.length ? [`    all of them would take: ${listOf(needed, resources)}`] : [],
  ];
}

function waitingLines(agent: AgentOnNode): string[] {
  const mark = agent.outcome === Outcome.NOT_JUDGED ? '?' : '✗';
  return [`    ${mark} ${nameOf(agent)} does not run there (${agent.outcome}): ${agent.reasons.map(({ message }) => message).join('; ')}`];
}

/** What there is, and the share that is taken of it; of what is not declared, neither. */
function shareRows(taken: Amounts, allocatable: Amounts, resources: readonly string[]): string[][] {
  const shares = resources.map(resource => percentOf(taken.get(resource) ?? 0n, allocatable.get(resource) ?? 0n));
  return [
    ['allocatable', ...cells(allocatable, resources, 'not declared')],
    ['share', ...shares.map(share => share === undefined ? '-' : `${share} %`)],
  ];
}

function cells(amounts: Amounts, resources: readonly string[], absent = '-'): string[] {
  return resources.map(resource => {
    const amount = amounts.get(resource);
    return amount === undefined ? absent : showAmount(resource, amount);
  });
}

function listOf(amounts: Amounts, resources: readonly string[]): string {
  const listed = resources.filter(resource => (amounts.get(resource) ?? 0n) > 0n).map(resource => `${resource} ${showAmount(resource, amounts.get(resource) ?? 0n)}`);
  return listed.length > 0 ? listed.join(', ') : 'nothing';
}

function rows(lines: readonly (readonly string[])[]): string[] {
  return table(lines).split('\n').map(line => `    ${line}`);
}
