import { Taint } from '../model/taint';

/** One of several machine shapes of a pool. */
export interface NodeShape {
  /** A part of its nodes' names. */
  readonly name: string;

  /**
   * How many nodes have it.
   *
   * @default - required where the pool has a `count`, and not allowed elsewhere
   */
  readonly count?: number;

  /**
   * Labels by key, besides those of the pool.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Taints, besides those of the pool.
   *
   * @default - none
   */
  readonly taints?: Taint[];

  /**
   * What a node has for its pods, as quantities by resource name.
   *
   * @default - that of the pool
   */
  readonly allocatable?: { [resource: string]: string };

  /**
   * What a node runs.
   *
   * @default - that of the pool
   */
  readonly osImage?: string;
}

/** Alike nodes, `count` of them, or between `min` and `max` where they are autoscaled. */
export interface NodePool {
  /** Its nodes are called `<name>-0`, `<name>-1`, … */
  readonly name: string;

  /**
   * How many nodes there are.
   *
   * @default - `min` and `max` say it
   */
  readonly count?: number;

  /**
   * How many nodes there are at least. A pool with `min: 0` is judged as one node that may come.
   *
   * @default 0
   */
  readonly min?: number;

  /**
   * How many nodes there may be; with 0 there is none.
   *
   * @default - no bound
   */
  readonly max?: number;

  /**
   * Labels by key.
   *
   * @default - `kubernetes.io/os` linux, `kubernetes.io/arch` amd64; stated ones are added
   */
  readonly labels?: { [key: string]: string };

  /**
   * Taints that keep pods away.
   *
   * @default - none
   */
  readonly taints?: Taint[];

  /**
   * Taints that a new node has until somebody removes them.
   *
   * @default - none
   */
  readonly startupTaints?: Taint[];

  /**
   * What a node has for its pods, as quantities by resource name: `{ cpu: '3920m', memory: '14Gi' }`.
   *
   * @default - not declared: room is not judged, and the report says so
   */
  readonly allocatable?: { [resource: string]: string };

  /**
   * Whether its nodes are cordoned; the taint that goes with it is added.
   *
   * @default false
   */
  readonly unschedulable?: boolean;

  /**
   * What its nodes run, such as `Talos (v1.11.2)`.
   *
   * @default - not declared
   */
  readonly osImage?: string;

  /**
   * Whether its nodes run no DaemonSet pods, whatever a manifest says, as EKS Fargate and virtual-kubelet.
   *
   * @default - true where its labels say so
   */
  readonly virtual?: boolean;

  /**
   * Several machine shapes in one pool.
   *
   * @default - all its nodes are alike
   */
  readonly shapes?: NodeShape[];
}
