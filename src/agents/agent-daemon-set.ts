import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition, Duration, JsonPatch, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { PatchedDaemonSet } from './patched-daemon-set';
import { completed, ResolvedContainer } from './pod-container';
import { PodDnsPolicy } from './pod-dns-policy';
import { UpdateStrategy } from './update-strategy';
import { RenderedSelection } from '../model/node-selection';
import { TolerationSpec } from '../model/toleration';

/** What the DaemonSet of an agent is made of. */
export interface AgentDaemonSetSpec {
  readonly metadata: ApiObjectMetadata;
  readonly selector: { readonly [label: string]: string };
  readonly podLabels: { readonly [label: string]: string };
  readonly podAnnotations: { readonly [annotation: string]: string };
  readonly containers: readonly ResolvedContainer[];
  readonly initContainers: readonly ResolvedContainer[];
  readonly updateStrategy: UpdateStrategy;
  readonly dnsPolicy: PodDnsPolicy;
  readonly terminationGracePeriod: Duration;
  readonly minReady?: Duration;
  readonly revisionHistoryLimit?: number;
  readonly priorityClassName?: string;
  readonly imagePullSecrets: readonly string[];
  readonly hostNetwork: boolean;
  readonly hostPid: boolean;

  /** Whether no profile of seccomp or AppArmor holds the pods back. */
  readonly unconfined: boolean;

  /** As whom the pods ask the API server; without one they hold no token. */
  readonly serviceAccount?: kplus.IServiceAccount;

  /** Where it runs, asked anew at each synthesis: tolerations may be added until then. */
  readonly selection: () => RenderedSelection;
}

const UNCONFINED = 'Unconfined';

/** A field that cdk8s-plus-27 does not know: it came with Kubernetes 1.30. */
const APP_ARMOR_PROFILE = '/spec/template/spec/securityContext/appArmorProfile';

/**
 * A cdk8s-plus DaemonSet that says what cdk8s-plus-27 has no word for. What others do to it (volumes, containers, pod
 * metadata, scheduling) is in the output, too; patches are applied to the finished object, in the spelling of Kubernetes.
 */
export class AgentDaemonSet extends kplus.DaemonSet {
  protected override readonly apiObject: ApiObject;
  private readonly ownPodMetadata: ApiObjectMetadataDefinition;

  constructor(scope: Construct, id: string, private readonly spec: AgentDaemonSetSpec) {
    super(scope, id, {
      metadata: spec.metadata,
      select: false,
      hostNetwork: spec.hostNetwork,
      dns: { policy: spec.dnsPolicy as string as kplus.DnsPolicy },
      terminationGracePeriod: spec.terminationGracePeriod,
      serviceAccount: spec.serviceAccount,
      automountServiceAccountToken: spec.serviceAccount !== undefined,
    });
    this.node.tryRemoveChild('Resource');
    this.apiObject = new PatchedDaemonSet(this, 'Resource', { metadata: spec.metadata, spec: Lazy.any({ produce: () => this._toKube() }) });
    if (spec.unconfined) { this.apiObject.addJsonPatch(JsonPatch.add(APP_ARMOR_PROFILE, { type: UNCONFINED })); }
    this.ownPodMetadata = new ApiObjectMetadataDefinition({
      labels: { ...spec.podLabels },
      annotations: { ...spec.podAnnotations },
      apiObject: this.apiObject,
    });
    this.select(kplus.LabelSelector.of({ labels: { ...spec.selector } }));
    if (spec.serviceAccount) { this.node.addDependency(spec.serviceAccount); } // it stands before the pods that need it
  }

  /** The labels and annotations of its pods, without cdk8s-plus' label that changes with the construct's path. */
  public override get podMetadata(): ApiObjectMetadataDefinition {
    return this.ownPodMetadata;
  }

  /** Selects its pods by the selector of the DaemonSet: network policies and affinities of others find them. */
  public override toPodSelectorConfig(): kplus.PodSelectorConfig {
    return {
      labelSelector: kplus.LabelSelector.of({ labels: { ...this.spec.selector } }),
      namespaces: this.metadata.namespace === undefined ? undefined : { names: [this.metadata.namespace] },
    };
  }

