import { posix } from 'path';
import { AgentContainer } from './agent-container';
import { DatadogSettings } from './datadog-settings';

/** The variables of a container. */
export type Environment = Required<Pick<AgentContainer, 'env' | 'fieldEnv' | 'secretEnv'>>;

/** Where containers of the pod find each other. */
export const AUTH_DIRECTORY = '/var/run/datadog-auth';
export const SYSTEM_PROBE_DIRECTORY = '/var/run/sysprobe';

/** Where the directory of the node with the sockets for applications is seen. */
export const SOCKETS = '/var/run/datadog';

/** Where paths of the node are seen. */
export const HOST = '/host';
export const KUBELET_CERTIFICATE_AUTHORITY = '/host/kubelet-ca.crt';
export const HEALTH_PORT = 5555;

/** The variables of a container: those of every one, its own, and over both what the user states. */
export function environment(settings: DatadogSettings, own: { readonly [name: string]: string } = {}): Environment {
  const { apiKey, clusterAgent } = settings;
  const stated = Object.entries({ ...commonVariables(settings), ...own, ...settings.env });
  return {
    env: Object.fromEntries(stated.filter(([name]) => settings.secretEnv[name] === undefined)),
    fieldEnv: { DD_KUBERNETES_KUBELET_HOST: 'status.hostIP' },
    secretEnv: { DD_API_KEY: apiKey, ...(clusterAgent ? { DD_CLUSTER_AGENT_AUTH_TOKEN: clusterAgent.token } : {}), ...settings.secretEnv },
  };
}

/** The variables of the agent's own container besides. */
export function agentVariables(settings: DatadogSettings): { [name: string]: string } {
  const { dogstatsd, logs, processes, clusterAgent } = settings;
  return {
    DD_HEALTH_PORT: `${HEALTH_PORT}`,
    ...containerVariables(settings),
    DD_USE_DOGSTATSD: `${dogstatsd !== undefined}`,
    ...(dogstatsd ? { DD_DOGSTATSD_PORT: `${dogstatsd.port}`, DD_DOGSTATSD_NON_LOCAL_TRAFFIC: 'true' } : {}),
    ...(dogstatsd?.originDetection ? { DD_DOGSTATSD_ORIGIN_DETECTION: 'true', DD_DOGSTATSD_ORIGIN_DETECTION_CLIENT: 'true' } : {}),
    ...dogstatsdSocket(settings),
    ...apmVariables(settings),
    DD_LOGS_ENABLED: `${logs !== undefined}`,
    ...(logs ? { DD_LOGS_CONFIG_CONTAINER_COLLECT_ALL: `${logs.collectAll}`, DD_LOGS_CONFIG_K8S_CONTAINER_USE_FILE: 'true' } : {}),
    DD_PROCESS_CONFIG_CONTAINER_COLLECTION_ENABLED: 'true',
    DD_PROCESS_CONFIG_PROCESS_COLLECTION_ENABLED: `${processes !== undefined}`,
    DD_PROCESS_CONFIG_PROCESS_DISCOVERY_ENABLED: `${processes !== undefined}`,
    ...(processes?.stripArguments ? { DD_STRIP_PROCESS_ARGS: 'true' } : {}),
    DD_KUBERNETES_COLLECT_METADATA_TAGS: `${clusterAgent !== undefined}`,
    DD_ORCHESTRATOR_EXPLORER_ENABLED: `${clusterAgent !== undefined}`,
    ...(clusterAgent && clusterAgent.clusterChecks !== false ? { DD_EXTRA_CONFIG_PROVIDERS: 'clusterchecks endpointschecks' } : {}),
  };
}

/** Where traces are taken; the agent's own container tells of it, too. */
export function apmVariables({ apm }: DatadogSettings): { [name: string]: string } {
  if (!apm) { return { DD_APM_ENABLED: 'false' }; }
  return { DD_APM_ENABLED: 'true', DD_APM_NON_LOCAL_TRAFFIC: 'true', DD_APM_RECEIVER_PORT: `${apm.port}`, DD_APM_RECEIVER_SOCKET: `${SOCKETS}/apm.socket` };
}

/** Where metrics are taken, those of the other containers, too. */
export function dogstatsdSocket({ dogstatsd }: DatadogSettings): { [name: string]: string } {
  return dogstatsd ? { DD_DOGSTATSD_SOCKET: `${SOCKETS}/dsd.socket` } : {};
}

/** How the containers of the node are found: by its container runtime and its kubelet. */
export function containerVariables(settings: DatadogSettings): { [name: string]: string } {
  const { runtimeSocket, kubelet } = settings;
  const path = `${HOST}${runtimeSocket}`;
  return {
    ...(isDocker(settings) ? { DOCKER_HOST: `unix://${path}` } : { DD_CRI_SOCKET_PATH: path }),
    ...(kubelet.verifyCertificate === false ? { DD_KUBELET_TLS_VERIFY: 'false' } : {}),
    ...(kubelet.certificateAuthority === undefined ? {} : { DD_KUBELET_CLIENT_CA: KUBELET_CERTIFICATE_AUTHORITY }),
  };
}

/** Whether the runtime of the node is Docker. */
export function isDocker({ runtimeSocket }: DatadogSettings): boolean {
  return posix.basename(runtimeSocket) === 'docker.sock';
}

/** Who is asked, where it is sent, which features are on. */
function commonVariables(settings: DatadogSettings): { [name: string]: string } {
  const { site, clusterName, tags } = settings;
  return {
    KUBERNETES: 'yes',
    DD_SITE: site,
    ...(clusterName === undefined ? {} : { DD_CLUSTER_NAME: clusterName }),
    ...(tags.length > 0 ? { DD_TAGS: tags.join(' ') } : {}),
    DD_AUTH_TOKEN_FILE_PATH: `${AUTH_DIRECTORY}/token`,
    ...clusterAgentVariables(settings),
    ...systemProbeVariables(settings),
  };
}

function clusterAgentVariables({ clusterAgent }: DatadogSettings): { [name: string]: string } {
  return clusterAgent ? { DD_CLUSTER_AGENT_ENABLED: 'true', DD_CLUSTER_AGENT_URL: clusterAgent.url } : { DD_CLUSTER_AGENT_ENABLED: 'false' };
}

/** Each container asks which of these are on: one loads, one sends, one runs the checks. */
function systemProbeVariables({ systemProbe }: DatadogSettings): { [name: string]: string } {
  if (!systemProbe) { return { DD_DISCOVERY_ENABLED: 'false' }; }
  return {
    DD_SYSTEM_PROBE_ENABLED: 'true',
    DD_SYSPROBE_SOCKET: `${SYSTEM_PROBE_DIRECTORY}/sysprobe.sock`,
    DD_SYSTEM_PROBE_NETWORK_ENABLED: `${systemProbe.networkMonitoring ?? false}`,
    DD_SYSTEM_PROBE_SERVICE_MONITORING_ENABLED: `${systemProbe.serviceMonitoring ?? false}`,
    DD_SYSTEM_PROBE_CONFIG_ENABLE_OOM_KILL: `${systemProbe.oomKill ?? false}`,
    DD_SYSTEM_PROBE_CONFIG_ENABLE_TCP_QUEUE_LENGTH: `${systemProbe.tcpQueueLength ?? false}`,
    DD_DISCOVERY_ENABLED: `${systemProbe.serviceDiscovery ?? false}`,
  };
}
