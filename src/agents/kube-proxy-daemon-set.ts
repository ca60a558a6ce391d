import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { bindAddress, BindAddress, isEveryAddress, isLoopback } from './bind-address';
import { HostPath, HostPathType } from './host-path';
import { checkKubeProxyArguments } from './kube-proxy-arguments';
import { KUBE_PROXY_CONFIG, kubeProxyAddresses, kubeProxyFiles } from './kube-proxy-config';
import { KubeProxyDaemonSetProps } from './kube-proxy-daemon-set-props';
import { checkVersion, KubeProxyVersion, kubeProxyVersion } from './kube-proxy-version';
import { MetricsEndpoint } from './metrics-endpoint';
import { MetricsService } from './metrics-service';
import { networkPlugin, startBeforeNetwork } from './network-plugin';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { UpdateStrategy } from './update-strategy';
import { Architecture } from '../model/platform';

const ROLE = 'kube-proxy';
const IMAGE = 'registry.k8s.io/kube-proxy';

/** @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/hack/lib/golang.sh (KUBE_SUPPORTED_SERVER_PLATFORMS, the same in 1.27) */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64, Architecture.PPC64LE, Architecture.S390X];

/** The ClusterRole that each API server makes for kube-proxy, with all that its version asks. */
const CLUSTER_ROLE = 'system:node-proxier';

/** Since this minor version it says how it is itself, whatever becomes of its node. */
const LIVEZ_SINCE = 28;

/** Where it serves what. */
interface KubeProxyServers {
  readonly healthz: BindAddress;
  readonly metrics: BindAddress;
}

/**
 * Kube-proxy on every node: it sends packets for the address of a Service to one of the pods behind it.
 *
 * It tolerates what nodes have until their network is there, whatever `nodes` tolerates: network plugins ask the API server by its Service.
 * In a chart without a namespace it is in `kube-system`. A network plugin that takes its place (`kubeProxyReplacement` of a `CiliumDaemonSet`,
 * `CalicoDataplane.EBPF`) and kube-proxy are one too many on a node.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/
 */
export class KubeProxyDaemonSet extends NodeAgentDaemonSet {
  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: KubeProxyDaemonSetProps) {
    const place = `${scope.node.path}/${id}`;
    const version = kubeProxyVersion(place, props.kubernetesVersion);
    checkVersion(place, version.minor, props);
    checkKubeProxyArguments(place, props);
    const servers = kubeProxyServers(place, props);
    const endpoint = metricsEndpoint(place, servers.metrics, props);
    super(scope, id, {
      ...props,
      ...networkPlugin(scope, { ...props, role: props.role ?? ROLE }),
      updateStrategy: props.updateStrategy ?? UpdateStrategy.rollingUpdate({ maxUnavailable: 1 }),
      podAnnotations: { ...endpoint.podAnnotations, ...props.podAnnotations },
      clusterRole: CLUSTER_ROLE,
      privilegeReasons: {
        root: 'it changes the packet filter of its node',
        privileged: 'it sets options of the kernel of its node, as kubeadm has it',
        hostNetwork: 'the packets of its node are what it is about',
        hostPorts: 'load balancers ask the node how it is',
        hostPaths: 'it locks iptables of its node, and loads modules of its kernel',
        permissions: 'it asks which pods are behind a Service',
      },
      container: kubeProxy(place, version, servers, props),
    });
    startBeforeNetwork(this);
    endpoint.createFor(this);
  }
}

function kubeProxyServers(place: string, props: KubeProxyDaemonSetProps): KubeProxyServers {
  const addresses = kubeProxyAddresses(props);
  const healthz = bindAddress(`${place}: healthzBindAddress`, addresses.healthz);
  const metrics = bindAddress(`${place}: metricsBindAddress`, addresses.metrics);
  if (healthz.port === metrics.port) { throw new Error(`${place}: metricsBindAddress: must have another port than healthzBindAddress, got ${metrics.port}`); }
  return { healthz, metrics };
}

/** Metrics on the loopback address are reached by the node itself: no Service and no Prometheus finds them. */
function metricsEndpoint(place: string, metrics: BindAddress, props: KubeProxyDaemonSetProps): MetricsEndpoint {
  const closed = isLoopback(metrics);
  const asked = props.monitor !== undefined ? 'monitor' : props.service !== undefined && props.service !== MetricsService.NONE ? 'service' : undefined;
  if (closed && asked !== undefined) {
    throw new Error(`${place}: ${asked}: metrics are served on ${metrics.host}, where nobody but the node reaches them; state metricsBindAddress: "0.0.0.0:${metrics.port}"`);
  }
  return new MetricsEndpoint({
    portName: 'metrics', port: metrics.port, monitor: props.monitor, service: closed ? MetricsService.NONE : props.service,
  });
}

function kubeProxy(place: string, { tag, minor }: KubeProxyVersion, { healthz, metrics }: KubeProxyServers, props: KubeProxyDaemonSetProps): AgentContainer {
  const path = minor < LIVEZ_SINCE ? '/healthz' : '/livez';
  const host = isEveryAddress(healthz) ? undefined : healthz.host;
  const asked = { host, timeout: Duration.seconds(5) };
  return {
    name: 'kube-proxy',
    image: `${IMAGE}:${tag}`,
    architectures: ARCHITECTURES,
    command: ['/usr/local/bin/kube-proxy'],
    args: [`--config=${KUBE_PROXY_CONFIG}`, '--hostname-override=$(NODE_NAME)'],
    fieldEnv: { NODE_NAME: 'spec.nodeName' },
    configFiles: kubeProxyFiles(place, props, minor),
    ports: [{ name: 'healthz', number: healthz.port }, { name: 'metrics', number: metrics.port }],
    requests: { cpu: '100m', memory: '50Mi' },
    startup: AgentProbe.httpGet(path, healthz.port, { ...asked, failureThreshold: 30 }),
    liveness: AgentProbe.httpGet(path, healthz.port, { ...asked, period: Duration.seconds(30), failureThreshold: 10 }),
    readiness: AgentProbe.httpGet(path, healthz.port, asked),
    user: 0,
    privileged: true,
    readOnlyRootFilesystem: false, // it chooses between two kinds of iptables when it starts, by links in its image
    mounts: [
      HostPath.readWrite('/run/xtables.lock', { type: HostPathType.FILE_OR_CREATE }),
      HostPath.readOnly('/lib/modules', { type: HostPathType.UNCHECKED }),
    ],
  };
}
