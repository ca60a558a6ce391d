import { SecretKey } from './agent-container';

/**
 * The Datadog Cluster Agent of the cluster, which asks the API server in place of each node's agent. It is deployed by somebody else, such
 * as Datadog's Helm chart.
 *
 * @see https://docs.datadoghq.com/containers/cluster_agent/
 */
export interface DatadogClusterAgent {
  /** The name of its Service. */
  readonly serviceName: string;

  /** The token that its clients show, of at least 32 characters. */
  readonly token: SecretKey;

  /**
   * The namespace of its Service.
   *
   * @default - the namespace of the agent
   */
  readonly namespace?: string;

  /**
   * The port of its Service.
   *
   * @default 5005
   */
  readonly port?: number;

  /**
   * Whether the agents run the checks that it hands out to them: those of Services and of their endpoints.
   *
   * @default true
   * @see https://docs.datadoghq.com/containers/cluster_agent/clusterchecks/
   */
  readonly clusterChecks?: boolean;
}
