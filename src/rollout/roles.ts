import { RoleAvailability, RolloutPlan } from './plan';
import { nameOf } from '../model/daemon-set';
import { compare } from '../model/order';

/** DaemonSets of one role are on different nodes, so that at worst all that they leave without a pod comes together. */
export function rolesOf(plans: readonly RolloutPlan[]): RoleAvailability[] {
  const roles = new Set(plans.flatMap(({ daemonSet }) => daemonSet.declared.role ?? []));
  return [...roles].sort(compare).map(role => {
    const members = plans.filter(({ daemonSet }) => daemonSet.declared.role === role);
    return {
      role,
      daemonSets: members.map(({ daemonSet }) => nameOf(daemonSet)),
      nodes: members.reduce((sum, { desiredNumberScheduled }) => sum + desiredNumberScheduled, 0),
      mostUnavailable: members.reduce((sum, { mostUnavailable }) => sum + mostUnavailable, 0),
    };
  });
}
