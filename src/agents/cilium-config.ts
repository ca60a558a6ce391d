import { CiliumDaemonSetProps, CiliumIpam, CiliumPolicyEnforcement, CiliumRouting } from './cilium-daemon-set-props';
import { CILIUM_PATHS } from './cilium-paths';
import { checkedPath } from './host-path';
import { ipv4PrefixLength } from './ip-range';

/** The taint that a node may be born with, so that no pod starts before its network is there; Cilium takes it away. */
export const AGENT_NOT_READY = 'node.cilium.io/agent-not-ready';

/**
 * The options of the agent, one file for each.
 *
 * @see https://docs.cilium.io/en/v1.20/cmdref/cilium-agent/
 */
export function ciliumConfig(place: string, props: CiliumDaemonSetProps): { [option: string]: string } {
  const stated = { ...networkOptions(place, props), ...nodeOptions(place, props), ...proxyOptions(props) };
  return { ...CHART_OPTIONS, ...extraOptions(place, props, stated), ...stated };
}

/** What Cilium's chart says that the agent would not do by itself; `config` may say otherwise. */
const CHART_OPTIONS: { readonly [option: string]: string } = {
  'identity-allocation-mode': 'crd',
  'enable-ipv4': 'true',
  'enable-ipv6': 'false',
  'monitor-aggregation': 'medium',
  'monitor-aggregation-flags': 'all',
  'preallocate-bpf-maps': 'false',
  'enable-well-known-identities': 'false',
  'dnsproxy-enable-transparent-mode': 'true',
  'cluster-id': '0',
};

/** The agent looks for changes of its configuration in a ConfigMap of a fixed name; here a change replaces the pods. */
const READ_ONCE: { readonly [option: string]: string } = { 'enable-dynamic-config': 'false', 'enable-drift-checker': 'false' };

function networkOptions(place: string, props: CiliumDaemonSetProps): { [option: string]: string } {
  checkNetwork(place, props);
  const { routing = CiliumRouting.VXLAN, podCidr, directRoutes, mtu, masquerade = true, wireguard } = props;
  const native = routing === CiliumRouting.NATIVE;
  return {
    'cluster-name': props.clusterName ?? 'default',
    'routing-mode': native ? 'native' : 'tunnel',
    ...(native ? {} : { 'tunnel-protocol': routing }),
    ...(podCidr === undefined ? {} : { 'ipv4-native-routing-cidr': podCidr }),
    ...(directRoutes === undefined ? {} : { 'auto-direct-node-routes': `${directRoutes}` }),
    ...(mtu === undefined ? {} : { mtu: `${mtu}` }),
    'enable-ipv4-masquerade': `${masquerade}`,
    'ipam': props.ipam ?? CiliumIpam.CLUSTER_POOL,
    'kube-proxy-replacement': `${props.kubeProxyReplacement ?? false}`,
    'enable-policy': props.policyEnforcement ?? CiliumPolicyEnforcement.DEFAULT,
    ...(wireguard === undefined ? {} : { 'enable-wireguard': `${wireguard}` }),
    ...(props.portmap ? { 'cni-chaining-mode': 'portmap' } : {}),
  };
}

function nodeOptions(place: string, { cgroupRoot, exclusive = true, hubble = true, healthPort }: CiliumDaemonSetProps): { [option: string]: string } {
  return {
    ...READ_ONCE,
    'procfs': '/host/proc',
    'bpf-root': '/sys/fs/bpf',
    'cgroup-root': cgroupRoot === undefined ? CILIUM_PATHS.cgroups : checkedPath(`${place}: cgroupRoot`, cgroupRoot),
    'write-cni-conf-when-ready': `${CILIUM_PATHS.cniConfiguration}/05-cilium.conflist`,
    'cni-exclusive': `${exclusive}`,
    'cni-log-file': `${CILIUM_PATHS.run}/cilium-cni.log`,
    'agent-not-ready-taint-key': AGENT_NOT_READY,
    'enable-hubble': `${hubble}`,
    ...(healthPort === undefined ? {} : { 'agent-health-port': `${healthPort}` }),
  };
}

/** Envoy and the agent must speak in one way: see the bootstrap of Envoy. */
function proxyOptions({ envoy = true }: CiliumDaemonSetProps): { [option: string]: string } {
  return { 'enable-l7-proxy': 'true', 'external-envoy-proxy': `${envoy}`, 'envoy-xds-mode': 'ads' };
}

function extraOptions(place: string, { config = {} }: CiliumDaemonSetProps, stated: { readonly [option: string]: string }): { [option: string]: string } {
  for (const [option, value] of Object.entries(config)) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(option)) { throw new Error(`${place}: config: an option is called such as "enable-bbr", got "${option}"`); }
    if (stated[option] !== undefined) { throw new Error(`${place}: config: "${option}" follows from another prop, which makes it "${stated[option]}"; say it there`); }
    if (typeof value !== 'string') { throw new Error(`${place}: config: the value of "${option}" must be a text such as "true", got ${JSON.stringify(value)}`); }
  }
  return config;
}

function checkNetwork(place: string, props: CiliumDaemonSetProps): void {
  const { routing, podCidr, directRoutes, masquerade = true, mtu, clusterName, kubeProxyReplacement, apiServer, portmap } = props;
  if (podCidr !== undefined) { ipv4PrefixLength(`${place}: podCidr`, podCidr); }
  if (routing === CiliumRouting.NATIVE) {
    if (masquerade && podCidr === undefined) { throw new Error(`${place}: podCidr: with CiliumRouting.NATIVE it must be said which addresses are those of pods; the agent does not start otherwise`); }
  } else if (podCidr !== undefined || directRoutes) {
    throw new Error(`${place}: ${podCidr === undefined ? 'directRoutes' : 'podCidr'} is for CiliumRouting.NATIVE only; packets in tunnels need none`);
  }
  if (kubeProxyReplacement && apiServer === undefined) {
    throw new Error(`${place}: kubeProxyReplacement: without kube-proxy the API server cannot be asked by its Service; state apiServer`);
  }
  if (kubeProxyReplacement && portmap) { throw new Error(`${place}: portmap: with kubeProxyReplacement Cilium opens host ports itself; leave portmap out`); }
  if (mtu !== undefined && (!Number.isInteger(mtu) || mtu < 576 || mtu > 65535)) { throw new Error(`${place}: mtu: must be a whole number from 576 to 65535, got ${mtu}; leave it out to have it found out`); }
  if (clusterName !== undefined && !/^[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?$/.test(clusterName)) {
    throw new Error(`${place}: clusterName: must have at most 32 lower case letters, digits and "-", and begin and end with a letter or digit, got "${clusterName}"`);
  }
}
