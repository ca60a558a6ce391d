import { isTooSlow, RolloutPolicy, Trial, Violation, violationsOf } from './policy';
import { surges, UpdateStrategy } from '../model/daemon-set';

/** A strategy that keeps to all limits, or what stands against every one. */
export interface Advice {
  readonly strategy?: UpdateStrategy;
  readonly hindrances: readonly Hindrance[];
}

/** The best that one way to update comes to. */
export interface Hindrance {
  readonly strategy: UpdateStrategy;
  readonly violations: readonly Violation[];
}

type Way = (pods: number) => UpdateStrategy;

const stopFirst: Way = pods => ({ type: 'RollingUpdate', maxUnavailable: pods, maxSurge: 0 });
const startFirst: Way = pods => ({ type: 'RollingUpdate', maxUnavailable: 0, maxSurge: pods });

/**
 * Searches for a strategy that keeps to all limits, first in the way that the DaemonSet is updated now. More pods at a time never make
 * an update slower and never take less away, so of the numbers that are fast enough only the least has to be held against the rest.
 */
export function findStrategy(trial: Trial, policy: RolloutPolicy): Advice {
  const hindrances: Hindrance[] = [];
  for (const way of surges(trial.rehearsal.daemonSet) ? [startFirst, stopFirst] : [stopFirst, startFirst]) {
    const best = bestOf(way, trial, policy);
    if (best.violations.length === 0) { return { strategy: best.strategy, hindrances }; }
    hindrances.push(best);
  }
  return { hindrances };
}

/** The least number of pods at a time that is fast enough, or all of them where none is. */
function bestOf(way: Way, trial: Trial, policy: RolloutPolicy): Hindrance {
  const violations = (pods: number) => violationsOf(trial, policy, way(pods));
  let [least, most] = [1, Math.max(1, trial.rehearsal.desired)];
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    if (violations(middle).some(isTooSlow)) { least = middle + 1; } else { most = middle; }
  }
  return { strategy: way(least), violations: violations(least) };
}
