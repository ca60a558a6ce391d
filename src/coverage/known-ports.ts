import { DaemonSet } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { EVERY_ADDRESS, HostPort } from '../placement/host-port';

/** A port that a program has on its nodes although no pod that was given declares it. */
export interface KnownPort extends HostPort {
  readonly owner: string;

  /** On which nodes it has it, beside which DaemonSets. */
  readonly isOn: (node: InventoryNode, besides: readonly DaemonSet[]) => boolean;

  /** The names of the DaemonSets that are this program, or their roles. */
  readonly itself: readonly string[];
}

const LOOPBACK = '127.0.0.1';

const everywhere = () => true;
const onControlPlane = ({ labels }: InventoryNode) => labels.has('node-role.kubernetes.io/control-plane') || labels.has('node-role.kubernetes.io/master');
const onOpenShift = ({ labels }: InventoryNode) => labels.has('node.openshift.io/os_id');
const besideDaemonSet = (name: string) => (_: InventoryNode, besides: readonly DaemonSet[]) => besides.some(daemonSet => daemonSet.name === name);

/** Ports of one program, of all addresses or of the loopback only. */
function ports(owner: string, isOn: KnownPort['isOn'], itself: readonly string[], ...numbers: readonly (number | `loopback ${number}`)[]): KnownPort[] {
  return numbers.map(number => typeof number === 'number'
    ? { owner, isOn, itself, port: number, protocol: 'TCP', address: EVERY_ADDRESS }
    : { owner, isOn, itself, port: Number(number.replace('loopback ', '')), protocol: 'TCP', address: LOOPBACK });
}

/**
 * Default ports, which a cluster may have changed.
 *
 * - Kubernetes: k8s.io/kubernetes v1.37.2 pkg/cluster/ports/ports.go, kubernetes.io/docs/reference/networking/ports-and-protocols
 * - OpenShift: openshift/enhancements enhancements/network/host-port-registry.md at 1379b5cfd13c
 * - Cilium: cilium/cilium Documentation/operations/system_requirements.rst at 00c88111b78b
 *
 * All of them were read on 2026-11-27.
 */
export const KNOWN_PORTS: readonly KnownPort[] = [
  ...ports('the kubelet', everywhere, [], 10250, 'loopback 10248'),
  ...ports('kube-proxy', everywhere, ['kube-proxy', 'cilium', 'kube-router'], 10256, 'loopback 10249'),
  ...ports('the API server', onControlPlane, ['kube-apiserver'], 6443),
  ...ports('etcd', onControlPlane, ['etcd'], 2379, 2380),
  ...ports('kube-controller-manager', onControlPlane, ['kube-controller-manager'], 10257),
  ...ports('kube-scheduler', onControlPlane, ['kube-scheduler'], 10259),
  ...ports('OpenShift\'s node-exporter', onOpenShift, ['node-exporter'], 9100),
  ...ports('OpenShift\'s machine-config-daemon', onOpenShift, ['machine-config-daemon'], 9001, 'loopback 8797'),
  ...ports('CRI-O of OpenShift', onOpenShift, [], 9537, 10010),
  ...ports('Cilium', besideDaemonSet('cilium'), ['cilium', 'cilium-envoy'], 4240, 4244, 'loopback 9878', 'loopback 9879', 'loopback 9890'),
];
