import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { HostPath, HostPathType } from './host-path';

/** What the containers beside a driver need to know of it. */
export interface CsiSidecars {
  /** The socket of the driver on the node: the kubelet calls it there. */
  readonly socketDirectory: string;

  /** Where the kubelet looks for sockets that register a driver. */
  readonly registrationDirectory: string;

  /** Undefined where health is not asked for. */
  readonly healthPort?: number;

  /** Whether they must be privileged to open the socket of the driver. */
  readonly privileged: boolean;
  readonly registrarImage: string;
  readonly livenessProbeImage: string;
}

/** The socket of every driver, in its own container and in those beside it. */
export const CSI_SOCKET = '/csi/csi.sock';

/** The directory of the socket. It is one volume, whoever writes to it. */
export function socketMount(socketDirectory: string, readOnly: boolean): HostPath {
  const options = { type: HostPathType.DIRECTORY_OR_CREATE, mountPath: '/csi', volumeName: 'socket' };
  return readOnly ? HostPath.readOnly(socketDirectory, options) : HostPath.readWrite(socketDirectory, options);
}

/** The program that tells the kubelet of the driver, and the one that asks for its health. Both open its socket, which is root's. */
export function csiSidecars(sidecars: CsiSidecars): AgentContainer[] {
  return sidecars.healthPort === undefined ? [registrar(sidecars)] : [registrar(sidecars), livenessProbe(sidecars, sidecars.healthPort)];
}

function registrar({ socketDirectory, registrationDirectory, healthPort, registrarImage, privileged }: CsiSidecars): AgentContainer {
  const port = healthPort === undefined ? undefined : healthPort + 1;
  return {
    ...small(privileged),
    name: 'node-driver-registrar',
    image: registrarImage,
    args: [
      `--csi-address=${CSI_SOCKET}`,
      `--kubelet-registration-path=${socketDirectory}/csi.sock`,
      ...(port === undefined ? [] : [`--http-endpoint=:${port}`]),
    ],
    mounts: [socketMount(socketDirectory, true), HostPath.readWrite(registrationDirectory, { type: HostPathType.DIRECTORY, mountPath: '/registration' })],
    ...(port === undefined ? {} : {
      ports: [{ name: 'registration', number: port }],
      liveness: AgentProbe.httpGet('/healthz', port, { initialDelay: Duration.seconds(30), period: Duration.seconds(90), timeout: Duration.seconds(15) }),
    }),
  };
}

function livenessProbe({ socketDirectory, livenessProbeImage, privileged }: CsiSidecars, port: number): AgentContainer {
  return {
    ...small(privileged),
    name: 'liveness-probe',
    image: livenessProbeImage,
    args: [`--csi-address=${CSI_SOCKET}`, `--http-endpoint=:${port}`, '--probe-timeout=3s'],
    mounts: [socketMount(socketDirectory, true)],
    ports: [{ name: 'health', number: port }],
  };
}

function small(privileged: boolean): Pick<AgentContainer, 'requests' | 'limits' | 'user' | 'privileged'> {
  return { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' }, user: 0, privileged };
}
