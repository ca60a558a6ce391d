import { ApiObjectMetadata, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkAgent } from './agent-checks';
import { AgentDaemonSet } from './agent-daemon-set';
import { agentLabels } from './agent-labels';
import { AgentOwner } from './agent-owner';
import { agentServiceAccount } from './agent-service-account';
import { contentHash } from './config-files';
import { daemonSetName } from './daemon-set-name';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { containerName, ContainerPlace, ResolvedContainer, resolvedContainer } from './pod-container';
import { addContainers } from './pod-containers';
import { PodDnsPolicy } from './pod-dns-policy';
import { UpdateStrategy } from './update-strategy';
import { ANNOTATIONS } from '../model/annotations';
import { NodeSelection } from '../model/node-selection';
import { Toleration } from '../model/toleration';

/** The operating system of every agent here, as a value of the label `kubernetes.io/os`. */
const OPERATING_SYSTEM = 'linux';

/** The annotation of the pods that changes with their configuration, so that a new one reaches them. */
const CONFIG_HASH = 'everynode.dev/config-hash';

const DEFAULT_UPDATE_STRATEGY = UpdateStrategy.rollingUpdate({ maxUnavailable: '10%' });
const DEFAULT_TERMINATION_GRACE_PERIOD = Duration.seconds(30);

/**
 * A program that runs once on every node: a DaemonSet with the least privileges, small stated resources, an update strategy
 * and names that last. An agent of one's own extends this class and passes its container.
 *
 * Its namespace must admit host paths, as the Pod Security level `privileged` does; under `baseline` and `restricted` no pod of an
 * agent that mounts one is ever created.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export class NodeAgentDaemonSet extends Construct {
  /** The way out: the cdk8s-plus DaemonSet. What is done to it is in the output, too; so are patches of `ApiObject.of(agent)`. */
  public readonly daemonSet: kplus.DaemonSet;

  /** The name of the DaemonSet, and of everything that belongs to it. */
  public readonly daemonSetName: string;

  private readonly _matchLabels: { [key: string]: string };
  private readonly labels: { [key: string]: string };
  private readonly nodes: NodeSelection;
  private readonly tolerated: Toleration[] = [];

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: NodeAgentDaemonSetProps) {
    const name = daemonSetName(scope, id, props.metadata);
    super(scope, id);
    this.labels = agentLabels(containerName(props.container), name.name);
    const containers = this.resolvedContainers(props);
    this.daemonSetName = name.name;
    this.nodes = props.nodes ?? NodeSelection.everyNode();
    this._matchLabels = { ...props.matchLabels ?? this.labels };
    checkAgent(this.node.path, props, containers, this._matchLabels);

    const owner: AgentOwner = { scope: this, name, labels: this.labels };
    this.daemonSet = this.createDaemonSet(props, owner, containers);
    addContainers(owner, this.daemonSet, containers);
  }

  /** The labels by which the DaemonSet selects its pods. */
  public get matchLabels(): { [key: string]: string } {
    return { ...this._matchLabels };
  }

  /**
   * The labels of the DaemonSet and of all objects that belong to it.
   *
   * @internal
   */
  public get _labels(): { [key: string]: string } {
    return { ...this.labels };
  }

  /** Tolerates these taints besides: adds to `NodeSelection.toleratingOnly`. Without that, every taint is tolerated already. */
  public tolerate(...tolerations: Toleration[]): void {
    this.tolerated.push(...tolerations);
  }

  private resolvedContainers(props: NodeAgentDaemonSetProps): ResolvedContainer[] {
    const at = (place: string): ContainerPlace => ({ place, hostNetwork: props.hostNetwork ?? false, allowLatestTag: props.allowLatestTag ?? false });
    const agent = resolvedContainer(at(this.node.path), props.container, props);
    const sidecars = (props.sidecars ?? []).map(sidecar => resolvedContainer(at(`${this.node.path}: sidecar "${containerName(sidecar)}"`), sidecar, {}));
    return [agent, ...sidecars];
  }

  private createDaemonSet(props: NodeAgentDaemonSetProps, owner: AgentOwner, containers: readonly ResolvedContainer[]): AgentDaemonSet {
    const hostNetwork = props.hostNetwork ?? false;
    return new AgentDaemonSet(this, 'Resource', {
      metadata: this.metadata(props, owner),
      selector: this._matchLabels,
      podLabels: { ...props.podLabels, ...this._matchLabels },
      podAnnotations: { ...configHash(containers), ...props.podAnnotations },
      containers,
      updateStrategy: props.updateStrategy ?? DEFAULT_UPDATE_STRATEGY,
      dnsPolicy: props.dnsPolicy ?? (hostNetwork ? PodDnsPolicy.CLUSTER_FIRST_WITH_HOST_NET : PodDnsPolicy.CLUSTER_FIRST),
      terminationGracePeriod: props.terminationGracePeriod ?? DEFAULT_TERMINATION_GRACE_PERIOD,
      minReady: props.minReady,
      revisionHistoryLimit: props.revisionHistoryLimit,
      priorityClassName: props.priorityClassName,
      imagePullSecrets: props.imagePullSecrets ?? [],
      hostNetwork,
      hostPid: props.hostPid ?? false,
      serviceAccount: props.permissions?.length ? agentServiceAccount(owner, props.permissions) : undefined,
      selection: () => this.nodes._render(OPERATING_SYSTEM, this.tolerated),
    });
  }

  private metadata(props: NodeAgentDaemonSetProps, { name, labels }: AgentOwner): ApiObjectMetadata {
    return {
      ...props.metadata,
      ...name,
      labels: { ...labels, ...props.metadata?.labels, ...props.labels },
      annotations: {
        ...this.nodes._render(OPERATING_SYSTEM, []).annotations,
        ...(props.role ? { [ANNOTATIONS.role]: props.role } : {}),
        [ANNOTATIONS.agent]: this.constructor.name,
        ...props.metadata?.annotations,
        ...props.annotations,
      },
    };
  }
}

function configHash(containers: readonly ResolvedContainer[]): { [annotation: string]: string } {
  const texts = containers.map(({ configFiles }) => configFiles.data).filter(data => Object.keys(data).length > 0);
  return texts.length > 0 ? { [CONFIG_HASH]: contentHash(texts) } : {};
}
