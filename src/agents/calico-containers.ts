import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { apiServerVariables } from './api-server-address';
import { calicoCniConfig } from './calico-cni';
import { CalicoDaemonSetProps, CalicoIpam } from './calico-daemon-set-props';
import { calicoEnvironment, networkingBackend, speaksBgp } from './calico-environment';
import { CniPaths } from './cni-paths';
import { HostPath, HostPathType, MountPropagation } from './host-path';
import { Architecture } from '../model/platform';

/** @see https://github.com/projectcalico/calico/blob/v3.32.1/manifests/calico.yaml */
const NODE_IMAGE = 'quay.io/calico/node:v3.32.1';
const CNI_IMAGE = 'quay.io/calico/cni:v3.32.1';

/** Both images, by ARCHES of lib.Makefile in projectcalico/calico (read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64, Architecture.PPC64LE, Architecture.S390X];

/** All of them work on the node itself: routes, rules of the kernel, file systems, programs. */
const ROOT_OF_THE_NODE = { user: 0, privileged: true, readOnlyRootFilesystem: false };

const CNI_PROGRAMS = '/host/opt/cni/bin';
const CNI_CONFIGURATION = '/host/etc/cni/net.d';
const CNI_TEMPLATE = '/etc/everynode/calico/10-calico.conflist';
const RUN = '/var/run/calico';

/** What the containers of Calico are made from. */
export interface CalicoPod {
  readonly place: string;
  readonly namespace: string;

  /** As whom the plugin on the node asks the API server. */
  readonly cniAccount: string;
  readonly props: CalicoDaemonSetProps;
}

/** The container that programs routes and policies of its node. */
export function calicoNode({ place, namespace, cniAccount, props }: CalicoPod): AgentContainer {
  const check = (state: string) => ['/bin/calico-node', `-felix-${state}`, ...speaksBgp(props) ? [`-bird-${state}`] : []];
  const timing = { period: Duration.seconds(10), timeout: Duration.seconds(10) };
  return {
    ...ROOT_OF_THE_NODE,
    name: 'calico-node',
    image: NODE_IMAGE,
    architectures: ARCHITECTURES,
    env: { ...calicoEnvironment(place, props, namespace), ...apiServerVariables(place, props.apiServer), CALICO_CNI_SERVICE_ACCOUNT: cniAccount },
    fieldEnv: { NODENAME: 'spec.nodeName' },
    requests: { cpu: '250m' },
    liveness: AgentProbe.exec(check('live'), { ...timing, initialDelay: Duration.seconds(10), failureThreshold: 6 }),
    readiness: AgentProbe.exec(check('ready'), timing),
    preStop: ['/bin/calico-node', '-shutdown'],
    mounts: [
      HostPath.readWrite(cniPaths(props).configuration, { mountPath: CNI_CONFIGURATION }),
      HostPath.readOnly('/lib/modules', { type: HostPathType.UNCHECKED }),
      HostPath.readWrite('/run/xtables.lock', { type: HostPathType.FILE_OR_CREATE }),
      HostPath.readWrite(RUN),
      HostPath.readWrite('/var/lib/calico'),
      HostPath.readWrite('/var/run/nodeagent'),
      HostPath.readWrite('/sys/fs/bpf', { type: HostPathType.DIRECTORY }),
      HostPath.readOnly('/var/log/calico/cni', { type: HostPathType.DIRECTORY_OR_CREATE }),
    ],
  };
}

/** The containers that prepare the node. */
export function calicoInit({ place, cniAccount, props }: CalicoPod): AgentContainer[] {
  const image = props.cniImage ?? CNI_IMAGE;
  const common = { ...apiServerVariables(place, props.apiServer), CALICO_CNI_SERVICE_ACCOUNT: cniAccount };
  const installed = [
    installCni(image, common, props),
    bootstrap(props.image ?? NODE_IMAGE),
  ];
  return (props.ipam ?? CalicoIpam.CALICO) === CalicoIpam.CALICO ? [upgradeIpam(image, common, props), ...installed] : installed;
}

/** Takes over addresses that `host-local` gave. With `host-local` it would forget those that are in use (kubernetes-sigs/kubespray#11022). */
function upgradeIpam(image: string, common: { readonly [name: string]: string }, props: CalicoDaemonSetProps): AgentContainer {
  return {
    ...ROOT_OF_THE_NODE,
    name: 'upgrade-ipam',
    image,
    command: ['/opt/cni/bin/calico-ipam', '-upgrade'],
    env: { ...common, CALICO_NETWORKING_BACKEND: networkingBackend(props) },
    fieldEnv: { KUBERNETES_NODE_NAME: 'spec.nodeName' },
    mounts: [HostPath.readWrite('/var/lib/cni/networks'), HostPath.readWrite(cniPaths(props).programs, { mountPath: CNI_PROGRAMS })],
  };
}

function installCni(image: string, common: { readonly [name: string]: string }, props: CalicoDaemonSetProps): AgentContainer {
  const { programs, configuration } = cniPaths(props);
  return {
    ...ROOT_OF_THE_NODE,
    name: 'install-cni',
    image,
    command: ['/opt/cni/bin/install'],
    env: {
      ...common,
      CNI_CONF_NAME: '10-calico.conflist',
      CNI_NET_DIR: configuration,
      CNI_NETWORK_CONFIG_FILE: CNI_TEMPLATE,
      SLEEP: 'false',
    },
    fieldEnv: { KUBERNETES_NODE_NAME: 'spec.nodeName' },
    configFiles: { [CNI_TEMPLATE]: calicoCniConfig({ mtu: props.mtu ?? 0, ipam: props.ipam ?? CalicoIpam.CALICO, hostPorts: props.hostPorts ?? true }) },
    mounts: [HostPath.readWrite(programs, { mountPath: CNI_PROGRAMS }), HostPath.readWrite(configuration, { mountPath: CNI_CONFIGURATION })],
  };
}

/** Mounts the file systems that programs in the kernel need, for the node and beyond this container; where it cannot, nothing is lost without them. */
function bootstrap(image: string): AgentContainer {
  return {
    ...ROOT_OF_THE_NODE,
    name: 'ebpf-bootstrap',
    image,
    command: ['calico-node', '-init', '-best-effort'],
    mounts: [
      HostPath.readWrite('/sys/fs', { type: HostPathType.DIRECTORY, propagation: MountPropagation.BIDIRECTIONAL }),
      HostPath.readWrite(RUN, { propagation: MountPropagation.BIDIRECTIONAL }),
      HostPath.readOnly('/proc', { mountPath: '/nodeproc' }),
    ],
  };
}

function cniPaths({ cniPaths: paths }: CalicoDaemonSetProps): CniPaths {
  return paths ?? CniPaths.standard();
}
