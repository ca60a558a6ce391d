import { Duration } from 'cdk8s';
import { MountPropagation } from './host-path';

/**
 * What is measured of a node itself.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/hostmetricsreceiver
 */
export enum HostMetricsScraper {
  /** How long the processors did what. */
  CPU = 'cpu',

  /** What was read from disks and written to them. */
  DISK = 'disk',

  /** How full the file systems are. */
  FILESYSTEM = 'filesystem',

  /** How many processes wait for a processor. */
  LOAD = 'load',

  /** How memory is used. */
  MEMORY = 'memory',

  /** What went through the network. It needs `hostNetwork`: without it, it would tell of the network of the pod. */
  NETWORK = 'network',

  /** How swap is used, and pages that were moved. */
  PAGING = 'paging',

  /** How many processes there are, by what they do. */
  PROCESSES = 'processes',

  /** How long the node has been up. */
  SYSTEM = 'system',
}

/** Metrics of the node itself. */
export interface HostMetricsOptions {
  /**
   * Whether they are collected. The root directory of the node is mounted for that, read-only.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * How often.
   *
   * @default Duration.seconds(30)
   */
  readonly interval?: Duration;

  /**
   * What is measured.
   *
   * @default - CPU, DISK, FILESYSTEM, LOAD and MEMORY; with `hostNetwork` NETWORK, too
   */
  readonly scrapers?: HostMetricsScraper[];

  /**
   * Directories of the node at which file systems are left out, and all that is below them: `/mnt/scratch`. Those of pods and containers
   * are left out anyway.
   *
   * @default - none besides
   */
  readonly excludeMountPoints?: string[];

  /**
   * Types of file systems that are left out: `nfs4`. Those that are not on a device, such as `tmpfs`, are left out anyway.
   *
   * @default - `iso9660` and `squashfs`, which are always full
   */
  readonly excludeFileSystemTypes?: string[];

  /**
   * Names of disks that are left out, with their file systems, in which `*` is any text: `loop*`.
   *
   * @default - none
   */
  readonly excludeDevices?: string[];

  /**
   * Whether file systems that the node mounts later are seen. With `NONE` only those that are mounted when the pod starts are: for nodes
   * whose `/` is not a shared mount, where the container would not start otherwise.
   *
   * @default MountPropagation.HOST_TO_CONTAINER
   */
  readonly rootMountPropagation?: MountPropagation;
}
