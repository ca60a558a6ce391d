/** Metrics and events that applications send to the agent of their node. */
export interface DatadogDogStatsdOptions {
  /**
   * Whether they are taken.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The port of the pod on which they are taken by UDP, beside the socket.
   *
   * @default 8125
   */
  readonly port?: number;

  /**
   * The port that is taken on every node for them, so that an application may send to the address of its node.
   *
   * @default - none: applications use the socket, or the Service
   */
  readonly hostPort?: number;

  /**
   * Whether metrics get the tags of the pod that sent them, by the process that wrote into the socket. The pods of the agent then see the
   * processes of their node.
   *
   * @default false
   * @see https://docs.datadoghq.com/developers/dogstatsd/unix_socket/
   */
  readonly originDetection?: boolean;
}

/** Traces that applications send to the agent of their node. */
export interface DatadogApmOptions {
  /**
   * Whether they are taken, by a container `trace-agent`.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The port of the pod on which they are taken by TCP, beside the socket.
   *
   * @default 8126
   */
  readonly port?: number;

  /**
   * The port that is taken on every node for them, so that an application may send to the address of its node.
   *
   * @default - none: applications use the socket, or the Service
   */
  readonly hostPort?: number;

  /**
   * What the container `trace-agent` needs, by resource name. What is not named stays as it is.
   *
   * @default { cpu: '50m', memory: '128Mi' }
   */
  readonly requests?: { [resource: string]: string };

  /**
   * What the container `trace-agent` may use at most, by resource name. What is not named stays as it is.
   *
   * @default { memory: '512Mi' }
   */
  readonly limits?: { [resource: string]: string };
}

/** Logs of containers, read from the files of the node. */
export interface DatadogLogsOptions {
  /**
   * Whether the logs of all containers are sent, or only those of pods that ask for it with an annotation.
   *
   * @default true
   * @see https://docs.datadoghq.com/containers/kubernetes/log/
   */
  readonly collectAll?: boolean;

  /**
   * The directory of the node that keeps how far each file was read, so that a restart loses and repeats nothing.
   *
   * @default - `/var/lib/everynode/<namespace>/<name>`
   */
  readonly statePath?: string;
}

/** The processes of the node, with their arguments and users. */
export interface DatadogProcessesOptions {
  /**
   * Whether the arguments of processes are left out, which may hold secrets.
   *
   * @default false
   */
  readonly stripArguments?: boolean;
}

/**
 * What is only seen in the kernel of the node, by a container `system-probe` that loads eBPF programs. Each is off unless it is
 * switched on, and at least one must be.
 */
export interface DatadogSystemProbeOptions {
  /**
   * Which pods and hosts talk to which others, and how much: Cloud Network Monitoring.
   *
   * @default false
   * @see https://docs.datadoghq.com/network_monitoring/cloud_network_monitoring/
   */
  readonly networkMonitoring?: boolean;

  /**
   * Requests, errors and latencies of services that nobody instrumented: Universal Service Monitoring. Sees the files of the node.
   *
   * @default false
   * @see https://docs.datadoghq.com/universal_service_monitoring/
   */
  readonly serviceMonitoring?: boolean;

  /**
   * Which services run on the node at all.
   *
   * @default false
   */
  readonly serviceDiscovery?: boolean;

  /**
   * Processes that the kernel ended because memory was short: the check `oom_kill`.
   *
   * @default false
   */
  readonly oomKill?: boolean;

  /**
   * How full the queues of TCP connections are: the check `tcp_queue_length`.
   *
   * @default false
   */
  readonly tcpQueueLength?: boolean;

  /**
   * What the container `system-probe` needs, by resource name. What is not named stays as it is.
   *
   * @default { cpu: '100m', memory: '256Mi' }
   */
  readonly requests?: { [resource: string]: string };

  /**
   * What the container `system-probe` may use at most, by resource name. What is not named stays as it is.
   *
   * @default { memory: '1Gi' }
   */
  readonly limits?: { [resource: string]: string };

  /**
   * What the container `process-agent` needs, which is there for the networks and services, by resource name. What is not named stays
   * as it is.
   *
   * @default { cpu: '50m', memory: '128Mi' }
   */
  readonly processAgentRequests?: { [resource: string]: string };

  /**
   * What the container `process-agent` may use at most, by resource name. What is not named stays as it is.
   *
   * @default { memory: '512Mi' }
   */
  readonly processAgentLimits?: { [resource: string]: string };
}
