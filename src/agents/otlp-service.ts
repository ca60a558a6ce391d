import * as kplus from 'cdk8s-plus-27';
import { checkServiceName } from './agent-service-name';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';

/** The names of the ports on which OpenTelemetry's protocol is taken. */
export const OTLP_GRPC = 'otlp-grpc';
export const OTLP_HTTP = 'otlp-http';

const MAX_SERVICE_NAME = 63;

/** @throws where the Service could not have its name */
export function checkOtlpService(place: string, daemonSet: string): void {
  const name = serviceName(daemonSet);
  checkServiceName(place, name, 'leave out otlpReceiver');
  if (name.length > MAX_SERVICE_NAME) {
    throw new Error(`${place}: the Service for OTLP must have a name of at most ${MAX_SERVICE_NAME} characters, got "${name}" (${name.length}); choose a shorter metadata.name`);
  }
}

/**
 * A Service that leads to the agent of one's own node, and to no other: another one would say that the data is of its own node.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/
 */
export function createOtlpService(agent: NodeAgentDaemonSet, { grpc, http }: { readonly grpc: number; readonly http: number }): void {
  new kplus.k8s.KubeService(agent, 'Otlp', {
    metadata: { name: serviceName(agent.daemonSetName), namespace: agent.daemonSet.metadata.namespace, labels: agent._labels },
    spec: { type: 'ClusterIP', internalTrafficPolicy: 'Local', selector: agent._podLabels, ports: [servicePort(OTLP_GRPC, grpc), servicePort(OTLP_HTTP, http)] },
  });
}

function serviceName(daemonSet: string): string {
  return `${daemonSet}-otlp`;
}

function servicePort(name: string, port: number): kplus.k8s.ServicePort {
  return { name, port, targetPort: kplus.k8s.IntOrString.fromString(name) };
}
