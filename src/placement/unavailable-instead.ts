import { Remedy } from './placement';
import { DaemonSet } from '../model/daemon-set';

/** Instead of a surge: stops the old pod before the new one starts. */
export function unavailableInstead({ typed }: DaemonSet): Remedy {
  return {
    text: 'let the old pod stop first: maxUnavailable, such as 1, in place of maxSurge (spec.updateStrategy.rollingUpdate)',
    ...(typed ? { typescript: 'updateStrategy: UpdateStrategy.rollingUpdate({ maxUnavailable: 1 })' } : {}),
    yaml: { path: 'spec.updateStrategy.rollingUpdate', set: { maxUnavailable: 1 } },
  };
}
