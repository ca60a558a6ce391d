import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { ClusterPermission } from './cluster-permission';
import { ContainerLogFormat, NodeJournal, WhenBufferFull } from './log-collection-options';
import { LogCollectorFeature } from './log-collector-feature';
import { LogDestination, LogDestinationKind } from './log-destination';
import { MultilineRule } from './multiline-rule';
import { PrivilegeReasons } from './privilege-reasons';

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

  /** Shell patterns of log files that are not read: those of namespaces and pods that are left out. */
  readonly excludedLogs: string[];

  /** In which format the logs of containers are on the node. */
  readonly format: ContainerLogFormat;

  /**
   * The journal of the node, with a path and units.
   *
   * @default - it is not read
   */
  readonly journal?: NodeJournal;

  /**
   * Which lines belong together.
   *
   * @default - each line is by itself
   */
  readonly multiline?: MultilineRule;

  /** Whether each line gets what the API server knows of its pod. */
  readonly podMetadata: boolean;

  /** What happens when no more may wait in the state directory. */
  readonly whenFull: WhenBufferFull;

  /**
   * The port on which the collector tells how it does.
   *
   * @default - the collector's own
   */
  readonly metricsPort?: number;

  /**
   * How much memory it may use, as Kubernetes writes amounts, such as `1536Mi`.
   *
   * @default - as much as it proposes itself
   */
  readonly memoryLimit?: string;
}

/** Where a collector serves metrics of itself, in the format of Prometheus. */
export interface LogCollectorMetrics {
  /** The name of the port, as one of the container's `ports` has it. */
  readonly portName: string;

  /** The path, such as `/metrics`. */
  readonly path: string;
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
   * Where it serves metrics of itself.
   *
   * @default - nowhere that Prometheus could ask
   */
  readonly metrics?: LogCollectorMetrics;

  /**
   * Why it needs what checkers of manifests warn of.
   *
   * @default - they are told nothing
   */
  readonly privilegeReasons?: PrivilegeReasons;

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

  /** What it can do that not every collector can. Nothing else is asked of it. */
  readonly features: LogCollectorFeature[];

  /** What runs on each node to do this. @throws where it cannot be done; what it throws is told with the place of the agent */
  programFor(collection: LogCollection): LogCollectorProgram;
}
