import { MakeAgent } from './agent-evidence';
import { LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, MultilineRule } from '../../../src';
import { Manifest } from '../manifests';

const secret = (key: string) => ({ secretName: 'elasticsearch', key });

/** What every collector can do, all at once. */
export const EVERYTHING: LogCollectorDaemonSetProps = {
  destination: LogDestination.elasticsearch({
    host: 'elasticsearch.logging', user: secret('user'), password: secret('password'), certificateAuthority: secret('ca.crt'), indexPrefix: 'k8s',
  }),
  excludeNamespaces: ['kube-system'],
  excludePods: ['debug-*', 'shop/load-test-*'],
  multiline: MultilineRule.java(),
  bufferLimit: '1Gi',
  metricsPort: 9999,
  priorityClassName: 'node-agents',
};

/** Makes a log collector. */
export function collecting(props: () => LogCollectorDaemonSetProps): MakeAgent {
  return (scope, id, stated = {}) => new LogCollectorDaemonSet(scope, id, { ...props(), ...stated });
}

/** The directory of the node that belongs to one collector. */
export function statePaths(pod: Manifest): string[] {
  return pod.volumes.filter(({ name }: Manifest) => name === 'state').map(({ hostPath }: Manifest) => hostPath.path);
}
