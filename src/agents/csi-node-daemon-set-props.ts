import { ClusterPermission } from './cluster-permission';
import { CsiDriverOptions } from './csi-driver-options';
import { CsiPluginOptions } from './csi-plugin-options';

/** What the node plugin of a CSI driver is. */
export interface CsiNodeDaemonSetProps extends CsiPluginOptions {
  /** The name of the driver, as it says it itself: that of its CSIDriver, and the provisioner of its StorageClasses. */
  readonly driver: string;

  /** The image of the driver, with a tag other than `latest` or with a digest. */
  readonly image: string;

  /**
   * The arguments of the driver. Its socket is the variable `CSI_ENDPOINT`, its node the variable `NODE_ID`.
   *
   * @default ['--endpoint=$(CSI_ENDPOINT)', '--nodeid=$(NODE_ID)']
   */
  readonly args?: string[];

  /**
   * Environment variables that hold a field of the pod, beside `NODE_ID`: `{ CSI_NODE_NAME: 'spec.nodeName' }`.
   *
   * @default - only `NODE_ID`, the name of the node
   */
  readonly fieldEnv?: { [name: string]: string };

  /**
   * Configuration files of the driver: text by absolute path in the container. A directory that holds one holds nothing else.
   *
   * @default - none
   */
  readonly configFiles?: { [path: string]: string };

  /**
   * Whether the driver's root file system cannot be written. It can always write to `/tmp`.
   *
   * @default true
   */
  readonly readOnlyRootFilesystem?: boolean;

  /**
   * What the driver asks the API server.
   *
   * @default - nothing; its pods hold no token of a ServiceAccount
   */
  readonly permissions?: ClusterPermission[];

  /**
   * Whether the driver shares the network of its node: where mounts need the network of the process that made them (NFS, SMB, iSCSI),
   * they would hang once the pod is gone.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * Whether the driver sees the processes of its node.
   *
   * @default false
   */
  readonly hostPid?: boolean;

  /**
   * Whether processes in the pod serve the mounts (FUSE, NBD), so that all of them end with it: each pod that uses one gets errors
   * until it is started anew. Then a pod is replaced only once somebody deletes it, on a node that was drained; the driver is not started
   * anew when it is slow to answer; and its memory has no limit unless stated.
   *
   * @default false
   */
  readonly mountsEndWithPod?: boolean;

  /**
   * What Kubernetes has to know of the driver.
   *
   * @default - the defaults of Kubernetes
   */
  readonly csiDriver?: CsiDriverOptions;
}
