import { checkPort } from './agent-port';
import { dnsSubdomainProblem } from '../model/label';

/** Where the API server is without a Service in front of it, such as a load balancer, or the local proxy that Talos and k3s have on each node. */
export interface ApiServerAddress {
  /** A name or an address that each node can reach before there is a network for pods. */
  readonly host: string;

  /**
   * The port.
   *
   * @default 6443
   */
  readonly port?: number;
}

const PORT = 6443;

/** The variables by which a client in a pod finds the API server; none where it is asked by its Service. */
export function apiServerVariables(place: string, address: ApiServerAddress | undefined): { [name: string]: string } {
  if (address === undefined) { return {}; }
  const { host, port = PORT } = address;
  checkPort(`${place}: apiServer: port`, port);
  const name = !/^[0-9a-fA-F]*(:[0-9a-fA-F]*){2,7}$/.test(host);
  const problem = name ? dnsSubdomainProblem(host) : undefined;
  if (problem) { throw new Error(`${place}: apiServer: host ${problem}, got "${host}"`); }
  return { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: `${port}` };
}
