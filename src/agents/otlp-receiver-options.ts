/**
 * What pods send by OpenTelemetry's protocol (OTLP) to the agent of their node: traces, metrics and logs. A Service leads to it, called as
 * the DaemonSet with `-otlp` behind it, and to no agent of another node.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/
 */
export interface OtlpReceiverOptions {
  /**
   * The port for gRPC.
   *
   * @default 4317
   */
  readonly grpcPort?: number;

  /**
   * The port for HTTP.
   *
   * @default 4318
   */
  readonly httpPort?: number;

  /**
   * Whether these ports are taken on every node, too, so that pods may send to the address of their node. Some networks need to be told
   * of host ports.
   *
   * @default false
   */
  readonly hostPorts?: boolean;
}
