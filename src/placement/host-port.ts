import { KubernetesBehaviour } from './kubernetes-behaviour';
import { Container, ContainerPort, PodTemplate } from '../model/pod-template';

/** A port of a node that a pod takes. */
export interface HostPort {
  readonly port: number;
  readonly protocol: string;

  /** `0.0.0.0` for every address. */
  readonly address: string;
}

/** How a port of every address is called. */
export const EVERY_ADDRESS = '0.0.0.0';

/** The ports that pods of a template take: those of ordinary init containers are not counted. */
export function hostPortsOf(template: PodTemplate, { sidecars, sidecarHostPorts }: KubernetesBehaviour): HostPort[] {
  const running = sidecars && sidecarHostPorts ? template.initContainers.filter(isSidecar) : [];
  return [...running, ...template.containers]
    .flatMap(container => container.ports.map(port => hostPortOf(port, template.hostNetwork)))
    .filter(({ port }) => port > 0);
}

/** Whether an init container keeps running beside the others. */
export function isSidecar({ restartPolicy }: Container): boolean {
  return restartPolicy === 'Always';
}

/** Whether two pods cannot have these ports on one node. Only 0.0.0.0 stands for other addresses, `::` does not. */
export function portsConflict(left: HostPort, right: HostPort): boolean {
  return left.port === right.port && left.protocol === right.protocol
    && (left.address === right.address || left.address === EVERY_ADDRESS || right.address === EVERY_ADDRESS);
}

/** `9100/TCP`, with the address where it is not every one. */
export function showHostPort({ port, protocol, address }: HostPort): string {
  return `${address === EVERY_ADDRESS ? '' : `${address.includes(':') ? `[${address}]` : address}:`}${port}/${protocol}`;
}

/** On the host network each port of a container is one of the node. */
function hostPortOf({ containerPort, hostPort, protocol, hostIp }: ContainerPort, hostNetwork: boolean): HostPort {
  return { port: hostPort === 0 && hostNetwork ? containerPort : hostPort, protocol, address: hostIp === '' ? EVERY_ADDRESS : hostIp };
}
