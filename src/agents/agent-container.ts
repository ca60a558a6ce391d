import { AgentPort } from './agent-port';
import { AgentProbe } from './agent-probe';
import { HostPath } from './host-path';
import { SharedDirectory } from './shared-directory';
import { Architecture } from '../model/platform';

/** A key of a Secret in the namespace of the agent. */
export interface SecretKey {
  /** The name of the Secret. */
  readonly secretName: string;

  /** The key whose value is taken. */
  readonly key: string;
}

/**
 * What a container runs and what it may do. Its defaults are the least: no capability, no way to gain one, a root file
 * system that cannot be written, a user that is not root.
 */
export interface AgentContainer {
  /**
   * The name of the container, unique in its pod. That of an agent's own container is also the label `app.kubernetes.io/name`.
   *
   * @default - the last part of the image's repository: `node-exporter` of `quay.io/prometheus/node-exporter:v1.12.1`
   */
  readonly name?: string;

  /** The image, with a tag that is not moved, as `latest` is, or with a digest. */
  readonly image: string;

  /**
   * The architectures that the image is for: nodes of others are found by the coverage check.
   *
   * @default - nobody knows
   */
  readonly architectures?: Architecture[];

  /**
   * What is run in place of the image's entry point.
   *
   * @default - the image's entry point
   */
  readonly command?: string[];

  /**
   * The arguments of the command.
   *
   * @default - the image's own
   */
  readonly args?: string[];

  /**
   * The ports that it listens on.
   *
   * @default - none
   */
  readonly ports?: AgentPort[];

  /**
   * What it needs, by resource name.
   *
   * @default - nothing is requested
   */
  readonly requests?: { [resource: string]: string };

  /**
   * What it may use at most, by resource name.
   *
   * @default - no limit
   */
  readonly limits?: { [resource: string]: string };

  /**
   * Environment variables with a fixed value.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string };

  /**
   * Environment variables that hold a field of the pod, such as `spec.nodeName` or `status.podIP`.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
   */
  readonly fieldEnv?: { [name: string]: string };

  /**
   * Environment variables that hold one of its own limits or requests as a whole number, such as `limits.memory`.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-resourceFieldRef
   */
  readonly resourceEnv?: { [name: string]: string };

  /**
   * Environment variables that hold a key of a Secret.
   *
   * @default - none
   */
  readonly secretEnv?: { [name: string]: SecretKey };

  /**
   * Files and directories of the node that it sees.
   *
   * @default - none
   */
  readonly mounts?: HostPath[];

  /**
   * Directories that it may write and that last as long as the pod, by their paths in the container.
   *
   * @default - none
   */
  readonly emptyDirs?: string[];

  /**
   * The same in memory: what is written there never reaches a disk, and counts against the container's limit of memory.
   *
   * @default - none
   */
  readonly memoryDirs?: string[];

  /**
   * Directories that it shares with other containers of its pod and that last as long as the pod.
   *
   * @default - none
   */
  readonly sharedDirs?: SharedDirectory[];

  /**
   * Configuration files: text by absolute path in the container. They go into a ConfigMap, and a change of one of them
   * changes the pod template, so that the new text reaches the pods. A directory that holds one holds nothing else.
   *
   * @default - none
   */
  readonly configFiles?: { [path: string]: string };

  /**
   * Files that hold a key of a Secret, by absolute path in the container. A directory that holds one holds nothing else.
   *
   * @default - none
   */
  readonly secretFiles?: { [path: string]: SecretKey };

  /**
   * When this fails, the container is started anew.
   *
   * @default - never, while its process runs
   */
  readonly liveness?: AgentProbe;

  /**
   * While this fails, the pod is not ready, and a rolling update waits for it.
   *
   * @default - it is ready as soon as it runs
   */
  readonly readiness?: AgentProbe;

  /**
   * Until this passes once, the other two wait.
   *
   * @default - they do not wait
   */
  readonly startup?: AgentProbe;

  /**
   * A command that is run in it right after it started, beside its own process.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
   */
  readonly postStart?: string[];

  /**
   * A command that is run in it before it is told to end.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
   */
  readonly preStop?: string[];

  /**
   * The number of the user that it runs as; 0 for root.
   *
   * @default - the image's user, which must not be root
   */
  readonly user?: number;

  /**
   * The number of the group that it runs as.
   *
   * @default - the image's group
   */
  readonly group?: number;

  /**
   * Linux capabilities that it needs, without `CAP_`: `SYS_PTRACE`. All others are dropped.
   *
   * @default - none
   */
  readonly capabilities?: string[];

  /**
   * Whether it may do all that root on the node may do.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * Whether programs that it starts may have more rights than it has itself. A container with a capability such as `SYS_ADMIN` that starts
   * helpers on the node needs that.
   *
   * @default false
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
   */
  readonly allowPrivilegeEscalation?: boolean;

  /**
   * The seccomp profile of the node that it runs under: a path below the directory `seccomp` of the kubelet.
   *
   * @default - the profile of the container runtime
   * @see https://kubernetes.io/docs/tutorials/security/seccomp/
   */
  readonly seccompProfile?: string;

  /**
   * The SELinux type that it runs as, on nodes with SELinux: `spc_t` for one that works on the node itself.
   *
   * @default - as the container runtime chooses
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container
   */
  readonly seLinuxType?: string;

  /**
   * Whether its root file system cannot be written.
   *
   * @default true
   */
  readonly readOnlyRootFilesystem?: boolean;
}
