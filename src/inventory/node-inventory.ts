import { readFileSync } from 'fs';
import { basename, extname } from 'path';
import { showPath } from '../manifest/document';
import { decodeText } from '../manifest/text';
import { Problem, showPlace } from '../model/source';
import { Taint } from '../model/taint';
import { DeclaredSpec } from './declared-nodes';
import { Inventory } from './inventory';
import { readDeclaration, readInventory } from './read-inventory';

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

/** All that an inventory can declare. */
export interface NodeInventoryProps {
  /**
   * What the cluster is called.
   *
   * @default - the name of the check that uses it
   */
  readonly name?: string;

  /**
   * The minor version of the control plane, such as `1.34`.
   *
   * @default - the newest that is known
   */
  readonly kubernetesVersion?: string;

  /**
   * Single nodes.
   *
   * @default - none
   */
  readonly nodes?: NodeDeclaration[];

  /**
   * Pools of alike nodes.
   *
   * @default - none
   */
  readonly pools?: NodePool[];
}

/**
 * The declared nodes of one cluster: what every DaemonSet is held against.
 *
 * @see https://kubernetes.io/docs/concepts/architecture/nodes/
 */
export class NodeInventory {
  /**
   * Alike nodes in pools.
   *
   * @param pools at least one
   */
  public static ofPools(...pools: NodePool[]): NodeInventory {
    return NodeInventory.of({ pools });
  }

  /**
   * Single nodes.
   *
   * @param nodes at least one
   */
  public static ofNodes(...nodes: NodeDeclaration[]): NodeInventory {
    return NodeInventory.of({ nodes });
  }

  /**
   * Nodes and pools together, with the cluster's name and version. Everything that is wrong is in one error.
   *
   * @param props at least one node or pool
   */
  public static of(props: NodeInventoryProps): NodeInventory {
    const { name, ...spec } = props;
    const { inventory, problems } = readDeclaration(spec as DeclaredSpec, name);
    if (problems.length > 0) {
      throw new Error(`invalid node inventory:\n${problems.map(({ path, message }) => `  ${showPath(path.slice(1))} ${message}`).join('\n')}`);
    }
    if (inventory.nodes.length === 0) { throw new Error('invalid node inventory: it has no node; declare at least one node or pool'); }
    return new NodeInventory(inventory);
  }

  /**
   * Reads a `NodeInventory` file, or what `kubectl get nodes -o json` (or `-o yaml`) printed. Everything that is wrong is in one error.
   *
   * @param path relative to the working directory
   */
  public static fromFile(path: string): NodeInventory {
    const { inventory, problems } = readInventory([{ text: readText(path), file: path }]);
    if (!inventory) { throw new Error(`invalid node inventory:\n${problems.map(problem => `  ${showProblem(problem)}`).join('\n')}`); }
    return new NodeInventory({ name: basename(path, extname(path)), ...inventory });
  }

  /**
   * What the cluster is called.
   *
   * @default - undefined: it is called after the check that uses it
   */
  public readonly name?: string;

  /**
   * What was declared, parsed.
   *
   * @internal
   */
  public readonly _inventory: Inventory;

  private constructor(inventory: Inventory) {
    this._inventory = inventory;
    this.name = inventory.name;
  }
}

function readText(path: string): string {
  const bytes = readBytes(path);
  try {
    return decodeText(bytes);
  } catch (error) {
    throw new Error(`invalid node inventory: ${path} ${(error as Error).message}`);
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') { throw new Error(`invalid node inventory: there is no file ${path}`); }
    if (code === 'EISDIR') { throw new Error(`invalid node inventory: ${path} is a folder, expected a file`); }
    throw new Error(`invalid node inventory: ${path} cannot be read: ${message}`);
  }
}

function showProblem(problem: Problem): string {
  const place = showPlace(problem);
  return place === '' ? problem.message : `${place}: ${problem.message}`;
}
