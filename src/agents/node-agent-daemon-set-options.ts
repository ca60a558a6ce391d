import { ApiObjectMetadata, Duration } from 'cdk8s';
import { AgentContainer, SecretKey } from './agent-container';
import { HostPath } from './host-path';
import { NodeAgentVariant } from './node-agent-variant';
import { UpdateStrategy } from './update-strategy';
import { NodeSelection } from '../model/node-selection';
import { Architecture } from '../model/platform';

/** What a user may choose of every agent, beside its image. What is chosen here wins over what the agent proposes. */
export interface NodeAgentOptions {
  /**
   * On which nodes the agent runs. Node selector, node affinity, tolerations and the requirement that the coverage check
   * holds it to all follow from this.
   *
   * @default NodeSelection.everyNode()
   */
  readonly nodes?: NodeSelection;

  /**
   * What is different on some of its nodes, such as larger requests on larger ones: each variant is a DaemonSet of its own, called as
   * the agent with `-` and the variant's name behind it, and the agent's own DaemonSet leaves its nodes out. Each node is of exactly one
   * of them: variants are told apart by the values of one label.
   *
   * @default - none: one DaemonSet for all nodes
   */
  readonly variants?: { [name: string]: NodeAgentVariant };

  /**
   * The job that it does, together with other DaemonSets of the same role: each required node runs exactly one of them.
   *
   * @default - the agent's own role, if it has one; `''` for none. With variants and no role, `<namespace>.<name>` of the agent
   */
  readonly role?: string;

  /**
   * The architectures that the agent's image is for: the coverage check finds nodes of others, on which it would not start.
   *
   * @default - those of the agent's own image; with another `image` nobody knows
   */
  readonly architectures?: Architecture[];

  /**
   * The registry from which all images of the pods are pulled, in place of the one that they name, with a path where it has
   * copies of several: `registry.example/mirror` makes `registry.example/mirror/prometheus/node-exporter:v1` of
   * `quay.io/prometheus/node-exporter:v1`.
   *
   * @default - the one that each image names
   */
  readonly imageRegistry?: string;

  /**
   * Whether an image may do without a tag, or have one that is moved to other programs, such as `latest`, so that nodes may run
   * different ones.
   *
   * @default false
   */
  readonly allowLatestTag?: boolean;

  /**
   * The names of the Secrets with which images are pulled.
   *
   * @default - none
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
   */
  readonly imagePullSecrets?: string[];

  /**
   * What the agent's container needs, by resource name: `{ cpu: '50m', memory: '64Mi' }`. What is not named stays as the
   * agent proposes it; a limit that it proposes is raised to a larger request.
   *
   * @default - what the agent proposes
   */
  readonly requests?: { [resource: string]: string };

  /**
   * What the agent's container may use at most, by resource name. What is not named stays as the agent proposes it; a request
   * that it proposes is lowered to a smaller limit.
   *
   * @default - what the agent proposes
   */
  readonly limits?: { [resource: string]: string };

  /**
   * Environment variables of the agent's container.
   *
   * @default - only the agent's own
   */
  readonly env?: { [name: string]: string };

  /**
   * Environment variables of the agent's container that hold a key of a Secret.
   *
   * @default - only the agent's own
   */
  readonly secretEnv?: { [name: string]: SecretKey };

  /**
   * Arguments after those that the agent gives to its container.
   *
   * @default - none
   */
  readonly extraArgs?: string[];

  /**
   * Labels of the DaemonSet, beside its own.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the DaemonSet, beside its own.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Labels of the pods, beside those of the selector.
   *
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };

  /**
   * Annotations of the pods, beside the agent's own.
   *
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };

  /**
   * Files and directories of the node that the agent's container sees besides. One with the mount path of another takes its place.
   *
   * @default - only those that the agent needs
   */
  readonly hostPaths?: HostPath[];

  /**
   * Containers beside the agent's own.
   *
   * @default - none
   */
  readonly sidecars?: AgentContainer[];

  /**
   * How the pods are replaced when something about them changes.
   *
   * @default UpdateStrategy.rollingUpdate({ maxUnavailable: '10%' })
   */
  readonly updateStrategy?: UpdateStrategy;

  /**
   * How long a new pod must be ready before the next node is updated.
   *
   * @default - the next node is updated as soon as the pod is ready
   * @see https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
   */
  readonly minReady?: Duration;

  /**
   * How many earlier revisions are kept to go back to.
   *
   * @default 10
   */
  readonly revisionHistoryLimit?: number;

  /**
   * The PriorityClass of the pods. `system-node-critical` and `system-cluster-critical` are refused on some platforms outside
   * of `kube-system` (GKE wants a ResourceQuota for them): a class of your own works everywhere.
   *
   * @default - none: on a full node the pods wait until there is room
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
   */
  readonly priorityClassName?: string;

  /**
   * How long a pod may take to end by itself.
   *
   * @default - what the agent needs, else Duration.seconds(30)
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * The name of the DaemonSet, its namespace, and more of its metadata. With a name stated, the construct can move in the tree
   * and nothing is renamed; the name of a DaemonSet that runs already is taken over. Everything that belongs to the agent
   * (ServiceAccount, ConfigMap, Service) has this name, too.
   *
   * @default - a name made from the path of the construct, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The labels by which the DaemonSet selects its pods, in place of its own: those of a DaemonSet that runs already, to take it
   * over. They can never be changed, and are put on the pods.
   *
   * @default - `app.kubernetes.io/name` (the program) and `app.kubernetes.io/instance` (the name of the DaemonSet)
   */
  readonly matchLabels?: { [key: string]: string };
}

/** What a user may choose of every agent that has an image of its own. */
export interface NodeAgentDaemonSetOptions extends NodeAgentOptions {
  /**
   * The image of the agent's container, with a tag that is not moved, as `latest` is, or with a digest.
   *
   * @default - the agent's own image
   */
  readonly image?: string;
}
