import { Duration } from 'cdk8s';
import { MetricsMonitor } from './metrics-monitor';
import { MetricsService } from './metrics-service';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';

/**
 * What in the kernel sends packets for a Service to one of its pods.
 *
 * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-modes
 */
export enum KubeProxyMode {
  /** Iptables: on every node that Kubernetes runs on. */
  IPTABLES = 'iptables',

  /** IPVS: deprecated since Kubernetes 1.35. */
  IPVS = 'ipvs',

  /** Nftables: for clusters with many Services. It needs Kubernetes 1.31, and Linux 5.13 on the nodes. */
  NFTABLES = 'nftables',
}

/** How the kernel keeps track of connections. What is not stated is as kube-proxy has it. */
export interface KubeProxyConntrack {
  /**
   * How many connections are tracked for each core of the node; 0 to leave the limit of the node as it is, where kube-proxy may not set it.
   *
   * @default 32768
   */
  readonly maxPerCore?: number;

  /**
   * How many connections are tracked at least, however few cores there are. It goes together with a `maxPerCore` above 0 only.
   *
   * @default 131072
   */
  readonly min?: number;

  /**
   * How long an idle TCP connection is kept; zero to leave it as it is on the node.
   *
   * @default Duration.hours(24)
   */
  readonly tcpEstablishedTimeout?: Duration;

  /**
   * How long a TCP connection is kept that one side has closed; zero to leave it as it is on the node.
   *
   * @default Duration.hours(1)
   */
  readonly tcpCloseWaitTimeout?: Duration;

  /**
   * Whether packets of TCP outside of the window are taken. It needs Kubernetes 1.29.
   *
   * @default false
   */
  readonly tcpBeLiberal?: boolean;

  /**
   * How long UDP is kept that was not answered. It needs Kubernetes 1.29.
   *
   * @default - as it is on the node
   */
  readonly udpTimeout?: Duration;

  /**
   * How long UDP is kept that was answered. It needs Kubernetes 1.29.
   *
   * @default - as it is on the node
   */
  readonly udpStreamTimeout?: Duration;
}

/** Choices for kube-proxy. */
export interface KubeProxyDaemonSetProps extends NodeAgentDaemonSetOptions {
  /**
   * Where the API server is without a Service in front of it: the URL that kubeconfigs of the cluster have, such as `https://api.example:6443`.
   * Each node must reach it before there are Services.
   */
  readonly apiServer: string;

  /**
   * The version of kube-proxy, such as `1.37.2`: that of the API server, or up to three minor versions older, and at most three minor versions
   * away from the kubelets.
   *
   * @see https://kubernetes.io/releases/version-skew-policy/#kube-proxy
   */
  readonly kubernetesVersion: string;

  /**
   * What in the kernel sends packets for a Service to one of its pods.
   *
   * @default KubeProxyMode.IPTABLES
   */
  readonly mode?: KubeProxyMode;

  /**
   * The addresses of pods, by which kube-proxy knows what comes from outside of the cluster: `10.244.0.0/16`, or one range of each family,
   * `10.244.0.0/16,fd00:10:244::/56`.
   *
   * @default - it is not known; what pods send to a Service keeps their addresses, unless it returns to the same pod
   */
  readonly clusterCidr?: string;

  /**
   * By which addresses of a node its node ports are reached: ranges such as `10.0.0.0/8`, or `primary` for that of the Node (Kubernetes 1.31; with
   * others from 1.37 on), `localhost` and `all` (Kubernetes 1.37).
   *
   * @default - by all of them; with KubeProxyMode.NFTABLES by that of the Node
   */
  readonly nodePortAddresses?: string[];

  /**
   * How the kernel keeps track of connections.
   *
   * @default - as kube-proxy has it
   */
  readonly conntrack?: KubeProxyConntrack;

  /**
   * Where it says how it is, to the kubelet and to load balancers. Where nodes have addresses of IPv6 only, and `clusterCidr` is not stated, it
   * must be `[::]:10256`.
   *
   * @default 0.0.0.0:10256; [::]:10256 where clusterCidr begins with a range of IPv6
   */
  readonly healthzBindAddress?: string;

  /**
   * Where metrics are served: `0.0.0.0:10249` so that a Prometheus reaches them.
   *
   * @default 127.0.0.1:10249; [::1]:10249 where clusterCidr begins with a range of IPv6
   */
  readonly metricsBindAddress?: string;

  /**
   * The Service in front of the metrics.
   *
   * @default - MetricsService.HEADLESS; none where metrics are served on the loopback address only
   */
  readonly service?: MetricsService;

  /**
   * How Prometheus is told of the metrics, which must be served on more than the loopback address.
   *
   * @default - it is not told
   */
  readonly monitor?: MetricsMonitor;

  /**
   * Features of Kubernetes that are switched on or off, by name. Kube-proxy ends when it starts with a name that its version does not know.
   *
   * @default - as its version has them
   * @see https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
   */
  readonly featureGates?: { [name: string]: boolean };

  /**
   * More of its configuration, as YAML: `detectLocalMode: NodeCIDR`. What a prop of its own says is said there.
   *
   * @default - none
   * @see https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/
   */
  readonly extraConfig?: string;
}
