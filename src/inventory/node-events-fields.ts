import { DeclaredNode } from './declared-nodes';
import { INVENTORY_FIELDS } from './fields';
import { DeclaredTaint } from '../manifest/declared-taint';

const SOME_NODES = { nodes: 'string' };

/** The fields of a file of node events, in the form of the table of Kubernetes' fields. */
export const NODE_EVENTS_FIELDS: { readonly [struct: string]: { readonly [field: string]: string } } = {
  NodeEvents: { apiVersion: 'string', kind: 'string', metadata: 'NodeEventsMetadata', spec: 'NodeEventsSpec' },
  NodeEventsMetadata: { name: 'string', labels: '{}string', annotations: '{}string' },
  NodeEventsSpec: { events: '[]NodeEvent' },
  NodeEvent: {
    at: 'string',
    nodeJoins: 'NodeJoins',
    nodeLeaves: 'SomeNodes',
    cordon: 'SomeNodes',
    uncordon: 'SomeNodes',
    drain: 'SomeNodes',
    taintAdded: 'TaintChange',
    taintRemoved: 'TaintChange',
    labelChanged: 'LabelChange',
    notReadyFor: 'NotReady',
  },
  NodeJoins: { ...INVENTORY_FIELDS.InventoryNode, pool: 'string', like: 'string', readyAfter: 'string' },
  SomeNodes: SOME_NODES,
  TaintChange: { ...SOME_NODES, taint: 'InventoryTaint' },
  LabelChange: { ...SOME_NODES, label: 'string', value: 'string' },
  NotReady: { ...SOME_NODES, duration: 'string' },
  InventoryTaint: { ...INVENTORY_FIELDS.InventoryTaint },
};

type Maybe<T> = T | null | undefined;

/** A node that joins, as an event declares it. */
export interface DeclaredJoin extends DeclaredNode {
  readonly pool?: Maybe<string>;
  readonly like?: Maybe<string>;
  readonly readyAfter?: Maybe<string>;
}

/** What an event that is about nodes that are there says of them, whatever its kind. */
export interface DeclaredChange {
  readonly nodes?: Maybe<string>;
  readonly taint?: Maybe<DeclaredTaint>;
  readonly label?: Maybe<string>;
  readonly value?: Maybe<string>;
  readonly duration?: Maybe<string>;
}

/** An event, as a file declares it: its time, and one kind of change. */
export interface DeclaredEvent {
  readonly at?: Maybe<string>;
  readonly nodeJoins?: Maybe<DeclaredJoin>;
  readonly nodeLeaves?: Maybe<DeclaredChange>;
  readonly cordon?: Maybe<DeclaredChange>;
  readonly uncordon?: Maybe<DeclaredChange>;
  readonly drain?: Maybe<DeclaredChange>;
  readonly taintAdded?: Maybe<DeclaredChange>;
  readonly taintRemoved?: Maybe<DeclaredChange>;
  readonly labelChanged?: Maybe<DeclaredChange>;
  readonly notReadyFor?: Maybe<DeclaredChange>;
}

/** The `spec` of a file of node events, its JSON types checked. */
export interface DeclaredEvents {
  readonly events?: Maybe<readonly DeclaredEvent[]>;
}
