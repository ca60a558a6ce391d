/**
 * What nodes run, as `osImage` of a pool or a node has it: the beginning of `status.nodeInfo.osImage`, with or without a version
 * behind it. Of these it is known which paths of the node are read-only or missing, and a DaemonSet that mounts one is found.
 *
 * @see https://kubernetes.io/docs/reference/node/node-status/#info
 */
export class OsImageProfile {
  /** Talos: everything but a few directories is read-only. */
  public static readonly TALOS = 'Talos';

  /** Bottlerocket: the root is read-only. */
  public static readonly BOTTLEROCKET = 'Bottlerocket OS';

  /** Google's Container-Optimized OS, which GKE has unless told otherwise: the root is read-only, `/opt` with it. */
  public static readonly CONTAINER_OPTIMIZED_OS = 'Container-Optimized OS from Google';

  /** Flatcar: `/usr` is read-only. */
  public static readonly FLATCAR = 'Flatcar Container Linux';

  /** Windows: it has none of the file systems of the Linux kernel. */
  public static readonly WINDOWS = 'Windows Server';

  private constructor() {}
}
