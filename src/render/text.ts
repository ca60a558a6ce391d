import { CheckReport, ClusterReport, DaemonSetCoverage, Finding, Gap, RoleCoverage, Severity } from '../coverage/report';
import { nameOf } from '../model/daemon-set';
import { showPlace } from '../model/source';
import { Outcome, Reason, Remedy } from '../placement/placement';
import { count, showNodes } from './node-names';
import { showEdit } from './yaml-edit';

const MARKS: { readonly [severity in Severity]: string } = { error: '✗', warning: '!', note: '·' };

const MEANING: { readonly [outcome in Outcome]: string } = {
  [Outcome.RUNS]: 'a pod runs',
  [Outcome.PENDING]: 'the pod stays Pending',
  [Outcome.NOT_ELIGIBLE]: 'no pod is created',
  [Outcome.NOT_CREATED]: 'the pod is refused when it is created',
  [Outcome.NOT_JUDGED]: 'somebody else decides',
};

/** The report as text for people: clusters, their DaemonSets, what is missing, why, and what to change. */
export function checkText(report: CheckReport, allNodes = false): string {
  const names = allNodes ? Infinity : undefined;
  return [...report.clusters.map(cluster => clusterText(cluster, names)), summary(report)].join('\n');
}

function clusterText(cluster: ClusterReport, names: number | undefined): string {
  const virtual = cluster.virtualNodes.names.length;
  const hypothetical = virtual === 0 ? '' : `, ${virtual} of them virtual (${showNodes(cluster.virtualNodes, names)})`;
  return lines([
    `${cluster.name}: ${count(cluster.nodes, 'node')}${hypothetical}, Kubernetes 1.${cluster.minor}`,
    '',
    ...cluster.daemonSets.flatMap(daemonSet => daemonSetText(daemonSet, names)),
    ...cluster.roles.flatMap(role => roleText(role, names)),
    ...section('Exempt on purpose', cluster.exemptions.map(({ nodes, daemonSet, reason, until, stale }) =>
      `${daemonSet} on ${nodes.names.length === 0 ? 'no node' : showNodes(nodes, names)}: ${reason}${until ? `, until ${until}` : ''}${stale ? ' (stale)' : ''}`)),
    ...section('Not judged', cluster.notJudged.map(({ filter, message, daemonSets, nodes }) =>
      `${filter}: ${message} (${daemonSets.join(', ')}; ${showNodes(nodes, names)})`)),
    ...section('Findings', cluster.findings.flatMap(finding => findingText(finding, names))),
  ]);
}

function daemonSetText(daemonSet: DaemonSetCoverage, names: number | undefined): string[] {
  const place = daemonSet.source.constructPath ?? showPlace({ file: daemonSet.source.file, line: daemonSet.source.line });
  const title = `${nameOf(daemonSet)}${place === '' ? '' : `  (${place})`}`;
  return [`  ${daemonSet.gaps.length > 0 ? '✗' : '✓'} ${title}  ${tally(daemonSet)}`, ...daemonSet.gaps.flatMap(gap => gapText(gap, names))];
}

function tally({ required, running, role }: DaemonSetCoverage): string {
  if (role !== undefined && required === 0 && running > 0) { return `runs on ${count(running, 'node')} for the role ${role}`; }
  return required === 0 ? 'no node requires it' : `${running} of ${count(required, 'node')}`;
}

function gapText({ outcome, nodes, reasons }: Gap, names: number | undefined): string[] {
  return [
    `      ${MEANING[outcome]} on ${showNodes(nodes, names)}`,
    ...reasons.flatMap(reasonText),
  ];
}

function reasonText({ message, remedies }: Reason): string[] {
  return [`        ${message}`, ...remedies.flatMap(remedyText)];
}

function remedyText({ text, typescript, yaml }: Remedy): string[] {
  return [`          → ${text}`, ...typescript ? [`              ${typescript}`] : yaml ? [`              ${showEdit(yaml)}`] : []];
}

function roleText({ name, daemonSets, gaps, overlaps }: RoleCoverage, names: number | undefined): string[] {
  if (gaps.length === 0 && overlaps.length === 0) { return []; }
  return [
    `  ✗ role ${name}  (${daemonSets.join(', ')})`,
    ...gaps.flatMap(gap => gapText(gap, names)),
    ...overlaps.map(overlap => `      ${overlap.daemonSets.join(' and ')} both run on ${showNodes(overlap.nodes, names)}, where exactly one of them should`),
  ];
}

function findingText({ code, severity, message, remedies, daemonSet, nodes, source }: Finding, names: number | undefined): string[] {
  const place = showPlace({ file: source.file, line: source.line });
  return [
    `${MARKS[severity]} ${code}${daemonSet ? ` ${daemonSet}` : ''}${place === '' ? '' : `  (${place})`}: ${message}${nodes ? ` (${showNodes(nodes, names)})` : ''}`,
    ...remedies.map(({ text }) => `    → ${text}`),
  ];
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', `  ${title}`, ...items.map(item => `    ${item}`)];
}

function summary({ clusters, problems, success }: CheckReport): string {
  const gaps = clusters.flatMap(({ daemonSets, roles }) => [...daemonSets, ...roles].flatMap(subject => subject.gaps));
  const severities = clusters.flatMap(({ findings }) => findings.map(({ severity }) => severity));
  const overlapping = clusters.flatMap(({ roles }) => roles.flatMap(({ overlaps }) => overlaps)).length;
  const errors = severities.filter(severity => severity === 'error').length;
  const warnings = severities.filter(severity => severity === 'warning').length;
  const found = [
    ...gaps.length > 0 ? [count(gaps.length, 'gap')] : [],
    ...overlapping > 0 ? [count(overlapping, 'overlap')] : [],
    ...errors > 0 ? [count(errors, 'error')] : [],
    ...warnings > 0 ? [count(warnings, 'warning')] : [],
    ...problems.length > 0 ? [`${count(problems.length, 'problem')} with the input`] : [],
  ];
  const covered = 'every required node runs exactly one of each';
  return lines([success && found.length === 0 ? covered : success ? `${covered}; ${found.join(', ')}` : found.join(', ') || 'not everything was judged']);
}

function lines(parts: readonly string[]): string {
  return `${parts.join('\n')}\n`;
}
