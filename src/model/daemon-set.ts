import { PodSelectorRequirement, PodTemplate } from './pod-template';
import { DeclaredCoverage } from './requirement';
import { Source } from './source';

/** A DaemonSet, parsed once. */
export interface DaemonSet {
  /** `default` where the manifest names none. */
  readonly namespace: string;
  readonly name: string;
  readonly selector: readonly PodSelectorRequirement[];
  readonly template: PodTemplate;
  readonly declared: DeclaredCoverage;

  /** Whether one of our typed agents made it, so that remedies can be given in its terms. */
  readonly typed: boolean;

  /** Fields that a DaemonSet does not have, with their paths: kubectl refuses them, others drop them in silence. */
  readonly unknownFields: readonly UnknownField[];
  readonly source: Source;
}

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
