import { AgentContainer } from './agent-container';
import { checkSwitches, CollectorSwitches, sortedNames } from './collector-switches';
import { HostPath } from './host-path';
import { NodeExporterCollector } from './node-exporter-collector';

/** What is stated of the collectors of a node exporter, and of what it shares with its node. */
export interface CollectorChoice extends CollectorSwitches {
  readonly enabled: readonly NodeExporterCollector[];
  readonly disabled: readonly NodeExporterCollector[];
  readonly hostNetwork: boolean;
  readonly hostPid: boolean;
}

const TEXTFILES = '/host/textfiles';
const SYSTEM_BUS = '/run/dbus';
const ROOT = 0;

/** On the network of a pod, these would tell of the pod. The first ones are on unless they are switched off. */
const NETWORK_BY_DEFAULT = [
  NodeExporterCollector.ARP, NodeExporterCollector.CONNTRACK, NodeExporterCollector.IPVS, NodeExporterCollector.NETDEV, NodeExporterCollector.NETSTAT,
  NodeExporterCollector.NFS, NodeExporterCollector.NFSD, NodeExporterCollector.SOCKSTAT, NodeExporterCollector.UDP_QUEUES,
];
const NETWORK = [
  ...NETWORK_BY_DEFAULT, NodeExporterCollector.ETHTOOL, NodeExporterCollector.LNSTAT, NodeExporterCollector.NETWORK_ROUTE, NodeExporterCollector.QDISC,
  NodeExporterCollector.TCPSTAT, NodeExporterCollector.WIFI, NodeExporterCollector.XFRM,
];

/** The kernel says how many processes there may be in the namespace of the one who asks. */
const PROCESSES = [NodeExporterCollector.PROCESSES];
const ON_THE_SYSTEM_BUS = [NodeExporterCollector.SYSTEMD, NodeExporterCollector.LOGIND];
const AS_ROOT = [NodeExporterCollector.SLABINFO];

/** The arguments that switch collectors on and off. */
export function collectorArguments({ enabled, disabled, textfileDirectory, hostNetwork }: CollectorChoice): string[] {
  const off = [...hostNetwork ? [] : NETWORK_BY_DEFAULT, ...disabled];
  return [
    ...sortedNames(enabled).map(collector => `--collector.${collector}`),
    ...sortedNames(off).map(collector => `--no-collector.${collector}`),
    ...textfileDirectory === undefined ? [] : [`--collector.textfile.directory=${TEXTFILES}`],
  ];
}

/** What the collectors need besides: mounts, variables, another user. */
export function collectorNeeds({ enabled, textfileDirectory }: CollectorChoice): Pick<AgentContainer, 'mounts' | 'env' | 'user' | 'group'> {
  const bus = enabled.some(collector => ON_THE_SYSTEM_BUS.includes(collector));
  return {
    mounts: [
      ...textfileDirectory === undefined ? [] : [HostPath.readOnly(textfileDirectory, { mountPath: TEXTFILES })],
      ...bus ? [HostPath.readOnly(SYSTEM_BUS)] : [],
    ],
    ...bus ? { env: { DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${SYSTEM_BUS}/system_bus_socket` } } : {},
    ...enabled.some(collector => AS_ROOT.includes(collector)) ? { user: ROOT, group: ROOT } : {},
  };
}

/** @throws where collectors are stated twice, or could only tell what is wrong */
export function checkCollectors(place: string, { enabled, disabled, textfileDirectory, hostNetwork, hostPid }: CollectorChoice): void {
  checkSwitches(place, { enabled, disabled, textfileDirectory });
  const ofThePod = hostNetwork ? undefined : enabled.find(collector => NETWORK.includes(collector));
  if (ofThePod) { throw new Error(`${place}: enabledCollectors: without hostNetwork "${ofThePod}" would tell of the network of the pod; leave hostNetwork out, or "${ofThePod}"`); }
  const unseen = hostPid ? undefined : enabled.find(collector => PROCESSES.includes(collector));
  if (unseen) { throw new Error(`${place}: enabledCollectors: without hostPid "${unseen}" would tell of the process namespace of the pod; leave hostPid out, or "${unseen}"`); }
}
