import { InventoryNode } from '../model/node';
import { PodTemplate } from '../model/pod-template';
import { TaintEffect } from '../model/taint';
import { admitsLabels, nodeAffinity } from './filters/node-affinity';
import { admitsName, nodeName } from './filters/node-name';
import { taintToleration, untolerated } from './filters/taint-toleration';
import { Reason } from './placement';

/** The two answers of the DaemonSet controller for one node. The first implies the second. */
export interface Verdict {
  readonly shouldRun: boolean;
  readonly shouldContinueRunning: boolean;
}

/**
 * Whether the DaemonSet controller creates a pod on a node, and whether it lets one stay: NodeShouldRunDaemonPod. It looks
 * at the node's name, labels and taints, and at nothing else.
 */
export function verdict(template: PodTemplate, node: InventoryNode): Verdict {
  if (!admits(template, node)) { return NEITHER; }
  const blocking = untolerated(template, node);
  if (blocking.length === 0) { return BOTH; }
  return blocking.some(taint => taint.effect === TaintEffect.NO_EXECUTE) ? NEITHER : ONLY_STAY;
}

/** Whether a template's own name, nodeSelector and required node affinity admit a node, its taints ignored. */
export function admits(template: PodTemplate, node: InventoryNode): boolean {
  return admitsName(template, node) && admitsLabels(template, node);
}

/** Everything that keeps the controller from creating a pod, in the order in which kube-scheduler asks its filters. */
export function ineligibility(template: PodTemplate, node: InventoryNode): Reason[] {
  return [...nodeName(template, node), ...taintToleration(template, node), ...nodeAffinity(template, node)];
}

const BOTH: Verdict = { shouldRun: true, shouldContinueRunning: true };
const ONLY_STAY: Verdict = { shouldRun: false, shouldContinueRunning: true };
const NEITHER: Verdict = { shouldRun: false, shouldContinueRunning: false };
