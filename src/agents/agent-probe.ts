import { Duration } from 'cdk8s';

/** When the kubelet asks, and how patient it is. */
export interface AgentProbeOptions {
  /**
   * How long after the start of the container the kubelet asks first.
   *
   * @default - at once
   */
  readonly initialDelay?: Duration;

  /**
   * How often it asks.
   *
   * @default Duration.seconds(10)
   */
  readonly period?: Duration;

  /**
   * How long it waits for an answer.
   *
   * @default Duration.seconds(1)
   */
  readonly timeout?: Duration;

  /**
   * After how many failures in a row it acts.
   *
   * @default 3
   */
  readonly failureThreshold?: number;
}

/** How the kubelet asks by HTTP. */
export interface HttpProbeOptions extends AgentProbeOptions {
  /**
   * Whom it asks: `127.0.0.1` for an agent on the host network that listens there only.
   *
   * @default - the address of the pod
   */
  readonly host?: string;

  /**
   * Headers of the request.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };
}

/**
 * A question that the kubelet puts to a container to learn whether it lives or is ready.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export class AgentProbe {
  /**
   * Passes when an HTTP GET is answered with a status from 200 to 399.
   *
   * @param path such as `/metrics`
   * @param port a port of the container
   */
  public static httpGet(path: string, port: number, options: HttpProbeOptions = {}): AgentProbe {
    return new AgentProbe(options, path, port, undefined);
  }

  /**
   * Passes when a TCP connection is accepted.
   *
   * @param port a port of the container
   */
  public static tcpSocket(port: number, options: AgentProbeOptions = {}): AgentProbe {
    return new AgentProbe(options, undefined, port, undefined);
  }

  /**
   * Passes when a command in the container ends with 0.
   *
   * @param command the command and its arguments; no shell is involved
   */
  public static exec(command: string[], options: AgentProbeOptions = {}): AgentProbe {
    return new AgentProbe(options, undefined, undefined, [...command]);
  }

  private constructor(
    /** How and when the kubelet asks, and how patient it is. */
    public readonly options: HttpProbeOptions,

    /** The path of an HTTP GET; undefined for the other kinds. */
    public readonly path: string | undefined,

    /** The port that is asked; undefined for a command. */
    public readonly port: number | undefined,

    /** The command that is run; undefined for the other kinds. */
    public readonly command: string[] | undefined,
  ) {}
}
