import { InventoryNode } from '../../model/node';
import { PodTemplate } from '../../model/pod-template';
import { repels, showTaint, Taint, TaintEffect } from '../../model/taint';
import { tolerates, TolerationSpec } from '../../model/toleration';
import { Reason, Remedy } from '../placement';
import { isTypo } from './typo';

const TOLERATIONS = 'spec.template.spec.tolerations';

/** The taints of a node that keep pods of a template away: no toleration matches them, neither a written nor an automatic one. */
export function untolerated(template: PodTemplate, node: InventoryNode): Taint[] {
  return node.taints.filter(taint => repels(taint) && !template.effectiveTolerations.some(toleration => tolerates(toleration, taint)));
}

/** One reason for each taint that is not tolerated, with the toleration that was probably meant for it. */
export function taintToleration(template: PodTemplate, node: InventoryNode): Reason[] {
  return untolerated(template, node)
    .map(taint => reasonOf(taint, template))
    .sort((left, right) => left.message < right.message ? -1 : 1);
}

function reasonOf(taint: Taint, template: PodTemplate): Reason {
  const miss = nearMiss(taint, template.tolerations);
  const hint = miss?.hint ?? KNOWN.get(`${taint.key}:${taint.effect}`);
  return {
    filter: 'TaintToleration',
    code: 'UntoleratedTaint',
    message: `untolerated taint ${showTaint(taint)}${hint ? ` (${hint})` : ''}`,
    remedies: [...miss?.remedy ? [miss.remedy] : [], ...PASSING.has(taint.key) ? [WAIT] : [], tolerateIt(taint, template), TOLERATE_EVERYTHING],
  };
}

/** What people expect of some taints that Kubernetes does not do. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['node.kubernetes.io/not-ready:NoSchedule', 'DaemonSets tolerate not-ready automatically only with the effect NoExecute'],
  ['node.kubernetes.io/unreachable:NoSchedule', 'DaemonSets tolerate unreachable automatically only with the effect NoExecute'],
  ['node.kubernetes.io/network-unavailable:NoSchedule', 'DaemonSets tolerate it automatically only with hostNetwork: true'],
  ['node.cloudprovider.kubernetes.io/uninitialized:NoSchedule', 'not automatic: it is there until the cloud controller has initialized the node'],
  ['node.kubernetes.io/out-of-service:NoExecute', 'not automatic: pods of a node that was taken out of service are removed'],
]);

/** Taints that go away by themselves when the node is well again. */
const PASSING: ReadonlySet<string> = new Set([
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/network-unavailable',
  'node.cloudprovider.kubernetes.io/uninitialized',
]);

const WAIT: Remedy = { text: 'list the nodes again when this one is ready, since the taint is then gone; tolerate it only if the agent must start before' };

const TOLERATE_EVERYTHING: Remedy = {
  text: 'tolerate every taint: operator Exists without a key',
  typescript: 'agent.tolerate(Toleration.everything())',
  yaml: { path: TOLERATIONS, add: [{ operator: 'Exists' }] },
};

function tolerateIt(taint: Taint, template: PodTemplate): Remedy {
  const habit = template.tolerations.some(({ key, operator }) => key !== undefined && operator === undefined)
    ? ' (without an operator it would mean: equals the empty value)'
    : '';
  return {
    text: `tolerate ${taint.key} with operator Exists, effect ${taint.effect}${habit}`,
    typescript: `agent.tolerate(Toleration.exists('${taint.key}'))`,
    yaml: { path: TOLERATIONS, add: [{ key: taint.key, operator: 'Exists', effect: taint.effect }] },
  };
}

/** How a toleration fails to match by one detail; the lowest rank is the nearest. */
interface NearMiss {
  readonly rank: number;
  readonly hint: string;
  readonly remedy?: Remedy;
}

/** The toleration that fails to match by one detail, and how. */
function nearMiss(taint: Taint, tolerations: readonly TolerationSpec[]): NearMiss | undefined {
  const misses = tolerations.map((toleration, index) => missOf(taint, toleration, index)).filter(miss => miss !== undefined);
  return misses.sort((left, right) => left.rank - right.rank)[0];
}

function missOf(taint: Taint, toleration: TolerationSpec, index: number): NearMiss | undefined {
  const { key, operator, value = '', effect } = toleration;
  const path = `${TOLERATIONS}[${index}]`;
  const set = (field: string, to: unknown): Remedy => ({ text: `change ${path}.${field} to ${to === null ? 'nothing' : String(to)}`, yaml: { path: `${path}.${field}`, set: to } });
  const keyFits = key === undefined || key === taint.key;
  const valueFits = operator === 'Exists' || value === (taint.value ?? '');
  const effectFits = effect === undefined || effect === taint.effect;
  if (keyFits && effectFits && operator !== undefined && operator !== 'Exists' && operator !== 'Equal') {
    return { rank: 0, hint: `${path} has the operator ${operator}, which tolerates nothing here`, remedy: set('operator', 'Exists') };
  }
  if (keyFits && effectFits && !valueFits) {
    const why = operator === undefined && value === '' ? 'has no operator, which means that the value must be empty' : `tolerates only the value "${value}"`;
    return { rank: 0, hint: `${path} ${why}`, ...(value === '' ? { remedy: set('operator', 'Exists') } : {}) };
  }
  if (keyFits && valueFits && !effectFits) {
    return { rank: key === undefined ? 2 : 1, hint: `${path} tolerates only the effect ${effect}`, ...(key === undefined ? {} : { remedy: set('effect', null) }) };
  }
  if (key !== undefined && !keyFits && renamed(key, taint)) {
    return { rank: 2, hint: `${path} tolerates ${key}, the old name: kubeadm taints ${taint.key} since Kubernetes 1.24` };
  }
  if (key !== undefined && !keyFits && effectFits && isTypo(key, taint.key)) {
    return { rank: 3, hint: `${path} tolerates ${key}`, remedy: set('key', taint.key) };
  }
  return undefined;
}

function renamed(key: string, taint: Taint): boolean {
  return key === 'node-role.kubernetes.io/master' && taint.key === 'node-role.kubernetes.io/control-plane' && taint.effect === TaintEffect.NO_SCHEDULE;
}
