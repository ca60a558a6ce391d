import { ApiObjectMetadata, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkAgent } from './agent-checks';
import { AgentDaemonSet } from './agent-daemon-set';
import { variantsLabels } from './agent-labels';
import { AgentMember, agentMembers } from './agent-member';
import { AgentOwner } from './agent-owner';
import { agentServiceAccount } from './agent-service-account';
import { contentHash } from './config-files';
import { DaemonSetName, daemonSetName } from './daemon-set-name';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { ResolvedContainer } from './pod-container';
import { addContainers } from './pod-containers';
import { PodDnsPolicy } from './pod-dns-policy';
import { UpdateStrategy } from './update-strategy';
import { ANNOTATIONS } from '../model/annotations';
import { labelValueProblem } from '../model/label';
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

  private readonly members: readonly AgentMember[];
  private readonly variantDaemonSets: ReadonlyMap<string, kplus.DaemonSet>;
  private readonly tolerated: Toleration[] = [];

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: NodeAgentDaemonSetProps) {
    const name = daemonSetName(scope, id, props.metadata);
    super(scope, id);
    this.daemonSetName = name.name;
    this.members = agentMembers(this.node.path, name, OPERATING_SYSTEM, props);
    this.members.forEach(({ place, containers, initContainers, selector }) => checkAgent(place, props, [...containers, ...initContainers], selector));

    const owner: AgentOwner = { scope: this, name, labels: this._labels };
    const account = props.permissions?.length ? agentServiceAccount(owner, props.permissions) : undefined;
    this.daemonSet = this.createDaemonSet(this, this.own, props, account);
    this.variantDaemonSets = this.createVariants(props, account);
  }

  /** The labels by which the DaemonSet selects its pods. */
  public get matchLabels(): { [key: string]: string } {
    return { ...this.own.selector };
  }

  /** The way out for the variants: their cdk8s-plus DaemonSets, by the names of the variants. `daemonSet` is that of all other nodes. */
  public get variants(): { [name: string]: kplus.DaemonSet } {
    return Object.fromEntries(this.variantDaemonSets);
  }

  /**
   * The labels of the DaemonSet and of all objects that belong to it.
   *
   * @internal
   */
  public get _labels(): { [key: string]: string } {
    return { ...this.own.labels };
  }

  /**
   * The labels by which all of its pods are found, those of its variants, too.
   *
   * @internal
   */
  public get _podLabels(): { [key: string]: string } {
    return this.members.length > 1 ? variantsLabels(this.daemonSetName) : this.matchLabels;
  }

  /** Tolerates these taints besides: adds to `NodeSelection.toleratingOnly`. Without that, every taint is tolerated already. */
  public tolerate(...tolerations: Toleration[]): void {
    this.tolerated.push(...tolerations);
  }

  private get own(): AgentMember {
    return this.members[0]!;
  }

  private createVariants(props: NodeAgentDaemonSetProps, account: kplus.IServiceAccount | undefined): Map<string, kplus.DaemonSet> {
    const variants = this.members.slice(1);
    if (variants.length === 0) { return new Map(); }
    const scope = new Construct(this, 'Variants');
    return new Map(variants.map(member => [member.variant!, this.createDaemonSet(new Construct(scope, member.variant!), member, props, account)]));
  }

  private createDaemonSet(
    scope: Construct, member: AgentMember, props: NodeAgentDaemonSetProps, serviceAccount: kplus.IServiceAccount | undefined,
  ): AgentDaemonSet {
    const { containers, initContainers, nodes } = member;
    const hostNetwork = props.hostNetwork ?? false;
    const daemonSet = new AgentDaemonSet(scope, 'Resource', {
      metadata: this.metadata(props, member),
      selector: member.selector,
      podLabels: member.podLabels,
      podAnnotations: { ...configHash([...containers, ...initContainers]), ...props.podAnnotations },
      containers,
      initContainers,
      updateStrategy: props.updateStrategy ?? DEFAULT_UPDATE_STRATEGY,
      dnsPolicy: props.dnsPolicy ?? (hostNetwork ? PodDnsPolicy.CLUSTER_FIRST_WITH_HOST_NET : PodDnsPolicy.CLUSTER_FIRST),
      terminationGracePeriod: props.terminationGracePeriod ?? DEFAULT_TERMINATION_GRACE_PERIOD,
      minReady: props.minReady,
      revisionHistoryLimit: props.revisionHistoryLimit,
      priorityClassName: props.priorityClassName,
      imagePullSecrets: props.imagePullSecrets ?? [],
      hostNetwork,
      hostPid: props.hostPid ?? false,
      unconfined: props.unconfined ?? false,
      serviceAccount,
      selection: () => nodes._render(OPERATING_SYSTEM, this.tolerated),
    });
    addContainers({ scope, name: member.name, labels: member.labels }, daemonSet, member);
    return daemonSet;
  }

  private metadata(props: NodeAgentDaemonSetProps, { name, labels, nodes }: AgentMember): ApiObjectMetadata {
    const role = props.role || (this.members.length > 1 ? roleOfVariants({ ...name, name: this.daemonSetName }) : undefined);
    return {
      ...props.metadata,
      ...name,
      labels: { ...labels, ...props.metadata?.labels, ...props.labels },
      annotations: {
        ...nodes._render(OPERATING_SYSTEM, []).annotations,
        ...(role ? { [ANNOTATIONS.role]: role } : {}),
        [ANNOTATIONS.agent]: this.constructor.name,
        ...props.metadata?.annotations,
        ...props.annotations,
      },
    };
  }
}

/** A role is one of the whole cluster: agents of one name in two namespaces do two jobs. */
function roleOfVariants({ name, namespace }: DaemonSetName): string {
  const role = namespace === undefined ? name : `${namespace}.${name}`;
  const problem = labelValueProblem(role);
  if (problem) { throw new Error(`${role}: an agent with variants has a role, and this one ${problem}; state a role`); }
  return role;
}

function configHash(containers: readonly ResolvedContainer[]): { [annotation: string]: string } {
  const texts = containers.map(({ configFiles }) => configFiles.data).filter(data => Object.keys(data).length > 0);
  return texts.length > 0 ? { [CONFIG_HASH]: contentHash(texts) } : {};
}
