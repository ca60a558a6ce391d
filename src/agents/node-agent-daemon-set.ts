import { ApiObjectMetadata, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkAgent } from './agent-checks';
import { AgentDaemonSet } from './agent-daemon-set';
import { variantsLabels } from './agent-labels';
import { AgentMember, agentMembers } from './agent-member';
import { AgentOwner } from './agent-owner';
import { agentServiceAccount } from './agent-service-account';
import { checkerExemptions } from './checker-exemptions';
import { contentHash } from './config-files';
import { DaemonSetName, daemonSetName } from './daemon-set-name';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { NodeOperatingSystem } from './node-operating-system';
import { ResolvedContainer } from './pod-container';
import { addContainers } from './pod-containers';
import { PodDnsPolicy } from './pod-dns-policy';
import { levelFor, PodSecurityNeed, podSecurityNeeds } from './pod-security-needs';
import { UpdateStrategy } from './update-strategy';
import { ANNOTATIONS } from '../model/annotations';
import { labelValueProblem } from '../model/label';
import { parseObjectName } from '../model/object-name';
import { PodSecurityLevel } from '../model/pod-security-level';
import { Toleration } from '../model/toleration';

/** The annotation of the pods that changes with their configuration, so that a new one reaches them. */
const CONFIG_HASH = 'everynode.dev/config-hash';

const DEFAULT_UPDATE_STRATEGY = UpdateStrategy.rollingUpdate({ maxUnavailable: '10%' });
const DEFAULT_TERMINATION_GRACE_PERIOD = Duration.seconds(30);

