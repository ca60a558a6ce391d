import { SecretKey } from './agent-container';
import { checkPort } from './agent-port';
import { checkDirectory } from './collection-checks';
import { DaemonSetName } from './daemon-set-name';
import { DatadogAgentDaemonSetProps } from './datadog-agent-daemon-set-props';
import { DatadogClusterAgent } from './datadog-cluster-agent';
import { DatadogApmOptions, DatadogDogStatsdOptions, DatadogProcessesOptions, DatadogSystemProbeOptions } from './datadog-features';
import { DatadogKubelet } from './datadog-kubelet';
import { DatadogSite } from './datadog-site';
import { checkSecretKeys } from './destination-checks';
import { dnsLabelProblem } from '../model/label';

/** What was chosen of a Datadog agent, each question answered. */
export interface DatadogSettings {
  readonly place: string;
  readonly name: DaemonSetName;
  readonly image: string;
  readonly apiKey: SecretKey;
  readonly site: DatadogSite;
  readonly clusterName?: string;
  readonly tags: readonly string[];
  readonly runtimeSocket: string;
  readonly socketDirectory: string;
  readonly osRelease: string;
  readonly checks: { readonly [name: string]: string };

  /** Undefined where it is off. */
  readonly dogstatsd?: DatadogDogStatsdOptions & { readonly port: number };

  /** Undefined where it is off. */
  readonly apm?: DatadogApmOptions & { readonly port: number };

  /** Undefined where logs are not read. */
  readonly logs?: { readonly collectAll: boolean; readonly statePath: string };
  readonly processes?: DatadogProcessesOptions;
  readonly systemProbe?: DatadogSystemProbeOptions;

  /** Undefined where there is none. */
  readonly clusterAgent?: DatadogClusterAgent & { readonly url: string };
  readonly kubelet: DatadogKubelet & { readonly directory: string };
  readonly env: { readonly [name: string]: string };
  readonly secretEnv: { readonly [name: string]: SecretKey };
}

/** The image of every container, by the tag of the release that the options are held against. */
const IMAGE = 'registry.datadoghq.com/agent:7.81.1';
const API_KEY: SecretKey = { secretName: 'datadog-secret', key: 'api-key' };
const RUNTIME_SOCKET = '/var/run/containerd/containerd.sock';
const SOCKET_DIRECTORY = '/var/run/datadog';
const OS_RELEASE = '/etc/os-release';
const KUBELET_DIRECTORY = '/var/lib/kubelet';
const DOGSTATSD_PORT = 8125;
const APM_PORT = 8126;
const CLUSTER_AGENT_PORT = 5005;
const CLUSTER_NAME = /^[a-z](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z](?:[-a-z0-9]*[a-z0-9])?)*$/;
const MAX_CLUSTER_NAME = 80;

/** @throws where something stated is invalid */
export function datadogSettings(place: string, name: DaemonSetName, props: DatadogAgentDaemonSetProps): DatadogSettings {
  const apiKey = props.apiKey ?? API_KEY;
  checkSecretKeys(place, { 'apiKey': apiKey, 'clusterAgent: token': props.clusterAgent?.token });
  const runtimeSocket = props.runtimeSocket ?? RUNTIME_SOCKET;
  const socketDirectory = props.socketDirectory ?? SOCKET_DIRECTORY;
  const osRelease = props.osRelease ?? OS_RELEASE;
  for (const [prop, path] of Object.entries({ runtimeSocket, socketDirectory, osRelease })) { checkDirectory(`${place}: ${prop}`, path); }
  return {
    place,
    name,
    image: props.image ?? IMAGE,
    apiKey,
    site: checkedSite(place, props.site ?? DatadogSite.US1),
    clusterName: checkedClusterName(place, props.clusterName),
    tags: checkedTags(place, props.tags ?? []),
    runtimeSocket,
    socketDirectory,
    osRelease,
    checks: checkedChecks(place, props.checks ?? {}),
    dogstatsd: props.dogstatsd?.enabled === false ? undefined : listening(`${place}: dogstatsd`, props.dogstatsd ?? {}, DOGSTATSD_PORT),
    apm: props.apm?.enabled === false ? undefined : listening(`${place}: apm`, props.apm ?? {}, APM_PORT),
    logs: props.logs && { collectAll: props.logs.collectAll ?? true, statePath: statePath(place, name, props.logs.statePath) },
    processes: props.processes,
    systemProbe: checkedSystemProbe(place, props.systemProbe),
    clusterAgent: props.clusterAgent && { ...props.clusterAgent, url: clusterAgentUrl(`${place}: clusterAgent`, name, props.clusterAgent) },
    kubelet: checkedKubelet(`${place}: kubelet`, props.kubelet ?? {}),
    env: props.env ?? {},
    secretEnv: props.secretEnv ?? {},
  };
}

