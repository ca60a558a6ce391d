/** What becomes of a volume whose claim is deleted. */
export enum CsiReclaimPolicy {
  /** It is deleted, with what is on it. */
  DELETE = 'Delete',

  /** It stays until somebody deletes it. */
  RETAIN = 'Retain',
}

/** When a volume is made for a claim. */
export enum CsiVolumeBinding {
  /** Once there is a pod that wants it: where that pod can run. */
  WAIT_FOR_FIRST_CONSUMER = 'WaitForFirstConsumer',

  /** At once, wherever the driver makes it. */
  IMMEDIATE = 'Immediate',
}

/**
 * A class of volumes of one driver.
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export interface CsiStorageClass {
  /** Its name, the same in the whole cluster. */
  readonly name: string;

  /**
   * What the driver is told of each volume, in its own words. Secrets are only named here (`csi.storage.k8s.io/node-stage-secret-name`).
   *
   * @default - nothing
   * @see https://kubernetes-csi.github.io/docs/secrets-and-credentials-storage-class.html
   */
  readonly parameters?: { [name: string]: string };

  /**
   * What becomes of a volume whose claim is deleted.
   *
   * @default CsiReclaimPolicy.DELETE
   */
  readonly reclaimPolicy?: CsiReclaimPolicy;

  /**
   * When a volume is made.
   *
   * @default CsiVolumeBinding.WAIT_FOR_FIRST_CONSUMER
   */
  readonly volumeBinding?: CsiVolumeBinding;

  /**
   * Whether a volume can be made larger by its claim.
   *
   * @default false
   */
  readonly allowVolumeExpansion?: boolean;

  /**
   * Options of each mount.
   *
   * @default - none
   */
  readonly mountOptions?: string[];

  /**
   * Whether claims that name no class get this one.
   *
   * @default false
   */
  readonly defaultClass?: boolean;
}
