import { Duration } from 'cdk8s';
import { checkPort } from './agent-port';
import { AddressRanges } from './ip-range';

/** How packets travel in VXLAN. */
export interface FlannelVxlanOptions {
  /**
   * The number of the network, from 1 to 9999999, where nodes are in several; up to 9999 with pods that have addresses of IPv6.
   *
   * @default 1
   */
  readonly vni?: number;

  /**
   * The UDP port by which nodes send each other packets.
   *
   * @default - that of the kernel, 8472
   */
  readonly port?: number;

  /**
   * Whether packets between nodes of one subnet travel as they are, and in VXLAN to others only.
   *
   * @default false
   */
  readonly directRouting?: boolean;

  /**
   * Whether packets carry what VXLAN calls a group policy.
   *
   * @default false
   */
  readonly groupBasedPolicy?: boolean;

  /**
   * The largest packet between nodes, in bytes; packets of pods are 50 bytes smaller.
   *
   * @default - that of the network of the node
   */
  readonly mtu?: number;
}

/** Which tunnels of WireGuard there are between two nodes. */
export enum FlannelTunnels {
  /** One for each family of addresses. */
  SEPARATE = 'separate',

  /** One for both, by the addresses that are found to be the better ones. */
  AUTO = 'auto',

  /** One for both, by the IPv4 addresses of the nodes. */
  IPV4 = 'ipv4',

  /** One for both, by the IPv6 addresses of the nodes. */
  IPV6 = 'ipv6',
}

/** How packets travel in WireGuard, encrypted. */
export interface FlannelWireguardOptions {
  /**
   * The UDP port by which nodes send each other packets.
   *
   * @default 51820
   */
  readonly port?: number;

  /**
   * The same for packets of IPv6.
   *
   * @default 51821
   */
  readonly ipv6Port?: number;

  /**
   * Which tunnels there are between two nodes.
   *
   * @default FlannelTunnels.SEPARATE
   */
  readonly tunnels?: FlannelTunnels;

  /**
   * How often a packet is sent although there is nothing to say, so that routers between the nodes remember them.
   *
   * @default - never
   */
  readonly keepalive?: Duration;

  /**
   * The largest packet between nodes, in bytes; packets of pods are 80 bytes smaller.
   *
   * @default - that of the network of the node
   */
  readonly mtu?: number;
}

/** The number is in the name of an interface, `flannel.1` and `flannel-v6.1`, and Linux has at most 15 characters for that: fewer than VXLAN has numbers. */
const MOST_NETWORKS = { ipv4: 9999999, ipv6: 9999 };

/** The least that IPv4 and IPv6 ask of every network, and the most that packets can have. */
const MTU = { least: 576, leastOfIpv6: 1280, most: 65535 };

/** How many bytes of a packet the backends take for themselves (encapOverhead of each, flannel v0.28.10). */
const OVERHEAD: { readonly [type: string]: number } = { 'vxlan': 50, 'wireguard': 80, 'host-gw': 0 };

/**
 * How packets between pods travel from node to node. It is not changed while pods run.
 *
 * @see https://github.com/flannel-io/flannel/blob/v0.28.10/Documentation/backends.md
 */
export class FlannelBackend {
  /** In UDP packets, by the kernel: works nearly everywhere. */
  public static vxlan(options: FlannelVxlanOptions = {}): FlannelBackend {
    const place = 'FlannelBackend.vxlan';
    const { vni, port, directRouting, groupBasedPolicy, mtu } = options;
    if (vni !== undefined && (!Number.isInteger(vni) || vni < 1 || vni > MOST_NETWORKS.ipv4)) {
      throw new Error(`${place}: vni: must be a whole number from 1 to ${MOST_NETWORKS.ipv4}, got ${vni}`);
    }
    if (port !== undefined) { checkPort(`${place}: port`, port); }
    checkMtu(place, mtu);
    return new FlannelBackend('vxlan', stated({ VNI: vni, Port: port, DirectRouting: directRouting, GBP: groupBasedPolicy, MTU: mtu }));
  }

