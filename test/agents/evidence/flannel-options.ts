import { Manifest } from '../manifests';

const NUMBER = /^\d+$/;
const BOOLEAN = /^(true|false)$/;

/**
 * The flags of flanneld v0.28.10 that are used here, and what they may be: main.go of github.com/flannel-io/flannel v0.28.10, read on
 * 2026-11-27. A flag without a value is a switch.
 */
const FLAGS: { readonly [flag: string]: RegExp } = {
  'kube-subnet-mgr': /^$/,
  'ip-masq': /^$/,
  'healthz-ip': /^[\d.]+$/,
  'healthz-port': NUMBER,
  'iface': /^\S+$/,
};

/** The options of backends whose types have no names in flannel: Documentation/backends.md and pkg/backend of the same, read on 2026-11-27. */
const BACKENDS: { readonly [type: string]: { readonly [option: string]: RegExp } } = {
  'host-gw': {},
  'wireguard': { ListenPort: NUMBER, ListenPortV6: NUMBER, MTU: NUMBER, PSK: /^\S+$/, Mode: /^(separate|auto|ipv4|ipv6)$/, PersistentKeepaliveInterval: NUMBER },
};

/**
 * The options of plugins: README.md of flannel-io/cni-plugin at 78381fe03442; of `bridge`, to which it hands over, and of `portmap`:
 * plugins/main/bridge/bridge.go and plugins/meta/portmap/main.go of github.com/containernetworking/plugins v1.9.1. All were read on 2026-11-27.
 */
const PLUGINS: { readonly [type: string]: { readonly [option: string]: RegExp } } = {
  flannel: { type: /^flannel$/, name: /./, subnetFile: /^\//, dataDir: /^\//, delegate: /./, ipam: /./ },
  portmap: { type: /^portmap$/, capabilities: /^\{"portMappings":(true|false)\}$/, snat: BOOLEAN, masqAll: BOOLEAN, backend: /^(iptables|nftables)$/ },
};
const BRIDGE: { readonly [option: string]: RegExp } = {
  bridge: /^\S+$/,
  isGateway: BOOLEAN,
  isDefaultGateway: BOOLEAN,
  forceAddress: BOOLEAN,
  ipMasq: BOOLEAN,
  ipMasqBackend: /^(iptables|nftables)$/,
  mtu: NUMBER,
  hairpinMode: BOOLEAN,
  promiscMode: BOOLEAN,
  vlan: NUMBER,
  macspoofchk: BOOLEAN,
  enabledad: BOOLEAN,
  portIsolation: BOOLEAN,
};

/** What is not documented among the arguments of flanneld. */
export function flagProblems(args: readonly string[]): string[] {
  return args.flatMap(arg => {
    const [, flag = '', value = ''] = /^--([a-z-]+)(?:=(.*))?$/.exec(arg) ?? [];
    return problemOf(FLAGS, flag, value);
  });
}

/** What is not documented in a backend of a network configuration. */
export function backendProblems(network: string): string[] {
  const { Type: type, ...options } = (JSON.parse(network) as Manifest).Backend as { [option: string]: unknown };
  const known = BACKENDS[type as string];
  return known === undefined ? [] : problemsOf(known, options); // the others are known by their types
}

/** What is not documented in a list of plugins. */
export function pluginProblems(list: string): string[] {
  return ((JSON.parse(list) as Manifest).plugins as { [option: string]: unknown }[]).flatMap(plugin => {
    const known = PLUGINS[plugin.type as string];
    if (known === undefined) { return [`no such plugin: ${plugin.type as string}`]; }
    return [...problemsOf(known, plugin), ...problemsOf(BRIDGE, plugin.delegate as { [option: string]: unknown } | undefined ?? {})];
  });
}

function problemsOf(known: { readonly [option: string]: RegExp }, options: { readonly [option: string]: unknown }): string[] {
  return Object.entries(options).flatMap(([option, value]) => problemOf(known, option, typeof value === 'string' ? value : JSON.stringify(value)));
}

function problemOf(known: { readonly [option: string]: RegExp }, option: string, value: string): string[] {
  if (known[option] === undefined) { return [`no such option: ${option}`]; }
  return known[option].test(value) ? [] : [`${option}: no such value: ${value}`];
}
