import { meets } from './label-selector';
import { PodSelector, PodTemplate } from './pod-template';

/** How many pods may be evicted at one time. It binds who evicts, such as `kubectl drain`, and not who deletes. */
export interface PodDisruptionBudget {
  readonly namespace: string;
  readonly name: string;

  /** The empty selector is about all pods of the namespace, none is about no pod. */
  readonly selector: PodSelector;
}

/** Whether a budget is about the pods of a template in a namespace. */
export function concerns({ namespace, selector }: PodDisruptionBudget, pods: { readonly namespace: string; readonly template: PodTemplate }): boolean {
  return namespace === pods.namespace && selector !== undefined && selector.every(requirement => meets(requirement, pods.template.labels));
}
