import { DaemonSetName } from './daemon-set-name';
import { UpdateStrategy } from './update-strategy';

/** The directory of the node of one DaemonSet of a collector: what is stated belongs to its own, and is told apart for each variant. */
export function collectorStatePath(agent: DaemonSetName, member: DaemonSetName, stated: string | undefined, variant: string | undefined): string {
  if (stated === undefined) { return `/var/lib/everynode/${agent.namespace ?? 'default'}/${member.name}`; }
  return `${stated}${variant === undefined ? '' : `-${variant}`}`;
}

/** Two pods on one node would read the same positions, and send everything twice. */
export function checkOnePodAtATime(place: string, updateStrategy: UpdateStrategy | undefined): void {
  if (updateStrategy?.surges) {
    throw new Error(`${place}: updateStrategy: with maxSurge two pods would share the read positions and the buffer of their node; use maxUnavailable`);
  }
}
