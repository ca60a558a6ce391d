import { showDuration } from '../model/duration';
import { NodeChange } from '../model/node-event';
import { showTaint } from '../model/taint';

/** What happens to nodes, as the end of a sentence that begins with them. */
export function showChange(change: NodeChange): string {
  switch (change.kind) {
    case 'nodeJoins': return change.node.pool === undefined ? 'joins' : `joins the pool ${change.node.pool}`;
    case 'nodeLeaves': return 'leaves, and its pods with it';
    case 'cordon': return 'is cordoned';
    case 'uncordon': return 'is uncordoned';
    case 'drain': return 'is cordoned and drained: pods of DaemonSets stay';
    case 'taintAdded': return `gets the taint ${showTaint(change.taint)}`;
    case 'taintRemoved': return `loses the taint ${change.taint.key}${change.taint.effect === undefined ? '' : `:${change.taint.effect}`}`;
    case 'labelChanged': return change.value === undefined ? `loses the label ${change.label}` : `gets the label ${change.label}=${change.value}`;
    case 'notReadyFor': return `is not ready for ${showDuration(change.seconds)}`;
  }
}
