import { DaemonSetName } from './daemon-set-name';

/** Some platforms refuse the class below elsewhere. */
const NAMESPACE_OF_CRITICAL_PODS = 'kube-system';

/** The PriorityClass of an agent without which pods of its node do not start: the one that is stated, or where every platform takes it, the highest. */
export function criticalPriorityClass({ namespace }: DaemonSetName, { priorityClassName }: { readonly priorityClassName?: string }): string | undefined {
  return priorityClassName ?? (namespace === NAMESPACE_OF_CRITICAL_PODS ? 'system-node-critical' : undefined);
}
