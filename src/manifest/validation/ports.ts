import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireContainer, WirePort } from '../wire';
import { items, oneOf, Problems, within, wellFormed } from './rule';
import { portNameProblem } from './syntax';

/** The ports of one container. */
export function* portsProblems(ports: readonly WirePort[] | null | undefined, path: Path): Problems {
  const names = new Set<string>();
  for (const [index, port] of items(ports)) {
    const place = [...path, index];
    if (port.name) {
      yield* wellFormed([...place, 'name'], port.name, portNameProblem);
      if (names.has(port.name)) { yield fieldProblem([...place, 'name'], 'must be unique in the container', port.name); }
      names.add(port.name);
    }
    if (!port.containerPort) {
      yield fieldProblem([...place, 'containerPort'], 'is required', port.containerPort ?? undefined);
    } else {
      yield* within([...place, 'containerPort'], port.containerPort, 1, 65535);
    }
    if (port.hostPort) { yield* within([...place, 'hostPort'], port.hostPort, 1, 65535); }
    if (port.protocol) { yield* oneOf([...place, 'protocol'], port.protocol, ['TCP', 'UDP', 'SCTP']); }
  }
}

/** Host ports that some containers would take twice. */
export function* hostPortConflicts(containers: readonly (readonly [WireContainer, Path])[], takenWhenOmitted: boolean): Problems {
  const taken = new Set<string>();
  for (const [container, path] of containers) {
    for (const [index, port] of items(container.ports)) {
      const number = port.hostPort || (takenWhenOmitted ? port.containerPort : 0);
      if (!number) { continue; }
      const socket = JSON.stringify([port.protocol || 'TCP', port.hostIP ?? '', number]);
      if (taken.has(socket)) { yield fieldProblem([...path, 'ports', index, 'hostPort'], 'must be unique for its protocol and hostIP', number); }
      taken.add(socket);
    }
  }
}

/** In the network of the host, a port is the same number inside and outside. */
export function* hostNetworkProblems(containers: readonly WireContainer[] | null | undefined, path: Path): Problems {
  for (const [index, container] of items(containers)) {
    for (const [portIndex, port] of items(container.ports)) {
      if (port.hostPort && port.hostPort !== (port.containerPort ?? 0)) {
        yield fieldProblem([...path, index, 'ports', portIndex, 'hostPort'], 'must be the containerPort where hostNetwork is true', port.hostPort);
      }
    }
  }
}
