import { KubeProxyDaemonSetProps, KubeProxyMode } from './kube-proxy-daemon-set-props';
import { NEWEST_MINOR, OLDEST_MINOR, tryMinor } from '../model/kubernetes-version';

/** A release of Kubernetes. */
export interface KubeProxyVersion {
  /** The tag of its images: `v1.37.2`. */
  readonly tag: string;
  readonly minor: number;
}

/** @throws where it is no release, of which there is an image, or one whose configuration is not known */
export function kubeProxyVersion(place: string, version: string): KubeProxyVersion {
  const minor = tryMinor(version);
  if (minor === undefined || !/^v?1\.\d+\.\d+(-(alpha|beta|rc)\.\d+)?$/.test(version)) {
    throw new Error(`${place}: kubernetesVersion: must be a release of Kubernetes from 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR} with all three numbers, such as "1.${NEWEST_MINOR}.2", got "${version}"`);
  }
  return { tag: version.startsWith('v') ? version : `v${version}`, minor };
}

/** What kube-proxy of a version would refuse, or leave out without a word. @throws where something stated needs a newer one */
export function checkVersion(place: string, minor: number, props: KubeProxyDaemonSetProps): void {
  const [, version] = /(?:^|\/)kube-proxy[\w.-]*:v?(1\.\d+\.\d+)/.exec(props.image ?? '') ?? [];
  if (version !== undefined && tryMinor(version) !== minor) {
    throw new Error(`${place}: image: "${props.image}" is of another version than kubernetesVersion, "${props.kubernetesVersion}", by which it is configured and probed`);
  }
  const needs = (since: number, what: string) => {
    if (minor < since) { throw new Error(`${place}: ${what} needs Kubernetes 1.${since}, and kubernetesVersion is "${props.kubernetesVersion}"`); }
  };
  if (props.mode === KubeProxyMode.NFTABLES) { checkNftables(place, minor, props, needs); }
  checkNodePortAddresses(props.nodePortAddresses ?? [], needs);
  for (const field of ['tcpBeLiberal', 'udpTimeout', 'udpStreamTimeout'] as const) {
    if (props.conntrack?.[field] !== undefined) { needs(29, `conntrack: ${field}`); }
  }
}

/** By default it is there since 1.31. */
function checkNftables(place: string, minor: number, { featureGates }: KubeProxyDaemonSetProps, needs: (since: number, what: string) => void): void {
  needs(29, 'mode: nftables');
  if (featureGates?.NFTablesProxyMode === false) { throw new Error(`${place}: mode: nftables needs what featureGates switches off: NFTablesProxyMode`); }
  if (minor < 31 && featureGates?.NFTablesProxyMode !== true) {
    throw new Error(`${place}: mode: nftables needs Kubernetes 1.31, or featureGates: { NFTablesProxyMode: true }`);
  }
}

function checkNodePortAddresses(addresses: readonly string[], needs: (since: number, what: string) => void): void {
  if (addresses.includes('primary')) { needs(31, 'nodePortAddresses: "primary"'); }
  if (addresses.includes('primary') && addresses.length > 1) { needs(37, 'nodePortAddresses: "primary" beside others'); }
  addresses.filter(address => address === 'localhost' || address === 'all').forEach(address => needs(37, `nodePortAddresses: "${address}"`));
}
