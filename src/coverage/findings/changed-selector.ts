import { DaemonSet, nameOf } from '../../model/daemon-set';
import { showLabelRequirement } from '../../model/label-selector';
import { compare, Matrix } from '../matrix';
import { Finding } from '../report';

/** A DaemonSet that runs in the cluster has another selector: Kubernetes refuses to change it, so that what runs stays as it is. */
export function changedSelector({ rows, input }: Matrix): Finding[] {
  const running = new Map((input.running ?? []).map(daemonSet => [nameOf(daemonSet), daemonSet]));
  return rows.flatMap(({ daemonSet }) => {
    const before = running.get(nameOf(daemonSet));
    return before === undefined || spelling(before) === spelling(daemonSet) ? [] : [{
      code: 'ChangedSelector',
      severity: 'error' as const,
      message: `its selector (${spelling(daemonSet)}) is not that of the one that runs in the cluster (${spelling(before)}): a selector cannot be changed, so the API server refuses it`,
      remedies: [
        { text: `select by ${spelling(before)}, and give its pods these labels` },
        { text: 'give it another name, and delete the old one; meanwhile nodes run none, or two' },
      ],
      daemonSet: nameOf(daemonSet),
      source: daemonSet.source,
    }];
  });
}

function spelling({ selector }: DaemonSet): string {
  return selector.map(showLabelRequirement).sort(compare).join(',');
}
