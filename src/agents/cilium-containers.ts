import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { apiServerVariables } from './api-server-address';
import { ciliumConfig } from './cilium-config';
import { CiliumDaemonSetProps } from './cilium-daemon-set-props';
import { CILIUM_PATHS } from './cilium-paths';
import { CniPaths } from './cni-paths';
import { HostPath, HostPathType, MountPropagation } from './host-path';
import { Architecture } from '../model/platform';

/** @see https://github.com/cilium/cilium/blob/v1.20.0/install/kubernetes/cilium/values.yaml */
const IMAGE = 'quay.io/cilium/cilium:v1.20.0';

/** @see https://docs.cilium.io/en/stable/operations/system_requirements/#architecture-support (read on 2026-11-27) */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64];
const CONFIG = '/tmp/cilium/config-map';
const HEALTH_PORT = 9879;

/** Not privileged, but root without the isolation of others: what it does to the node is said by its capabilities. */
export const ON_THE_NODE = { user: 0, allowPrivilegeEscalation: true, readOnlyRootFilesystem: false, seLinuxType: 'spc_t' };

/** The variables by which the programs of Cilium know where they are. */
export const CILIUM_FIELDS = { K8S_NODE_NAME: 'spec.nodeName', CILIUM_K8S_NAMESPACE: 'metadata.namespace' };

const CAPABILITIES = [
  'CHOWN', 'KILL', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'SYS_MODULE', 'SYS_ADMIN', 'SYS_RESOURCE', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID', 'SYSLOG',
];

/** Rules that the network plugin of AWS left behind would drop packets. */
const WITHOUT_RULES_OF_AWS = `set -euo pipefail
rules="$(iptables-save)"
if grep -qE 'AWS-(SNAT|CONNMARK)-CHAIN' <<< "$rules"; then
  grep -vE 'AWS-(SNAT|CONNMARK)-CHAIN' <<< "$rules" | iptables-restore
fi
`;

/** The container that is the agent. */
export function ciliumAgent(place: string, props: CiliumDaemonSetProps): AgentContainer {
  const port = props.healthPort ?? HEALTH_PORT;
  const headers = { brief: 'true' };
  const asked = { host: '127.0.0.1', timeout: Duration.seconds(5), period: Duration.seconds(30) };
  return {
    ...ON_THE_NODE,
    name: 'cilium-agent',
    image: IMAGE,
    architectures: ARCHITECTURES,
    command: ['cilium-agent'],
    args: [`--config-dir=${CONFIG}`],
    fieldEnv: CILIUM_FIELDS,
    resourceEnv: { GOMEMLIMIT: 'limits.memory' },
    env: { KUBE_CLIENT_BACKOFF_BASE: '1', KUBE_CLIENT_BACKOFF_DURATION: '120', ...apiServerVariables(place, props.apiServer) },
    configFiles: Object.fromEntries(Object.entries(ciliumConfig(place, props)).map(([option, value]) => [`${CONFIG}/${option}`, value])),
    ports: [{ name: 'health', number: port }],
    capabilities: CAPABILITIES.filter(capability => capability !== 'SYS_MODULE' || (props.loadKernelModules ?? true)),
    startup: AgentProbe.httpGet('/healthz', port, { host: '127.0.0.1', headers, initialDelay: Duration.seconds(5), period: Duration.seconds(2), failureThreshold: 300 }),
    liveness: AgentProbe.httpGet('/healthz', port, { ...asked, headers: { ...headers, 'require-k8s-connectivity': 'false' }, failureThreshold: 10 }),
    readiness: AgentProbe.httpGet('/healthz', port, { ...asked, headers }),
    postStart: ['bash', '-c', WITHOUT_RULES_OF_AWS],
    preStop: ['/cni-uninstall.sh'],
    emptyDirs: ['/tmp'],
    mounts: agentMounts(props),
  };
}