  /** As they are, by routes: all nodes are on one network, whose switches let them pass. Fast, and hardly found in clouds. */
  public static hostGateway(): FlannelBackend {
    return new FlannelBackend('host-gw', {});
  }

  /** Encrypted in UDP packets, by the kernel: Linux 5.6, or the module `wireguard` on the nodes. */
  public static wireguard(options: FlannelWireguardOptions = {}): FlannelBackend {
    const place = 'FlannelBackend.wireguard';
    const { port, ipv6Port, tunnels, keepalive, mtu } = options;
    if (port !== undefined) { checkPort(`${place}: port`, port); }
    if (ipv6Port !== undefined) { checkPort(`${place}: ipv6Port`, ipv6Port); }
    if ((port ?? WIREGUARD.port) === (ipv6Port ?? WIREGUARD.ipv6Port)) { throw new Error(`${place}: ipv6Port: must be another one than port, got ${ipv6Port ?? WIREGUARD.ipv6Port}`); }
    checkMtu(place, mtu);
    return new FlannelBackend('wireguard', stated({
      ListenPort: port, ListenPortV6: ipv6Port, Mode: tunnels, PersistentKeepaliveInterval: keepalive && seconds(`${place}: keepalive`, keepalive), MTU: mtu,
    }));
  }

  private constructor(
    /** What flannel calls it: `vxlan`, `host-gw`, `wireguard`. */
    public readonly type: string,

    private readonly options: { readonly [option: string]: unknown },
  ) {}

  /**
   * Why pods with such addresses would not reach each other; undefined where they do.
   *
   * @internal
   */
  public _problemWith({ ipv4, ipv6 }: AddressRanges): string | undefined {
    const { VNI: vni, MTU: mtu, Mode: tunnels } = this.options as { readonly VNI?: number; readonly MTU?: number; readonly Mode?: FlannelTunnels };
    if (ipv6 !== undefined && vni !== undefined && vni > MOST_NETWORKS.ipv6) { return `vni: must be at most ${MOST_NETWORKS.ipv6} where pods have addresses of IPv6, got ${vni}`; }
    const least = MTU.leastOfIpv6 + OVERHEAD[this.type]!;
    if (ipv6 !== undefined && mtu !== undefined && mtu < least) { return `mtu: must be at least ${least} where pods have addresses of IPv6, got ${mtu}`; }
    const without = tunnels === FlannelTunnels.IPV4 && ipv4 === undefined ? 'IPv4' : tunnels === FlannelTunnels.IPV6 && ipv6 === undefined ? 'IPv6' : undefined;
    return without && `tunnels: by the ${without} addresses of nodes needs a range of ${without} in podCidr, too: flannel looks for no others`;
  }

  /**
   * As flannel's configuration has it.
   *
   * @internal
   */
  public _render(): { readonly [option: string]: unknown } {
    return { Type: this.type, ...this.options };
  }
}

const WIREGUARD = { port: 51820, ipv6Port: 51821 };

function stated(options: { readonly [option: string]: unknown }): { readonly [option: string]: unknown } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function checkMtu(place: string, mtu: number | undefined): void {
  if (mtu !== undefined && (!Number.isInteger(mtu) || mtu < MTU.least || mtu > MTU.most)) {
    throw new Error(`${place}: mtu: must be a whole number from ${MTU.least} to ${MTU.most}, got ${mtu}; leave it out for that of the node`);
  }
}

function seconds(place: string, duration: Duration): number {
  const milliseconds = duration.toMilliseconds();
  if (milliseconds < 1000 || milliseconds % 1000 !== 0) { throw new Error(`${place}: must be a whole number of seconds, of at least 1, got ${milliseconds / 1000}`); }
  return milliseconds / 1000;
}
