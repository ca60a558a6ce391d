import { GpuSharing } from './gpu-sharing';

/**
 * How GPUs that are divided into instances (MIG) are offered.
 *
 * @see https://docs.nvidia.com/datacenter/cloud-native/kubernetes/latest/index.html
 */
export enum MigStrategy {
  /** As whole GPUs: what they are divided into is not seen. */
  NONE = 'none',

  /** As `nvidia.com/gpu`: all GPUs of a node are divided alike, and each instance is one. */
  SINGLE = 'single',

  /** Each size under a name of its own, such as `nvidia.com/mig-1g.5gb`, beside whole GPUs as `nvidia.com/gpu`. */
  MIXED = 'mixed',
}

/** How the container runtime is told which GPUs a container gets. */
export enum DeviceListStrategy {
  /** By the variable `NVIDIA_VISIBLE_DEVICES` of the container. Any container can set it itself, too. */
  ENVVAR = 'envvar',

  /** By the names of mounts, which only the kubelet can make; the runtime of the nodes must be set up for it. */
  VOLUME_MOUNTS = 'volume-mounts',

  /** By annotations of the Container Device Interface, for runtimes that read them. */
  CDI_ANNOTATIONS = 'cdi-annotations',

  /** By the field of the container runtime interface for CDI devices. */
  CDI_CRI = 'cdi-cri',
}

/** How a GPU is named to the container runtime. */
export enum DeviceIdStrategy {
  /** By its own number, which stays with it. */
  UUID = 'uuid',

  /** By its place on the node, for nodes whose containers may come back with other GPUs in it. */
  INDEX = 'index',
}

/**
 * How NVIDIA's device plugin offers the GPUs of a node.
 *
 * @see https://github.com/NVIDIA/k8s-device-plugin#configuring-the-nvidia-device-plugin-binary
 */
export interface NvidiaDevicePluginOptions {
  /**
   * How GPUs that are divided into instances are offered. All but `NONE` needs the capability SYS_ADMIN.
   *
   * @default MigStrategy.NONE
   */
  readonly migStrategy?: MigStrategy;

  /**
   * How several containers use one GPU at the same time.
   *
   * @default GpuSharing.none()
   */
  readonly sharing?: GpuSharing;

  /**
   * Whether the plugin fails where it finds no GPU, so that it is seen. Otherwise it waits, ready, and offers nothing.
   *
   * @default true
   */
  readonly failOnInitError?: boolean;

  /**
   * Whether the kubelet is told of the device files of each GPU, too, without which containers lose their GPUs on nodes whose kubelet
   * gives processors to containers for themselves (CPU manager policy `static`). The plugin is privileged then.
   *
   * @default false
   * @see https://kubernetes.io/docs/tasks/administer-cluster/cpu-management-policies/
   */
  readonly passDeviceSpecs?: boolean;

  /**
   * How the container runtime is told which GPUs a container gets. With CDI the plugin writes specifications for the runtime, and needs
   * `runtimeClassName` where NVIDIA's runtime is not that of every container.
   *
   * @default [DeviceListStrategy.ENVVAR]
   * @see https://github.com/NVIDIA/k8s-device-plugin/blob/main/docs/cdi.md
   */
  readonly deviceListStrategies?: DeviceListStrategy[];

  /**
   * How a GPU is named to the container runtime.
   *
   * @default DeviceIdStrategy.UUID
   */
  readonly deviceIdStrategy?: DeviceIdStrategy;

  /**
   * Where on the nodes NVIDIA's driver is: `/run/nvidia/driver` where a container has installed it. The plugin then sees it there.
   *
   * @default - `/`, which the plugin sees only where it writes specifications of CDI
   */
  readonly nvidiaDriverRoot?: string;

  /**
   * The program on the nodes that the container runtime runs for devices of CDI: `nvidia-cdi-hook` or `nvidia-ctk`, with its path.
   *
   * @default - `/usr/bin/nvidia-ctk`, as the plugin has it
   */
  readonly cdiHookPath?: string;
}
