import { isIPv4, isIPv6 } from 'net';
import { checkPort } from './agent-port';

/** Where a server listens: `0.0.0.0:10256`. */
export interface BindAddress {
  readonly host: string;
  readonly port: number;
}

/** @throws where it is no address with a port */
export function bindAddress(place: string, text: string): BindAddress {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || !(bracketed === undefined ? isIPv4(host) : isIPv6(host))) {
    throw new Error(`${place}: must be an address with a port, such as "0.0.0.0:10256" or "[::]:10256", got "${text}"`);
  }
  checkPort(`${place}: port`, Number(port));
  return { host, port: Number(port) };
}

/** Whether only the node itself reaches it. */
export function isLoopback({ host }: BindAddress): boolean {
  return host.startsWith('127.') || /^(0{0,4}:){2,7}0{0,3}1$/.test(host);
}

/** Whether it is reached by each address of the node. */
export function isEveryAddress({ host }: BindAddress): boolean {
  return host === '0.0.0.0' || /^[0:]+$/.test(host);
}
