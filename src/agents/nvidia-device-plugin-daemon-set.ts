import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { criticalPriorityClass } from './critical-priority-class';
import { DaemonSetName, daemonSetName } from './daemon-set-name';
import { GpuKind } from './gpu-kind';
import { checkProducts, productsOfOthers, productsOfVariant } from './gpu-products';
import { checkedPath, HostPath, HostPathType, MountPropagation } from './host-path';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { checkUpdate, NVIDIA_DEVICE_PLUGIN_OVERRIDES } from './nvidia-device-plugin-checks';
import { DeviceListStrategy, MigStrategy, NvidiaDevicePluginOptions } from './nvidia-device-plugin-options';
import { DRIVER_ROOT, nvidiaDevicePluginConfig, NvidiaDevicePluginSettings, nvidiaDevicePluginSettings, usesCdi } from './nvidia-device-plugin-settings';
import { checkOverrides, checkOverridesOfAgent } from './overrides';
import { UpdateStrategy } from './update-strategy';
import { NodeSelection } from '../model/node-selection';
import { Architecture } from '../model/platform';

/**
 * Choices for NVIDIA's device plugin. Without `nodes` it runs where `nvidia.com/gpu.present` is `true`, and a cluster without such a node
 * is fine. NVIDIA's GPU operator gives that label, with a device plugin of its own; elsewhere the one who makes the nodes gives it.
 */
export interface NvidiaDevicePluginDaemonSetProps extends NodeAgentDaemonSetOptions, NvidiaDevicePluginOptions {
  /**
   * Kinds of GPUs whose nodes need a configuration of their own, by name: GPUs that are divided, and others that are shared. Each is a
   * variant of the agent with a ConfigMap of its own, so each node has exactly one configuration.
   *
   * @default - the same configuration on all nodes
   */
  readonly kinds?: { [name: string]: GpuKind };

  /**
   * The directory on the nodes in which device plugins register with the kubelet. That of Kubernetes cannot be moved: it is the same where
   * the kubelet keeps all else in another directory, as on k0s.
   *
   * @default /var/lib/kubelet/device-plugins
   * @see https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/#device-plugin-implementation
   */
  readonly devicePluginsPath?: string;

  /**
   * The RuntimeClass of the pods, where GPUs are not handed to every container: often `nvidia`.
   *
   * @default - that of the node
   * @see https://kubernetes.io/docs/concepts/containers/runtime-class/
   */
  readonly runtimeClassName?: string;
}

const NAME = 'nvidia-device-plugin';
const IMAGE = 'nvcr.io/nvidia/k8s-device-plugin:v0.20.0';

/** It is built for both (NVIDIA/k8s-device-plugin deployments/container/multi-arch.mk at 4bc7fabaaf5c, read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64];

const CONFIG = '/etc/nvidia-device-plugin/config.yaml';
const REGISTRATIONS = '/var/lib/kubelet/device-plugins';
const CDI = '/var/run/cdi';
const DRIVER = '/driver-root';
const ROOT = 0;

const PRIVILEGE_REASONS = {
  root: 'the kubelet finds device plugins by sockets in a directory of root',
  privileged: 'NVIDIA asks for it where device files are passed to the kubelet',
  hostPaths: 'the kubelet finds device plugins by sockets in a directory of the node',
};

/**
 * NVIDIA's device plugin on every node with a GPU, whatever its taints: it tells the kubelet of the GPUs, so that containers can ask for
 * `nvidia.com/gpu`. While it is started anew, containers that have a GPU keep it, and no other gets one. When the kubelet is started
 * anew, it makes its socket again, which the plugin sees in the directory, and registers again.
 *
 * Two plugins on one node would take each other's sockets, and when one of them goes, the GPUs of the other are gone, too. So all of
 * them are of one role, of which each node runs exactly one. An update works on one node at a time unless `updateStrategy` says another
 * number, and never starts the new pod beside the old one.
 *
 * It is root without a capability; GPUs that are divided into instances need SYS_ADMIN, and `passDeviceSpecs` a privileged container,
 * just on the nodes of the kinds that say so. In the namespace `kube-system` its PriorityClass is `system-node-critical` unless
 * `priorityClassName` says another; elsewhere there is none, because some platforms refuse that class there.
 *
 * @see https://github.com/NVIDIA/k8s-device-plugin
 */
export class NvidiaDevicePluginDaemonSet extends NodeAgentDaemonSet {
  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: NvidiaDevicePluginDaemonSetProps = {}) {
    super(scope, id, devicePluginProps(`${scope.node.path}/${id}`, daemonSetName(scope, id, props.metadata), props));
  }
}

