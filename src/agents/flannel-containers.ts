import { isIP } from 'net';
import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { checkPort } from './agent-port';
import { AgentProbe } from './agent-probe';
import { apiServerVariables } from './api-server-address';
import { CniPaths } from './cni-paths';
import { flannelCniConfig, flannelNetwork } from './flannel-config';
import { FlannelDaemonSetProps } from './flannel-daemon-set-props';
import { HostPath, HostPathType } from './host-path';
import { checkOverridesOfAgent, Override } from './overrides';
import { Architecture } from '../model/platform';

/** @see https://github.com/flannel-io/flannel/blob/v0.28.10/Documentation/kube-flannel.yml */
const IMAGE = 'ghcr.io/flannel-io/flannel:v0.28.10';
const CNI_IMAGE = 'ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3';

/**
 * Those of both images.
 *
 * @see https://github.com/flannel-io/flannel/blob/v0.28.10/.github/workflows/release.yml
 * @see https://github.com/flannel-io/cni-plugin (its Dockerfiles, read on 2026-11-27)
 */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64, Architecture.ARM, Architecture.PPC64LE, Architecture.RISCV64, Architecture.S390X];

const CNI_PROGRAMS = '/opt/cni/bin';
const CNI_CONFIGURATION = '/etc/cni/net.d';
const CNI_TEMPLATE = '/etc/kube-flannel/cni-conf.json';
const NETWORK = '/etc/kube-flannel/net-conf.json';
const HEALTH_PORT = 8081;
const LOOPBACK = '127.0.0.1';

/** What the plugin, its probes and the nodes go by. An argument wins over a variable, and the last one of a name over those before it. */
const OVERRIDES: readonly Override[] = [{ variables: ['NODE_NAME'], flags: [], instead: 'each node has a name of its own' }, ...[
  ['healthz-port', 'the probes would ask elsewhere; state healthPort'],
  ['healthz-ip', 'the probes ask on the loopback address'],
  ['kube-subnet-mgr', 'the part of the network that a node has comes from its Node'],
  ['net-config-path', 'its network follows from the props'],
  ['subnet-file', 'the plugin reads /run/flannel/subnet.env'],
].map(([flag, instead]) => ({ variables: [`FLANNELD_${flag!.toUpperCase().replaceAll('-', '_')}`], flags: [flag!], instead: instead! }))];

/** The container that makes the network of its node. */
export function flanneld(place: string, props: FlannelDaemonSetProps): AgentContainer {
  const port = props.healthPort ?? HEALTH_PORT;
  checkPort(`${place}: healthPort`, port);
  checkOverridesOfAgent(place, OVERRIDES, props);
  return {
    name: 'kube-flannel',
    image: IMAGE,
    architectures: ARCHITECTURES,
    command: ['/opt/bin/flanneld'],
    args: [
      '--kube-subnet-mgr',
      ...props.masquerade ?? true ? ['--ip-masq'] : [],
      `--healthz-ip=${LOOPBACK}`,
      `--healthz-port=${port}`,
      ...interfaces(place, props.interfaces ?? []).map(name => `--iface=${name}`),
    ],
    env: apiServerVariables(place, props.apiServer),
    fieldEnv: { NODE_NAME: 'spec.nodeName' },
    configFiles: { [NETWORK]: flannelNetwork(place, props) },
    ports: [{ name: 'healthz', number: port }],
    requests: { cpu: '100m', memory: '50Mi' },
    liveness: AgentProbe.httpGet('/healthz', port, { host: LOOPBACK, initialDelay: Duration.seconds(10), period: Duration.seconds(30) }),
    readiness: AgentProbe.httpGet('/readyz', port, { host: LOOPBACK, initialDelay: Duration.seconds(5), period: Duration.seconds(10) }),
    user: 0,
    capabilities: ['NET_ADMIN', 'NET_RAW'],
    readOnlyRootFilesystem: false, // it chooses between two kinds of iptables when it starts, by links in its image
    mounts: [HostPath.readWrite('/run/flannel'), HostPath.readWrite('/run/xtables.lock', { type: HostPathType.FILE_OR_CREATE })],
  };
}

/** Root without that writes to no directory that belongs to somebody else, as those of some installers do (kubernetes-sigs/kubespray#13378). */
const WHOEVER_OWNS_THEM = ['DAC_OVERRIDE'];

/** The containers that install the plugin on the node, and then the list that says that it is there. */
export function flannelInit(props: FlannelDaemonSetProps): AgentContainer[] {
  const { programs, configuration } = props.cniPaths ?? CniPaths.standard();
  return [
    {
      name: 'install-cni-plugin',
      image: props.cniImage ?? CNI_IMAGE,
      command: ['cp'],
      args: ['-f', '/flannel', `${CNI_PROGRAMS}/flannel`],
      user: 0,
      capabilities: WHOEVER_OWNS_THEM,
      mounts: [HostPath.readWrite(programs, { mountPath: CNI_PROGRAMS })],
    },
    {
      name: 'install-cni',
      image: props.image ?? IMAGE,
      command: ['/opt/bin/install-conf'],
      args: [CNI_TEMPLATE, `${CNI_CONFIGURATION}/10-flannel.conflist`],
      configFiles: { [CNI_TEMPLATE]: flannelCniConfig(props) },
      user: 0,
      capabilities: WHOEVER_OWNS_THEM,
      mounts: [HostPath.readWrite(configuration, { mountPath: CNI_CONFIGURATION })],
    },
  ];
}

/** The name of an interface in Linux has at most 15 characters; an address may stand in its place. */
function interfaces(place: string, names: readonly string[]): readonly string[] {
  names.forEach((name, index) => {
    if (!/^[^\s/:]{1,15}$/.test(name) && isIP(name) === 0) {
      throw new Error(`${place}: interfaces: must be names such as "eth1", or addresses, got "${name}"`);
    }
    if (names.indexOf(name) !== index) { throw new Error(`${place}: interfaces: "${name}" is stated twice`); }
  });
  return names;
}
