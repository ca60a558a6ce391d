import { Duration } from 'cdk8s';
import { ConfigMap } from './config-map';
import { KubeletCertificateAuthority } from './kubelet-certificate-authority';
import { KubeletAddress, KubeletStatsGroup, KubeletStatsOptions } from './kubelet-stats-options';
import { receiverInterval } from './receiver-interval';

/** The variable that has the address of the node. */
export const NODE_IP = 'K8S_NODE_IP';

const PORT = 10250;
const DEFAULT_INTERVAL = Duration.seconds(30);
const DEFAULT_GROUPS = [KubeletStatsGroup.CONTAINER, KubeletStatsGroup.NODE, KubeletStatsGroup.POD];

/** The receiver of what the kubelet of the own node tells. @throws where it could not be what is stated */
export function kubeletStatsReceiver(place: string, { interval, groups, certificateAuthority, address }: KubeletStatsOptions): ConfigMap {
  if (groups?.length === 0) { throw new Error(`${place}: groups: must have at least one; to ask the kubelet for nothing say enabled: false`); }
  return {
    collection_interval: receiverInterval(`${place}: interval`, interval ?? DEFAULT_INTERVAL),
    auth_type: 'serviceAccount',
    endpoint: `https://\${env:${address === KubeletAddress.NODE_NAME ? 'K8S_NODE_NAME' : NODE_IP}}:${PORT}`,
    ...(certificateAuthority ?? KubeletCertificateAuthority.notVerified())._receiver,
    metric_groups: [...new Set(groups ?? DEFAULT_GROUPS)].sort(),
  };
}
