import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { checkPort } from './agent-port';
import { AgentProbe } from './agent-probe';
import { CILIUM_FIELDS, ON_THE_NODE } from './cilium-containers';
import { CiliumDaemonSetProps } from './cilium-daemon-set-props';
import { EnvoyPorts, envoyBootstrap } from './cilium-envoy-bootstrap';
import { CILIUM_PATHS } from './cilium-paths';
import { DaemonSetName } from './daemon-set-name';
import { HostPath, HostPathType, MountPropagation } from './host-path';
import { checkImages } from './image';
import { NetworkPlugin } from './network-plugin';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { Architecture } from '../model/platform';

/** @see https://github.com/cilium/cilium/blob/v1.20.0/install/kubernetes/cilium/values.yaml */
const IMAGE = 'quay.io/cilium/cilium-envoy:v1.37.5-1782911245-7cffc778c923f68a77954a53b1a98d6b5353f004';

/** Those of Cilium, which needs it on each of its nodes: https://docs.cilium.io/en/stable/operations/system_requirements/#architecture-support (read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64];
const PORTS: EnvoyPorts = { metrics: 9964, health: 9878 };
const BOOTSTRAP = '/etc/everynode/envoy/bootstrap-config.json';

/** What Envoy shares with the agent beside which it runs. */
export interface CiliumEnvoyProps {
  readonly agent: CiliumDaemonSetProps;
  readonly plugin: NetworkPlugin;

  /** The name of the agent. */
  readonly name: DaemonSetName;
}

/** Envoy beside Cilium's agent, on the same nodes: it goes on while the agent is updated. */
export class CiliumEnvoyDaemonSet extends NodeAgentDaemonSet {
  constructor(scope: Construct, id: string, { agent, plugin, name }: CiliumEnvoyProps) {
    super(scope, id, {
      ...plugin,
      role: 'network-proxy',
      metadata: { name: `${name.name}-envoy`, namespace: name.namespace },
      nodes: agent.nodes,
      allowLatestTag: agent.allowLatestTag,
      imagePullSecrets: agent.imagePullSecrets,
      updateStrategy: agent.updateStrategy,
      minReady: agent.minReady,
      terminationGracePeriod: agent.terminationGracePeriod,
      unconfined: true,
      privilegeReasons: {
        root: 'it shares sockets and programs of the kernel with Cilium, which are root\'s',
        hostNetwork: 'what Cilium hands to it comes by the network of its node',
        hostPorts: 'the kubelet asks it how it is',
        hostPaths: 'it shares sockets and programs of the kernel with Cilium',
      },
      container: envoy(`${scope.node.path}`, agent),
    });
  }
}

function envoy(place: string, props: CiliumDaemonSetProps): AgentContainer {
  const ports = { metrics: props.envoyMetricsPort ?? PORTS.metrics, health: props.envoyHealthPort ?? PORTS.health };
  checkPort(`${place}: envoyMetricsPort`, ports.metrics);
  checkPort(`${place}: envoyHealthPort`, ports.health);
  checkImages(place, { envoyImage: props.envoyImage }, props.allowLatestTag);
  const asked = { host: '127.0.0.1', timeout: Duration.seconds(5) };
  const later = { ...asked, period: Duration.seconds(30) };
  return {
    ...ON_THE_NODE,
    name: 'cilium-envoy',
    image: props.envoyImage ?? IMAGE,
    architectures: props.envoyImage === undefined ? ARCHITECTURES : undefined,
    command: ['/usr/bin/cilium-envoy-starter'],
    args: ['--', '-c', BOOTSTRAP, '--base-id', '0', '--log-level', 'info'],
    fieldEnv: CILIUM_FIELDS,
    configFiles: { [BOOTSTRAP]: envoyBootstrap(ports) },
    ports: [{ name: 'envoy-metrics', number: ports.metrics }],
    capabilities: ['NET_ADMIN', 'SYS_ADMIN'],
    startup: AgentProbe.httpGet('/healthz', ports.health, { ...asked, initialDelay: Duration.seconds(5), period: Duration.seconds(2), failureThreshold: 105 }),
    liveness: AgentProbe.httpGet('/healthz', ports.health, { ...later, failureThreshold: 10 }),
    readiness: AgentProbe.httpGet('/healthz', ports.health, later),
    mounts: [
      HostPath.readWrite(CILIUM_PATHS.envoySockets),
      HostPath.readOnly(CILIUM_PATHS.envoyArtifacts, { type: HostPathType.DIRECTORY_OR_CREATE }),
      HostPath.readWrite('/sys/fs/bpf', { type: HostPathType.DIRECTORY, propagation: MountPropagation.HOST_TO_CONTAINER }),
    ],
  };
}
