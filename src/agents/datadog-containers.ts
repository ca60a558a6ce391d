import { posix } from 'path';
import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { PortProtocol } from './agent-port';
import { AgentProbe } from './agent-probe';
import {
  agentVariables, apmVariables, AUTH_DIRECTORY, dogstatsdSocket, environment, HEALTH_PORT, HOST, isDocker, KUBELET_CERTIFICATE_AUTHORITY, SOCKETS,
  SYSTEM_PROBE_DIRECTORY,
} from './datadog-environment';
import { DatadogSettings } from './datadog-settings';
import { HostPath, HostPathType } from './host-path';
import { resolvedResources } from './resource-list';
import { SharedDirectory } from './shared-directory';
import { Architecture } from '../model/platform';

/** The names of the ports, in the pod and in the Service. */
export const DOGSTATSD_PORT_NAME = 'dogstatsd';
export const APM_PORT_NAME = 'traces';

const ROOT = 0;

/** @see https://docs.datadoghq.com/containers/docker/ (64-bit x86 and Arm v8, read on 2026-11-27) */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64];
const CONFIGURATION = '/etc/datadog-agent';
const LOGS: SharedDirectory = { name: 'datadog-logs', mountPath: '/var/log/datadog' };
const RUN_DIRECTORY = '/opt/datadog-agent/run';
const PATIENT = { initialDelay: Duration.seconds(15), period: Duration.seconds(15), timeout: Duration.seconds(5), failureThreshold: 6 };

/** What all containers of Datadog have in common: root without a capability, because sockets and logs of the node are root's. */
export function datadogContainer(settings: DatadogSettings, name: string): Pick<AgentContainer, 'name' | 'image' | 'user' | 'group'> {
  return { name, image: settings.image, user: ROOT, group: ROOT };
}

/** The directories that the containers of Datadog share; only the agent's own writes its configuration and the token of the others. */
export function sharedDirs(isAgent = false): SharedDirectory[] {
  return [
    { name: 'datadog-config', mountPath: CONFIGURATION, readOnly: !isAgent },
    { name: 'datadog-auth', mountPath: AUTH_DIRECTORY, readOnly: !isAgent },
    LOGS,
  ];
}

/** The socket of system-probe, where there is one. */
export function systemProbeSocket({ systemProbe }: DatadogSettings, readOnly: boolean): SharedDirectory[] {
  return systemProbe ? [{ name: 'sysprobe', mountPath: SYSTEM_PROBE_DIRECTORY, readOnly }] : [];
}

/** What is seen of the node by every container that tells processes and containers from each other. */
export function nodeMounts(): HostPath[] {
  return [HostPath.readOnly('/proc', { mountPath: `${HOST}/proc` }), HostPath.readOnly('/sys/fs/cgroup', { mountPath: `${HOST}/sys/fs/cgroup` })];
}

/** What the node is. */
export function osReleaseMount({ osRelease }: DatadogSettings): HostPath {
  return HostPath.readOnly(osRelease, { mountPath: `${HOST}/etc/os-release`, type: HostPathType.FILE });
}

/** The agent itself. */
export function agent(settings: DatadogSettings): AgentContainer {
  const { dogstatsd, logs } = settings;
  return {
    ...datadogContainer(settings, 'datadog-agent'),
    architectures: ARCHITECTURES,
    command: ['agent', 'run'],
    ...environment(settings, agentVariables(settings)),
    ports: dogstatsd ? [{ name: DOGSTATSD_PORT_NAME, number: dogstatsd.port, hostPort: dogstatsd.hostPort, protocol: PortProtocol.UDP }] : [],
    requests: { cpu: '200m', memory: '256Mi' },
    limits: { memory: '512Mi' },
    mounts: [
      ...nodeMounts(),
      osReleaseMount(settings),
      ...containerMounts(settings),
      ...(dogstatsd ? [socketMount(settings)] : []),
      ...(settings.processes ? [passwdMount()] : []),
      ...(logs ? logMounts(settings, logs.statePath) : []),
    ],
    emptyDirs: ['/tmp', ...(logs ? [] : [RUN_DIRECTORY])],
    sharedDirs: [...sharedDirs(true), ...systemProbeSocket(settings, true)],
    liveness: AgentProbe.httpGet('/live', HEALTH_PORT, PATIENT),
    readiness: AgentProbe.httpGet('/ready', HEALTH_PORT, PATIENT),
    startup: AgentProbe.httpGet('/startup', HEALTH_PORT, PATIENT),
  };
}

