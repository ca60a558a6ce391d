import { Reason } from './placement';
import { InventoryNode } from '../model/node';
import { PodTemplate } from '../model/pod-template';
import { showTaint, Taint, TaintEffect } from '../model/taint';
import { tolerates, TolerationSpec } from '../model/toleration';

/** A taint that evicts, and the toleration that says after how long: the first of the pod's own that matches it. */
interface Pressure {
  readonly taint: Taint;
  readonly toleration?: TolerationSpec;
}

/**
 * After how many seconds a pod that runs is evicted because of the NoExecute taints of its node: 0 for at once, undefined for never. Of
 * several tolerations the shortest counts. The controller does not ask for seconds: it creates the pod anew, which is then evicted again.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
 */
export function evictedAfter(template: PodTemplate, node: InventoryNode): number | undefined {
  const seconds = pressures(template, node).flatMap(({ toleration }) => toleration ? toleration.tolerationSeconds ?? [] : 0);
  return seconds.length === 0 ? undefined : Math.max(0, Math.min(...seconds));
}

/** Why a pod that is tolerated is evicted all the same: one reason for each taint that is tolerated for a time only. */
export function evictionReasons(template: PodTemplate, node: InventoryNode): Reason[] {
  return pressures(template, node)
    .flatMap(({ taint, toleration }) => toleration?.tolerationSeconds === undefined ? [] : [reasonOf(taint, toleration, template)]);
}

function reasonOf(taint: Taint, toleration: TolerationSpec, template: PodTemplate): Reason {
  const { tolerationSeconds: seconds } = toleration;
  const path = `spec.template.spec.tolerations[${template.tolerations.indexOf(toleration)}]`;
  return {
    filter: 'TaintToleration',
    code: 'ToleratedForATime',
    message: `${path} tolerates ${showTaint(taint)} for ${seconds} s only`,
    remedies: [{ text: `remove ${path}.tolerationSeconds`, yaml: { path: `${path}.tolerationSeconds`, set: null } }],
  };
}

function pressures({ effectiveTolerations }: PodTemplate, { taints }: InventoryNode): Pressure[] {
  return taints.filter(({ effect }) => effect === TaintEffect.NO_EXECUTE).map(taint => {
    const toleration = effectiveTolerations.find(one => tolerates(one, taint));
    return { taint, ...(toleration ? { toleration } : {}) };
  });
}
