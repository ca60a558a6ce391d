import { Labels } from './label';
import { NodeAffinity } from './node-affinity';
import { Quantity } from './quantity';
import { TaintEffect } from './taint';
import { TolerationSpec } from './toleration';

/** Amounts by resource name, each rounded up to thousandths as Kubernetes stores them. */
export type Resources = ReadonlyMap<string, Quantity>;

/** A port that a container declares. */
export interface ContainerPort {
  readonly containerPort: number;

  /** The port on the node; 0 for none. */
  readonly hostPort: number;
  readonly protocol: string;

  /** The node's address that it binds; empty for all. */
  readonly hostIp: string;
}

/** What a container asks of its node. */
export interface Container {
  readonly name: string;
  readonly requests: Resources;
  readonly limits: Resources;
  readonly ports: readonly ContainerPort[];

  /** `Always` makes an init container a sidecar. */
  readonly restartPolicy?: string;
}

/** A condition of a `v1` `LabelSelector`: pods whose labels meet all requirements. Undefined selects nothing. */
export type PodSelector = readonly PodSelectorRequirement[] | undefined;

/** One condition of a pod selector; equality is `In` with one value. */
export interface PodSelectorRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** A required term of pod affinity or anti-affinity. */
export interface PodAffinityTerm {
  readonly topologyKey: string;
  readonly selector: PodSelector;
  readonly namespaces: readonly string[];
  readonly namespaceSelector: PodSelector;
  readonly matchLabelKeys: readonly string[];
  readonly mismatchLabelKeys: readonly string[];
}

/** A topology spread constraint as written. */
export interface SpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
  readonly selector: PodSelector;
  readonly minDomains?: number;
  readonly nodeAffinityPolicy: string;
  readonly nodeTaintsPolicy: string;
  readonly matchLabelKeys: readonly string[];
}

/** What of a pod template decides where its pods run, parsed once. */
export interface PodTemplate {
  readonly labels: Labels;

  /** The one node that the template names; its pods are born bound. */
  readonly nodeName?: string;
  readonly nodeSelector: Labels;

  /** Required node affinity; undefined for no restriction. */
  readonly nodeAffinity?: NodeAffinity;

  /** As written. */
  readonly tolerations: readonly TolerationSpec[];

  /** Those of its pods: as written, and the automatic ones. */
  readonly effectiveTolerations: readonly TolerationSpec[];
  readonly hostNetwork: boolean;

  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];

  /** Pod-level resources, as written. */
  readonly requests?: Resources;
  readonly limits?: Resources;
  readonly overhead: Resources;

  readonly podAffinity: readonly PodAffinityTerm[];
  readonly podAntiAffinity: readonly PodAffinityTerm[];
  readonly spreadConstraints: readonly SpreadConstraint[];

  readonly schedulerName: string;
  readonly schedulingGates: readonly string[];
  readonly priorityClassName?: string;
  readonly priority?: number;
  readonly preemptionPolicy?: string;
  readonly runtimeClassName?: string;
  readonly hostPaths: readonly HostPathVolume[];

  /** The volumes whose storage somebody else provides: claims, and those that are made with the pod. */
  readonly volumeClaims: readonly string[];

  /** The devices that dynamic resource allocation is to provide. */
  readonly resourceClaims: readonly string[];

  /** How long a pod that is deleted may take to stop, before it is killed. */
  readonly terminationGracePeriodSeconds: number;

  /** The operating system that it says it is for: no part in placement, but the kubelet of another one refuses its pods. */
  readonly osName?: string;

  /** The capabilities that its containers add, in the order in which they do. */
  readonly addedCapabilities: readonly string[];

  /** What Pod Security says against its pods, at whatever level and version a namespace may ask for. */
  readonly securityViolations: readonly SecurityViolation[];
}

/** A template that says nothing of where its pods run, and asks for nothing. */
export const NO_TEMPLATE: PodTemplate = {
  labels: new Map(),
  nodeSelector: new Map(),
  tolerations: [],
  effectiveTolerations: [],
  hostNetwork: false,
  containers: [],
  initContainers: [],
  overhead: new Map(),
  podAffinity: [],
  podAntiAffinity: [],
  spreadConstraints: [],
  schedulerName: 'default-scheduler',
  schedulingGates: [],
  hostPaths: [],
  volumeClaims: [],
  resourceClaims: [],
  terminationGracePeriodSeconds: 30,
  addedCapabilities: [],
  securityViolations: [],
};

/** Something that a Pod Security level forbids. */
export interface SecurityViolation {
  /** The least strict level that forbids it: `baseline` (then `restricted` does, too) or `restricted`. */
  readonly level: 'baseline' | 'restricted';

  /** The first minor version of the policy that forbids it. */
  readonly since: number;

  /** The first minor version of the policy that allows it again. */
  readonly until?: number;

  /** What it is, as the policy says it: `hostPath volumes (volume "logs")`. */
  readonly detail: string;
}

/** A volume that is a path of the node. */
export interface HostPathVolume {
  readonly name: string;
  readonly path: string;

  /** What must be there, as written: `Directory`; empty where nothing is checked. */
  readonly type: string;

  /** Whether some container mounts it for writing. */
  readonly writable: boolean;
}

/**
 * The tolerations that the DaemonSet controller gives every pod. `network-unavailable` only comes with host network.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations
 */
export function automaticTolerations(hostNetwork: boolean): readonly TolerationSpec[] {
  return hostNetwork ? WITH_HOST_NETWORK : WITHOUT_HOST_NETWORK;
}

/**
 * Tolerations with the automatic ones, as the controller merges them: one that a template has already, but for its seconds, is replaced in
 * its place. The order counts where a pod is evicted: the first toleration that matches a taint says after how long.
 */
export function withAutomaticTolerations(written: readonly TolerationSpec[], hostNetwork: boolean): TolerationSpec[] {
  return automaticTolerations(hostNetwork).reduce<TolerationSpec[]>((tolerations, added) => {
    const merged = tolerations.map(toleration => isSame(toleration, added) ? added : toleration);
    return merged.includes(added) ? merged : [...merged, added];
  }, [...written]);
}

function isSame(left: TolerationSpec, right: TolerationSpec): boolean {
  return left.key === right.key && left.operator === right.operator && left.effect === right.effect && (left.value ?? '') === (right.value ?? '');
}

const automatic = (name: string, effect: TaintEffect): TolerationSpec => ({ key: `node.kubernetes.io/${name}`, operator: 'Exists', effect });

const WITHOUT_HOST_NETWORK: readonly TolerationSpec[] = [
  automatic('not-ready', TaintEffect.NO_EXECUTE),
  automatic('unreachable', TaintEffect.NO_EXECUTE),
  automatic('disk-pressure', TaintEffect.NO_SCHEDULE),
  automatic('memory-pressure', TaintEffect.NO_SCHEDULE),
  automatic('pid-pressure', TaintEffect.NO_SCHEDULE),
  automatic('unschedulable', TaintEffect.NO_SCHEDULE),
];

const WITH_HOST_NETWORK: readonly TolerationSpec[] = [...WITHOUT_HOST_NETWORK, automatic('network-unavailable', TaintEffect.NO_SCHEDULE)];
