import { ApiServerAddress } from './api-server-address';
import { CniPaths } from './cni-paths';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';

/** How packets between pods travel from node to node. */
export enum CalicoEncapsulation {
  /** In IP packets; the nodes tell each other by BGP who has which addresses. */
  IPIP = 'IPIP',

  /** In IP packets, but only between nodes of different subnets; by BGP. */
  IPIP_CROSS_SUBNET = 'IPIPCrossSubnet',

  /** In UDP packets, without BGP: for networks that know nothing else, such as Azure. */
  VXLAN = 'VXLAN',

  /** In UDP packets, but only between nodes of different subnets; without BGP. */
  VXLAN_CROSS_SUBNET = 'VXLANCrossSubnet',

  /** As they are: the network between the nodes must know the addresses of the pods, by BGP. */
  NONE = 'None',
}

/** What in the kernel forwards packets and holds policies. */
export enum CalicoDataplane {
  /** Iptables. Kube-proxy does Services. */
  IPTABLES = 'Iptables',

  /** Nftables; kube-proxy must be in its mode nftables, too. */
  NFTABLES = 'Nftables',

  /** Programs in the kernel, which do Services, too: kube-proxy is switched off, and so `apiServer` must be stated. */
  EBPF = 'eBPF',
}

/** Who gives pods their addresses. */
export enum CalicoIpam {
  /** Calico, in blocks out of its pools. */
  CALICO = 'calico-ipam',

  /** The node, out of the range that Kubernetes gave it (`spec.podCIDR`). */
  HOST_LOCAL = 'host-local',
}

/** Choices for a network by Calico. */
export interface CalicoDaemonSetProps extends NodeAgentDaemonSetOptions {
  /**
   * Where the nodes look for network plugins.
   *
   * @default CniPaths.standard()
   */
  readonly cniPaths?: CniPaths;

  /**
   * The image that installs the network plugin on the node, of the same version as `image`.
   *
   * @default - Calico's own, of the version of its default image
   */
  readonly cniImage?: string;

  /**
   * The addresses of the pods, within the `--cluster-cidr` of the cluster: `10.244.0.0/16`. The pool is made once, when there is none yet.
   *
   * @default - what kubeadm was told, or else 192.168.0.0/16
   */
  readonly podCidr?: string;

  /**
   * How many bits of an address are the same within a block of addresses that one node takes at a time, from 20 to 32. The smaller, the more
   * addresses each node takes.
   *
   * @default 26
   */
  readonly blockSize?: number;

  /**
   * How packets travel between nodes.
   *
   * @default CalicoEncapsulation.IPIP; NONE with CalicoDataplane.EBPF
   */
  readonly encapsulation?: CalicoEncapsulation;

  /**
   * Whether what pods send out of the cluster has the address of their node.
   *
   * @default true
   */
  readonly natOutgoing?: boolean;

  /**
   * The largest packet of a pod, in bytes.
   *
   * @default - found out from the network of the node
   */
  readonly mtu?: number;

  /**
   * What forwards packets and holds policies.
   *
   * @default CalicoDataplane.IPTABLES
   */
  readonly dataplane?: CalicoDataplane;

  /**
   * Where the API server is without kube-proxy.
   *
   * @default - asked by its Service, which needs kube-proxy
   */
  readonly apiServer?: ApiServerAddress;

  /**
   * Who gives pods their addresses. To change it later leaves pods with addresses that are given again.
   *
   * @default CalicoIpam.CALICO
   */
  readonly ipam?: CalicoIpam;

  /**
   * Whether a `hostPort` of a pod is opened on its node: by the plugin `portmap`, chained behind Calico's.
   *
   * @default true
   */
  readonly hostPorts?: boolean;

  /**
   * By which of its addresses a node is reached by the others: `kubernetes-internal-ip`, `interface=eth.*`, `skip-interface=docker.*`,
   * `can-reach=10.0.0.1`, `cidr=10.0.0.0/8` or `first-found`.
   *
   * @default first-found
   */
  readonly nodeAddress?: string;

  /**
   * Whether packets between nodes are encrypted, with WireGuard.
   *
   * @default false
   */
  readonly wireguard?: boolean;

  /**
   * The Service of Typha, which stands between the nodes and the API server in clusters of more than some fifty nodes.
   *
   * @default - none: each node asks the API server
   */
  readonly typhaService?: string;

  /**
   * More parameters of Felix, by name: `{ LogSeverityScreen: 'Warning' }`. What a prop of its own says is said there.
   *
   * @default - none
   * @see https://docs.tigera.io/calico/latest/reference/felix/configuration
   */
  readonly felix?: { [parameter: string]: string };
}
