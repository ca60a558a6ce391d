import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { ClusterPermission } from './cluster-permission';
import { LogDestination, LogDestinationKind } from './log-destination';

/** What a log collector is asked to do on its node. */
export interface LogCollection {
  /** Where the logs go. */
  readonly destination: LogDestination;

  /**
   * A directory of the node that no other agent uses, for read positions and for what could not be sent yet. The collector
   * mounts it itself.
   */
  readonly statePath: string;

  /** How many bytes may wait in that directory while the destination is away. */
  readonly bufferBytes: number;

  /** Shell patterns of the collector's own log files: what it writes must never be read by it. */
  readonly ownLogs: string[];

  /** The labels of the collector's own pods, by which their logs can be told even where a file has another name. */
  readonly ownLabels: { [label: string]: string };

  /**
   * The namespace of the collector's own pods.
   *
   * @default - it is not known at synthesis
   */
  readonly ownNamespace?: string;

  /** The namespaces whose logs are not read. */
  readonly excludedNamespaces: string[];
}

/** What runs on each node to collect logs. */
export interface LogCollectorProgram {
  /** The container. It mounts what it reads and the state directory; its name is that of the collector. */
  readonly container: AgentContainer;

  /**
   * What it asks the API server.
   *
   * @default - nothing
   */
  readonly permissions?: ClusterPermission[];

  /**
   * How long it needs to send or store what it holds when it is told to end.
   *
   * @default Duration.seconds(60)
   */
  readonly terminationGracePeriod?: Duration;
}

/** A program that reads the logs of all containers of a node and sends them somewhere. */
export interface ILogCollector {
  /** The name of the program: of its container, and in the label `app.kubernetes.io/name`. */
  readonly programName: string;

  /** The kinds of destination that it can send to. */
  readonly destinationKinds: LogDestinationKind[];

  /** What runs on each node to do this. */
  programFor(collection: LogCollection): LogCollectorProgram;
}
