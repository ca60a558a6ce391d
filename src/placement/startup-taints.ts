import { admits } from './daemon-controller';
import { DaemonSet } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { Taint } from '../model/taint';

/** Who removes a taint of new nodes. */
interface Remover {
  /** What its DaemonSet is called, but for what a release puts before it. */
  readonly names: readonly string[];

  /** The role that says the same of a DaemonSet with another name. */
  readonly role?: string;

  /** Whether a pod on one node removes the taint from all of them; elsewhere each pod removes it from its own. */
  readonly everywhere?: boolean;

  /** Whether nodes that it does not select have one of their own, often none of the cluster's DaemonSets: Windows, EKS Auto Mode, hybrid nodes. */
  readonly perNode?: boolean;
}

/** What CSI drivers put behind their name for the taint that their node plugin removes. */
const NOT_READY = '/agent-not-ready';

/**
 * The taints that agents remove when they run, by key. Whatever is not here is somebody else's matter.
 *
 * @see https://docs.cilium.io/en/stable/installation/taints/
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/install.md
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/install.md
 * @see https://github.com/kubernetes-sigs/aws-fsx-csi-driver/blob/master/docs/install.md
 * @see https://github.com/awslabs/mountpoint-s3-csi-driver/blob/main/docs/CONFIGURATION.md#configure-node-startup-taint
 * @see https://github.com/kubernetes-sigs/azuredisk-csi-driver/blob/master/pkg/azuredisk/azuredisk.go
 * @see https://istio.io/latest/docs/setup/additional-setup/cni/#race-condition--mitigation
 * @see https://kubernetes.io/docs/concepts/cluster-administration/addons/#networking-and-network-policy
 * @see https://kubernetes.io/docs/tasks/administer-cluster/running-cloud-controller/
 * @see https://github.com/aws-samples/sample-eks-hybrid-nodes-raspberry-pi/blob/main/terraform/templates/cilium-values.yaml.tpl hybrid nodes have a network plugin of their own (read on 2026-11-27)
 */
const REMOVERS: ReadonlyMap<string, Remover> = new Map<string, Remover>([
  ['node.cilium.io/agent-not-ready', { names: ['cilium'] }],
  ['ebs.csi.aws.com/agent-not-ready', { names: ['ebs-csi-node', 'ebs-csi-node-windows'] }],
  ['efs.csi.aws.com/agent-not-ready', { names: ['efs-csi-node'] }],
  ['fsx.csi.aws.com/agent-not-ready', { names: ['fsx-csi-node'] }],
  ['s3.csi.aws.com/agent-not-ready', { names: ['s3-csi-node'] }],
  ['disk.csi.azure.com/agent-not-ready', { names: ['csi-azuredisk-node', 'csi-azuredisk-node-win'] }],
  ['cni.istio.io/not-ready', { names: ['istio-cni-node'] }],
  ['node.kubernetes.io/not-ready', {
    names: ['antrea-agent', 'aws-node', 'calico-node', 'canal', 'cilium', 'kindnet', 'kube-flannel', 'kube-flannel-ds', 'kube-router', 'weave-net'],
    role: 'network-plugin',
    perNode: true,
  }],
  ['node.cloudprovider.kubernetes.io/uninitialized', { names: ['cloud-controller-manager'], everywhere: true }],
]);

/** Whether the pods of a DaemonSet remove a taint of a node when they run: as its annotation says, or as is known of its like. */
export function removes({ name, declared, template, removesTaints, csiDrivers }: DaemonSet, { key }: Taint, node: InventoryNode): boolean {
  if (removesTaints?.includes(key) || csiDrivers?.some(driver => key === `${driver}${NOT_READY}`)) { return true; }
  const remover = REMOVERS.get(key);
  if (!remover || remover.perNode && !admits(template, node)) { return false; }
  return remover.role !== undefined && declared.role === remover.role || remover.names.some(known => name === known || name.endsWith(`-${known}`));
}

/** Whether a pod on one node removes a taint from all of them. */
export function removedEverywhere({ key }: Taint): boolean {
  return REMOVERS.get(key)?.everywhere === true;
}
