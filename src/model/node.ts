import { Labels } from './label';
import { Quantity } from './quantity';
import { Taint } from './taint';

/** What a node has for its pods. */
export interface Allocatable {
  /** By resource name. What is neither here nor undeclared, the node has none of. */
  readonly quantities: ReadonlyMap<string, Quantity>;

  /** Resources that the author of a hand-written inventory left open: they are not judged. */
  readonly undeclared: ReadonlySet<string>;
}

/** A declared node of a cluster. */
export interface InventoryNode {
  /** `metadata.name`, which is not always the hostname label. */
  readonly name: string;
  readonly labels: Labels;
  readonly taints: readonly Taint[];

  /** Cordoned. It keeps no DaemonSet away: the taint that goes with it is tolerated automatically. */
  readonly unschedulable: boolean;

  /** What it has for pods; undefined where nothing is declared, so that room is not judged. */
  readonly allocatable?: Allocatable;

  /** Taints that it has when it is new, until somebody removes them. */
  readonly startupTaints: readonly Taint[];

  /** `status.nodeInfo.osImage`, such as `Talos (v1.11.2)`. */
  readonly osImage?: string;

  /** The pool that it was declared in. */
  readonly pool?: string;

  /** It stands for nodes that may come (a pool with `min: 0`); there is none today. */
  readonly hypothetical: boolean;

  /** It runs no DaemonSet pods, whatever a manifest says (EKS Fargate, virtual-kubelet). */
  readonly virtual: boolean;
}

/** The labels by which the known platforms mark virtual nodes; typed agents leave such nodes out by them. */
export const VIRTUAL_NODE_LABELS: readonly { readonly key: string; readonly value: string }[] = [
  { key: 'eks.amazonaws.com/compute-type', value: 'fargate' },
  { key: 'type', value: 'virtual-kubelet' },
];

/** Whether labels mark a virtual node. */
export function isVirtual(labels: Labels): boolean {
  return VIRTUAL_NODE_LABELS.some(({ key, value }) => labels.get(key) === value);
}