  /**
   * @internal
   */
  public override _toKube(): kplus.k8s.DaemonSetSpec {
    const spec = super._toKube();
    return {
      ...spec,
      minReadySeconds: this.spec.minReady?.toSeconds(),
      revisionHistoryLimit: this.spec.revisionHistoryLimit,
      updateStrategy: strategy(this.spec.updateStrategy),
      template: { ...spec.template, spec: this.podSpec(spec.template.spec!) },
    };
  }

  private podSpec(pod: kplus.k8s.PodSpec): kplus.k8s.PodSpec {
    const selection = this.spec.selection();
    const secrets = this.spec.imagePullSecrets.map(name => ({ name }));
    return {
      ...pod,
      ...this.containersOf(pod),
      volumes: pod.volumes?.map(withoutEmptyType),
      affinity: affinity(pod.affinity, selection),
      nodeSelector: { ...selection.nodeSelector },
      tolerations: unlessEmpty(distinct([...selection.tolerations, ...(pod.tolerations ?? []) as TolerationSpec[]])),
      hostNetwork: this.spec.hostNetwork || undefined,
      hostPid: this.spec.hostPid || undefined,
      setHostnameAsFqdn: pod.setHostnameAsFqdn || undefined,
      enableServiceLinks: false,
      priorityClassName: this.spec.priorityClassName,
      imagePullSecrets: unlessEmpty([...secrets, ...pod.imagePullSecrets ?? []]),
      securityContext: { seccompProfile: { type: this.spec.unconfined ? UNCONFINED : 'RuntimeDefault' } },
    };
  }

  private containersOf({ containers, initContainers = [] }: kplus.k8s.PodSpec): Pick<kplus.k8s.PodSpec, 'containers' | 'initContainers'> {
    const all = [...containers, ...initContainers];
    const twice = all.find(({ name }, index) => all.findIndex(other => other.name === name) !== index);
    if (twice) { throw new Error(`two containers are called "${twice.name}"`); }
    const own = new Map([...this.spec.containers, ...this.spec.initContainers].map(container => [container.name, container]));
    const complete = (container: kplus.k8s.Container): kplus.k8s.Container => {
      const resolved = own.get(container.name);
      return resolved ? completed(container, resolved) : container;
    };
    return { containers: containers.map(complete), initContainers: unlessEmpty(initContainers.map(complete)) };
  }
}

function strategy({ type, maxUnavailable, maxSurge }: UpdateStrategy): kplus.k8s.DaemonSetUpdateStrategy {
  const rollingUpdate = { maxUnavailable: intOrString(maxUnavailable), maxSurge: intOrString(maxSurge) };
  return { type, rollingUpdate: rollingUpdate.maxUnavailable || rollingUpdate.maxSurge ? rollingUpdate : undefined };
}

function intOrString(amount: number | string | undefined): kplus.k8s.IntOrString | undefined {
  if (amount === undefined) { return undefined; }
  return typeof amount === 'number' ? kplus.k8s.IntOrString.fromNumber(amount) : kplus.k8s.IntOrString.fromString(amount);
}

/** Both must hold, the agent's own selection and what was added with `scheduling`: each pair of their terms is one term. */
function affinity(added: kplus.k8s.Affinity | undefined, { terms }: RenderedSelection): kplus.k8s.Affinity {
  const own = terms.map(expressions => expressions.map(({ key, operator, values }) =>
    ({ key, operator, values: values.length > 0 ? [...values] : undefined })));
  const others = added?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [{}];
  const nodeSelectorTerms = own.flatMap(matchExpressions => others.map(other => ({
    ...other,
    matchExpressions: [...matchExpressions, ...other.matchExpressions ?? []],
  })));
  return { ...added, nodeAffinity: { ...added?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}

function unlessEmpty<T>(items: T[]): T[] | undefined {
  return items.length > 0 ? items : undefined;
}

/** cdk8s-plus writes `type: ''` where nothing is checked, which is what Kubernetes reads into a field that is not there. */
function withoutEmptyType(volume: kplus.k8s.Volume): kplus.k8s.Volume {
  return volume.hostPath?.type === '' ? { ...volume, hostPath: { ...volume.hostPath, type: undefined } } : volume;
}
