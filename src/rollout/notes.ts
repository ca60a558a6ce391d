import { RolloutNote } from './plan';
import { DaemonSet, nameOf, surges, UpdateStrategy } from '../model/daemon-set';
import { concerns, PodDisruptionBudget } from '../model/pod-disruption-budget';
import { hostPortsOf } from '../placement/host-port';
import { behaviourOf } from '../placement/kubernetes-behaviour';

/** What notes are made from. */
export interface Noted {
  readonly daemonSet: DaemonSet;
  readonly earlier?: DaemonSet;
  readonly unchanged: boolean;
  readonly strategy: UpdateStrategy;
  readonly minor: number;
  readonly disruptionBudgets: readonly PodDisruptionBudget[];
  readonly desired: number;
}

/** What the author of an update should know beside how it goes. */
export function notesOf(noted: Noted): RolloutNote[] {
  return [...unchanged(noted), ...selectsNoNode(noted), ...budgets(noted), ...sharedHostNetwork(noted)];
}

function unchanged({ unchanged: same }: Noted): RolloutNote[] {
  return same ? [{ code: 'UnchangedTemplate', message: 'the pod template is the same, so no pod is replaced' }] : [];
}

function selectsNoNode({ desired }: Noted): RolloutNote[] {
  return desired > 0 ? [] : [{ code: 'UpdatesNoNode', message: 'the controller wants a pod on no node: kubectl rollout status says at once that all is done' }];
}

function budgets({ daemonSet, disruptionBudgets }: Noted): RolloutNote[] {
  return disruptionBudgets.filter(budget => concerns(budget, daemonSet)).map(budget => ({
    code: 'DisruptionBudgetDoesNotBind',
    message: `the PodDisruptionBudget ${nameOf(budget)} does not bind here: the DaemonSet controller deletes pods, and a budget binds only who evicts them`,
  }));
}

function sharedHostNetwork({ daemonSet, strategy, minor }: Noted): RolloutNote[] {
  const { template } = daemonSet;
  if (!surges({ ...daemonSet, updateStrategy: strategy }) || !template.hostNetwork || hostPortsOf(template, behaviourOf(minor)).length > 0) { return []; }
  return [{
    code: 'SharesHostNetwork',
    message: 'two pods share the host network of a node during the update, and no port is declared: whether both can listen is not judged; if not, the update never finishes',
  }];
}
