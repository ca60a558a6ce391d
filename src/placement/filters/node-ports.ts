import { HostPort, showHostPort } from '../host-port';
import { NodeRoom } from '../node-room';
import { Reason } from '../placement';
import { Pod } from '../pod';

/** Whether the ports that a pod wants are free. */
export function fitsPorts(pod: Pod, room: NodeRoom): boolean {
  return pod.hostPorts.every(port => !room.isTaken(port));
}

/** A reason for each port of the node that the pod wants and another pod has. */
export function nodePorts(pod: Pod, room: NodeRoom): Reason[] {
  const wanted = new Map(pod.hostPorts.filter(port => room.isTaken(port)).map(port => [showHostPort(port), port]));
  return [...wanted].map(([title, port]) => reasonOf(title, port, pod, room));
}

function reasonOf(title: string, port: HostPort, pod: Pod, room: NodeRoom): Reason {
  const holders = room.holdersOf(port).map(holder => `${holder.pod.title}${showHostPort(holder.port) === title ? '' : ` as ${showHostPort(holder.port)}`}`);
  const written = pod.template.hostNetwork ? 'containerPort (with hostNetwork it is a port of the node)' : 'hostPort';
  return {
    filter: 'NodePorts',
    code: 'HostPortTaken',
    message: `host port ${title} is taken by ${[...new Set(holders)].join(', ')}`,
    remedies: [{ text: `give ${pod.title} another ${written} than ${port.port}` }, { text: 'keep one of the two off the node, or remove one of them' }],
  };
}
