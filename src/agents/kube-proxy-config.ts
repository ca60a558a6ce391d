import { isIPv4, isIPv6 } from 'net';
import { Duration } from 'cdk8s';
import { stringify } from 'yaml';
import { checkedApiServerUrl } from './api-server-address';
import { ConfigMap } from './config-map';
import { addressRanges } from './ip-range';
import { KubeProxyConntrack, KubeProxyDaemonSetProps, KubeProxyMode } from './kube-proxy-daemon-set-props';
import { withExtraConfig } from './kube-proxy-extra';

export const KUBE_PROXY_CONFIG = '/var/lib/kube-proxy/config.conf';
const KUBECONFIG = '/var/lib/kube-proxy/kubeconfig.conf';

/** Where the kubelet puts what a pod needs to ask the API server. */
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

const YAML = { lineWidth: 0, aliasDuplicateObjects: false };

/** Where kube-proxy serves what, as text. */
export interface KubeProxyAddresses {
  readonly healthz: string;
  readonly metrics: string;
}

/** In a cluster whose first addresses are those of IPv6, the kubelet asks a pod of the node by such a one. */
export function kubeProxyAddresses({ clusterCidr = '', healthzBindAddress, metricsBindAddress }: KubeProxyDaemonSetProps): KubeProxyAddresses {
  const [every, loopback] = clusterCidr.split(',')[0]!.includes(':') ? ['[::]', '[::1]'] : ['0.0.0.0', '127.0.0.1'];
  return { healthz: healthzBindAddress ?? `${every}:10256`, metrics: metricsBindAddress ?? `${loopback}:10249` };
}

/**
 * The files by which kube-proxy knows what to do, and whom to ask.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/
 */
export function kubeProxyFiles(place: string, props: KubeProxyDaemonSetProps, minor: number): { [path: string]: string } {
  return {
    [KUBE_PROXY_CONFIG]: stringify(withExtraConfig(place, configuration(place, props), props.extraConfig, minor), YAML),
    [KUBECONFIG]: stringify(kubeconfig(checkedApiServerUrl(place, props.apiServer)), YAML),
  };
}

function configuration(place: string, props: KubeProxyDaemonSetProps): ConfigMap {
  const { clusterCidr, nodePortAddresses, conntrack, featureGates } = props;
  if (clusterCidr !== undefined) { addressRanges(`${place}: clusterCidr`, clusterCidr); }
  checkNodePortAddresses(`${place}: nodePortAddresses`, nodePortAddresses ?? []);
  checkFeatureGates(`${place}: featureGates`, featureGates ?? {});
  const addresses = kubeProxyAddresses(props);
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    clientConnection: { kubeconfig: KUBECONFIG },
    mode: props.mode ?? KubeProxyMode.IPTABLES,
    ...(clusterCidr === undefined ? {} : { clusterCIDR: clusterCidr }),
    healthzBindAddress: addresses.healthz,
    metricsBindAddress: addresses.metrics,
    ...(nodePortAddresses === undefined ? {} : { nodePortAddresses: [...nodePortAddresses] }),
    ...(conntrack === undefined ? {} : { conntrack: conntrackFields(`${place}: conntrack`, conntrack) }),
    ...(featureGates === undefined ? {} : { featureGates: { ...featureGates } }),
  };
}

function kubeconfig(server: string): ConfigMap {
  return {
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name: 'default', cluster: { 'certificate-authority': `${SERVICE_ACCOUNT}/ca.crt`, server } }],
    'users': [{ name: 'default', user: { tokenFile: `${SERVICE_ACCOUNT}/token` } }],
    'contexts': [{ name: 'default', context: { cluster: 'default', user: 'default' } }],
    'current-context': 'default',
  };
}

function conntrackFields(place: string, conntrack: KubeProxyConntrack): ConfigMap {
  if (conntrack.maxPerCore === 0 && conntrack.min !== undefined) { throw new Error(`${place}: min: does nothing where maxPerCore is 0, which leaves the limit of the node as it is; leave one of them out`); }
  const entries = Object.entries(conntrack).filter(([, value]) => value !== undefined) as [string, number | boolean | Duration][];
  return Object.fromEntries(entries.map(([field, value]) => {
    if (typeof value === 'boolean') { return [field, value]; }
    return [field, typeof value === 'number' ? amount(`${place}: ${field}`, value) : time(`${place}: ${field}`, value)];
  }));
}

/** The largest number that the fields hold. */
const MOST = 2 ** 31 - 1;

function amount(place: string, value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > MOST) { throw new Error(`${place}: must be a whole number from 0 to ${MOST}, got ${value}`); }
  return value;
}

function time(place: string, duration: Duration): string {
  const milliseconds = duration.toMilliseconds();
  if (milliseconds < 0 || milliseconds % 1000 !== 0) { throw new Error(`${place}: must be a whole number of seconds, of at least 0, got ${milliseconds / 1000}`); }
  return `${milliseconds / 1000}s`;
}

const KEYWORDS = ['primary', 'localhost', 'all'];

function checkNodePortAddresses(place: string, addresses: readonly string[]): void {
  addresses.forEach((address, index) => {
    if (addresses.indexOf(address) !== index) { throw new Error(`${place}: "${address}" is stated twice`); }
    if (!KEYWORDS.includes(address) && !isRange(address)) {
      throw new Error(`${place}: must be ranges of addresses such as "10.0.0.0/8", or ${KEYWORDS.map(keyword => `"${keyword}"`).join(', ')}, got "${address}"`);
    }
  });
}

function isRange(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/');
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && (isIPv4(address) ? Number(prefix) <= 32 : isIPv6(address) && Number(prefix) <= 128);
}

function checkFeatureGates(place: string, featureGates: { readonly [name: string]: boolean }): void {
  for (const [name, value] of Object.entries(featureGates)) {
    if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) { throw new Error(`${place}: a feature is called such as "NFTablesProxyMode", got "${name}"`); }
    if (typeof value !== 'boolean') { throw new Error(`${place}: ${name}: must be true or false, got ${JSON.stringify(value)}`); }
  }
}
