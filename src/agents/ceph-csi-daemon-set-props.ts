import { CephCluster } from './ceph-cluster';
import { CsiPluginOptions } from './csi-plugin-options';

/** What Ceph gives to pods. */
export enum CephStorage {
  /** Block images, each for one node at a time. */
  RBD = 'rbd',

  /** Directories of a file system, for many nodes. */
  CEPHFS = 'cephfs',
}

/** Choices for the node plugin of Ceph. */
export interface CephCsiDaemonSetProps extends CsiPluginOptions {
  /** The clusters whose volumes are mounted. */
  readonly clusters: CephCluster[];

  /**
   * What is mounted. Both need two agents, one for each.
   *
   * @default CephStorage.RBD
   */
  readonly storage?: CephStorage;

  /**
   * The name of the driver, the same as that of its provisioner. Rook's begin with its namespace: `rook-ceph.rbd.csi.ceph.com`.
   *
   * @default - `rbd.csi.ceph.com` or `cephfs.csi.ceph.com`
   */
  readonly driver?: string;

  /**
   * The image of the driver, with a tag other than `latest` or with a digest.
   *
   * @default 'quay.io/cephcsi/cephcsi:v3.17.0'
   */
  readonly image?: string;

  /**
   * Whether the kernel serves all mounts: no StorageClass says `mounter: rbd-nbd` or `mounter: fuse`, and every kernel can mount CephFS.
   * Only then a restart of the driver ends no mount, so only then its pods are replaced by themselves, and memory has a limit.
   *
   * @default false
   */
  readonly kernelMountsOnly?: boolean;

  /**
   * Labels of nodes by which volumes are made near their pods.
   *
   * @default - volumes have no place
   */
  readonly topologyLabels?: string[];

  /**
   * The text of `ceph.conf`.
   *
   * @default - cephx is required of everybody
   */
  readonly cephConf?: string;

  /**
   * Where the keys of encrypted volumes are: the JSON text of `config.json` in Ceph's words. It goes into a ConfigMap, so keys and
   * passwords are only named in it. The driver may then read Secrets, ConfigMaps and ServiceAccounts of every namespace and make
   * tokens, because tenants keep their own keys. Services that want a token file of the pod (AWS STS) are not provided for.
   *
   * @default - none
   * @see https://github.com/ceph/ceph-csi/blob/devel/examples/kms/vault/kms-config.yaml
   */
  readonly encryption?: string;
}
