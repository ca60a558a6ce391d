import { Problem, Source } from '../model/source';
import { Outcome, Reason, Remedy } from '../placement/placement';

/** How much something matters: only an error makes a check fail. */
export type Severity = 'error' | 'warning' | 'note';

/** Some nodes of a cluster, sorted. */
export interface NodeGroup {
  readonly names: readonly string[];

  /** The pools that they were declared in. */
  readonly pools: readonly string[];

  /** How many of them stand for nodes that may come. */
  readonly hypothetical: number;
}

/**
 * What a scenario does to a pod: it stays but would not be created anew, is evicted, is evicted and created anew for ever, waits on a new
 * node, waits there for ever, or does not come to a node that requires it in the scenario only.
 */
export type Fate = 'Stays' | 'Evicted' | 'Loops' | 'Waits' | 'WaitsForEver' | 'Missing';

/** Required nodes without a running pod, all for the same reasons. */
export interface Gap {
  /** A note where enough other nodes run it. */
  readonly severity: Severity;

  /** The scenario that opens it; undefined for the declared state. */
  readonly scenario?: string;

  /** What the scenario does to the pods. */
  readonly fate?: Fate;

  /** After how many seconds they are evicted: 0 for at once. */
  readonly afterSeconds?: number;

  /** What became of a pod that were created now. */
  readonly outcome: Outcome;
  readonly nodes: NodeGroup;
  readonly reasons: readonly Reason[];
}

/** What a cluster's status of a DaemonSet would say. */
export interface DaemonSetStatus {
  readonly desiredNumberScheduled: number;
  readonly numberMisscheduled: number;
}

/** How a DaemonSet covers the nodes that it must run on. */
export interface DaemonSetCoverage {
  readonly namespace: string;
  readonly name: string;
  readonly source: Source;

  /** The role that it has; one without a requirement of its own is judged through it only. */
  readonly role?: string;

  /** How many nodes it must run on. */
  readonly required: number;

  /** On how many of those it runs. */
  readonly running: number;

  /** On how many at least it must run, where a policy does not ask for all. */
  readonly minimum?: number;
  readonly status: DaemonSetStatus;
  readonly gaps: readonly Gap[];
}

/** Nodes that would run more than one DaemonSet of a role. */
export interface Overlap {
  readonly daemonSets: readonly string[];
  readonly nodes: NodeGroup;

  /** The scenario in which they do; undefined for the declared state. */
  readonly scenario?: string;
}

/** How many pods of a DaemonSet fare how in a scenario. */
export interface PodTally {
  readonly runs: number;

  /** They stay, and would not be created anew. */
  readonly stays: number;
  readonly evicted: number;

  /** They are evicted and created anew, for ever. */
  readonly loops: number;
  readonly waits: number;
  readonly waitsForEver: number;
}

/** What a scenario does to the pods of a cluster, whether their nodes require them or not. */
export interface ScenarioReport {
  readonly name: string;

  /** What it adds to its nodes and takes from them. */
  readonly changes: readonly string[];

  /** The nodes that it concerns. */
  readonly nodes: NodeGroup;
  readonly daemonSets: readonly (PodTally & { readonly namespace: string; readonly name: string })[];
}

/** In which order DaemonSets start on new nodes whose startup taints are stated. */
export interface StartupReport {
  readonly nodes: NodeGroup;

  /** What the nodes have at first only. */
  readonly taints: readonly string[];

  /** Those that start first come first. */
  readonly daemonSets: readonly DaemonSetStart[];
}

/** How a DaemonSet starts on a new node. */
export interface DaemonSetStart {
  readonly namespace: string;
  readonly name: string;

  /** Before any taint is gone, when those it waits for are gone, or never. */
  readonly start: 'AtOnce' | 'Waits' | 'Never';

  /** The taints that it waits for, and which DaemonSets remove them; somebody else where none is known to. */
  readonly waitsFor: readonly { readonly taint: string; readonly removedBy: readonly string[] }[];

  /** The taints that go away when it runs. */
  readonly removes: readonly string[];
}

/** How several DaemonSets together do one job: exactly one of them on each required node. */
export interface RoleCoverage {
  readonly name: string;
  readonly daemonSets: readonly string[];

  /** On how many nodes one of them must run, on how many of those one does, and on how many at least one must: where a policy states a minimum. */
  readonly required?: number;
  readonly running?: number;
  readonly minimum?: number;

  /** Those that no member reports as its own. */
  readonly gaps: readonly Gap[];
  readonly overlaps: readonly Overlap[];
}

/** Nodes that were left out of a requirement on purpose. */
export interface ExemptionReport {
  readonly nodes: NodeGroup;
  readonly daemonSet: string;
  readonly reason: string;
  readonly until?: string;
  readonly owner?: string;

  /** Expired, or closing no gap. */
  readonly stale: boolean;
}

/** What was left open, for whom and where. */
export interface NotJudged {
  readonly filter: string;
  readonly message: string;
  readonly daemonSets: readonly string[];
  readonly nodes: NodeGroup;
}

/** Something about a DaemonSet, or another object, that its author should know. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly remedies: readonly Remedy[];

  /** `namespace/name`. */
  readonly daemonSet?: string;
  readonly nodes?: NodeGroup;
  readonly source: Source;
}

/** The answer for one cluster. */
export interface ClusterReport {
  readonly name: string;

  /** The minor version that was assumed. */
  readonly minor: number;

  /** Nothing is an error; with `strict`, nothing is a warning or was left open either. */
  readonly success: boolean;

  /** How many nodes there are, virtual ones included. */
  readonly nodes: number;
  readonly virtualNodes: NodeGroup;
  readonly daemonSets: readonly DaemonSetCoverage[];
  readonly roles: readonly RoleCoverage[];
  readonly exemptions: readonly ExemptionReport[];
  readonly notJudged: readonly NotJudged[];
  readonly findings: readonly Finding[];

  /** The scenarios that were asked for, in the order in which they were. */
  readonly scenarios: readonly ScenarioReport[];

  /** How DaemonSets start on new nodes; empty where no startup taint is stated. */
  readonly startup: readonly StartupReport[];
}

/** The answer for all clusters that were asked about. */
export interface CheckReport {
  readonly success: boolean;

  /** What could not be read or is invalid. */
  readonly problems: readonly Problem[];
  readonly clusters: readonly ClusterReport[];
}
