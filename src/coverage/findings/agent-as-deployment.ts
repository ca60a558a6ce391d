import { nameOf } from '../../model/daemon-set';
import { Workload } from '../../model/workload';
import { Matrix } from '../matrix';
import { Finding } from '../report';

/** Paths whose reader means every node. */
const NODE_PATHS = /^(\/|\/proc|\/var\/log(\/.*)?)\/?$/;

/** A Deployment or StatefulSet that reads the node's logs, processes or root: nothing makes it run once per node. */
export function agentAsDeployment({ input }: Matrix): Finding[] {
  return input.workloads.filter(looksLikeAgent).map(workload => ({
    code: 'AgentAsDeployment',
    severity: 'note',
    message: `${workload.kind} ${nameOf(workload)} reads ${nodePaths(workload).join(', ')} of the node, but nothing makes it run once on each`,
    remedies: [{ text: 'make it a DaemonSet if every node needs it' }],
    source: workload.source,
  }));
}

/** Whether a workload reads what only makes sense on every node. */
export function looksLikeAgent(workload: Workload): boolean {
  return nodePaths(workload).length > 0;
}

function nodePaths({ hostPaths }: Workload): string[] {
  return [...new Set(hostPaths.filter(path => NODE_PATHS.test(path)))];
}
