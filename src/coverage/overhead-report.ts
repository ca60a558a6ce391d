import { Amounts } from './amounts';
import { NodeGroup } from './report';
import { HostPort } from '../placement/host-port';
import { Outcome, Reason } from '../placement/placement';

/** A DaemonSet on nodes of one class. */
export interface AgentOnNode {
  readonly namespace: string;
  readonly name: string;

  /** Only one that runs takes what it requests. */
  readonly outcome: Outcome;
  readonly requests: Amounts;
  readonly hostPorts: readonly HostPort[];

  /** Why it does not run. */
  readonly reasons: readonly Reason[];
}

/** Nodes with equal room, on which the same becomes of every DaemonSet. */
export interface ClassOverhead {
  readonly nodes: NodeGroup;

  /** What each of them has of the resources that are declared; undefined where nothing is. */
  readonly allocatable?: Amounts;

  /** Resources that are asked for and not declared: their share is not judged. */
  readonly notJudged: readonly string[];

  /** The DaemonSets of which the controller wants a pod there. */
  readonly daemonSets: readonly AgentOnNode[];

  /** What those take that run. */
  readonly requested: Amounts;

  /** What all of them would take: so much a node must have at least to fit all. */
  readonly needed: Amounts;
}

/** What a DaemonSet costs on all nodes. */
export interface AgentCost {
  readonly namespace: string;
  readonly name: string;

  /** On how many nodes it runs. */
  readonly nodes: number;

  /** What one pod of it takes. */
  readonly requests: Amounts;

  /** What all of its pods take. */
  readonly fleet: Amounts;
}

/** What the DaemonSets of a cluster take of its nodes. */
export interface ClusterOverhead {
  readonly name: string;
  readonly minor: number;

  /** How many nodes there are, virtual ones not included. */
  readonly nodes: number;

  /** They run no DaemonSet. */
  readonly virtualNodes: NodeGroup;
  readonly classes: readonly ClassOverhead[];
  readonly daemonSets: readonly AgentCost[];

  /** What all nodes together have to give; of a resource that some node does not declare there is nothing. */
  readonly allocatable: Amounts;
  readonly requested: Amounts;

  /** The least that a node must have so that every DaemonSet fits that any node wants, whichever node it takes the place of. */
  readonly smallestNode: Amounts;
}

/** What `everynode overhead` answers. */
export interface OverheadReport {
  readonly clusters: readonly ClusterOverhead[];
}
