/**
 * A Ceph cluster, as its drivers are told of it.
 *
 * @see https://github.com/ceph/ceph-csi/blob/devel/api/deploy/kubernetes/csi-config-map.go
 */
export interface CephCluster {
  /** By which StorageClasses name it (`clusterID`), at most 36 bytes; it never changes while there are volumes of it. */
  readonly id: string;

  /** The addresses of its monitors, with their ports: `10.0.0.1:6789`, `[fd00::1]:3300`, `mon-a.ceph:3300`. */
  readonly monitors: string[];

  /**
   * The namespace in the pool of its block images.
   *
   * @default - none
   */
  readonly radosNamespace?: string;

  /**
   * The group of its file system's subvolumes.
   *
   * @default - `csi`, the default of the driver
   */
  readonly subvolumeGroup?: string;

  /**
   * Labels of nodes that say where they are, so that each reads from a replica near it.
   *
   * @default - all read from the primary replica
   */
  readonly crushLocationLabels?: string[];

  /**
   * Options of its file system's mounts by the kernel, separated by commas.
   *
   * @default - none
   */
  readonly kernelMountOptions?: string;

  /**
   * Options of its file system's mounts by ceph-fuse, separated by commas.
   *
   * @default - none
   */
  readonly fuseMountOptions?: string;
}
