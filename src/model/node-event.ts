import { InventoryNode } from './node';
import { Source } from './source';
import { Taint } from './taint';

/** The kinds of events, each with what happens. */
export const NODE_EVENTS = {
  nodeJoins: 'a node joins, not ready at first: { name, pool } or { name, like: NODE } or { name } and what an inventory says of a node; readyAfter (default 0s)',
  nodeLeaves: 'nodes are deleted, and their pods with them: { nodes }',
  cordon: 'nodes take no more pods but those of DaemonSets: { nodes }',
  uncordon: 'cordoned nodes take pods again: { nodes }',
  drain: 'nodes are cordoned and emptied, but for the pods of DaemonSets: { nodes }',
  taintAdded: 'nodes get a taint, in place of one of the same key and effect: { nodes, taint: { key, value, effect } }',
  taintRemoved: 'nodes lose a taint, whatever its value: { nodes, taint: { key, effect } }; without an effect, all of the key',
  labelChanged: 'nodes get a label, or lose it where there is no value: { nodes, label, value }',
  notReadyFor: 'nodes are not ready for a while: { nodes, duration }',
} as const;

/** The kind of an event. */
export type NodeEventKind = keyof typeof NODE_EVENTS;

/** What happens to nodes. `nodes` is a list of names with commas between, `*`, or a label selector. */
export type NodeChange =
  | { readonly kind: 'nodeJoins'; readonly node: InventoryNode; readonly readyAfterSeconds: number }
  | { readonly kind: 'nodeLeaves' | 'cordon' | 'uncordon' | 'drain'; readonly nodes: string }
  | { readonly kind: 'taintAdded'; readonly nodes: string; readonly taint: Taint }
  | { readonly kind: 'taintRemoved'; readonly nodes: string; readonly taint: { readonly key: string; readonly effect?: string } }
  | { readonly kind: 'labelChanged'; readonly nodes: string; readonly label: string; readonly value?: string }
  | { readonly kind: 'notReadyFor'; readonly nodes: string; readonly seconds: number };

/** Something that happens to nodes at a time. */
export interface NodeEvent {
  readonly atSeconds: number;
  readonly change: NodeChange;
  readonly source: Source;
}