/**
 * A program that runs once on every node: a DaemonSet with the least privileges, small stated resources, an update strategy
 * and names that last. An agent of one's own extends this class and passes its container.
 *
 * Its namespace must admit host paths, as the Pod Security level `privileged` does; under `baseline` and `restricted` no pod of an
 * agent that mounts one is ever created. A `NodeAgentsNamespace` is such a namespace.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export class NodeAgentDaemonSet extends Construct {
  /** The way out: the cdk8s-plus DaemonSet. What is done to it is in the output, too; so are patches of `ApiObject.of(agent)`. */
  public readonly daemonSet: kplus.DaemonSet;

  /** The name of the DaemonSet, and of everything that belongs to it. */
  public readonly daemonSetName: string;

  private readonly os: NodeOperatingSystem;
  private readonly members: readonly AgentMember[];
  private readonly securityNeeds: readonly PodSecurityNeed[];
  private readonly variantDaemonSets: ReadonlyMap<string, kplus.DaemonSet>;
  private readonly tolerated: Toleration[] = [];

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: NodeAgentDaemonSetProps) {
    const name = daemonSetName(scope, id, props.metadata);
    super(scope, id);
    this.daemonSetName = name.name;
    this.os = props.operatingSystem ?? NodeOperatingSystem.LINUX;
    this.members = agentMembers(this.node.path, name, this.os, props);
    this.members.forEach(({ place, containers, initContainers, selector }) => checkAgent(place, props, [...containers, ...initContainers], selector));
    this.securityNeeds = podSecurityNeeds(props, this.members.flatMap(({ containers, initContainers }) => [...containers, ...initContainers]));

    const owner: AgentOwner = { scope: this, name, labels: this._labels };
    const asks = props.permissions?.length || props.clusterRole !== undefined;
    const account = asks ? agentServiceAccount(owner, props.permissions ?? [], props.clusterRole) : undefined;
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
   * The strictest Pod Security level that admits its pods: its namespace must enforce no stricter one. What is done to `daemonSet`
   * besides is not in it.
   *
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   */
  public get podSecurityLevel(): PodSecurityLevel {
    return levelFor(this.securityNeeds);
  }

  /** The fields of its pods that a stricter level than `podSecurityLevel` forbids: `hostPath: /var/log`. */
  public get podSecurityReasons(): string[] {
    const level = this.podSecurityLevel;
    return this.securityNeeds.filter(need => need.level === level).map(({ field }) => field);
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
      dnsPolicy: props.dnsPolicy ?? this.dnsPolicy(hostNetwork),
      terminationGracePeriod: props.terminationGracePeriod ?? DEFAULT_TERMINATION_GRACE_PERIOD,
      minReady: props.minReady,
      revisionHistoryLimit: props.revisionHistoryLimit,
      priorityClassName: props.priorityClassName,
      imagePullSecrets: props.imagePullSecrets ?? [],
      hostNetwork,
      hostPid: props.hostPid ?? false,
      unconfined: props.unconfined ?? false,
      serviceAccount,
      operatingSystem: this.os,
      hostProcess: props.hostProcess ?? false,
      runtimeClassName: props.runtimeClassName,
      selection: () => nodes._render(this.os, this.tolerated),
    });
    addContainers({ scope, name: member.name, labels: member.labels }, daemonSet, member);
    return daemonSet;
  }

  /** On the host network of Linux, Services are found only if that is said; Windows does not know how to say it. */
  private dnsPolicy(hostNetwork: boolean): PodDnsPolicy {
    return hostNetwork && this.os === NodeOperatingSystem.LINUX ? PodDnsPolicy.CLUSTER_FIRST_WITH_HOST_NET : PodDnsPolicy.CLUSTER_FIRST;
  }

  private metadata(props: NodeAgentDaemonSetProps, { place, name, variant, labels, nodes, containers, initContainers }: AgentMember): ApiObjectMetadata {
    const role = props.role || (this.members.length > 1 ? roleOfVariants({ ...name, name: this.daemonSetName }) : undefined);
    return {
      ...props.metadata,
      ...name,
      labels: { ...labels, ...props.metadata?.labels, ...props.labels },
      annotations: {
        ...nodes._render(this.os, []).annotations,
        ...(role ? { [ANNOTATIONS.role]: role } : {}),
        ...architecturesAnnotation(place, containers),
        ...variant === undefined ? needsAnnotation(place, props.needs) : {},
        ...replacesAnnotation(place, props.replaces),
        [ANNOTATIONS.agent]: this.constructor.name,
        ...checkerExemptions(props, [...initContainers, ...containers]),
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

/** The pods run where each of their images does, as far as that is known. */
function architecturesAnnotation(place: string, containers: readonly ResolvedContainer[]): { [annotation: string]: string } {
  const known = containers.flatMap(({ architectures }) => architectures ? [architectures] : []);
  if (known.length === 0) { return {}; }
  const common = [...new Set(known[0])].filter(architecture => known.every(list => list.includes(architecture)));
  if (common.length === 0) { throw new Error(`${place}: architectures: there is none that all images are for: ${known.map(list => list.join(', ')).join('; ')}`); }
  return { [ANNOTATIONS.architectures]: common.sort().join(',') };
}

/** What the agent needs is said once, on its own DaemonSet. */
function needsAnnotation(place: string, needs: readonly string[] = []): { [annotation: string]: string } {
  for (const need of needs) {
    try {
      parseObjectName(need);
    } catch (error) {
      throw new Error(`${place}: needs: ${(error as Error).message}`);
    }
  }
  return needs.length > 0 ? { [ANNOTATIONS.needs]: needs.join(',') } : {};
}

/** Each of its DaemonSets does these jobs on its own nodes. */
function replacesAnnotation(place: string, replaces: readonly string[] = []): { [annotation: string]: string } {
  const wrong = replaces.find(role => role === '' || labelValueProblem(role) !== undefined);
  if (wrong !== undefined) { throw new Error(`${place}: replaces: must be roles such as "kube-proxy", got "${wrong}"`); }
  return replaces.length > 0 ? { [ANNOTATIONS.replaces]: replaces.join(',') } : {};
}

function configHash(containers: readonly ResolvedContainer[]): { [annotation: string]: string } {
  const texts = containers.map(({ configFiles }) => configFiles.data).filter(data => Object.keys(data).length > 0);
  return texts.length > 0 ? { [CONFIG_HASH]: contentHash(texts) } : {};
}
