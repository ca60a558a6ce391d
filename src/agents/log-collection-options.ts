import { LogDestination } from './log-destination';
import { MultilineRule } from './multiline-rule';

/** In which format the logs of containers are on the node. */
export enum ContainerLogFormat {
  /** That of containerd and CRI-O. */
  CRI = 'cri',

  /** That of Docker: JSON lines, in `/var/lib/docker/containers`. */
  DOCKER = 'docker',
}

/** What happens when no more may wait on the node. */
export enum WhenBufferFull {
  /** Reading waits, too: what is not read stays in the log file, as long as the kubelet keeps that. */
  WAIT = 'wait',

  /** What waits longest is dropped, in favour of what is new. */
  DROP_OLDEST = 'dropOldest',
}

/** The journal of the node, where systemd keeps the logs of its services: the kubelet and the container runtime among them. */
export interface NodeJournal {
  /**
   * The directory of the journal. A node without storage for it has its journal in `/run/log/journal`.
   *
   * @default '/var/log/journal'
   */
  readonly path?: string;

  /**
   * The units whose logs are read, such as `kubelet.service`.
   *
   * @default ['kubelet.service', 'containerd.service', 'crio.service', 'docker.service']
   */
  readonly units?: string[];
}

/** Which logs are read, what is made of them, and where they go: the same words for every collector. */
export interface LogCollectionOptions {
  /**
   * Where the logs go.
   *
   * @default LogDestination.standardOutput()
   */
  readonly destination?: LogDestination;

  /**
   * The namespaces whose logs are not read.
   *
   * @default - all are read
   */
  readonly excludeNamespaces?: string[];

  /**
   * The pods whose logs are not read: names in which `*` is any text, with or without a namespace before them, such as `debug-*`
   * or `shop/load-test-*`.
   *
   * @default - all are read
   */
  readonly excludePods?: string[];

  /**
   * In which format the logs of containers are on the node.
   *
   * @default ContainerLogFormat.CRI
   */
  readonly format?: ContainerLogFormat;

  /**
   * The journal of the node, read besides the logs of containers. Not every collector can.
   *
   * @default - it is not read
   */
  readonly journal?: NodeJournal;

  /**
   * Which lines of a container belong together, such as those of a stack trace. Not every collector can join them. What the
   * container runtime divides because it is long is put together again in any case.
   *
   * @default - each line is by itself
   */
  readonly multiline?: MultilineRule;

  /**
   * Whether each line gets what the API server knows of its pod, such as labels. The collector then may read pods and namespaces.
   *
   * @default - true, where the collector can
   */
  readonly podMetadata?: boolean;

  /**
   * The directory of the node where read positions and what could not be sent yet are kept. Another directory begins anew: what
   * is still on the node is then sent once more. That of a variant has `-` and the variant's name behind it.
   *
   * @default - `/var/lib/everynode/<namespace>/<name of the DaemonSet>`, with `default` where the chart has no namespace
   */
  readonly statePath?: string;

  /**
   * How much may wait in that directory while the destination is away.
   *
   * @default '512Mi'
   */
  readonly bufferLimit?: string;

  /**
   * What happens when no more may wait.
   *
   * @default WhenBufferFull.WAIT
   */
  readonly whenFull?: WhenBufferFull;

  /**
   * The port on which the collector tells how it does.
   *
   * @default - the program's own: 24231 of Fluentd, 2020 of Fluent Bit, 9600 of Logstash, 8888 of the OpenTelemetry Collector, 9598 of Vector
   */
  readonly metricsPort?: number;
}