function devicePluginProps(place: string, name: DaemonSetName, props: NvidiaDevicePluginDaemonSetProps): NodeAgentDaemonSetProps {
  checkUpdate(place, props.updateStrategy);
  checkVariables(place, props);
  const registrations = checkedPath(`${place}: devicePluginsPath`, props.devicePluginsPath ?? REGISTRATIONS);
  const settings = nvidiaDevicePluginSettings(place, props);
  checkOwnProducts(place, settings, props);
  return {
    ...props,
    nodes: props.nodes ?? NodeSelection.labeled({ 'nvidia.com/gpu.present': 'true' }).orNone(),
    role: props.role ?? 'gpu-device-plugin',
    updateStrategy: props.updateStrategy ?? UpdateStrategy.rollingUpdate(),
    priorityClassName: criticalPriorityClass(name, props),
    privilegeReasons: PRIVILEGE_REASONS,
    container: devicePlugin(registrations, settings),
    variants: { ...props.variants, ...props.kinds },
    variantContainers: kindContainers(place, registrations, props),
  };
}

function kindContainers(place: string, registrations: string, { kinds = {}, ...agent }: NvidiaDevicePluginDaemonSetProps): { [kind: string]: AgentContainer } {
  return Object.fromEntries(Object.entries(kinds).map(([name, kind]) => {
    const here = `${place}: kind "${name}"`;
    const settings = nvidiaDevicePluginSettings(here, agent, kind);
    checkProducts(here, productsOfVariant(agent.nodes, kind.nodes), settings);
    return [name, devicePlugin(registrations, settings)];
  }));
}

function checkOwnProducts(place: string, settings: NvidiaDevicePluginSettings, { nodes, variants = {}, kinds = {} }: NvidiaDevicePluginDaemonSetProps): void {
  const told = [...Object.values(variants), ...Object.values(kinds)].map(variant => variant.nodes);
  checkProducts(place, productsOfOthers(nodes, told), settings);
  Object.entries(variants).forEach(([name, variant]) => checkProducts(`${place}: variant "${name}"`, productsOfVariant(nodes, variant.nodes), settings));
}

function devicePlugin(registrations: string, settings: NvidiaDevicePluginSettings): AgentContainer {
  const divided = settings.migStrategy !== MigStrategy.NONE;
  return {
    name: NAME,
    image: IMAGE,
    architectures: ARCHITECTURES,
    env: {
      CONFIG_FILE: CONFIG,
      NVIDIA_VISIBLE_DEVICES: 'all',
      NVIDIA_DRIVER_CAPABILITIES: 'compute,utility',
      ...(divided ? { NVIDIA_MIG_MONITOR_DEVICES: 'all' } : {}),
    },
    requests: { cpu: '10m', memory: '64Mi' },
    limits: { memory: '512Mi' },
    mounts: mounts(registrations, settings),
    configFiles: { [CONFIG]: nvidiaDevicePluginConfig(settings) },
    user: ROOT,
    ...privileges(settings),
    readOnlyRootFilesystem: false,
  };
}

function mounts(registrations: string, settings: NvidiaDevicePluginSettings): HostPath[] {
  const { nvidiaDriverRoot: driver } = settings;
  const cdi = usesCdi(settings);
  return [
    HostPath.readWrite(registrations, { type: HostPathType.DIRECTORY, mountPath: REGISTRATIONS, volumeName: 'device-plugins' }),
    ...(cdi ? [HostPath.readWrite(CDI, { volumeName: 'cdi' })] : []),
    ...(driver !== undefined || cdi ? [driverMount(driver ?? DRIVER_ROOT)] : []),
  ];
}

/** A container that installs the driver mounts it on the node later than the plugin starts. */
function driverMount(root: string): HostPath {
  const propagation = root === DRIVER_ROOT ? undefined : MountPropagation.HOST_TO_CONTAINER;
  return HostPath.readOnly(root, { mountPath: DRIVER, volumeName: 'driver-root', propagation });
}

/** Where containers may not choose GPUs by a variable, only one with SYS_ADMIN may, and the plugin must see all of them (k8s-device-plugin#856). */
function privileges({ migStrategy, deviceListStrategies, passDeviceSpecs }: NvidiaDevicePluginSettings): Pick<AgentContainer, 'privileged' | 'capabilities'> {
  if (passDeviceSpecs) { return { privileged: true }; }
  return migStrategy !== MigStrategy.NONE || deviceListStrategies.includes(DeviceListStrategy.VOLUME_MOUNTS) ? { capabilities: ['SYS_ADMIN'] } : {};
}

function checkVariables(place: string, { variants = {}, kinds = {}, ...agent }: NvidiaDevicePluginDaemonSetProps): void {
  checkOverridesOfAgent(place, NVIDIA_DEVICE_PLUGIN_OVERRIDES, { ...agent, variants });
  Object.entries(kinds).forEach(([name, { env }]) => checkOverrides(`${place}: kind "${name}"`, NVIDIA_DEVICE_PLUGIN_OVERRIDES, { env }));
  const both = Object.keys(kinds).find(name => variants[name] !== undefined);
  if (both !== undefined) { throw new Error(`${place}: kinds: "${both}" is a variant, too; give one of them another name`); }
}
