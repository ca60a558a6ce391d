import { TaintEffect } from '../../model/taint';
import { tolerates } from '../../model/toleration';
import { NodeRoom } from '../node-room';
import { Reason } from '../placement';
import { Pod } from '../pod';

const NONE: Reason[] = [];
const UNSCHEDULABLE = { key: 'node.kubernetes.io/unschedulable', effect: TaintEffect.NO_SCHEDULE };

/** A cordoned node takes only pods that tolerate its taint. Every DaemonSet's do, so nothing is ever heard of it. */
export function nodeUnschedulable({ template }: Pod, { node }: NodeRoom): Reason[] {
  if (!node.unschedulable) { return NONE; }
  if (template.effectiveTolerations.some(toleration => tolerates(toleration, UNSCHEDULABLE))) { return NONE; }
  return [{
    filter: 'NodeUnschedulable',
    code: 'Unschedulable',
    message: 'the node is cordoned',
    remedies: [{ text: 'uncordon the node: kubectl uncordon NAME' }],
  }];
}
