import { showSeconds } from './duration';
import { count } from './node-names';
import { inBrackets } from './source-place';
import { DaemonSet, nameOf, UpdateStrategy } from '../model/daemon-set';
import { RolloutPlan } from '../rollout/plan';
import { RoleViolation, Violation } from '../rollout/policy';
import { Advice } from '../rollout/search';

/** `logging/fluentd (platform/Logs): its update …; maxUnavailable 2 keeps to all limits`: the limits that an update breaks, in one line. */
export function violationsSentence(daemonSet: DaemonSet, violations: readonly Violation[], advice: Advice): string {
  return `${nameOf(daemonSet)}${inBrackets(daemonSet.source)}: its update ${violations.map(violationText).join('; it ')}: ${adviceText(daemonSet, advice)}`;
}

/** The limit that the DaemonSets of a role break together, in one line. */
export function roleSentence({ role, daemonSets, most, nodes, allowed }: RoleViolation): string {
  return `role ${role} (${daemonSets.join(', ')}): updated together they leave ${most} of ${count(nodes, 'node')} without a pod of the role at once, the limit is ${allowed}: `
    + 'lower what each may take away, or change one after the other';
}

/** What of an update was not judged, one line each. */
export function unjudgedSentences({ daemonSet, notJudged, zones, desiredNumberScheduled }: RolloutPlan, byZone: boolean): string[] {
  const unzoned = desiredNumberScheduled - zones.reduce((sum, { nodes }) => sum + nodes, 0);
  return [
    ...notJudged.map(({ filter, message, nodes }) => `${nameOf(daemonSet)}: not judged on ${count(nodes.length, 'node')}: ${filter}: ${message}`),
    ...byZone && unzoned > 0 ? [`${nameOf(daemonSet)}: not judged by zone on ${count(unzoned, 'node')}: without the label topology.kubernetes.io/zone`] : [],
  ];
}

function violationText(violation: Violation): string {
  switch (violation.limit) {
    case 'finishes': return `never finishes: ${violation.obstacle.message}`;
    case 'nodesDown': return `stalls with ${count(violation.down, 'node')} down, so ${count(violation.waiting, 'other node')} ${violation.waiting === 1 ? 'is' : 'are'} never updated`;
    case 'within': return `${violation.seconds === undefined ? 'takes an unbounded time, since OnDelete waits until somebody deletes each pod' : `takes ${showSeconds(violation.seconds)}`}, the limit is ${showSeconds(violation.allowedSeconds)}`;
    case 'maxUnavailable': return `leaves ${violation.most} of ${count(violation.nodes, 'node')} without a pod at once, the limit is ${violation.allowed}`;
    case 'neverWholeZone': return `may leave the whole zone ${violation.zone} (${count(violation.nodes, 'node')}) without a pod at once`;
  }
}

function adviceText(daemonSet: DaemonSet, { strategy, hindrances }: Advice): string {
  if (strategy) { return `${strategyText(strategy)} keeps to all limits${daemonSet.typed ? ` (updateStrategy: ${typescriptOf(strategy)})` : ''}`; }
  return `no setting keeps to all limits: ${hindrances.map(hindrance => `with ${strategyText(hindrance.strategy)} it ${hindrance.violations.map(violationText).join(', and ')}`).join('; ')}`;
}

function strategyText({ maxUnavailable, maxSurge }: UpdateStrategy): string {
  return maxSurge === 0 ? `maxUnavailable ${maxUnavailable}` : `maxSurge ${maxSurge} with maxUnavailable 0`;
}

function typescriptOf({ maxUnavailable, maxSurge }: UpdateStrategy): string {
  return `UpdateStrategy.rollingUpdate({ ${maxSurge === 0 ? `maxUnavailable: ${maxUnavailable}` : `maxSurge: ${maxSurge}`} })`;
}
