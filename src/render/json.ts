import { CheckReport, ClusterReport, Finding, Gap, NodeGroup, RoleCoverage } from '../coverage/report';
import { Problem, Source } from '../model/source';

/** How many node names a list in JSON holds, unless all are asked for. */
const NAMES = 20;

/** The report as the JSON of `everynode.dev/check/v1`. */
export function checkJson(report: CheckReport, allNodes = false): unknown {
  return {
    schemaVersion: 'everynode.dev/check/v1',
    success: report.success,
    problems: report.problems.map(problemJson),
    clusters: report.clusters.map(cluster => clusterJson(cluster, group => groupJson(group, allNodes))),
  };
}

/** Something that could not be read or is invalid, and where. */
export function problemJson({ message, file, line, constructPath }: Problem): unknown {
  return defined({ message, file, line, constructPath });
}

/** How a group of nodes is written. */
export type GroupJson = (group: NodeGroup) => unknown;

function clusterJson(cluster: ClusterReport, group: GroupJson): unknown {
  return {
    name: cluster.name,
    success: cluster.success,
    nodes: cluster.nodes,
    kubernetesVersion: `1.${cluster.minor}`,
    daemonSets: cluster.daemonSets.map(daemonSet => defined({
      namespace: daemonSet.namespace,
      name: daemonSet.name,
      source: sourceJson(daemonSet.source),
      role: daemonSet.role,
      required: daemonSet.required,
      running: daemonSet.running,
      minimum: daemonSet.minimum,
      status: daemonSet.status,
      gaps: daemonSet.gaps.map(gap => gapJson(gap, group)),
    })),
    roles: cluster.roles.map(role => roleJson(role, group)),
    exemptions: cluster.exemptions.map(({ nodes, daemonSet, reason, until, owner, stale }) =>
      defined({ nodes: group(nodes), daemonSet, reason, until, owner, stale })),
    virtualNodes: group(cluster.virtualNodes),
    notJudged: cluster.notJudged.map(({ filter, message, daemonSets, nodes }) => ({ filter, message, daemonSets, nodes: group(nodes) })),
    findings: cluster.findings.map(finding => findingJson(finding, group)),
    ...cluster.scenarios.length > 0 ? { scenarios: cluster.scenarios.map(scenario => ({ ...scenario, nodes: group(scenario.nodes) })) } : {},
    ...cluster.startup.length > 0 ? { startup: cluster.startup.map(({ nodes, ...startup }) => ({ nodes: group(nodes), ...startup })) } : {},
  };
}

function gapJson({ scenario, severity, outcome, fate, afterSeconds, nodes, reasons }: Gap, group: GroupJson): unknown {
  return defined({ scenario, severity, outcome, fate, afterSeconds, nodes: group(nodes), reasons });
}

function roleJson({ name, daemonSets, required, running, minimum, gaps, overlaps }: RoleCoverage, group: GroupJson): unknown {
  return defined({
    name,
    daemonSets,
    required,
    running,
    minimum,
    gaps: gaps.map(gap => gapJson(gap, group)),
    overlaps: overlaps.map(({ scenario, daemonSets: those, nodes }) => defined({ scenario, daemonSets: those, nodes: group(nodes) })),
  });
}

function findingJson({ code, severity, message, remedies, daemonSet, nodes, source }: Finding, group: GroupJson): unknown {
  return { code, severity, message, remedies, daemonSet: daemonSet ?? null, nodes: nodes ? group(nodes) : null, source: sourceJson(source) };
}

/** A group of nodes, with at most so many names. */
export function groupJson({ names, pools }: NodeGroup, all: boolean): unknown {
  return { count: names.length, names: all ? names : names.slice(0, NAMES), pools };
}

/** Where something was declared. */
export function sourceJson({ constructPath, file, line }: Source): unknown {
  return defined({ constructPath, file, line });
}

/** An object without the keys that have no value. */
export function defined(object: { readonly [key: string]: unknown }): unknown {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
