import { isIPv6 } from 'net';
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
  const problem = hostProblem(host);
  if (problem) { throw new Error(`${place}: apiServer: host ${problem}, got "${host}"`); }
  return { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: `${port}` };
}

/**
 * A URL of the API server, as a kubeconfig has it: `https://api.example:6443`.
 *
 * @throws where it is none, or is that of the Service that kube-proxy makes
 */
export function checkedApiServerUrl(place: string, url: string): string {
  const [, bracketed, named, port] = /^https:\/\/(?:\[([^\]]+)\]|([^:/?#@\s[\]]+))(?::(\d+))?(?:\/[^?#\s]*)?$/.exec(url) ?? [];
  const host = bracketed ?? named;
  if (host === undefined || (bracketed !== undefined && !isIPv6(bracketed))) { throw new Error(`${place}: apiServer: must be a URL such as "https://api.example:6443", got "${url}"`); }
  if (port !== undefined) { checkPort(`${place}: apiServer: port`, Number(port)); }
  const problem = hostProblem(host);
  if (problem) { throw new Error(`${place}: apiServer: host ${problem}, got "${host}"`); }
  if (/^kubernetes(\.default(\.svc(\..+)?)?)?$/.test(host)) {
    throw new Error(`${place}: apiServer: "${host}" is a Service, which is reached only once kube-proxy runs; say where the API server is without it`);
  }
  return url;
}

function hostProblem(host: string): string | undefined {
  return /^[0-9a-fA-F]*(:[0-9a-fA-F]*){2,7}$/.test(host) ? undefined : dnsSubdomainProblem(host);
}
