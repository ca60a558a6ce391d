import { nameOf } from '../../model/daemon-set';
import { HostPathVolume } from '../../model/pod-template';
import { isOfAutopilot } from '../autopilot';
import { showPaths } from '../host-paths-on-images';
import { Matrix, nodesWhere, runs } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';
import { plainPath } from '../written-path';

/** GKE Autopilot refuses paths of the node other than /var/log, and any that are mounted for writing, unless an allowlist of the cluster names the workload. */
export function hostPathOnAutopilot(matrix: Matrix): Finding[] {
  return matrix.rows.flatMap(row => {
    const { daemonSet } = row;
    const refused = daemonSet.admitted ? [] : daemonSet.template.hostPaths.filter(isRefused);
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

/** As the policy of Autopilot has it (grafana/loki#9100, pixie-io/pixie#278; read on 2026-11-27). */
function isRefused({ path, writable }: HostPathVolume): boolean {
  return writable || !/^\/var\/log(\/|$)/.test(plainPath(path));
}
