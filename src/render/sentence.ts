import { fateWords } from './fate-words';
import { count, showNodes } from './node-names';
import { inBrackets } from './source-place';
import { ClusterReport, DaemonSetCoverage, Fate, Finding, Gap, Overlap, RoleCoverage, Severity } from '../coverage/report';
import { nameOf } from '../model/daemon-set';
import { Problem, showPlace } from '../model/source';
import { Reason, Remedy } from '../placement/placement';

const TOLERATE = /^agent\.tolerate\((.*)\)$/;

/** Everything in a cluster's report that is an error or a warning, one line each: what a failing synth prints. */
export function sentences(report: ClusterReport): { readonly errors: string[]; readonly warnings: string[] } {
  const lines = [
    ...report.daemonSets.flatMap(daemonSet => daemonSet.gaps.map(gap => ({ severity: gap.severity, text: gapSentence(daemonSet, gap) }))),
    ...report.roles.flatMap(roleLines),
    ...report.findings.map(finding => ({ severity: finding.severity, text: findingSentence(finding) })),
  ];
  const those = (severity: string) => lines.filter(line => line.severity === severity).map(({ text }) => text);
  return { errors: those('error'), warnings: those('warning') };
}

/** `monitoring/metrics (platform/Metrics) misses 2 of 5 nodes (gpu-0, gpu-1): untolerated taint …: add …`. */
export function gapSentence(daemonSet: DaemonSetCoverage, gap: Gap): string {
  const { source, required } = daemonSet;
  const subject = `${nameOf(daemonSet)}${inBrackets(source)}`;
  const { fate } = gap;
  if (fate !== undefined) { return `${subject}, ${scenarioSentence(gap, fate)}`; }
  return `${subject} misses ${gap.nodes.names.length} of ${count(required, 'node')} (${showNodes(gap.nodes)})${leastSentence(daemonSet)}: ${reasonsSentence(gap.reasons)}`;
}

/** `scenario not-ready: the pod stays, but would not be created anew, on w-1: untolerated taint …`. */
function scenarioSentence({ scenario, afterSeconds, nodes, reasons }: Gap, fate: Fate): string {
  return `scenario ${scenario}: the pod ${fateWords(fate, afterSeconds)} on ${showNodes(nodes)}: ${reasonsSentence(reasons)}`;
}

/** `, runs on 3 and must on 4 at least`, where a policy does not ask for all nodes. */
function leastSentence({ minimum, running }: { readonly minimum?: number; readonly running?: number }): string {
  return minimum === undefined ? '' : `, runs on ${running} and must on ${minimum} at least`;
}

/** A finding as one line. */
export function findingSentence({ code, daemonSet, message, remedies, nodes, source }: Finding): string {
  const subject = daemonSet === undefined ? `${code}${inBrackets(source)}` : `${daemonSet}${inBrackets(source)}: ${code}`;
  return `${subject}: ${message}${nodes ? ` (${showNodes(nodes)})` : ''}${remedySentence(remedies[0])}`;
}

/** A problem as one line: place, what was found, what is allowed. */
export function problemSentence(problem: Problem): string {
  const place = showPlace(problem);
  return place === '' ? problem.message : `${place}: ${problem.message}`;
}

/** The gaps and overlaps of a role, one line each. */
export function roleSentences(role: RoleCoverage): string[] {
  return roleLines(role).map(({ text }) => text);
}

function roleLines(role: RoleCoverage): { readonly severity: Severity; readonly text: string }[] {
  const { name, daemonSets, gaps, overlaps } = role;
  return [
    ...gaps.map(gap => ({ severity: gap.severity, text: `role ${name} (${daemonSets.join(', ')})${roleGapSentence(role, gap)}` })),
    ...overlaps.map(overlap => ({
      severity: 'error' as const,
      text: `role ${name}${overlap.scenario === undefined ? '' : `, scenario ${overlap.scenario}`}: ${overlapSentence(overlap)}`,
    })),
  ];
}

function roleGapSentence(role: RoleCoverage, gap: Gap): string {
  const { fate, nodes, reasons } = gap;
  return fate === undefined ? ` misses ${showNodes(nodes)}${leastSentence(role)}: ${reasonsSentence(reasons)}` : `, ${scenarioSentence(gap, fate)}`;
}

/** `a/x and a/y both run on w-1, where exactly one of them should`. */
export function overlapSentence({ daemonSets, nodes }: Overlap, limit?: number): string {
  const those = `${daemonSets.slice(0, -1).join(', ')} and ${daemonSets[daemonSets.length - 1]} ${daemonSets.length === 2 ? 'both' : 'all'}`;
  return `${those} run on ${showNodes(nodes, limit)}, where exactly one of them should`;
}

/** What a remedy says, in terms of a typed agent where there is one. */
export function showRemedy({ text, typescript }: Remedy): string {
  if (typescript === undefined) { return text; }
  const tolerated = TOLERATE.exec(typescript)?.[1];
  return tolerated === undefined ? typescript : `add ${tolerated}`;
}

function reasonsSentence(reasons: readonly Reason[]): string {
  return reasons.map(({ message, remedies }) => `${message}${remedySentence(remedies[0])}`).join('; ');
}

function remedySentence(remedy: Remedy | undefined): string {
  return remedy ? `: ${showRemedy(remedy)}` : '';
}