/** The container that takes traces. It sees no socket of the container runtime: every pod of the cluster may talk to it. */
export function traceAgent(settings: DatadogSettings, apm: NonNullable<DatadogSettings['apm']>): AgentContainer {
  return {
    ...datadogContainer(settings, 'trace-agent'),
    command: ['trace-agent', `-config=${CONFIGURATION}/datadog.yaml`],
    ...environment(settings, { ...apmVariables(settings), ...dogstatsdSocket(settings) }),
    ports: [{ name: APM_PORT_NAME, number: apm.port, hostPort: apm.hostPort }],
    ...resolvedResources(`${settings.place}: apm`, apm, { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' } }),
    mounts: [...nodeMounts(), socketMount(settings)],
    emptyDirs: ['/tmp'],
    sharedDirs: sharedDirs(),
    liveness: AgentProbe.tcpSocket(apm.port, { initialDelay: PATIENT.initialDelay, period: PATIENT.period, timeout: PATIENT.timeout }),
  };
}

/** Copies the configuration of the image to where the containers may read it, and one of them may write. */
export function initVolume(settings: DatadogSettings): AgentContainer {
  return {
    ...initContainer(settings, 'init-volume'),
    command: ['cp', '-r', `${CONFIGURATION}/.`, '/opt/datadog-agent-config'],
    sharedDirs: [{ name: 'datadog-config', mountPath: '/opt/datadog-agent-config' }],
  };
}

/** Runs the image's own scripts, which choose the configuration for Kubernetes, and the checks of the features and of the user. */
export function initConfig(settings: DatadogSettings): AgentContainer {
  return {
    ...initContainer(settings, 'init-config'),
    command: ['bash', '-c'],
    args: ['for script in /etc/cont-init.d/*.sh; do bash "$script"; done'],
    ...environment(settings),
    mounts: [HostPath.readOnly('/proc', { mountPath: `${HOST}/proc` })],
    emptyDirs: ['/tmp'],
    sharedDirs: [{ name: 'datadog-config', mountPath: CONFIGURATION }, LOGS],
    configFiles: Object.fromEntries(Object.entries(settings.checks).map(([name, text]) => [`/conf.d/${name}.yaml`, text])),
  };
}

/** What all containers that only prepare have in common. */
export function initContainer(settings: DatadogSettings, name: string): Omit<AgentContainer, 'command'> {
  return { ...datadogContainer(settings, name), requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } };
}

/** The directory of the node in which applications find the sockets. */
export function socketMount({ socketDirectory }: DatadogSettings, isReadOnly = false): HostPath {
  return isReadOnly
    ? HostPath.readOnly(socketDirectory, { mountPath: SOCKETS, type: HostPathType.DIRECTORY_OR_CREATE })
    : HostPath.readWrite(socketDirectory, { mountPath: SOCKETS });
}

/** Where containers are found: the directory of the runtime's socket, since the socket itself is another file after a restart, and the kubelet's certificate. */
export function containerMounts({ runtimeSocket, kubelet: { certificateAuthority } }: DatadogSettings): HostPath[] {
  const directory = posix.dirname(runtimeSocket);
  const runtime = HostPath.readOnly(directory, { mountPath: `${HOST}${directory}` });
  return certificateAuthority === undefined
    ? [runtime]
    : [runtime, HostPath.readOnly(certificateAuthority, { mountPath: KUBELET_CERTIFICATE_AUTHORITY, type: HostPathType.FILE, volumeName: 'kubelet-ca' })];
}

function passwdMount(): HostPath {
  return HostPath.readOnly('/etc/passwd', { type: HostPathType.FILE });
}

function logMounts(settings: DatadogSettings, statePath: string): HostPath[] {
  return [
    HostPath.readOnly('/var/log/pods'),
    HostPath.readOnly('/var/log/containers'),
    ...(isDocker(settings) ? [HostPath.readOnly('/var/lib/docker/containers')] : []),
    HostPath.readWrite(statePath, { mountPath: RUN_DIRECTORY, volumeName: 'state' }),
  ];
}
