import { gapText } from './gap-text';
import { MARKS } from './marks';
import { count, showNodes } from './node-names';
import { scenarioText } from './scenario-text';
import { overlapSentence, problemSentence } from './sentence';
import { inBrackets } from './source-place';
import { startupText } from './startup-text';
import { summaryOf } from './summary';
import { CheckReport, ClusterReport, DaemonSetCoverage, Finding, Gap, RoleCoverage } from '../coverage/report';
import { nameOf } from '../model/daemon-set';

/** The report as text for people: clusters, their DaemonSets, what is missing, why, and what to change. */
export function checkText(report: CheckReport, allNodes = false): string {
  const names = allNodes ? Infinity : undefined;
  return [
    ...report.clusters.map(cluster => clusterText(cluster, names)),
    ...report.problems.length > 0 ? [lines(['Problems with the input', ...report.problems.map(problem => `  ${MARKS.error} ${problemSentence(problem)}`)])] : [],
    lines([summaryOf(report)]),
  ].join('\n');
}

function clusterText(cluster: ClusterReport, names: number | undefined): string {
  const virtual = cluster.virtualNodes.names.length;
  const virtualNote = virtual === 0 ? '' : `, ${virtual} of them virtual (${showNodes(cluster.virtualNodes, names)})`;
  const judged = [
    ...cluster.daemonSets.flatMap(daemonSet => daemonSetText(daemonSet, cluster, names)),
    ...cluster.roles.flatMap(role => roleText(role, names)),
  ];
  return lines([
    `${cluster.name}: ${count(cluster.nodes, 'node')}${virtualNote}, Kubernetes 1.${cluster.minor}`,
    ...judged.length > 0 ? ['', ...judged] : [],
    ...section('Exempt on purpose', cluster.exemptions.map(({ nodes, daemonSet, reason, until, owner, stale }) =>
      `${daemonSet} on ${nodes.names.length === 0 ? 'no node' : showNodes(nodes, names)}: ${reason}${until ? `, until ${until}` : ''}${owner ? `, owner ${owner}` : ''}${stale ? ' (stale)' : ''}`)),
    ...section('Not judged', cluster.notJudged.map(({ filter, message, daemonSets, nodes }) =>
      `${filter}: ${message} (${daemonSets.join(', ')}; ${showNodes(nodes, names)})`)),
    ...cluster.startup.flatMap(startup => startupText(startup, names)),
    ...cluster.scenarios.flatMap(scenario => scenarioText(scenario, cluster, names)),
    ...section('Findings', cluster.findings.flatMap(finding => findingText(finding, names))),
  ]);
}

function daemonSetText(judged: DaemonSetCoverage, cluster: ClusterReport, names: number | undefined): string[] {
  const daemonSet = asDeclared(judged);
  const title = `${nameOf(daemonSet)}${inBrackets(daemonSet.source, '  ')}`;
  return [`  ${markOf(daemonSet, cluster)} ${title}  ${tally(daemonSet)}`, ...daemonSet.gaps.flatMap(gap => gapText(gap, names))];
}

/** A tick only for what is proven: not where somebody else decides, and not where nothing is required. */
function markOf(daemonSet: DaemonSetCoverage, { findings }: ClusterReport): string {
  const wrong = daemonSet.gaps.some(({ severity }) => severity === 'error') || findings.some(finding => finding.severity === 'error' && finding.daemonSet === nameOf(daemonSet));
  if (wrong) { return MARKS.error; }
  if (openNodes(daemonSet) > 0) { return '?'; }
  return daemonSet.running > 0 || daemonSet.required > 0 ? '✓' : MARKS.note;
}

function tally(daemonSet: DaemonSetCoverage): string {
  const { required, running, role } = daemonSet;
  const open = openNodes(daemonSet);
  if (required > 0) { return `${running} of ${count(required, 'node')}${leastOf(daemonSet)}${open > 0 ? `, ${open} not judged` : ''}`; }
  return role === undefined ? 'no node requires it' : `runs on ${running === 0 ? 'no node' : count(running, 'node')} for the role ${role}`;
}

/** What a policy asks for at least, where it does not ask for all. */
function leastOf({ minimum }: { readonly minimum?: number }): string {
  return minimum === undefined ? '' : `, at least ${minimum} must`;
}

/** How many required nodes neither run it nor are a gap. */
function openNodes({ required, running, gaps }: DaemonSetCoverage): number {
  return Math.max(0, required - running - gaps.reduce((sum, { nodes }) => sum + nodes.names.length, 0));
}

/** What is judged without what scenarios open: they have sections of their own. */
function asDeclared<T extends { readonly gaps: readonly Gap[] }>(judged: T): T {
  return { ...judged, gaps: judged.gaps.filter(({ scenario }) => scenario === undefined) };
}

function roleText(role: RoleCoverage, names: number | undefined): string[] {
  const { name, daemonSets, required, running, gaps } = asDeclared(role);
  const overlaps = role.overlaps.filter(({ scenario }) => scenario === undefined);
  if (gaps.length === 0 && overlaps.length === 0) { return []; }
  const failed = overlaps.length > 0 || gaps.some(({ severity }) => severity === 'error');
  return [
    `  ${failed ? MARKS.error : MARKS.note} role ${name}  (${daemonSets.join(', ')})${required === undefined ? '' : `  ${running} of ${count(required, 'node')}${leastOf(role)}`}`,
    ...gaps.flatMap(gap => gapText(gap, names)),
    ...overlaps.map(overlap => `      ${overlapSentence(overlap, names)}`),
  ];
}

function findingText({ code, severity, message, remedies, daemonSet, nodes, source }: Finding, names: number | undefined): string[] {
  return [
    `${MARKS[severity]} ${code}${daemonSet ? ` ${daemonSet}` : ''}${inBrackets(source, '  ')}: ${message}${nodes ? ` (${showNodes(nodes, names)})` : ''}`,
    ...remedies.map(({ text }) => `    → ${text}`),
  ];
}

/** A titled list, with an empty line before it; nothing where it is empty. */
export function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', `  ${title}`, ...items.map(item => `    ${item}`)];
}

/** Lines as a text. */
export function lines(parts: readonly string[]): string {
  return `${parts.join('\n')}\n`;
}
