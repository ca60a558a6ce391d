import { ObjectName } from './object-name';
import { PodSelectorRequirement, PodTemplate } from './pod-template';
import { DeclaredCoverage } from './requirement';
import { Source } from './source';
import { YamlEdit } from './yaml-edit';

/** A DaemonSet, parsed once. */
export interface DaemonSet {
  /** `default` where the manifest names none. */
  readonly namespace: string;
  readonly name: string;
  readonly selector: readonly PodSelectorRequirement[];
  readonly template: PodTemplate;
  readonly updateStrategy: UpdateStrategy;

  /** How long a pod must be ready before it counts as available. */
  readonly minReadySeconds: number;

  /** The pod template as data, in one spelling: two DaemonSets whose texts are equal have the same revision. */
  readonly revision: () => string;
  readonly declared: DeclaredCoverage;

  /** The architectures that its images are for, as its annotation says; undefined where nobody knows. */
  readonly architectures?: readonly string[];

  /** What else must be in the cluster for its pods to start, as its annotation says; undefined where nobody says so, and of one that runs already. */
  readonly needs?: readonly ObjectName[];

  /**
   * The names by which its pods may register a CSI driver with the kubelet of their node; undefined where they register none, empty where
   * nothing says which.
   */
  readonly csiDrivers?: readonly string[];

  /** The keys of the taints of new nodes that its pods remove when they run, as its annotation says. */
  readonly removesTaints?: readonly string[];

  /** The jobs of others that it does itself, as its annotation says: roles, or names of DaemonSets. */
  readonly replaces?: readonly string[];

  /** Whether the API server gave it: then the admission of its cluster took it. */
  readonly admitted?: boolean;

  /** Whether one of our typed agents made it, so that remedies can be given in its terms. */
  readonly typed: boolean;

  /** The name of the Helm chart that made it, as its labels say; undefined where they say none. */
  readonly chart?: string;

  /** Fields that a DaemonSet does not have, with their paths: kubectl refuses them, others drop them in silence. */
  readonly unknownFields: readonly UnknownField[];

  /** What the API server would store of it. */
  readonly stored: () => StoredDaemonSet;
  readonly source: Source;

  /** What it would be with some edits of its manifest, read anew like any other; undefined where one leads nowhere, or to what is no valid DaemonSet. */
  edited?(edits: readonly YamlEdit[]): DaemonSet | undefined;
}

/**
 * A DaemonSet as the API server stores it, its defaults filled in, as JSON data: equal ones are the same to Kubernetes, and
 * another template is another revision, so that its pods are replaced.
 */
export interface StoredDaemonSet {
  /** Its labels and annotations, without what others write into them. */
  readonly metadata: JsonObject;
  readonly spec: JsonObject;
}

/** A JSON object. */
export interface JsonObject { readonly [key: string]: unknown }

/** What is stored of a DaemonSet that nobody wrote. */
export const NOTHING_STORED: StoredDaemonSet = { metadata: {}, spec: {} };

/** How pods are replaced when the template changes. */
export interface UpdateStrategy {
  readonly type: 'RollingUpdate' | 'OnDelete';

  /** On how many nodes the old pod may be gone before the new one is available: a number, or a percentage such as `10%`. Only RollingUpdate asks. */
  readonly maxUnavailable: number | string;

  /** On how many nodes the new pod may run beside the old one: a number, or a percentage such as `10%`. Only RollingUpdate asks. */
  readonly maxSurge: number | string;
}

/** What Kubernetes does where a DaemonSet says nothing. */
export const DEFAULT_UPDATE_STRATEGY: UpdateStrategy = { type: 'RollingUpdate', maxUnavailable: 1, maxSurge: 0 };

/** A field that a DaemonSet does not have. */
export interface UnknownField {
  /** Such as `spec.replicas`. */
  readonly path: string;

  /** The field that was probably meant. */
  readonly suggestion?: string;
  readonly source: Source;
}

/** `namespace/name`: how a DaemonSet is called in every report. */
export function nameOf(daemonSet: { readonly namespace: string; readonly name: string }): string {
  return `${daemonSet.namespace}/${daemonSet.name}`;
}

/** Whether an update starts new pods on nodes beside the old ones. */
export function surges({ updateStrategy: { type, maxSurge } }: DaemonSet): boolean {
  return type === 'RollingUpdate' && parseInt(String(maxSurge), 10) > 0;
}
