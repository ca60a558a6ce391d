import { CephCluster } from './ceph-cluster';
import { CephCsiDaemonSetProps } from './ceph-csi-daemon-set-props';

/** Ceph's own limit: the id is part of the names of all volumes. */
const MAX_ID_BYTES = 36;

/** A host name or address and perhaps a port, perhaps with the protocol of the monitor. */
const MONITOR = /^(v[12]:)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9]([-.A-Za-z0-9]*[A-Za-z0-9])?)(:\d{1,5})?$/;

const CEPH_CONF = `[global]
auth_cluster_required = cephx
auth_service_required = cephx
auth_client_required = cephx
`;

/** The configuration files of the driver. The keyring is there and empty: users come with each volume, from the Secrets of its class. */
export function cephConfigFiles(place: string, { clusters, cephConf, encryption }: CephCsiDaemonSetProps): { [path: string]: string } {
  checkClusters(place, clusters);
  return {
    '/etc/ceph-csi-config/config.json': `${JSON.stringify(clusters.map(clusterInfo), undefined, 2)}\n`,
    '/etc/ceph/ceph.conf': cephConf ?? CEPH_CONF,
    '/etc/ceph/keyring': '',
    ...(encryption === undefined ? {} : { '/etc/ceph-csi-encryption-kms-config/config.json': checkedEncryption(place, encryption) }),
  };
}

/** A cluster in the words of the driver; what is not stated is left out. */
function clusterInfo({ id, monitors, radosNamespace, subvolumeGroup, crushLocationLabels, kernelMountOptions, fuseMountOptions }: CephCluster): object {
  return {
    clusterID: id,
    monitors,
    ...section('rbd', { radosNamespace }),
    ...section('cephFS', { subvolumeGroup, kernelMountOptions, fuseMountOptions }),
    ...(crushLocationLabels?.length ? { readAffinity: { enabled: true, crushLocationLabels } } : {}),
  };
}

function section(name: string, options: { readonly [option: string]: string | undefined }): object {
  const stated = Object.entries(options).filter(([, value]) => value !== undefined);
  return stated.length > 0 ? { [name]: Object.fromEntries(stated) } : {};
}

function checkClusters(place: string, clusters: readonly CephCluster[]): void {
  if (clusters.length === 0) { throw new Error(`${place}: clusters: needs at least one, because a driver that knows none mounts nothing`); }
  clusters.forEach(({ id, monitors }, index) => {
    const here = `${place}: clusters[${index}]`;
    if (id === '' || Buffer.byteLength(id) > MAX_ID_BYTES) { throw new Error(`${here}: id: must have 1-${MAX_ID_BYTES} bytes, got "${id}"`); }
    if (clusters.findIndex(other => other.id === id) !== index) { throw new Error(`${here}: id: "${id}" is that of another cluster already; each has its own`); }
    if (monitors.length === 0) { throw new Error(`${here}: monitors: needs at least one address, such as "10.0.0.1:6789"`); }
    const wrong = monitors.find(monitor => !MONITOR.test(monitor));
    if (wrong !== undefined) { throw new Error(`${here}: monitors: must be addresses such as "10.0.0.1:6789" or "[fd00::1]:3300", got "${wrong}"`); }
  });
}

function checkedEncryption(place: string, text: string): string {
  const problem = `${place}: encryption: must be a JSON object of key management services by their names`;
  const parsed = tryJson(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) { throw new Error(`${problem}, got ${text.slice(0, 40)}`); }
  return text;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
