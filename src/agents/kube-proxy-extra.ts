import { ConfigMap, configMapOf, isConfigMap } from './config-map';
import { typoOf } from '../model/typo';

/** The fields that a prop of its own says, or that cannot be others. */
const SAID_ELSEWHERE: { readonly [field: string]: string } = {
  apiVersion: 'it cannot be another one',
  kind: 'it cannot be another one',
  mode: 'say it with mode',
  clusterCIDR: 'say it with clusterCidr',
  nodePortAddresses: 'say it with nodePortAddresses',
  conntrack: 'say it with conntrack',
  healthzBindAddress: 'say it with healthzBindAddress',
  metricsBindAddress: 'say it with metricsBindAddress',
  featureGates: 'say it with featureGates',
  hostnameOverride: 'it is the name of the node',
};

/** The others; those with fields of their own name them, except for `logging`, which is not looked into. `since` a minor version. */
const FIELDS: { readonly [field: string]: { readonly since?: number; readonly below?: readonly string[] } } = {
  bindAddress: {},
  bindAddressHardFail: {},
  clientConnection: { below: ['acceptContentTypes', 'contentType', 'qps', 'burst'] },
  configSyncPeriod: {},
  detectLocal: { below: ['bridgeInterface', 'interfaceNamePrefix'] },
  detectLocalMode: {},
  enableProfiling: {},
  iptables: { below: ['masqueradeBit', 'masqueradeAll', 'localhostNodePorts', 'syncPeriod', 'minSyncPeriod'] },
  ipvs: { below: ['syncPeriod', 'minSyncPeriod', 'scheduler', 'excludeCIDRs', 'strictARP', 'tcpTimeout', 'tcpFinTimeout', 'udpTimeout'] },
  logging: { since: 28 },
  nftables: { since: 29, below: ['masqueradeBit', 'masqueradeAll', 'syncPeriod', 'minSyncPeriod'] },
  oomScoreAdj: {},
  portRange: {},
  showHiddenMetricsForVersion: {},
};

/**
 * A configuration with another one, in YAML, beside it. Kube-proxy leaves out what it does not know, with no more than a line in its log.
 *
 * @throws where that is no map, or has a field that kube-proxy does not know that is said elsewhere, or that is of another mode
 * @see https://github.com/kubernetes/kube-proxy/blob/v0.37.2/config/v1alpha1/types.go
 */
export function withExtraConfig(place: string, config: ConfigMap, text: string | undefined, minor: number): ConfigMap {
  if (text === undefined) { return config; }
  const here = `${place}: extraConfig`;
  const extra = configMapOf(here, text, 'fields such as ipvs');
  for (const [field, value] of Object.entries(extra)) { checkField(here, field, value, minor); }
  const unused = ['ipvs', 'nftables'].find(mode => extra[mode] !== undefined && config.mode !== mode);
  if (unused !== undefined) { throw new Error(`${here}: "${unused}" does nothing in the mode ${config.mode as string}; state mode, or leave it out`); }
  const { clientConnection, ...others } = extra;
  return { ...config, ...others, clientConnection: { ...config.clientConnection as ConfigMap, ...clientConnection as ConfigMap | undefined } };
}

function checkField(place: string, field: string, value: unknown, minor: number): void {
  const elsewhere = SAID_ELSEWHERE[field];
  if (elsewhere !== undefined) { throw new Error(`${place}: "${field}" is not said here: ${elsewhere}`); }
  const known = FIELDS[field];
  if (known === undefined) { throw unknown(place, field, Object.keys(FIELDS)); }
  if (known.since !== undefined && minor < known.since) { throw new Error(`${place}: "${field}" needs Kubernetes 1.${known.since}`); }
  if (known.below === undefined) { return; }
  if (!isConfigMap(value)) { throw new Error(`${place}: ${field}: must be a map`); }
  if (field === 'clientConnection' && value.kubeconfig !== undefined) { throw new Error(`${place}: clientConnection: "kubeconfig" is not said here: it follows from apiServer`); }
  const other = Object.keys(value).find(name => !known.below!.includes(name));
  if (other !== undefined) { throw unknown(`${place}: ${field}`, other, known.below); }
}

function unknown(place: string, field: string, allowed: readonly string[]): Error {
  return new Error(`${place}: kube-proxy knows no field "${field}"${typoOf(field, allowed)}; here it may have ${allowed.join(', ')}`);
}
