import { CsiCoverage, CsiGap } from '../csi-coverage';
import { aboutCsiGap, consumersText, volumesText } from '../csi-finding';
import { Matrix } from '../matrix';
import { Finding } from '../report';

/** Pods use volumes of a CSI driver and may be sent to nodes on which its node plugin does not run: they never start there. */
export function volumeWithoutDriver(matrix: Matrix): Finding[] {
  return CsiCoverage.of(matrix).gaps.filter(({ certain, consumers }) => certain && consumers.length > 0).map(gap => ({
    code: 'VolumeWithoutDriver',
    severity: 'error' as const,
    message: `${consumersText(gap)} use ${volumesText(gap)}, and ${fateText(gap)}`,
    ...aboutCsiGap(matrix, gap),
  }));
}

/**
 * What becomes of the pods. Where a volume is made for them, it depends on whether the driver knows topology; volumes without a claim are
 * never attached.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/volume/csi/csi_client.go read on 2026-11-27
 * @see https://github.com/kubernetes-csi/external-provisioner/blob/v5.3.0/pkg/controller/topology.go read on 2026-11-27
 * @see https://github.com/kubernetes-csi/external-attacher/blob/master/pkg/controller/csi_handler.go read on 2026-11-27
 */
function fateText({ driver, storageClass, pending, attaches }: CsiGap): string {
  if (pending) { return `stay Pending: the CSIDriver ${driver} has preventPodSchedulingIfMissing, and its node plugin runs on no node to which they may be sent`; }
  const errors = [
    ...storageClass && attaches !== false ? [`"CSINode … does not contain driver ${driver}"`] : [],
    ...storageClass && attaches ? [] : [`"driver name ${driver} not found in the list of registered CSI drivers"`],
  ];
  const hang = `they stay in ContainerCreating (${errors.join(', or ')})`;
  const sent = 'may be sent to nodes on which its node plugin does not run:';
  return storageClass ? `${sent} no volume is made for them there ("no topology key found on CSINode"), or ${hang}` : `${sent} ${hang}`;
}
