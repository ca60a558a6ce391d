import { showSeconds } from './duration';
import { count } from './node-names';
import { LEGEND, rolloutChart } from './rollout-chart';
import { inBrackets } from './source-place';
import { showEdit } from './yaml-edit';
import { nameOf } from '../model/daemon-set';
import { Remedy } from '../placement/placement';
import { Conditions } from '../rollout/conditions';
import { ClusterRollout, Obstacle, RolloutPlan } from '../rollout/plan';

/** How many names a list holds before it says "and so many more". */
const NAMES = 5;

/** The plans of updates as text for people, at most so many characters wide where it is drawn. */
export function rolloutText(clusters: readonly ClusterRollout[], width: number): string {
  return clusters.map(cluster => clusterText(cluster, width)).join('\n');
}

function clusterText(cluster: ClusterRollout, width: number): string {
  const { name, minor, conditions, plans, roles, gone } = cluster;
  return [
    `${name}: Kubernetes 1.${minor}; ${assumptions(conditions)}`,
    ...plans.flatMap(plan => ['', ...planText(plan, width)]),
    ...roles.filter(({ daemonSets }) => daemonSets.length > 1).flatMap(({ role, daemonSets, mostUnavailable }) => [
      '', `  role ${role} (${daemonSets.join(', ')}): at most ${count(mostUnavailable, 'node')} without a pod of it at once, if all are updated together`,
    ]),
    ...gone.length > 0 ? ['', `  only in what runs now: ${gone.join(', ')}. Removing a DaemonSet is no update; one that stays belongs to what runs there, too (--also)`] : [],
    ...plans.some(({ waves }) => waves.length > 0) ? ['', `  ${LEGEND}`, '  Which nodes come first the real controller leaves to chance; here they come in the order of their names.'] : [],
  ].join('\n').concat('\n');
}

function assumptions({ readySeconds, pullSeconds, stopSeconds }: Conditions): string {
  const stop = stopSeconds === undefined ? 'its whole grace period' : showSeconds(stopSeconds);
  return `assumed: a pod takes ${stop} to stop${pullSeconds > 0 ? `, ${showSeconds(pullSeconds)} for its image` : ''} and ${showSeconds(readySeconds)} to get ready`;
}

function planText(plan: RolloutPlan, width: number): string[] {
  const { daemonSet, stall } = plan;
  return [
    `  ${plan.finishes ? '✓' : '✗'} ${nameOf(daemonSet)}${inBrackets(daemonSet.source, '  ')}  ${strategyText(plan)}`,
    `      ${summaryText(plan)}`,
    ...zoneText(plan),
    ...stall ? [stall, ...stall.others].flatMap(obstacleText) : [],
    ...plan.removed.length > 0 ? [`      ${namesText(plan.removed)} ${plan.removed.length === 1 ? 'loses its pod' : 'lose their pods'} and ${plan.removed.length === 1 ? 'gets' : 'get'} no other`] : [],
    ...plan.notJudged.map(({ filter, message, nodes }) => `      ? not judged: ${filter}: ${message} (${namesText(nodes)})`),
    ...plan.notes.map(({ message }) => `      ! ${message}`),
    ...rolloutChart(plan, width - 6).map(line => `      ${line}`.trimEnd()),
  ];
}

function strategyText({ strategy, limits, desiredNumberScheduled }: RolloutPlan): string {
  if (!limits) { return `OnDelete, ${count(desiredNumberScheduled, 'node')}`; }
  const [name, stated, number] = limits.maxSurge > 0
    ? ['maxSurge', strategy.maxSurge, limits.maxSurge] as const
    : ['maxUnavailable', strategy.maxUnavailable, limits.maxUnavailable] as const;
  return `${name} ${stated}${String(stated) === String(number) ? '' : ` (${number})`}, ${count(desiredNumberScheduled, 'node')}`;
}

function summaryText({ finishes, totalSeconds, waves, mostUnavailable, mostPods, strategy, left }: RolloutPlan): string {
  const most = `at most ${mostUnavailable} unavailable at once, ${count(mostPods, 'pod')} at once`;
  if (finishes) { return `${count(waves.length, 'wave')}, done after ${showSeconds(totalSeconds ?? 0)}; ${most}`; }
  if (strategy.type === 'OnDelete') { return `${count(left.length, 'node')} keep the old pod until somebody deletes it: the total time is unbounded`; }
  return `never finishes: ${count(waves.length, 'wave')}, then it stalls; ${most}${left.length > 0 ? `; ${count(left.length, 'node')} with an old pod left` : ''}`;
}

function zoneText({ zones }: RolloutPlan): string[] {
  if (zones.length === 0) { return []; }
  const shown = zones.map(({ zone, nodes, mayBeUnavailable }) => `${zone} ${mayBeUnavailable} of ${nodes}${mayBeUnavailable === nodes ? ', the whole zone' : ''}`);
  return [`      may be unavailable at once, by zone: ${shown.join('; ')}`];
}

function obstacleText({ code, message, remedies, nodes }: Obstacle): string[] {
  return [`      ${code} on ${namesText(nodes)}: ${message}`, ...remedies.flatMap(remedyText)];
}

function remedyText({ text, typescript, yaml }: Remedy): string[] {
  return [`        → ${text}`, ...typescript ? [`            ${typescript}`] : yaml ? [`            ${showEdit(yaml)}`] : []];
}

function namesText(names: readonly string[]): string {
  const shown = names.length <= NAMES + 1 ? names : names.slice(0, NAMES);
  return `${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}`;
}