function listening<Options extends { readonly port?: number; readonly hostPort?: number }>(
  place: string, options: Options, defaultPort: number,
): Options & { readonly port: number } {
  const port = options.port ?? defaultPort;
  checkPort(`${place}: port`, port);
  if (options.hostPort !== undefined) { checkPort(`${place}: hostPort`, options.hostPort); }
  return { ...options, port };
}

function statePath(place: string, { name, namespace }: DaemonSetName, stated: string | undefined): string {
  if (stated !== undefined) { checkDirectory(`${place}: logs: statePath`, stated); }
  return stated ?? `/var/lib/everynode/${namespace ?? 'default'}/${name}`;
}

function checkedSite(place: string, site: DatadogSite): DatadogSite {
  const known: string[] = Object.values(DatadogSite);
  if (!known.includes(site)) { throw new Error(`${place}: site: must be one of ${known.join(', ')}, got "${site}"; another one is said with env: { DD_SITE: … }`); }
  return site;
}

function checkedClusterName(place: string, name: string | undefined): string | undefined {
  if (name !== undefined && (!CLUSTER_NAME.test(name) || name.length > MAX_CLUSTER_NAME)) {
    throw new Error(`${place}: clusterName: must be at most ${MAX_CLUSTER_NAME} lower case letters, digits, "-" and ".", each part beginning with a letter, got "${name}"`);
  }
  return name;
}

function checkedTags(place: string, tags: readonly string[]): readonly string[] {
  const wrong = tags.find(tag => !/^[^\s,:]+:[^\s,]+$/.test(tag));
  if (wrong !== undefined) { throw new Error(`${place}: tags: must be "<key>:<value>" without a space and a comma, got "${wrong}"`); }
  return tags;
}

function checkedChecks(place: string, checks: { readonly [name: string]: string }): { readonly [name: string]: string } {
  const wrong = Object.keys(checks).find(name => !/^[a-z][a-z0-9_]*$/.test(name));
  if (wrong !== undefined) { throw new Error(`${place}: checks: the name of a check has lower case letters, digits and "_", got "${wrong}"`); }
  const empty = Object.keys(checks).find(name => checks[name]!.trim() === '');
  if (empty !== undefined) { throw new Error(`${place}: checks: "${empty}" must be the configuration of the check as YAML, got an empty text`); }
  return checks;
}

function checkedSystemProbe(place: string, options: DatadogSystemProbeOptions | undefined): DatadogSystemProbeOptions | undefined {
  if (options === undefined) { return undefined; }
  const { networkMonitoring, serviceMonitoring, serviceDiscovery, oomKill, tcpQueueLength } = options;
  const features = { networkMonitoring, serviceMonitoring, serviceDiscovery, oomKill, tcpQueueLength };
  if (!Object.values(features).some(Boolean)) {
    throw new Error(`${place}: systemProbe: must switch on at least one of ${Object.keys(features).join(', ')}; leave it out for none`);
  }
  return options;
}

/** The Agent would look for the Service in variables that Kubernetes makes of all Services of a namespace, which the pods are spared. */
function clusterAgentUrl(place: string, { namespace }: DaemonSetName, agent: DatadogClusterAgent): string {
  const problem = dnsLabelProblem(agent.serviceName);
  if (problem) { throw new Error(`${place}: serviceName ${problem}, got "${agent.serviceName}"`); }
  const at = agent.namespace ?? namespace;
  if (at === undefined) { throw new Error(`${place}: namespace is missing: neither the agent nor its chart names one`); }
  const namespaceProblem = dnsLabelProblem(at);
  if (namespaceProblem) { throw new Error(`${place}: namespace ${namespaceProblem}, got "${at}"`); }
  const port = agent.port ?? CLUSTER_AGENT_PORT;
  checkPort(`${place}: port`, port);
  return `https://${agent.serviceName}.${at}.svc:${port}`;
}

function checkedKubelet(place: string, kubelet: DatadogKubelet): DatadogKubelet & { readonly directory: string } {
  const directory = kubelet.directory ?? KUBELET_DIRECTORY;
  checkDirectory(`${place}: directory`, directory);
  if (kubelet.certificateAuthority !== undefined) {
    checkDirectory(`${place}: certificateAuthority`, kubelet.certificateAuthority);
    if (kubelet.verifyCertificate === false) { throw new Error(`${place}: certificateAuthority is of no use while verifyCertificate is false; leave one of them out`); }
  }
  return { ...kubelet, directory };
}
