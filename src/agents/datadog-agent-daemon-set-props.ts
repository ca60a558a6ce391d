import { SecretKey } from './agent-container';
import { DatadogClusterAgent } from './datadog-cluster-agent';
import { DatadogApmOptions, DatadogDogStatsdOptions, DatadogLogsOptions, DatadogProcessesOptions, DatadogSystemProbeOptions } from './datadog-features';
import { DatadogKubelet } from './datadog-kubelet';
import { DatadogSite } from './datadog-site';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';

/** Choices for Datadog's agent. `image`, `env` and `secretEnv` hold for all of its containers, `requests` and `limits` for the agent's own. */
export interface DatadogAgentDaemonSetProps extends NodeAgentDaemonSetOptions {
  /**
   * The key of the account, in a Secret of the namespace. It is not made here: `kubectl create secret generic datadog-secret
   * --from-literal api-key=…`, as Datadog's documents teach it.
   *
   * @default { secretName: 'datadog-secret', key: 'api-key' }
   * @see https://docs.datadoghq.com/containers/kubernetes/installation/
   */
  readonly apiKey?: SecretKey;

  /**
   * Where the account is.
   *
   * @default DatadogSite.US1
   */
  readonly site?: DatadogSite;

  /**
   * The name of the cluster, by which its nodes are told from those of other clusters.
   *
   * @default - what the agent finds out from the cloud of its node
   */
  readonly clusterName?: string;

  /**
   * Tags of everything that is sent: `['env:production', 'team:shop']`.
   *
   * @default - none
   */
  readonly tags?: string[];

  /**
   * Metrics and events of applications.
   *
   * @default - they are taken, on the socket and on port 8125 of the pod
   */
  readonly dogstatsd?: DatadogDogStatsdOptions;

  /**
   * Traces of applications.
   *
   * @default - they are taken, on the socket and on port 8126 of the pod
   */
  readonly apm?: DatadogApmOptions;

  /**
   * Logs of containers.
   *
   * @default - they are not read
   */
  readonly logs?: DatadogLogsOptions;

  /**
   * Processes of the node.
   *
   * @default - only containers are told of, not their processes
   */
  readonly processes?: DatadogProcessesOptions;

  /**
   * What is seen in the kernel.
   *
   * @default - nothing: there is no container with capabilities
   */
  readonly systemProbe?: DatadogSystemProbeOptions;

  /**
   * The Datadog Cluster Agent. Without one, what only the API server knows is missing: Services as tags, and the cluster's own objects.
   *
   * @default - there is none
   */
  readonly clusterAgent?: DatadogClusterAgent;

  /**
   * How the agent talks to the kubelet.
   *
   * @default - its certificate is verified with the certificate authority of the cluster
   */
  readonly kubelet?: DatadogKubelet;

  /**
   * Configurations of checks, as YAML by the name of the check. They may be for all nodes or, with `ad_identifiers`, for certain containers.
   *
   * @default - the checks that the agent finds out by itself
   * @see https://docs.datadoghq.com/containers/kubernetes/integrations/
   */
  readonly checks?: { [name: string]: string };

  /**
   * The directory of the node in which applications find the sockets `apm.socket` and `dsd.socket`. Applications mount it, and Datadog's
   * libraries look for it where the default is. Two agents on one node need two.
   *
   * @default '/var/run/datadog'
   */
  readonly socketDirectory?: string;

  /**
   * The socket of the container runtime on the node. Its directory is mounted, so that a runtime that starts anew is found again. With
   * `docker.sock` at its end it is Docker's; `/var/run/crio/crio.sock` is CRI-O's.
   *
   * @default '/var/run/containerd/containerd.sock'
   */
  readonly runtimeSocket?: string;

  /**
   * The file of the node that says which operating system it has.
   *
   * @default '/etc/os-release'
   */
  readonly osRelease?: string;

  /**
   * Whether a Service leads applications to the agent of their own node, by its name: for those that cannot mount the socket.
   *
   * @default true
   */
  readonly service?: boolean;
}
