import { agentAsDeployment } from './findings/agent-as-deployment';
import { duplicateObject } from './findings/duplicate-object';
import { equalPriorityContention } from './findings/equal-priority-contention';
import { evictionLoop } from './findings/eviction-loop';
import { expiredExemption } from './findings/expired-exemption';
import { forbiddenExemption } from './findings/forbidden-exemption';
import { missingDaemonSet } from './findings/missing-daemon-set';
import { missingRole } from './findings/missing-role';
import { oldInventory } from './findings/old-inventory';
import { requiresNoNode } from './findings/requires-no-node';
import { runsOnVirtualNode } from './findings/runs-on-virtual-node';
import { scenarioWithoutNodes } from './findings/scenario-without-nodes';
import { selectsNoNode } from './findings/selects-no-node';
import { sharedCniConfiguration } from './findings/shared-cni-configuration';
import { sharedHostPath } from './findings/shared-host-path';
import { sharedSelector } from './findings/shared-selector';
import { surgeInRole } from './findings/surge-in-role';
import { surgeWithHostNetwork } from './findings/surge-with-host-network';
import { surgeWithHostPort } from './findings/surge-with-host-port';
import { tooFewNodes } from './findings/too-few-nodes';
import { unknownField } from './findings/unknown-field';
import { unusedExemption } from './findings/unused-exemption';
import { virtualNodeWithoutLabel } from './findings/virtual-node-without-label';
import { wrongOperatingSystem } from './findings/wrong-operating-system';
import { compare, Matrix } from './matrix';
import { Finding } from './report';

const ALL: readonly ((matrix: Matrix) => Finding[])[] = [
  agentAsDeployment, duplicateObject, equalPriorityContention, evictionLoop, expiredExemption, forbiddenExemption, missingDaemonSet,
  missingRole, oldInventory, requiresNoNode, runsOnVirtualNode, scenarioWithoutNodes, selectsNoNode, sharedCniConfiguration,
  sharedHostPath, sharedSelector, surgeInRole, surgeWithHostNetwork, surgeWithHostPort, tooFewNodes, unknownField, unusedExemption,
  virtualNodeWithoutLabel, wrongOperatingSystem,
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
