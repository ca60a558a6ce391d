import { AgentContainer } from './agent-container';
import { containerMounts, datadogContainer, initContainer, nodeMounts, osReleaseMount, sharedDirs, socketMount, systemProbeSocket } from './datadog-containers';
import { containerVariables, dogstatsdSocket, environment, HOST } from './datadog-environment';
import { DatadogSystemProbeOptions } from './datadog-features';
import { DatadogSettings } from './datadog-settings';
import { HostPath, HostPathType } from './host-path';
import { resolvedResources } from './resource-list';
import { seccompProfile } from './system-probe-seccomp';

/** The name of the container, by which an annotation of the pod takes AppArmor's usual profile off it. */
const NAME = 'system-probe';

/** The annotation is read from Kubernetes 1.27 to 1.37; the field in its place is unknown before 1.30. */
const APP_ARMOR = `container.apparmor.security.beta.kubernetes.io/${NAME}`;

/** What loading eBPF programs and reading the network of all pods takes; the same as the vendor's chart gives it. */
const CAPABILITIES = ['CHOWN', 'DAC_READ_SEARCH', 'IPC_LOCK', 'NET_ADMIN', 'NET_BROADCAST', 'NET_RAW', 'SYS_ADMIN', 'SYS_PTRACE', 'SYS_RESOURCE'];

const PROFILE = 'system-probe.json';
const PROFILE_SOURCE = '/etc/config';
const PROFILE_TARGET = '/host/seccomp';

/** The annotations of the pods that go with system-probe. */
export function systemProbeAnnotations({ systemProbe }: DatadogSettings): { [annotation: string]: string } {
  return systemProbe ? { [APP_ARMOR]: 'unconfined' } : {};
}

/** The containers that go with system-probe. */
export function systemProbeContainers(settings: DatadogSettings, options: DatadogSystemProbeOptions): AgentContainer[] {
  return sendsConnections(options) ? [processAgent(settings, options), systemProbeContainer(settings, options)] : [systemProbeContainer(settings, options)];
}

/** Puts the seccomp profile of system-probe where the container runtime finds it: a directory of this agent, below the kubelet's. */
export function seccompSetup(settings: DatadogSettings): AgentContainer {
  return {
    ...initContainer(settings, 'seccomp-setup'),
    command: ['cp', `${PROFILE_SOURCE}/${PROFILE}`, `${PROFILE_TARGET}/${PROFILE}`],
    configFiles: { [`${PROFILE_SOURCE}/${PROFILE}`]: seccompProfile() },
    mounts: [HostPath.readWrite(`${settings.kubelet.directory}/seccomp/${profileDirectory(settings)}`, { mountPath: PROFILE_TARGET, volumeName: 'seccomp' })],
  };
}

function systemProbeContainer(settings: DatadogSettings, options: DatadogSystemProbeOptions): AgentContainer {
  return {
    ...datadogContainer(settings, NAME),
    command: [NAME, '--config=/etc/datadog-agent/system-probe.yaml'],
    ...environment(settings, options.serviceMonitoring ? { HOST_ROOT: `${HOST}/root` } : {}),
    ...resolvedResources(`${settings.place}: systemProbe`, options, { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } }),
    capabilities: CAPABILITIES,
    seccompProfile: `${profileDirectory(settings)}/${PROFILE}`,
    mounts: [
      ...nodeMounts(),
      osReleaseMount(settings),
      HostPath.readWrite('/sys/kernel/debug', { type: HostPathType.DIRECTORY }),
      ...(options.networkMonitoring ? [HostPath.readOnly('/sys/fs/bpf')] : []),
      ...(options.serviceMonitoring ? [HostPath.readOnly('/', { mountPath: `${HOST}/root` })] : []),
    ],
    emptyDirs: ['/tmp', '/var/tmp/datadog-agent/system-probe'],
    sharedDirs: [...sharedDirs(), ...systemProbeSocket(settings, false)],
  };
}

/** The container that asks system-probe for connections, and sends them. */
function processAgent(settings: DatadogSettings, { processAgentRequests, processAgentLimits }: DatadogSystemProbeOptions): AgentContainer {
  return {
    ...datadogContainer(settings, 'process-agent'),
    command: ['process-agent', '--cfgpath=/etc/datadog-agent/datadog.yaml'],
    ...environment(settings, { ...containerVariables(settings), ...dogstatsdSocket(settings) }),
    ...resolvedResources(`${settings.place}: systemProbe: process-agent`, { requests: processAgentRequests, limits: processAgentLimits }, {
      requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' },
    }),
    mounts: [
      ...nodeMounts(),
      osReleaseMount(settings),
      ...containerMounts(settings),
      ...(settings.dogstatsd ? [socketMount(settings, true)] : []),
    ],
    emptyDirs: ['/tmp'],
    sharedDirs: [...sharedDirs(), ...systemProbeSocket(settings, true)],
  };
}

function sendsConnections({ networkMonitoring, serviceMonitoring }: DatadogSystemProbeOptions): boolean {
  return (networkMonitoring ?? false) || (serviceMonitoring ?? false);
}

/** Below the kubelet's directory of profiles. */
function profileDirectory({ name: { name, namespace } }: DatadogSettings): string {
  return `everynode/${namespace ?? 'default'}/${name}`;
}
