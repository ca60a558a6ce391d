import { CalicoDaemonSetProps, CalicoDataplane, CalicoEncapsulation, CalicoIpam } from './calico-daemon-set-props';
import { ipv4PrefixLength } from './ip-range';

/** How Calico is told of an encapsulation: what of its pool, and whether BIRD speaks BGP with the other nodes. */
interface PoolMode {
  readonly ipip: string;
  readonly vxlan: string;
  readonly bgp: boolean;
}

const ALWAYS = 'Always';
const CROSS_SUBNET = 'CrossSubnet';
const NEVER = 'Never';

const POOL_MODES: { readonly [encapsulation in CalicoEncapsulation]: PoolMode } = {
  [CalicoEncapsulation.IPIP]: { ipip: ALWAYS, vxlan: NEVER, bgp: true },
  [CalicoEncapsulation.IPIP_CROSS_SUBNET]: { ipip: CROSS_SUBNET, vxlan: NEVER, bgp: true },
  [CalicoEncapsulation.VXLAN]: { ipip: NEVER, vxlan: ALWAYS, bgp: false },
  [CalicoEncapsulation.VXLAN_CROSS_SUBNET]: { ipip: NEVER, vxlan: CROSS_SUBNET, bgp: false },
  [CalicoEncapsulation.NONE]: { ipip: NEVER, vxlan: NEVER, bgp: true },
};

/** The encapsulation that is meant where none is stated: Calico's own manifests have none with programs in the kernel. */
function encapsulationOf({ encapsulation, dataplane }: CalicoDaemonSetProps): CalicoEncapsulation {
  return encapsulation ?? (dataplane === CalicoDataplane.EBPF ? CalicoEncapsulation.NONE : CalicoEncapsulation.IPIP);
}

/** Whether BIRD speaks BGP with the other nodes. */
export function speaksBgp(props: CalicoDaemonSetProps): boolean {
  return POOL_MODES[encapsulationOf(props)].bgp;
}

/** What Calico calls the program that tells a node of the others' addresses. */
export function networkingBackend(props: CalicoDaemonSetProps): string {
  return speaksBgp(props) ? 'bird' : 'vxlan';
}

/**
 * The variables of calico-node; those that are of the node itself are elsewhere.
 *
 * @see https://docs.tigera.io/calico/latest/reference/configure-calico-node
 */
export function calicoEnvironment(place: string, props: CalicoDaemonSetProps, namespace: string): { [name: string]: string } {
  const stated = { ...poolVariables(place, props), ...nodeVariables(place, props), ...typhaVariables(props, namespace) };
  return { ...ALWAYS_SAID, ...felixVariables(place, props, stated), ...stated };
}

/** What Calico's manifests say whatever the network; `felix` may say otherwise. */
const ALWAYS_SAID: { readonly [name: string]: string } = {
  DATASTORE_TYPE: 'kubernetes',
  WAIT_FOR_DATASTORE: 'true',
  CLUSTER_TYPE: 'k8s,bgp',
  CALICO_DISABLE_FILE_LOGGING: 'true',
  FELIX_DEFAULTENDPOINTTOHOSTACTION: 'ACCEPT',
  FELIX_IPV6SUPPORT: 'false',
  FELIX_HEALTHENABLED: 'true',
};

function poolVariables(place: string, props: CalicoDaemonSetProps): { [name: string]: string } {
  const { podCidr, blockSize, natOutgoing } = props;
  checkPool(place, podCidr, blockSize);
  const { ipip, vxlan } = POOL_MODES[encapsulationOf(props)];
  return {
    CALICO_IPV4POOL_IPIP: ipip,
    CALICO_IPV4POOL_VXLAN: vxlan,
    CALICO_IPV6POOL_VXLAN: NEVER,
    ...(podCidr === undefined ? {} : { CALICO_IPV4POOL_CIDR: podCidr }),
    ...(blockSize === undefined ? {} : { CALICO_IPV4POOL_BLOCK_SIZE: `${blockSize}` }),
    ...(natOutgoing === undefined ? {} : { CALICO_IPV4POOL_NAT_OUTGOING: `${natOutgoing}` }),
  };
}

