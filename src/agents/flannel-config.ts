import { FlannelBackend } from './flannel-backend';
import { FlannelDaemonSetProps } from './flannel-daemon-set-props';
import { addressRanges } from './ip-range';

const POD_CIDR = '10.244.0.0/16';

/**
 * What flannel knows of the network.
 *
 * @see https://github.com/flannel-io/flannel/blob/v0.28.10/Documentation/configuration.md
 */
export function flannelNetwork(place: string, { podCidr, backend, nftables = false }: FlannelDaemonSetProps): string {
  const { ipv4, ipv6 } = addressRanges(`${place}: podCidr`, podCidr ?? POD_CIDR);
  return json({
    ...(ipv4 === undefined ? { EnableIPv4: false } : { Network: ipv4 }),
    ...(ipv6 === undefined ? {} : { EnableIPv6: true, IPv6Network: ipv6 }),
    EnableNFTables: nftables,
    Backend: (backend ?? FlannelBackend.vxlan())._render(),
  });
}

/**
 * The list of plugins that the container runtime runs for each pod. Flannel's fills in what its node has, and hands over to `bridge`.
 *
 * @see https://github.com/flannel-io/cni-plugin
 */
export function flannelCniConfig({ hostPorts = true }: FlannelDaemonSetProps): string {
  const flannel = { type: 'flannel', delegate: { hairpinMode: true, isDefaultGateway: true } };
  const portmap = { type: 'portmap', capabilities: { portMappings: true } };
  return json({ name: 'cbr0', cniVersion: '1.0.0', plugins: [flannel, ...hostPorts ? [portmap] : []] });
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
