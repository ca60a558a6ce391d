import { AgentContainer } from './agent-container';
import { DaemonSetName, podNamePrefix } from './daemon-set-name';
import { containerName } from './pod-container';

/** The log files of the containers of an agent, by the names that Kubernetes gives them, and of no neighbour's: none of its DaemonSets reads what another one writes. */
export function ownLogs(members: readonly DaemonSetName[], program: string, sidecars: readonly AgentContainer[] = []): string[] {
  const containers = [program, ...sidecars.map(containerName)];
  return members.flatMap(({ name, namespace }) =>
    containers.map(container => `/var/log/containers/${podNamePrefix(name)}?????_${namespace ?? '*'}_${container}-*.log`));
}
