import { amountsJson } from './amounts';
import { defined, GroupJson, groupJson, problemJson, sourceJson } from './json';
import { ClusterDiff, DaemonSetDiff, DiffReport, RequestsChange } from '../coverage/diff-report';
import { showPath } from '../model/field-path';

/** What a change does to coverage, as the JSON of `everynode.dev/diff/v1`. */
export function diffJson(report: DiffReport, allNodes = false): unknown {
  const group: GroupJson = nodes => groupJson(nodes, allNodes);
  return {
    schemaVersion: 'everynode.dev/diff/v1',
    success: report.success,
    problems: report.problems.map(problemJson),
    clusters: report.clusters.map(cluster => clusterJson(cluster, group)),
  };
}

function clusterJson(cluster: ClusterDiff, group: GroupJson): unknown {
  return {
    name: cluster.name,
    success: cluster.success,
    nodes: cluster.nodes,
    joined: group(cluster.joined),
    left: group(cluster.left),
    daemonSets: cluster.daemonSets.map(daemonSet => daemonSetJson(daemonSet, group)),
    requests: cluster.requests.map(change => requestsJson(change, group)),
    notJudged: cluster.notJudged.map(({ filter, message, daemonSets, nodes }) => ({ filter, message, daemonSets, nodes: group(nodes) })),
  };
}

function daemonSetJson(daemonSet: DaemonSetDiff, group: GroupJson): unknown {
  return defined({
    namespace: daemonSet.namespace,
    name: daemonSet.name,
    source: sourceJson(daemonSet.source),
    role: daemonSet.role,
    change: daemonSet.change,
    rollout: daemonSet.rollout,
    fields: daemonSet.fields.map(showPath),
    selectorChanged: daemonSet.selectorChanged,
    renamedTo: daemonSet.renamedTo,
    renamedFrom: daemonSet.renamedFrom,
    lost: group(daemonSet.lost),
    won: group(daemonSet.won),
    losses: daemonSet.losses.map(({ nodes, outcome, reasons, exemptions }) => ({ nodes: group(nodes), outcome: outcome ?? null, reasons, exemptions })),
    moved: daemonSet.moved.map(({ nodes, to }) => ({ nodes: group(nodes), to })),
    stopped: group(daemonSet.stopped),
    gaps: daemonSet.gaps.map(({ nodes, outcome, reasons }) => ({ nodes: group(nodes), outcome, reasons })),
    outcomes: daemonSet.outcomes.map(({ nodes, from, to, reasons }) => ({ nodes: group(nodes), from, to, reasons })),
  });
}

/** The requests of nodes that join or leave are null on the side on which they are not there. */
function requestsJson({ nodes, before, after, allocatable }: RequestsChange, group: GroupJson): unknown {
  const resources = [...new Set([before, after].flatMap(amounts => [...amounts?.keys() ?? []]))].sort();
  return {
    nodes: group(nodes),
    before: before ? amountsJson(before, resources) : null,
    after: after ? amountsJson(after, resources) : null,
    allocatable: amountsJson(allocatable, resources),
  };
}
