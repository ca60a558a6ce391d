import { InventoryNode } from '../model/node';

/** The declared nodes of one cluster. */
export interface Inventory {
  /** What the cluster is called; undefined where the file does not say. */
  readonly name?: string;

  /** The minor version of its control plane; undefined where nothing is declared. */
  readonly minor?: number;

  /** When the list was made. */
  readonly observedAt?: string;
  readonly nodes: readonly InventoryNode[];
}
