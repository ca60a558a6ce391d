import { Override } from './overrides';
import { UpdateStrategy } from './update-strategy';

const stated = (prop: string, variables: readonly string[], flags: readonly string[]): Override =>
  ({ variables, flags, instead: `would win over the configuration, and the pods would not have what it needs; state ${prop}` });

/**
 * What sets an option of the plugin beside its configuration, and wins over it.
 *
 * @see https://github.com/NVIDIA/k8s-device-plugin/blob/main/cmd/nvidia-device-plugin/main.go
 */
export const NVIDIA_DEVICE_PLUGIN_OVERRIDES: readonly Override[] = [
  stated('migStrategy', ['MIG_STRATEGY'], ['mig-strategy']),
  stated('failOnInitError', ['FAIL_ON_INIT_ERROR'], ['fail-on-init-error']),
  stated('passDeviceSpecs', ['PASS_DEVICE_SPECS'], ['pass-device-specs']),
  stated('deviceListStrategies', ['DEVICE_LIST_STRATEGY'], ['device-list-strategy']),
  stated('deviceIdStrategy', ['DEVICE_ID_STRATEGY'], ['device-id-strategy']),
  stated('nvidiaDriverRoot', ['NVIDIA_DRIVER_ROOT', 'DRIVER_ROOT_CTR_PATH', 'CONTAINER_DRIVER_ROOT'], ['driver-root', 'nvidia-driver-root', 'driver-root-ctr-path', 'container-driver-root']),
  stated('cdiHookPath', ['NVIDIA_CDI_HOOK_PATH', 'NVIDIA_CTK_PATH'], ['nvidia-cdi-hook-path', 'nvidia-ctk-path']),
  stated('devicePluginsPath', ['KUBELET_SOCKET'], ['kubelet-socket']),
  stated('what it says in the options of the agent', ['CONFIG_FILE'], ['config-file']),
  {
    variables: ['MPS_ROOT'],
    flags: ['mps-root'],
    instead: 'MPS needs a control daemon beside the plugin on each node, which is not made here: share GPUs by GpuSharing.timeSlicing(…), or leave these nodes to NVIDIA\'s own chart',
  },
];

/** @throws where two plugins would be on one node: the last one that registers with the kubelet is the one, and when it goes the GPUs are gone (k8s-device-plugin#255) */
export function checkUpdate(place: string, strategy: UpdateStrategy | undefined): void {
  if (strategy?.surges) {
    throw new Error(`${place}: updateStrategy: with maxSurge two pods would offer the same GPUs to the kubelet of their node, and take each other's sockets; use maxUnavailable`);
  }
}
