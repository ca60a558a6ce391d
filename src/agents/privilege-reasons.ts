/**
 * Why an agent needs what checkers of manifests warn of. What has a reason is exempt from their warnings by annotations of the
 * DaemonSet, which have the reason where the checker has room for one; what has none, or is not done, is exempt from nothing.
 */
export interface PrivilegeReasons {
  /**
   * Why it runs as root.
   *
   * @default - it is not exempt
   */
  readonly root?: string;

  /**
   * Why a container is privileged.
   *
   * @default - it is not exempt
   */
  readonly privileged?: string;

  /**
   * Why it shares the network of its node.
   *
   * @default - it is not exempt
   */
  readonly hostNetwork?: string;

  /**
   * Why it sees the processes of its node.
   *
   * @default - it is not exempt
   */
  readonly hostPid?: string;

  /**
   * Why it takes ports of its node.
   *
   * @default - it is not exempt
   */
  readonly hostPorts?: string;

  /**
   * Why it reads or writes files of its node.
   *
   * @default - it is not exempt
   */
  readonly hostPaths?: string;

  /**
   * Why it asks the API server.
   *
   * @default - it is not exempt
   */
  readonly permissions?: string;
}
