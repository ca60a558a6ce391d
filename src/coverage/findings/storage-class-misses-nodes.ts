import { CsiCoverage, CsiGap } from '../csi-coverage';
import { aboutCsiGap, consumersText, volumesText } from '../csi-finding';
import { Matrix } from '../matrix';
import { Finding } from '../report';

/** The node plugin of a CSI driver misses nodes to which pods with its volumes may be sent, as far as is known: nobody given uses them, or something else may keep their pods away. */
export function storageClassMissesNodes(matrix: Matrix): Finding[] {
  return CsiCoverage.of(matrix).gaps.filter(({ certain, consumers }) => !certain || consumers.length === 0).map(gap => ({
    code: 'StorageClassMissesNodes',
    severity: 'warning' as const,
    message: gap.consumers.length === 0
      ? `a pod without a nodeSelector that claims ${volumesText(gap)} may be sent to nodes on which its node plugin does not run, and never starts there${unless(gap)}`
      : `${consumersText(gap)} use ${volumesText(gap)}, and may be sent to nodes on which its node plugin does not run, where they never start${unless(gap)}`,
    ...aboutCsiGap(matrix, gap),
  }));
}

/** What may keep them away. */
function unless({ storageClass, consumers }: CsiGap): string {
  if (storageClass && !storageClass.waitsForConsumer) { return ' (unless the driver binds its volumes to nodes that have it: they are made before their pods have one)'; }
  return consumers.length === 0 ? '' : ' (unless their scheduler, pod affinity, RuntimeClass, default class or stated volume keeps them away)';
}
