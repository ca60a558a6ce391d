import { Labels } from './label';
import { PodTemplate, Resources } from './pod-template';
import { NO_STORAGE, StorageObjects } from './storage';
import { TolerationSpec } from './toleration';

/** What a cluster holds beside nodes and DaemonSets, as far as it decides what becomes of their pods. */
export interface ClusterObjects {
  readonly priorityClasses: readonly PriorityClass[];
  readonly runtimeClasses: readonly RuntimeClass[];
  readonly limitRanges: readonly LimitRange[];
  readonly namespaces: readonly Namespace[];
  readonly resourceQuotas: readonly ResourceQuota[];
  readonly storage: StorageObjects;
}

/** A cluster that holds none of them. */
export const NO_OBJECTS: ClusterObjects = { priorityClasses: [], runtimeClasses: [], limitRanges: [], namespaces: [], resourceQuotas: [], storage: NO_STORAGE };

/** Who may push whom off a node. */
export interface PriorityClass {
  readonly name: string;
  readonly value: number;

  /** Whether it is that of pods which name none. */
  readonly globalDefault: boolean;

  /** `PreemptLowerPriority` or `Never`. */
  readonly preemptionPolicy: string;
}

/** A way to run pods, which may cost something and need something of the node. */
export interface RuntimeClass {
  readonly name: string;
  readonly overhead: Resources;
  readonly nodeSelector: Labels;
  readonly tolerations: readonly TolerationSpec[];
}

/** What containers and pods of a namespace may ask for, and what they ask for where they say nothing. */
export interface LimitRange {
  readonly namespace: string;
  readonly name: string;
  readonly limits: readonly LimitRangeItem[];
}

/** The limits of one type of things, with the API's own defaults filled in. */
export interface LimitRangeItem {
  /** `Container` or `Pod`; others do not concern pods. */
  readonly type: string;
  readonly max: Resources;
  readonly min: Resources;
  readonly default: Resources;
  readonly defaultRequest: Resources;
  readonly maxLimitRequestRatio: Resources;
}

/** A namespace and its labels, its own name among them. */
export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
}

/** What the pods of a namespace may ask for together. */
export interface ResourceQuota {
  readonly namespace: string;
  readonly name: string;
  readonly hard: Resources;

  /** It counts the pods that meet all of them. */
  readonly scopes: readonly QuotaScope[];
}

/** A condition on pods that a quota counts. */
export interface QuotaScope {
  /** Such as `PriorityClass` or `BestEffort`. */
  readonly name: string;

  /** `In`, `NotIn`, `Exists` or `DoesNotExist`. */
  readonly operator: string;
  readonly values: readonly string[];
}

/** A pod that the cluster holds already. */
export interface ClusterPod {
  readonly namespace: string;
  readonly name: string;
  readonly nodeName: string;
  readonly template: PodTemplate;

  /** The name of the DaemonSet of its namespace that made it. */
  readonly daemonSet?: string;

  /** Whether it is being deleted: it still takes up room. */
  readonly terminating: boolean;
}
