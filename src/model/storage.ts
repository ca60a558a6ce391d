import { Labels } from './label';
import { PodTemplate } from './pod-template';
import { Source } from './source';

/** What a cluster holds of storage, as far as it decides on which nodes pods can use their volumes. */
export interface StorageObjects {
  readonly classes: readonly StorageClass[];
  readonly drivers: readonly CsiDriver[];
  readonly claims: readonly NamedClaim[];
  readonly consumers: readonly VolumeConsumer[];
}

/** A cluster that holds none of it. */
export const NO_STORAGE: StorageObjects = { classes: [], drivers: [], claims: [], consumers: [] };

/** A way to make volumes. */
export interface StorageClass {
  readonly name: string;

  /** Who makes them: the name of a CSI driver, or of another program. */
  readonly provisioner: string;

  /** Whether a volume is made only when a pod that claims it has a node. */
  readonly waitsForConsumer: boolean;

  /** The nodes that may use its volumes: those that match one of these; empty for all. */
  readonly allowedTopologies: readonly TopologyTerm[];

  /** Whether it is that of claims which name none. */
  readonly isDefault: boolean;
  readonly source: Source;
}

/** Labels of nodes, each with one of some values; one without any label matches no node. */
export type TopologyTerm = readonly { readonly key: string; readonly values: readonly string[] }[];

/** Whether volumes of a class may be used on a node with these labels. */
export function allowsTopology({ allowedTopologies }: StorageClass, labels: Labels): boolean {
  return allowedTopologies.length === 0
    || allowedTopologies.some(term => term.length > 0 && term.every(({ key, values }) => labels.has(key) && values.includes(labels.get(key) as string)));
}

/** A CSI driver as the cluster knows it. */
export interface CsiDriver {
  readonly name: string;

  /** Whether it asks that no pod with a claim is sent to a node without it. */
  readonly preventsScheduling: boolean;

  /** Whether it says how much room there is where, so that pods are sent only where there is some. */
  readonly tracksCapacity: boolean;

  /** Whether its volumes are attached to a node before they are mounted there. */
  readonly attaches: boolean;
}

/** What a claim asks for. */
export interface ClaimedStorage {
  /** The class that it names; undefined where it takes the default one, empty for none. */
  readonly className?: string;

  /** Whether it names the volume that it wants. */
  readonly namesVolume: boolean;
}

/** A claim of some namespace. */
export interface NamedClaim extends ClaimedStorage {
  readonly namespace: string;
  readonly name: string;
}

/** An object whose pods use volumes that somebody provides. */
export interface VolumeConsumer {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly template: PodTemplate;

  /** The claims that are made with its pods. */
  readonly own: readonly ClaimedStorage[];

  /** The names of the claims that its pods use. */
  readonly claimNames: readonly string[];

  /** The CSI drivers whose volumes its pods mount without a claim. */
  readonly inlineDrivers: readonly string[];
  readonly source: Source;
}