function nodeVariables(place: string, props: CalicoDaemonSetProps): { [name: string]: string } {
  const { mtu, dataplane, ipam, nodeAddress, wireguard } = props;
  checkMtu(place, mtu);
  checkNodeAddress(place, nodeAddress);
  const packet = `${mtu ?? 0}`;
  return {
    CALICO_NETWORKING_BACKEND: networkingBackend(props),
    IP: 'autodetect',
    FELIX_IPINIPMTU: packet,
    FELIX_VXLANMTU: packet,
    FELIX_WIREGUARDMTU: packet,
    ...(nodeAddress === undefined ? {} : { IP_AUTODETECTION_METHOD: nodeAddress }),
    ...(ipam === CalicoIpam.HOST_LOCAL ? { USE_POD_CIDR: 'true' } : {}),
    ...(wireguard === undefined ? {} : { FELIX_WIREGUARDENABLED: `${wireguard}` }),
    ...(dataplane === CalicoDataplane.EBPF ? { FELIX_BPFENABLED: 'true' } : {}),
    ...(dataplane === CalicoDataplane.NFTABLES ? { FELIX_NFTABLESMODE: 'Enabled' } : {}),
  };
}

function typhaVariables({ typhaService }: CalicoDaemonSetProps, namespace: string): { [name: string]: string } {
  return typhaService === undefined ? {} : { FELIX_TYPHAK8SSERVICENAME: typhaService, FELIX_TYPHAK8SNAMESPACE: namespace };
}

function felixVariables(place: string, { felix = {} }: CalicoDaemonSetProps, stated: { readonly [name: string]: string }): { [name: string]: string } {
  const variables = new Map<string, string>();
  for (const [parameter, value] of Object.entries(felix)) {
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(parameter)) { throw new Error(`${place}: felix: a parameter is called such as "LogSeverityScreen", got "${parameter}"`); }
    const name = `FELIX_${parameter.toUpperCase()}`;
    if (stated[name] !== undefined) { throw new Error(`${place}: felix: "${parameter}" follows from another prop, which makes it "${stated[name]}"; say it there`); }
    if (variables.has(name)) { throw new Error(`${place}: felix: "${parameter}" is said twice; Felix does not tell capital letters from small ones`); }
    variables.set(name, value);
  }
  return Object.fromEntries(variables);
}

function checkPool(place: string, podCidr: string | undefined, blockSize: number | undefined): void {
  const prefix = podCidr === undefined ? 0 : ipv4PrefixLength(`${place}: podCidr`, podCidr);
  if (blockSize !== undefined && (!Number.isInteger(blockSize) || blockSize < 20 || blockSize > 32)) {
    throw new Error(`${place}: blockSize: must be a whole number from 20 to 32, got ${blockSize}`);
  }
  if (prefix > (blockSize ?? DEFAULT_BLOCK_SIZE)) {
    throw new Error(`${place}: podCidr: "${podCidr}" is smaller than one block of addresses (blockSize ${blockSize ?? DEFAULT_BLOCK_SIZE}), so no node would get one`);
  }
}

const DEFAULT_BLOCK_SIZE = 26;

/** The least that IPv4 asks of every network, and the most that its packets can have. */
const MTU = { least: 576, most: 65535 };

function checkMtu(place: string, mtu: number | undefined): void {
  if (mtu !== undefined && (!Number.isInteger(mtu) || mtu < MTU.least || mtu > MTU.most)) {
    throw new Error(`${place}: mtu: must be a whole number from ${MTU.least} to ${MTU.most}, got ${mtu}; leave it out to have it found out`);
  }
}

function checkNodeAddress(place: string, method: string | undefined): void {
  if (method !== undefined && !/^(first-found|kubernetes-internal-ip|(interface|skip-interface|can-reach|cidr)=\S+)$/.test(method)) {
    throw new Error(`${place}: nodeAddress: must be "first-found", "kubernetes-internal-ip", "interface=…", "skip-interface=…", "can-reach=…" or "cidr=…", got "${method}"`);
  }
}
