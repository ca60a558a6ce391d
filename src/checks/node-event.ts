import { NodeDeclaration } from '../inventory/node-declaration';
import { DeclaredEvent } from '../inventory/node-events-fields';
import { Taint, TaintEffect } from '../model/taint';

/** A node that joins: as those of a pool, like another node, or as it says itself. */
export interface JoiningNode extends NodeDeclaration {
  /**
   * The pool of the inventory whose nodes it is like; they must be all alike.
   *
   * @default - it is like another node, or as it says itself
   */
  readonly pool?: string;

  /**
   * The node of the inventory that it is like.
   *
   * @default - it is like those of its pool, or as it says itself
   */
  readonly like?: string;

  /**
   * After which time it can be ready, such as `40s`.
   *
   * @default 0s
   */
  readonly readyAfter?: string;
}

/**
 * Something that happens to nodes, so long after the start as its first parameter says: `0s`, `90s`, `10m`, `1h30m`. Nodes are a list of names
 * with commas between, `*`, or a label selector.
 */
export class NodeEvent {
  /** A node joins, not ready at first. */
  public static nodeJoins(at: string, node: JoiningNode): NodeEvent {
    return new NodeEvent({ at, nodeJoins: node });
  }

  /** Nodes are deleted, and their pods with them. */
  public static nodeLeaves(at: string, nodes: string): NodeEvent {
    return new NodeEvent({ at, nodeLeaves: { nodes } });
  }

  /** Nodes take no more pods, but those of DaemonSets. */
  public static cordon(at: string, nodes: string): NodeEvent {
    return new NodeEvent({ at, cordon: { nodes } });
  }

  /** Cordoned nodes take pods again. */
  public static uncordon(at: string, nodes: string): NodeEvent {
    return new NodeEvent({ at, uncordon: { nodes } });
  }

  /** Nodes are cordoned and emptied, but for the pods of DaemonSets. */
  public static drain(at: string, nodes: string): NodeEvent {
    return new NodeEvent({ at, drain: { nodes } });
  }

  /** Nodes get a taint, in place of one of the same key and effect. */
  public static taintAdded(at: string, nodes: string, taint: Taint): NodeEvent {
    return new NodeEvent({ at, taintAdded: { nodes, taint } });
  }

  /**
   * Nodes lose a taint, whatever its value.
   *
   * @param effect the effect of the taint; all taints of the key when left out
   */
  public static taintRemoved(at: string, nodes: string, key: string, effect?: TaintEffect): NodeEvent {
    return new NodeEvent({ at, taintRemoved: { nodes, taint: { key, effect } } });
  }

  /**
   * Nodes get a label, or lose it.
   *
   * @param value its value; the label goes when left out
   */
  public static labelChanged(at: string, nodes: string, label: string, value?: string): NodeEvent {
    return new NodeEvent({ at, labelChanged: { nodes, label, value } });
  }

  /**
   * Nodes are not ready for a while.
   *
   * @param duration such as `5m`
   */
  public static notReadyFor(at: string, nodes: string, duration: string): NodeEvent {
    return new NodeEvent({ at, notReadyFor: { nodes, duration } });
  }

  /**
   * What was stated.
   *
   * @internal
   */
  public readonly _declared: DeclaredEvent;

  private constructor(declared: DeclaredEvent) {
    this._declared = declared;
  }
}
