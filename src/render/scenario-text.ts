import { gapText } from './gap-text';
import { MARKS } from './marks';
import { count, showNodes } from './node-names';
import { overlapSentence } from './sentence';
import { ClusterReport, Gap, PodTally, ScenarioReport } from '../coverage/report';
import { nameOf } from '../model/daemon-set';

/** What a scenario does to a cluster: a line for each DaemonSet and role, and its gaps. */
export function scenarioText(scenario: ScenarioReport, { daemonSets, roles }: ClusterReport, names: number | undefined): string[] {
  const { name, changes, nodes } = scenario;
  const opened = (gaps: readonly Gap[]) => gaps.filter(gap => gap.scenario === name);
  return [
    '',
    `  Scenario ${name} (${changes.join(', ')}) on ${nodes.names.length === 0 ? 'no node' : showNodes(nodes, names)}`,
    ...daemonSets.flatMap((daemonSet, index) => {
      const tally = scenario.daemonSets[index];
      const gaps = opened(daemonSet.gaps);
      return tally ? indented([`${markOf(gaps, tally)} ${nameOf(daemonSet)}  ${tallyText(tally)}`, ...gaps.flatMap(gap => gapText(gap, names))]) : [];
    }),
    ...roles.flatMap(role => {
      const gaps = opened(role.gaps);
      const overlaps = role.overlaps.filter(overlap => overlap.scenario === name);
      if (gaps.length + overlaps.length === 0) { return []; }
      return indented([
        `${overlaps.length > 0 ? MARKS.error : worstMark(gaps)} role ${role.name}  (${role.daemonSets.join(', ')})`,
        ...gaps.flatMap(gap => gapText(gap, names)),
        ...overlaps.map(overlap => `      ${overlapSentence(overlap, names)}`),
      ]);
    }),
  ];
}

function markOf(gaps: readonly Gap[], { runs, stays, evicted, loops, waits, waitsForEver }: PodTally): string {
  if (gaps.length > 0) { return worstMark(gaps); }
  return runs > 0 && stays + evicted + loops + waits + waitsForEver === 0 ? '✓' : MARKS.note;
}

function worstMark(gaps: readonly Gap[]): string {
  const severities = gaps.map(({ severity }) => severity);
  return severities.includes('error') ? MARKS.error : severities.includes('warning') ? MARKS.warning : MARKS.note;
}

function tallyText({ runs, stays, evicted, loops, waits, waitsForEver }: PodTally): string {
  const parts: [number, string][] = [[runs, 'runs'], [stays, 'stays'], [evicted, 'is evicted'], [loops, 'is evicted again and again'], [waits, 'waits'], [waitsForEver, 'waits for ever']];
  const shown = parts.filter(([number]) => number > 0).map(([number, what]) => `${what} on ${count(number, 'node')}`);
  return shown.length === 0 ? 'is not there' : shown.join(', ');
}

function indented(lines: readonly string[]): string[] {
  return lines.map(line => `    ${line}`);
}
