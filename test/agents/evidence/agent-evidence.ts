import { Construct } from 'constructs';
import { NodeAgentDaemonSet, NodeAgentDaemonSetOptions } from '../../../src';
import { Manifest } from '../manifests';

/** What a user may state of every agent, in a test. */
export type StatedOptions = Partial<NodeAgentDaemonSetOptions>;

/** Makes one agent under an id, with what is stated besides. */
export type MakeAgent = (scope: Construct, id: string, stated?: StatedOptions) => NodeAgentDaemonSet;

/** How a program was asked whether it takes the configuration that we generate. */
export interface TakenBy {
  /** Who was asked, in one sentence: it stands on the agent's page. */
  readonly who: string;

  /** What it says against the objects of an agent; nothing where it takes them. */
  readonly problemsOf: (objects: readonly Manifest[]) => string[];

  /** A change that it must find: the name of what is replaced, and by what. */
  readonly broken: { readonly from: string; readonly to: string; readonly found: RegExp };
}

/** A field of the vendor's own manifest or chart, beside ours. */
export interface VendorDifference {
  /** `spec.template.spec.hostNetwork`; what stands below it belongs to it. */
  readonly field: string;

  /** What the vendor has there, as compact JSON or in words; `–` for nothing. */
  readonly vendor: string;
  readonly why: string;
}

/** The vendor's own way to run the program on each node. */
export interface VendorComparison {
  /** What was read: repository, path and commit. */
  readonly source: string;
  readonly readOn: string;
  readonly differences: readonly VendorDifference[];

  /** The fields in which ours is as the vendor's. */
  readonly same: readonly string[];
}

/** Why an agent may be exported. */
export interface AgentEvidence {
  /** The program: the name of its page, too. */
  readonly program: string;

  /** How it is made: the name of a class, or of a factory of `LogCollector`. */
  readonly exportedAs: string;
  readonly make: MakeAgent;

  /** The same with everything on. */
  readonly makeWithEverything: MakeAgent;
  readonly takenBy: TakenBy;
  readonly vendor: VendorComparison;

  /** Where a log collector's configuration says that it reads the format of CRI, and that it leaves its own logs out; none for others. */
  readonly collects?: { readonly format: RegExp; readonly ownLogs: RegExp };

  /** Paths of the node that belong to one instance; none for an agent without a state. */
  readonly ownPaths: (pod: Manifest) => string[];

  /** Paths of the node that it writes to and that others know, too. */
  readonly sharedPaths?: readonly string[];

  /** Paths of the node that are neither a directory nor a file that must be there, with the reason. */
  readonly pathTypes?: { readonly [path: string]: string };

  /** Whether the ports that it takes on the node cannot be others. */
  readonly fixedPorts?: boolean;

  /** Whether there is one of it on a node at most, because its paths are those of the node; a second one is told by the role. */
  readonly onePerNode?: boolean;

  /** Whether pods see through it what it mounts, which the kubelet itself asks of a node. */
  readonly mountsForPods?: boolean;

  /** How it is made with none of the ports that it takes on the node by itself. */
  readonly otherPorts?: MakeAgent;

  /** How a second one on the same nodes is made, where the first one holds what there is only one of. */
  readonly makeSecond?: MakeAgent;

  /** What it reads and writes, opens and asks, in sentences: by mount path, port or permission. */
  readonly reasons: { readonly [what: string]: string };

  /** What its user should know before it is deployed. */
  readonly limits: readonly string[];
}

/** What is made of each agent: with its defaults and with everything on. */
export const CASES = ['defaults', 'everything'] as const;

/** The title under which the answers about an agent are kept. */
export function caseTitle({ program }: AgentEvidence, one: typeof CASES[number]): string {
  return `${program}: ${one}`;
}
