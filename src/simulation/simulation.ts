import { NodeEventKind } from '../model/node-event';

/** How an agent fares on a node. */
export type AgentStatus =
  /** It runs, and would be created anew. */
  | 'Runs'
  /** It runs, and would not be created anew. */
  | 'Stays'
  /** It is evicted and created anew, again and again. */
  | 'Loops'
  /** Its pod is there, and no node has room for it. */
  | 'Pending'
  /** Its pod is there, and somebody else decides whether it runs. */
  | 'NotJudged'
  /** The node requires it, and there is no pod. */
  | 'Missing'
  /** There is no pod, and none is required. */
  | 'NotRequired';

/** Something that happened. */
export interface Happening {
  readonly atSeconds: number;
  readonly kind: NodeEventKind | 'nodeReady' | 'taintGone' | 'podCreated' | 'podPending' | 'podWaits' | 'podStays' | 'podDeleted' | 'podEvicted' | 'loopBegins' | 'loopEnds';

  /** `namespace/name`; undefined for what happens to nodes. */
  readonly daemonSet?: string;
  readonly nodes: readonly string[];

  /** What happened, as the end of a sentence that begins with the nodes, or with the pod. */
  readonly message: string;
}

/** A time during which an agent fares alike on a node; without an end it lasts. */
export interface Span {
  readonly status: AgentStatus;
  readonly fromSeconds: number;
  readonly toSeconds?: number;
}

/** How an agent fares on a node while the node is there, one span after the other. */
export interface AgentHistory {
  /** `namespace/name`. */
  readonly daemonSet: string;
  readonly node: string;
  readonly spans: readonly Span[];
}

/** What became of the agents of a cluster. */
export interface Simulation {
  readonly name: string;
  readonly minor: number;

  /** Every agent is where it is required at the end, and none is evicted for ever. */
  readonly success: boolean;

  /** When the last thing happened. */
  readonly endSeconds: number;
  readonly happenings: readonly Happening[];

  /** By DaemonSet, then by node. */
  readonly histories: readonly AgentHistory[];
}

/** Whether a node does without an agent that it requires. */
export function isWithout({ status }: Span): boolean {
  return status === 'Missing' || status === 'Pending';
}
