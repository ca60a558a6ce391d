import { nameOf } from '../../model/daemon-set';
import { PodTemplate } from '../../model/pod-template';
import { isOfAutopilot } from '../autopilot';
import { Matrix, nodesWhere, runs } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';

/** What Autopilot refuses in words of the Pod Security Standards, which begin like this. */
const REFUSED = ['host namespaces', 'hostPort', 'privileged'];

/** The capabilities that a container may add there (Steadybit's and Google's documents of the constraint autogke-default-linux-capabilities, read on 2026-11-27). */
const CAPABILITIES = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT', 'SYS_PTRACE',
];

/** GKE Autopilot refuses pods on the network or among the processes of their node, privileged containers, ports of the node and most capabilities, unless an allowlist of the cluster names the workload. */
export function privilegeOnAutopilot(matrix: Matrix): Finding[] {
  return matrix.rows.flatMap(row => {
    const { daemonSet } = row;
    const refused = daemonSet.admitted ? [] : refusedOf(daemonSet.template);
    const nodes = refused.length === 0 ? [] : nodesWhere(matrix, row, runs).filter(isOfAutopilot);
    return nodes.length === 0 ? [] : [{
      code: 'PrivilegeOnAutopilot',
      severity: 'warning' as const,
      message: `has ${refused.join(', ')}, which GKE Autopilot refuses unless an allowlist of the cluster names this workload`,
      remedies: [
        { text: 'leave out what it can do without' },
        { text: 'install the allowlist that its vendor has for Autopilot (AllowlistSynchronizer)' },
        { text: 'exempt these nodes, and use what GKE itself offers there' },
      ],
      daemonSet: nameOf(daemonSet),
      nodes: groupOf(nodes),
      source: daemonSet.source,
    }];
  });
}

function refusedOf({ securityViolations, addedCapabilities }: PodTemplate): string[] {
  const capabilities = [...new Set(addedCapabilities)].filter(name => !CAPABILITIES.includes(name)).sort();
  return [
    ...securityViolations.map(({ detail }) => detail).filter(detail => REFUSED.some(words => detail.startsWith(words))),
    ...capabilities.length > 0 ? [`capabilities (${capabilities.join(', ')})`] : [],
  ];
}
