import { CsiStorageClass } from './csi-storage-class';
import { NodeAgentOptions } from './node-agent-daemon-set-options';

/** What a user may choose of every node plugin of a CSI driver. */
export interface CsiPluginOptions extends NodeAgentOptions {
  /**
   * The directory of the kubelet on the nodes: `/var/lib/k0s/kubelet` on k0s, `/var/snap/microk8s/common/var/lib/kubelet` on MicroK8s.
   *
   * @default '/var/lib/kubelet'
   */
  readonly kubeletDirectory?: string;

  /**
   * Whether the nodes enforce SELinux: the containers beside the driver are privileged then, because no others may open the socket of a
   * privileged one.
   *
   * @default false
   */
  readonly selinux?: boolean;

  /**
   * The port on which the health of the driver is asked; the next one is that of its registration. On the host network both are taken on
   * the node.
   *
   * @default - 9808; on the host network none, and nothing is asked, because there two drivers would take the same port
   */
  readonly healthPort?: number;

  /**
   * Whether the CSIDriver object is made here, and not with the driver's controller.
   *
   * @default true
   */
  readonly createCsiDriver?: boolean;

  /**
   * StorageClasses of the driver.
   *
   * @default - none
   */
  readonly storageClasses?: CsiStorageClass[];

  /**
   * The image of the program that tells the kubelet of the driver.
   *
   * @default 'registry.k8s.io/sig-storage/csi-node-driver-registrar:v2.17.0'
   * @see https://github.com/kubernetes-csi/node-driver-registrar
   */
  readonly registrarImage?: string;

  /**
   * The image of the program that asks for the driver's health.
   *
   * @default 'registry.k8s.io/sig-storage/livenessprobe:v2.19.0'
   * @see https://github.com/kubernetes-csi/livenessprobe
   */
  readonly livenessProbeImage?: string;
}
