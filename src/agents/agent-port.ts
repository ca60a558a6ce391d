/** The protocol of a port. */
export enum PortProtocol {
  /** TCP. */
  TCP = 'TCP',

  /** UDP. */
  UDP = 'UDP',

  /** SCTP. */
  SCTP = 'SCTP',
}

/** A port that a container listens on. */
export interface AgentPort {
  /** Its name, at most 15 lower case letters, digits and `-`, such as `metrics`. */
  readonly name: string;

  /** The port in the container. */
  readonly number: number;

  /**
   * The port that is taken on every node.
   *
   * @default - none, or the port in the container where the agent is on the host network
   */
  readonly hostPort?: number;

  /**
   * The protocol.
   *
   * @default PortProtocol.TCP
   */
  readonly protocol?: PortProtocol;
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The ports as the pod template carries them; on the host network, each also takes the same port of the node. */
export function resolvedPorts(place: string, ports: readonly AgentPort[], hostNetwork: boolean): AgentPort[] {
  return ports.map(port => {
    const here = `${place}: port "${port.name}"`;
    if (!NAME.test(port.name) || port.name.length > 15 || !/[a-z]/.test(port.name)) {
      throw new Error(`${here}: name must be 1-15 lower case letters, digits and single "-", with a letter among them`);
    }
    checkPort(here, port.number);
    if (port.hostPort !== undefined) { checkPort(`${here}: hostPort`, port.hostPort); }
    if (hostNetwork && port.hostPort !== undefined && port.hostPort !== port.number) {
      throw new Error(`${here}: hostPort must be ${port.number} on the host network, got ${port.hostPort}`);
    }
    return hostNetwork ? { ...port, hostPort: port.number } : port;
  });
}

/** @throws where a number is no port */
export function checkPort(place: string, port: number): void {
  if (!Number.isInteger(port) || port < 1 || port > 65535) { throw new Error(`${place}: must be a port from 1 to 65535, got ${port}`); }
}
