import { ApiServerAddress } from './api-server-address';
import { CniPaths } from './cni-paths';
import { FlannelBackend } from './flannel-backend';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';

/** Choices for a network by flannel. */
export interface FlannelDaemonSetProps extends NodeAgentDaemonSetOptions {
  /**
   * Where the nodes look for network plugins.
   *
   * @default CniPaths.standard()
   */
  readonly cniPaths?: CniPaths;

  /**
   * The image that holds the network plugin, which is installed on the node.
   *
   * @default - flannel's own, as its manifest of the default image has it
   */
  readonly cniImage?: string;

  /**
   * The addresses of the pods, which must be those of the `--cluster-cidr` of the cluster: `10.244.0.0/16`, a range of IPv6, or one of each family,
   * `10.244.0.0/16,fd00:10:244::/56`. Each node has a part of it, which the cluster gives it (`--allocate-node-cidrs`).
   *
   * @default 10.244.0.0/16
   */
  readonly podCidr?: string;

  /**
   * How packets between pods travel from node to node.
   *
   * @default FlannelBackend.vxlan()
   */
  readonly backend?: FlannelBackend;

  /**
   * Whether it uses nftables in place of iptables. Flannel calls that experimental.
   *
   * @default false
   */
  readonly nftables?: boolean;

  /**
   * Whether what pods send out of the network of pods has the address of their node.
   *
   * @default true
   */
  readonly masquerade?: boolean;

  /**
   * By which interface, or by which address, a node is reached by the others: the first of these that it has, such as `eth1`.
   *
   * @default - that of the default route
   */
  readonly interfaces?: string[];

  /**
   * Where the API server is without kube-proxy.
   *
   * @default - asked by its Service, which needs kube-proxy
   */
  readonly apiServer?: ApiServerAddress;

  /**
   * Whether a `hostPort` of a pod is opened on its node: by the plugin `portmap`, chained behind flannel's.
   *
   * @default true
   */
  readonly hostPorts?: boolean;

  /**
   * The port on the loopback address of the node by which the kubelet asks how it is.
   *
   * @default 8081
   */
  readonly healthPort?: number;
}
