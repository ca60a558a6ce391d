import { EVERY_ADDRESS, HostPort, showHostPort } from '../host-port';
import { NodeRoom } from '../node-room';
import { Reason, Remedy } from '../placement';
import { Pod } from '../pod';
import { containerPaths } from '../template-path';

const LAST_PORT = 65_535;

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
  return {
    filter: 'NodePorts',
    code: 'HostPortTaken',
    message: `host port ${title} is taken by ${[...new Set(holders)].join(', ')}`,
    remedies: [...pod.template.hostNetwork ? [onHostNetwork(port, pod)] : ofContainer(port, pod, room), { text: 'keep one of the two off the node, or remove one of them' }],
  };
}

/** On the host network a program takes its port by itself: what it is told by arguments or configuration nobody knows. */
function onHostNetwork({ port }: HostPort, { title }: Pod): Remedy {
  return { text: `give ${title} another containerPort (with hostNetwork it is a port of the node) than ${port}` };
}

/** A port that is led to a container can be another one, or none. */
function ofContainer(port: HostPort, pod: Pod, room: NodeRoom): Remedy[] {
  const text = `give ${pod.title} another hostPort than ${port.port}`;
  const path = pathOf(port, pod);
  const free = freePort(port, pod, room);
  if (path === undefined) { return [{ text }]; }
  return [
    ...free === undefined ? [] : [{ text: `${text}, such as ${free}, which is free there`, yaml: { path: `${path}.hostPort`, set: free } }],
    { text: `take the hostPort ${port.port} away from ${pod.title}, if its pods are reached by their own addresses or a Service`, yaml: { path: `${path}.hostPort`, set: null } },
  ];
}

function pathOf({ port, protocol, address }: HostPort, { template }: Pod): string | undefined {
  const paths = containerPaths(template).flatMap(([owner, { ports }]) => ports.flatMap((one, index) =>
    one.hostPort === port && one.protocol === protocol && (one.hostIp || EVERY_ADDRESS) === address ? [`${owner}.ports[${index}]`] : []));
  return paths[0];
}

/** The next port that neither the pod itself wants nor another on the node has. */
function freePort(port: HostPort, pod: Pod, room: NodeRoom): number | undefined {
  for (let number = port.port + 1; number <= LAST_PORT; number += 1) {
    if (!room.isTaken({ ...port, port: number }) && !pod.hostPorts.some(other => other.port === number)) { return number; }
  }
  return undefined;
}
