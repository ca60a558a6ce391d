import { readFileSync } from 'fs';
import { basename, extname } from 'path';
import { DeclaredSpec } from './declared-nodes';
import { Inventory } from './inventory';
import { NodeDeclaration } from './node-declaration';
import { NodePool } from './node-pool';
import { readDeclaration, readInventory } from './read-inventory';
import { showPath } from '../manifest/document';
import { decodeText } from '../manifest/text';
import { Problem, showPlace } from '../model/source';

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
