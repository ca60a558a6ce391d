/**
 * Whether the files of a volume are given to the group that a pod states (`fsGroup`).
 *
 * @see https://kubernetes-csi.github.io/docs/support-fsgroup.html
 */
export enum CsiFsGroupPolicy {
  /** Where the volume has a file system type and one node alone may write to it. */
  READ_WRITE_ONCE_WITH_FS_TYPE = 'ReadWriteOnceWithFSType',

  /** Always. */
  FILE = 'File',

  /** Never: the driver does it, or nobody. */
  NONE = 'None',
}

/**
 * What Kubernetes has to know of a driver, in its CSIDriver object.
 *
 * @see https://kubernetes-csi.github.io/docs/csi-driver-object.html
 */
export interface CsiDriverOptions {
  /**
   * Whether a volume is attached to a node before it is mounted, for which the driver's controller needs an `external-attacher`.
   *
   * @default true
   */
  readonly attachRequired?: boolean;

  /**
   * Whether files are given to the group of a pod.
   *
   * @default CsiFsGroupPolicy.READ_WRITE_ONCE_WITH_FS_TYPE
   */
  readonly fsGroupPolicy?: CsiFsGroupPolicy;

  /**
   * Whether the driver is told for which pod it mounts.
   *
   * @default false
   */
  readonly podInfoOnMount?: boolean;

  /**
   * Whether the driver can mount with the SELinux label of a pod (`-o context`), so that files need not be labelled one by one.
   *
   * @default false
   */
  readonly seLinuxMount?: boolean;

  /**
   * Whether the driver's controller publishes how much room there is, and pods wait until there is enough.
   *
   * @default false
   */
  readonly storageCapacity?: boolean;

  /**
   * Whether a pod may have a volume of the driver that lives as long as it does, beside claimed ones.
   *
   * @default false
   */
  readonly ephemeral?: boolean;
}
