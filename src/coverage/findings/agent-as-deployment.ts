import { Matrix } from '../matrix';
import { Finding } from '../report';

/** Paths whose reader means every node. */
const NODE_PATHS = /^(\/|\/proc|\/var\/log(\/.*)?)\/?$/;

/** A Deployment or StatefulSet that reads the node's logs, processes or root: nothing makes it run once per node. */
export function agentAsDeployment({ input }: Matrix): Finding[] {
  return input.workloads.flatMap(({ kind, namespace, name, hostPaths, source }) => {
    const paths = hostPaths.filter(path => NODE_PATHS.test(path));
    return paths.length === 0 ? [] : [{
      code: 'AgentAsDeployment',
      severity: 'note' as const,
      message: `${kind} ${namespace}/${name} reads ${paths.join(', ')} of the node, but nothing makes it run once on each`,
      remedies: [{ text: 'make it a DaemonSet if every node needs it' }],
      source,
    }];
  });
}
