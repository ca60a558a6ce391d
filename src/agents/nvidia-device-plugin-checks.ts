import { MigStrategy } from './nvidia-device-plugin-options';
import { NvidiaDevicePluginSettings } from './nvidia-device-plugin-settings';
import { UpdateStrategy } from './update-strategy';
import { NodeSelection } from '../model/node-selection';

/** What sets an option of the plugin beside its configuration, and wins over it. */
interface Override {
  readonly variables: readonly string[];
  readonly flags: readonly string[];

  /** What a user does instead. */
  readonly instead: string;
}

const stated = (prop: string, variables: readonly string[], flags: readonly string[]): Override =>
  ({ variables, flags, instead: `would win over the configuration, and the pods would not have what it needs; state ${prop}` });

/** @see https://github.com/NVIDIA/k8s-device-plugin/blob/main/cmd/nvidia-device-plugin/main.go */
const OVERRIDES: readonly Override[] = [
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

/** @throws where variables or arguments say what the configuration says */
export function checkOverrides(place: string, env: { readonly [name: string]: unknown } = {}, args: readonly string[] = []): void {
  const flags = args.flatMap(argument => /^--?([a-z][a-z-]*)/.exec(argument)?.[1] ?? []);
  for (const override of OVERRIDES) {
    const variable = override.variables.find(name => env[name] !== undefined);
    if (variable !== undefined) { throw new Error(`${place}: env: ${variable}: ${override.instead}`); }
    const flag = override.flags.find(name => flags.includes(name));
    if (flag !== undefined) { throw new Error(`${place}: extraArgs: --${flag}: ${override.instead}`); }
  }
}

/** @throws where two plugins would be on one node: the last one that registers with the kubelet is the one, and when it goes the GPUs are gone (k8s-device-plugin#255) */
export function checkUpdate(place: string, strategy: UpdateStrategy | undefined): void {
  if (strategy?.surges) {
    throw new Error(`${place}: updateStrategy: with maxSurge two pods would offer the same GPUs to the kubelet of their node, and take each other's sockets; use maxUnavailable`);
  }
}

/** What NVIDIA's GPU feature discovery calls the GPUs of a node. */
const PRODUCT = 'nvidia.com/gpu.product';
const SHARED = '-SHARED';

/** The products by which nodes are told. */
export function productsIn(nodes: NodeSelection | undefined, operator: 'In' | 'NotIn' = 'In'): string[] {
  return nodes?._requirements.filter(requirement => requirement.key === PRODUCT && requirement.operator === operator).flatMap(({ values }) => values) ?? [];
}

/**
 * GPU feature discovery with the same configuration gives the GPUs of a node another name once they are shared or divided: nodes that
 * are told by their first name only would leave, and get the configuration of others.
 *
 * @throws where nodes that are told by these products would not stay
 * @see https://github.com/NVIDIA/k8s-device-plugin/blob/main/internal/lm/resource.go
 */
export function checkProducts(place: string, products: readonly string[], { migStrategy, timeSlicing }: NvidiaDevicePluginSettings): void {
  const [first] = products;
  if (migStrategy === MigStrategy.SINGLE && first !== undefined) {
    throw new Error(`${place}: nodes: with MigStrategy.SINGLE GPU feature discovery writes into the label ${PRODUCT} how the GPUs are divided, and a node with ${first} leaves; select by a label that stays, such as nvidia.com/gpu.family, or state MigStrategy.NONE where these GPUs are not divided`);
  }
  if (timeSlicing?.replicas['nvidia.com/gpu'] === undefined || timeSlicing.renameByDefault) { return; }
  const own = products.find(product => !product.endsWith(SHARED) && !products.includes(`${product}${SHARED}`));
  if (own !== undefined) {
    throw new Error(`${place}: nodes: the label ${PRODUCT} of a node with ${own} becomes ${own}${SHARED} once GPU feature discovery knows this configuration, and the node leaves; name both values, select by a label that stays, such as nvidia.com/gpu.family, or state renameByDefault, with which the product keeps its name`);
  }
}
