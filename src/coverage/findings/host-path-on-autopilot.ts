import { nameOf } from '../../model/daemon-set';
import { InventoryNode } from '../../model/node';
import { HostPathVolume } from '../../model/pod-template';
import { showPaths } from '../host-paths-on-images';
import { Matrix, nodesWhere, runs } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';
import { plainPath } from '../written-path';

/** How the names of Autopilot's nodes begin, and of no others of GKE (GoogleContainerTools/kpt-config-sync pkg/util/autopilot.go at 5f19282a2007, read on 2026-11-27). */
const AUTOPILOT_NODE = /^gk3-/;

/** What every node of GKE is labelled with. */
const GKE_LABELS = /^cloud\.google\.com\//;

/** GKE Autopilot refuses paths of the node other than /var/log, and any that are mounted for writing, unless an allowlist of the cluster names the workload. */
export function hostPathOnAutopilot(matrix: Matrix): Finding[] {
  return matrix.rows.flatMap(row => {
    const { daemonSet } = row;
    const refused = daemonSet.template.hostPaths.filter(isRefused);
    const nodes = refused.length === 0 ? [] : nodesWhere(matrix, row, runs).filter(isOfAutopilot);
    return nodes.length === 0 ? [] : [{
      code: 'HostPathOnAutopilot',
      severity: 'warning' as const,
      message: `mounts ${showPaths(refused)}: GKE Autopilot refuses paths of the node but /var/log, read-only, unless an allowlist of the cluster names this workload`,
      remedies: [
        { text: 'mount what it needs of /var/log with readOnly: true, and keep what it writes in an emptyDir' },
        { text: 'install the allowlist that its vendor has for Autopilot (AllowlistSynchronizer)' },
        { text: 'exempt these nodes, and use what GKE itself offers there' },
      ],
      daemonSet: nameOf(daemonSet),
      nodes: groupOf(nodes),
      source: daemonSet.source,
    }];
  });
}

function isOfAutopilot({ name, labels }: InventoryNode): boolean {
  return AUTOPILOT_NODE.test(name) && [...labels.keys()].some(key => GKE_LABELS.test(key));
}

/** As the policy of Autopilot has it (grafana/loki#9100, pixie-io/pixie#278; read on 2026-11-27). */
function isRefused({ path, writable }: HostPathVolume): boolean {
  return writable || !/^\/var\/log(\/|$)/.test(plainPath(path));
}
