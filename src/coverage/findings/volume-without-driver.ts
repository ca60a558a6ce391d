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
 * What becomes of the pods. Which of the two it is where a volume is made for them, depends on whether the driver knows topology.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/volume/csi/csi_client.go read on 2026-11-27
 * @see https://github.com/kubernetes-csi/external-provisioner/blob/master/pkg/controller/topology.go read on 2026-11-27
 */
function fateText({ driver, storageClass, pending }: CsiGap): string {
  if (pending) { return `stay Pending: the CSIDriver ${driver} has preventPodSchedulingIfMissing, and its node plugin runs on no node to which they may be sent`; }
  const mount = `they stay in ContainerCreating ("driver name ${driver} not found in the list of registered CSI drivers")`;
  const sent = 'may be sent to nodes on which its node plugin does not run:';
  return storageClass ? `${sent} no volume is made for them there ("no topology key found on CSINode"), or ${mount}` : `${sent} ${mount}`;
}
