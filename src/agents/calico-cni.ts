import { CalicoIpam } from './calico-daemon-set-props';

/** What the plugin on the node is told. */
export interface CalicoCni {
  /** The largest packet of a pod; 0 to have it found out. */
  readonly mtu: number;
  readonly ipam: CalicoIpam;

  /** Whether `hostPort` works. */
  readonly hostPorts: boolean;
}

/** The words for which Calico's installer puts in what it finds on each node. */
const NODE_NAME = '__KUBERNETES_NODE_NAME__';
const KUBECONFIG = '__KUBECONFIG_FILEPATH__';

/**
 * The list of plugins that the container runtime runs for each pod.
 *
 * @see https://docs.tigera.io/calico/latest/reference/configure-cni-plugins
 */
export function calicoCniConfig({ mtu, ipam, hostPorts }: CalicoCni): string {
  const calico = {
    type: 'calico',
    log_level: 'info',
    log_file_path: '/var/log/calico/cni/cni.log',
    datastore_type: 'kubernetes',
    nodename: NODE_NAME,
    mtu,
    ipam: ipam === CalicoIpam.HOST_LOCAL ? { type: ipam, subnet: 'usePodCidr' } : { type: ipam },
    policy: { type: 'k8s' },
    kubernetes: { kubeconfig: KUBECONFIG },
  };
  const portmap = { type: 'portmap', snat: true, capabilities: { portMappings: true } };
  const list = { name: 'k8s-pod-network', cniVersion: '0.3.1', plugins: [calico, ...hostPorts ? [portmap] : []] };
  return `${JSON.stringify(list, null, 2)}\n`;
}
