import { FlannelBackend } from './flannel-backend';
import { FlannelDaemonSetProps } from './flannel-daemon-set-props';
import { AddressRanges, addressRanges } from './ip-range';

const POD_CIDR = '10.244.0.0/16';

/**
 * What flannel knows of the network.
 *
 * @see https://github.com/flannel-io/flannel/blob/v0.28.10/Documentation/configuration.md
 */
export function flannelNetwork(place: string, { podCidr, backend, nftables = false }: FlannelDaemonSetProps): string {
  const ranges = addressRanges(`${place}: podCidr`, podCidr ?? POD_CIDR);
  checkNetwork(place, ranges, backend);
  const { ipv4, ipv6 } = ranges;
  return json({
    ...(ipv4 === undefined ? { EnableIPv4: false } : { Network: ipv4 }),
    ...(ipv6 === undefined ? {} : { EnableIPv6: true, IPv6Network: ipv6 }),
    EnableNFTables: nftables,
    Backend: (backend ?? FlannelBackend.vxlan())._render(),
  });
}

/** Flannel ends where it could not divide the range among four nodes (CheckNetworkConfig in pkg/subnet/config.go, v0.28.10). */
function checkNetwork(place: string, { ipv4, ipv6 }: AddressRanges, backend: FlannelBackend | undefined): void {
  for (const [range, longest] of [[ipv4, 28], [ipv6, 124]] as const) {
    if (range !== undefined && Number(range.split('/')[1]) > longest) { throw new Error(`${place}: podCidr: "${range}" is too small for flannel, which takes prefixes up to /${longest}`); }
  }
  const problem = backend?._problemWith({ ipv4, ipv6 });
  if (problem !== undefined) { throw new Error(`${place}: backend: ${problem}`); }
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
