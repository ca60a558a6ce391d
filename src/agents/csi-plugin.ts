import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { checkPort } from './agent-port';
import { AgentProbe } from './agent-probe';
import { criticalPriorityClass } from './critical-priority-class';
import { CsiDriverOptions } from './csi-driver-options';
import { CsiPluginOptions } from './csi-plugin-options';
import { CSI_SOCKET, csiSidecars, socketMount } from './csi-sidecars';
import { DaemonSetName } from './daemon-set-name';
import { checkedPath, HostPath, HostPathType, MountPropagation } from './host-path';
import { checkImages } from './image';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { UpdateStrategy } from './update-strategy';
import { dnsSubdomainProblem } from '../model/label';

/** The node plugin of a CSI driver, as the agent that runs it says it. */
export interface CsiPlugin {
  readonly driver: string;
  readonly csiDriver: CsiDriverOptions;

  /** What the driver needs beside its socket, the directories of the kubelet and the devices. */
  readonly container: AgentContainer;
  readonly hostNetwork: boolean;
  readonly hostPid: boolean;
  readonly permissions: NodeAgentDaemonSetProps['permissions'];

  /** Whether processes in the pod serve the mounts. */
  readonly mountsEndWithPod: boolean;

  /** What a user says instead, where mounts do not end with the pod. */
  readonly withoutSuchMounts: string;
}

const KUBELET_DIRECTORY = '/var/lib/kubelet';
const REGISTRAR_IMAGE = 'registry.k8s.io/sig-storage/csi-node-driver-registrar:v2.17.0';
const LIVENESS_PROBE_IMAGE = 'registry.k8s.io/sig-storage/livenessprobe:v2.19.0';
const HEALTH_PORT = 9808;
const MAX_DRIVER_NAME = 63;

/**
 * The pods of a node plugin: the driver, which mounts into the directories of the kubelet, and beside it the programs that tell the
 * kubelet of it and ask for its health.
 *
 * @throws where something stated is invalid, or could never work
 */
export function csiPluginProps(place: string, name: DaemonSetName, plugin: CsiPlugin, props: CsiPluginOptions): NodeAgentDaemonSetProps {
  checkDriver(place, plugin.driver);
  checkUpdate(place, plugin, props.updateStrategy);
  checkImages(place, { registrarImage: props.registrarImage, livenessProbeImage: props.livenessProbeImage }, props.allowLatestTag);
  const kubelet = kubeletDirectory(place, props);
  const healthPort = healthPortOf(place, plugin, props);
  const socketDirectory = `${kubelet}/plugins/${plugin.driver}`;
  return {
    ...props,
    role: props.role ?? plugin.driver,
    updateStrategy: props.updateStrategy ?? (plugin.mountsEndWithPod ? UpdateStrategy.onDelete() : undefined),
    priorityClassName: criticalPriorityClass(name, props),
    hostNetwork: plugin.hostNetwork,
    hostPid: plugin.hostPid,
    permissions: plugin.permissions,
    privilegeReasons: {
      root: 'the directories of the kubelet are root\'s, and so is mounting',
      privileged: 'only what is privileged may mount so that its node sees it',
      hostNetwork: 'mounts of its node are reached by the network of its node',
      hostPid: 'its driver looks at processes of its node',
      hostPorts: 'the kubelet asks it how it is',
      hostPaths: 'it mounts volumes in the directories of the kubelet',
      permissions: 'its driver asks the API server',
    },
    container: driverContainer(plugin, kubelet, socketDirectory, healthPort),
    sidecars: [
      ...csiSidecars({
        socketDirectory,
        registrationDirectory: `${kubelet}/plugins_registry`,
        healthPort,
        privileged: props.selinux ?? false,
        registrarImage: props.registrarImage ?? REGISTRAR_IMAGE,
        livenessProbeImage: props.livenessProbeImage ?? LIVENESS_PROBE_IMAGE,
      }),
      ...props.sidecars ?? [],
    ],
  };
}

/** The directory of the kubelet on the nodes. */
export function kubeletDirectory(place: string, { kubeletDirectory: stated }: CsiPluginOptions): string {
  return checkedPath(`${place}: kubeletDirectory`, stated ?? KUBELET_DIRECTORY);
}

function driverContainer({ container, mountsEndWithPod }: CsiPlugin, kubelet: string, socketDirectory: string, healthPort: number | undefined): AgentContainer {
  return {
    ...container,
    fieldEnv: { NODE_ID: 'spec.nodeName', ...container.fieldEnv },
    env: { CSI_ENDPOINT: `unix://${CSI_SOCKET}`, ...container.env },
    mounts: [
      socketMount(socketDirectory, false),
      seenByPods(`${kubelet}/plugins`),
      seenByPods(`${kubelet}/pods`),
      HostPath.readWrite('/dev', { type: HostPathType.DIRECTORY }),
      ...container.mounts ?? [],
    ],
    emptyDirs: ['/tmp', ...container.emptyDirs ?? []],
    ...probes(mountsEndWithPod, healthPort),
    user: 0,
    privileged: true,
  };
}

/** A driver whose mounts end with it is not started anew because it is slow to answer: that would break every pod that uses one. */
function probes(mountsEndWithPod: boolean, healthPort: number | undefined): Pick<AgentContainer, 'liveness' | 'readiness'> {
  if (healthPort === undefined) { return {}; }
  const timeout = Duration.seconds(5);
  const readiness = AgentProbe.httpGet('/healthz', healthPort, { timeout });
  return mountsEndWithPod
    ? { readiness }
    : { readiness, liveness: AgentProbe.httpGet('/healthz', healthPort, { initialDelay: Duration.seconds(10), timeout, failureThreshold: 5 }) };
}

/** A directory of the kubelet: what the driver mounts below it, the kubelet and the pods see. */
function seenByPods(path: string): HostPath {
  return HostPath.readWrite(path, { type: HostPathType.DIRECTORY, propagation: MountPropagation.BIDIRECTIONAL });
}

function healthPortOf(place: string, { hostNetwork }: CsiPlugin, { healthPort }: CsiPluginOptions): number | undefined {
  const port = healthPort ?? (hostNetwork ? undefined : HEALTH_PORT);
  if (port === undefined) { return undefined; }
  checkPort(`${place}: healthPort`, port);
  if (port === 65535) { throw new Error(`${place}: healthPort: the next port is taken, too, so it must be at most 65534, got ${port}`); }
  return port;
}

function checkDriver(place: string, driver: string): void {
  const problem = driver.length > MAX_DRIVER_NAME ? `must have at most ${MAX_DRIVER_NAME} characters (this one has ${driver.length})` : dnsSubdomainProblem(driver);
  if (problem) { throw new Error(`${place}: driver: the name of a CSIDriver ${problem}, got "${driver}"`); }
}

function checkUpdate(place: string, { mountsEndWithPod, withoutSuchMounts }: CsiPlugin, strategy: UpdateStrategy | undefined): void {
  if (strategy?.surges) {
    throw new Error(`${place}: updateStrategy: with maxSurge two pods would take the socket of the driver on their node; use maxUnavailable`);
  }
  if (mountsEndWithPod && strategy && strategy.type !== 'OnDelete') {
    throw new Error(`${place}: updateStrategy: the mounts of the driver end with its pod, so each update would break all pods that use one; use UpdateStrategy.onDelete(), or say that there are no such mounts: ${withoutSuchMounts}`);
  }
}
