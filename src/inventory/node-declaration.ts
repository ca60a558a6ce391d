import { Taint } from '../model/taint';

/** A node of a cluster. What is left out is what a person would mean. */
export interface NodeDeclaration {
  /** `metadata.name` of the node. */
  readonly name: string;

  /**
   * Labels by key.
   *
   * @default - `kubernetes.io/os` linux, `kubernetes.io/arch` amd64, `kubernetes.io/hostname` the name; stated ones are added
   */
  readonly labels?: { [key: string]: string };

  /**
   * Taints that keep pods away.
   *
   * @default - none
   */
  readonly taints?: Taint[];

  /**
   * Taints that it has when it is new, until somebody removes them.
   *
   * @default - none
   */
  readonly startupTaints?: Taint[];

  /**
   * What it has for its pods, as quantities by resource name: `{ cpu: '3920m', memory: '14Gi' }`.
   *
   * @default - not declared: room is not judged, and the report says so. Where it is declared, `pods` is 110 unless stated,
   * cpu, memory and ephemeral-storage that are not listed are not judged, and it has none of any other resource
   */
  readonly allocatable?: { [resource: string]: string };

  /**
   * Whether it is cordoned; the taint that goes with it is added.
   *
   * @default false
   */
  readonly unschedulable?: boolean;

  /**
   * What it runs, such as `Talos (v1.11.2)`.
   *
   * @default - not declared
   */
  readonly osImage?: string;

  /**
   * Whether it runs no DaemonSet pods, whatever a manifest says, as EKS Fargate and virtual-kubelet.
   *
   * @default - true where its labels say so
   */
  readonly virtual?: boolean;
}
