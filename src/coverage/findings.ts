import { agentAsDeployment } from './findings/agent-as-deployment';
import { duplicateObject } from './findings/duplicate-object';
import { equalPriorityContention } from './findings/equal-priority-contention';
import { expiredExemption } from './findings/expired-exemption';
import { oldInventory } from './findings/old-inventory';
import { runsOnVirtualNode } from './findings/runs-on-virtual-node';
import { selectsNoNode } from './findings/selects-no-node';
import { unknownField } from './findings/unknown-field';
import { unusedExemption } from './findings/unused-exemption';
import { virtualNodeWithoutLabel } from './findings/virtual-node-without-label';
import { compare, Matrix } from './matrix';
import { Finding } from './report';

const ALL: readonly ((matrix: Matrix) => Finding[])[] = [
  agentAsDeployment, duplicateObject, equalPriorityContention, expiredExemption, oldInventory, runsOnVirtualNode, selectsNoNode, unknownField,
  unusedExemption, virtualNodeWithoutLabel,
];

const ORDER = ['error', 'warning', 'note'];

/** Everything besides gaps and overlaps that the author should know: errors first, then by DaemonSet and code. */
export function findingsOf(matrix: Matrix): Finding[] {
  return ALL.flatMap(find => find(matrix)).sort((left, right) =>
    ORDER.indexOf(left.severity) - ORDER.indexOf(right.severity)
    || compare(left.daemonSet ?? '', right.daemonSet ?? '')
    || compare(left.code, right.code)
    || compare(left.message, right.message));
}
