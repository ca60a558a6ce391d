import { problemJson } from './json';
import { nameOf } from '../model/daemon-set';
import { Problem } from '../model/source';
import { ClusterRollout, Obstacle, RolloutPlan, Stall } from '../rollout/plan';

/** The plans of updates as the JSON of `everynode.dev/rollout/v1`. */
export function rolloutJson(clusters: readonly ClusterRollout[], problems: readonly Problem[]): unknown {
  return {
    schemaVersion: 'everynode.dev/rollout/v1',
    ...problems.length > 0 ? { problems: problems.map(problemJson) } : {},
    rollouts: clusters.flatMap(cluster => cluster.plans.map(plan => planJson(cluster, plan))),
  };
}

function planJson({ name, roles }: ClusterRollout, plan: RolloutPlan): unknown {
  const { daemonSet, limits, stall } = plan;
  const role = roles.find(({ daemonSets }) => daemonSets.includes(nameOf(daemonSet)));
  return {
    cluster: name,
    daemonSet: { namespace: daemonSet.namespace, name: daemonSet.name },
    strategy: plan.strategy.type,
    desiredNumberScheduled: plan.desiredNumberScheduled,
    maxUnavailable: limits?.maxUnavailable ?? null,
    maxSurge: limits?.maxSurge ?? null,
    finishes: plan.finishes,
    stalled: stall ? stallJson(stall) : null,
    mostUnavailable: plan.mostUnavailable,
    totalSeconds: plan.totalSeconds ?? null,
    waves: plan.waves,
    mostPods: plan.mostPods,
    perZone: plan.zones,
    perRole: role ? [role] : [],
    removed: plan.removed,
    left: plan.left,
    status: plan.status,
    notJudged: plan.notJudged,
    notes: plan.notes,
  };
}

function stallJson({ others, ...stall }: Stall): unknown {
  return { ...obstacleJson(stall), others: others.map(obstacleJson) };
}

function obstacleJson({ code, message, remedies, nodes }: Obstacle): Obstacle {
  return { code, message, remedies, nodes };
}