function agentMounts(props: CiliumDaemonSetProps): HostPath[] {
  const seen = MountPropagation.HOST_TO_CONTAINER;
  return [
    HostPath.readWrite(CILIUM_PATHS.run),
    HostPath.readWrite('/var/run/netns', { mountPath: `${CILIUM_PATHS.run}/netns`, propagation: seen }),
    ...(props.envoy ?? true ? [HostPath.readWrite(CILIUM_PATHS.envoySockets)] : []),
    HostPath.readWrite('/sys/fs/bpf', { type: HostPathType.DIRECTORY, propagation: seen }),
    HostPath.readWrite('/proc/sys/net', { mountPath: '/host/proc/sys/net', type: HostPathType.DIRECTORY }),
    HostPath.readWrite('/proc/sys/kernel', { mountPath: '/host/proc/sys/kernel', type: HostPathType.DIRECTORY }),
    HostPath.readWrite(cniPaths(props).configuration, { mountPath: CILIUM_PATHS.cniConfiguration }),
    HostPath.readOnly('/lib/modules', { type: HostPathType.UNCHECKED }),
    HostPath.readWrite('/run/xtables.lock', { type: HostPathType.FILE_OR_CREATE }),
    ...(props.cgroupRoot === undefined ? [] : [HostPath.readWrite(props.cgroupRoot, { type: HostPathType.DIRECTORY })]),
  ];
}

/** The containers that prepare the node. */
export function ciliumInit(props: CiliumDaemonSetProps): AgentContainer[] {
  const image = props.image ?? IMAGE;
  const { programs } = cniPaths(props);
  return [
    ...(props.cgroupRoot === undefined ? [onTheNode(image, programs, 'mount-cgroup', '--cgroup=/hostproc/1/ns/cgroup', `cilium-mount ${CILIUM_PATHS.cgroups}`)] : []),
    onTheNode(image, programs, 'apply-sysctl-overwrites', '', 'cilium-sysctlfix'),
    mountBpf(image),
    installCni(image, programs),
  ];
}

/** Runs a program of the image in the mounts of the node itself, from the one directory of the node that surely allows to run programs. */
function onTheNode(image: string, programs: string, name: string, namespaces: string, program: string): AgentContainer {
  const file = program.split(' ')[0]!;
  const enter = ['nsenter', namespaces, '--mount=/hostproc/1/ns/mnt', `"$PROGRAMS"/${program}`].filter(Boolean).join(' ');
  return {
    ...ON_THE_NODE,
    name,
    image,
    command: ['bash', '-ec', `cp /usr/bin/${file} /hostbin/${file}\ntrap 'rm /hostbin/${file}' EXIT\n${enter}\n`],
    env: { PROGRAMS: programs },
    capabilities: ['SYS_ADMIN', 'SYS_CHROOT', 'SYS_PTRACE'],
    mounts: [
      HostPath.readWrite('/proc', { mountPath: '/hostproc', type: HostPathType.DIRECTORY }),
      HostPath.readWrite(programs, { mountPath: '/hostbin' }),
    ],
  };
}

/** The one that is privileged: only such a container may mount for the node, beyond its own life. */
function mountBpf(image: string): AgentContainer {
  return {
    user: 0,
    privileged: true,
    readOnlyRootFilesystem: false,
    name: 'mount-bpf-fs',
    image,
    command: ['bash', '-ec', 'mount | grep -q "/sys/fs/bpf type bpf" || mount -t bpf bpf /sys/fs/bpf\n'],
    mounts: [HostPath.readWrite('/sys/fs/bpf', { type: HostPathType.DIRECTORY, propagation: MountPropagation.BIDIRECTIONAL })],
  };
}

function installCni(image: string, programs: string): AgentContainer {
  return {
    ...ON_THE_NODE,
    name: 'install-cni-binaries',
    image,
    command: ['/install-plugin.sh'],
    requests: { cpu: '100m', memory: '10Mi' },
    limits: { cpu: '1', memory: '1Gi' },
    mounts: [HostPath.readWrite(programs, { mountPath: '/host/opt/cni/bin' })],
  };
}

function cniPaths({ cniPaths: paths }: CiliumDaemonSetProps): CniPaths {
  return paths ?? CniPaths.standard();
}
