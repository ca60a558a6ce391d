import { KubernetesObject } from './kubernetes-object';
import { podSelectorOf } from './pod-template-reader';
import { WireLabelSelector, WireMeta } from './wire';
import { conformity, isObject } from './wire-types';
import { PodDisruptionBudget } from '../model/pod-disruption-budget';

/** Reads every PodDisruptionBudget. One whose selector is none is passed over: nothing is decided by it, it is only spoken of. */
export function readDisruptionBudgets(objects: readonly KubernetesObject[]): PodDisruptionBudget[] {
  return objects.filter(({ apiVersion, kind }) => kind === 'PodDisruptionBudget' && apiVersion.startsWith('policy/')).flatMap(({ value }) => {
    const { metadata, spec }: { readonly metadata?: WireMeta; readonly spec?: unknown } = value;
    const selector = isObject(spec) ? spec.selector : undefined;
    if (!isObject(selector) || conformity(selector, 'LabelSelector').problems.length > 0) { return []; }
    return [{ namespace: String(metadata?.namespace || 'default'), name: String(metadata?.name ?? ''), selector: podSelectorOf(selector as WireLabelSelector) }];
  });
}
