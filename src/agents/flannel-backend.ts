import { Duration } from 'cdk8s';
import { checkPort } from './agent-port';

/** How packets travel in VXLAN. */
export interface FlannelVxlanOptions {
  /**
   * The number of the network, from 1 to 16777215, where nodes are in several.
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

/** The largest number that VXLAN has for a network: 24 bits. */
const MOST_NETWORKS = 2 ** 24 - 1;

/** The least that IPv4 asks of every network, and the most that its packets can have. */
const MTU = { least: 576, most: 65535 };

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
    if (vni !== undefined && (!Number.isInteger(vni) || vni < 1 || vni > MOST_NETWORKS)) {
      throw new Error(`${place}: vni: must be a whole number from 1 to ${MOST_NETWORKS}, got ${vni}`);
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
