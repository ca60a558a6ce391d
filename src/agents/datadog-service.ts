import * as kplus from 'cdk8s-plus-27';
import { APM_PORT_NAME, DOGSTATSD_PORT_NAME } from './datadog-containers';
import { DatadogSettings } from './datadog-settings';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';

/** The ports on which applications reach the agent of their node. */
export function datadogPorts({ dogstatsd, apm }: DatadogSettings): kplus.k8s.ServicePort[] {
  return [
    ...(dogstatsd ? [servicePort(DOGSTATSD_PORT_NAME, dogstatsd.port, 'UDP')] : []),
    ...(apm ? [servicePort(APM_PORT_NAME, apm.port, 'TCP')] : []),
  ];
}

/**
 * A Service that leads to the agent of one's own node, and to no other: another one would give metrics and traces the wrong host.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/
 */
export function createAgentService(agent: NodeAgentDaemonSet, ports: readonly kplus.k8s.ServicePort[]): void {
  const { name, namespace } = agent.daemonSet.metadata;
  new kplus.k8s.KubeService(agent, 'Service', {
    metadata: { name, namespace, labels: agent._labels },
    spec: { type: 'ClusterIP', internalTrafficPolicy: 'Local', selector: agent._podLabels, ports: [...ports] },
  });
}

function servicePort(name: string, port: number, protocol: string): kplus.k8s.ServicePort {
  return { name, port, protocol, targetPort: kplus.k8s.IntOrString.fromString(name) };
}
